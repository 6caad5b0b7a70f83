# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who speaks in a sentence, and where a clause within it ends."""

from __future__ import annotations

import re

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span
from praktijk.sources.reading.phrases import any_of

_BREAK = re.compile(r"[;:]\s|\s-\s|\.\s")


def is_said_by(letter: Letter, who: str, sentence: Span, verb: re.Match[str]) -> bool:
    """Whether one of the words listed under `who` stands close before the verb, or right behind it."""
    words = letter.words[who]
    low = letter.low
    before = max(sentence.start, verb.start() - 70)
    within = any_of(words, low, verb.start(), min(sentence.end, verb.end() + 32))
    nearest = None
    for one in words:
        for match in one.find_all(low, before, verb.start()):
            if nearest is None or match.start() > nearest.start():
                nearest = match
    if nearest is not None:
        return True
    if within is None:
        return False
    lead = low[verb.start() : within.start()].split()
    return not lead or lead[-1] not in letter.rules.lists["clause.indefinite"]


def is_said_right_before(letter: Letter, who: str, sentence: Span, verb: re.Match[str]) -> bool:
    """Whether one of the words listed under `who` is the last or the last but one before the verb."""
    lead = letter.low[max(sentence.start, verb.start() - 40) : verb.start()].split()[-2:]
    return any(one.pattern.fullmatch(word) is not None for one in letter.words[who] for word in lead)


def is_government(letter: Letter, sentence: Span, start: int, end: int) -> bool:
    """Whether the government is named shortly before or just behind a verb at `start`-`end`."""
    words = letter.words["commitments.government"]
    before = max(sentence.start, start - 90)
    return (
        any_of(words, letter.low, before, start) is not None
        or any_of(words, letter.low, start, min(sentence.end, end + 40)) is not None
    )


def clause_end(letter: Letter, sentence: Span, start: int) -> int:
    """Where the words of a recommendation that begin at `start` end within their sentence."""
    low, rules = letter.low, letter.rules
    limit = sentence.end
    stops = [limit]
    inversion = rules.inversion.search(low, start, limit)
    if inversion is not None:
        stops.append(inversion.start())
    for key in ("clause.ends", "clause.commas"):
        found = any_of(letter.words[key], low, start + 8, limit) if start + 8 < limit else None
        if found is not None:
            comma = low[: found.start()].rstrip().endswith(",") if key == "clause.commas" else True
            if comma:
                stops.append(found.start())
    broken = _BREAK.search(low, start, limit)
    if broken is not None and broken.start() > start + 20:
        stops.append(broken.start())
    end = min(stops)
    if end == limit:
        end = _without_particle(letter, sentence, start, end)
    return end


def _without_particle(letter: Letter, sentence: Span, start: int, end: int) -> int:
    """Leave out the last word of "neemt de aanbeveling om ... over"."""
    words = letter.low[start:end].rstrip(" .\"')")
    before = letter.low[sentence.start : start]
    for particle, verbs in letter.rules.particles.items():
        if words.endswith(" " + particle) and any(verb in before.split() for verb in verbs):
            return start + len(words) - len(particle)
    return end
