# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The position that a government takes on a recommendation, and the words that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import PositionFound, Span
from praktijk.sources.reading.phrases import Phrase, any_of
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.rules import PositionRule
from praktijk.sources.reading.weighing import CLEAR, Hit, decide, found_in

_ENOUGH = 0.37
_MENTIONED = 0.2
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_QUALIFYING = frozenset({"pause", "interpret", "already", "examine"})
_JOINT = re.compile(r"[,;:]\s|\s(?:en|maar|want|omdat|hoewel|terwijl|and|but|because|although|while)\s")


def find_position(
    letter: Letter,
    region: list[Span],
    own: Span | None,
    *,
    stated: Span | None = None,
    told: bool = False,
) -> PositionFound | None:
    """The position shown by the sentences of `region`, in their order, or None when none shows one.

    `own` is the recommendation's span where it stands within a sentence of the region: words inside
    it are not the government's. `stated` is the recommendation where all of the region answers it:
    then praise of something else counts for less, and mere mention is enough to be "noted". `told` says
    that the adviser is the one who speaks in the sentence of `own`, until the government is named.
    """
    hits: list[Hit] = []
    about = _stems(letter, stated) if stated is not None else None
    for distance, sentence in enumerate(region[:24]):
        if told and own is not None and sentence.contains(own):
            begin = _where_the_government_speaks(letter, own, sentence)
            if begin is None:
                continue
            sentence = Span(begin, sentence.end)
        if (
            own is not None
            and stated is None
            and distance
            and not sentence.overlaps(own)
            and _turns_to_another(letter, sentence)
        ):
            break
        for hit in _hits(letter, sentence, own, distance):
            if about is not None and hit.kind == "support" and _is_about_else(letter, hit, about):
                hit = replace(hit, score=hit.score * 0.5)
            hits.append(hit)
    if not hits:
        return None
    found = decide(letter, hits, _ENOUGH)
    if found is None and stated is not None:
        found = decide(letter, [hit for hit in hits if hit.kind == "note"], _MENTIONED)
    return found


def _turns_to_another(letter: Letter, sentence: Span) -> bool:
    """Whether a sentence tells of a recommendation of its own."""
    return any_of(letter.words["advice.told"], letter.low, sentence.start, sentence.end) is not None


def _where_the_government_speaks(letter: Letter, own: Span, sentence: Span) -> int | None:
    """Where in an adviser's sentence the government begins to speak, behind what is recommended."""
    named = any_of(letter.words["advisers.government"], letter.low, own.end, sentence.end)
    if named is None:
        return None
    joints = [joint.end() for joint in _JOINT.finditer(letter.low, own.end, named.start())]
    return joints[-1] if joints else own.end


def _stems(letter: Letter, span: Span) -> frozenset[str]:
    return frozenset(word[:5] for word in _LONG_WORD.findall(letter.low, span.start, span.end))


def _is_about_else(letter: Letter, hit: Hit, about: frozenset[str]) -> bool:
    """Whether what is praised shares no word with the recommendation, nor points at it."""
    if hit.named:
        return False
    start, end = max(hit.sentence.start, hit.span.start - 20), min(hit.sentence.end, hit.span.end + 80)
    if any_of(letter.words["objects.recommendation"], letter.low, start, end):
        return False
    return not about & _stems(letter, Span(hit.span.start, end))


def short_position(letter: Letter, span: Span) -> PositionFound | None:
    """The position of an answer that is only a word or two ("Accepted", "Deels overgenomen")."""
    sentence_end = re.compile(r"[.;:,\n]|\s-\s|\(").search(letter.low, span.start, span.end)
    end = sentence_end.start() if sentence_end is not None and sentence_end.start() > span.start else span.end
    words = " ".join(letter.low[span.start : end].split()).strip("\"'*_ ")
    value = letter.rules.short.get(words)
    if value is None:
        return None
    sentence = letter.sentence_at(span.start)
    if sentence is not None and value in {"adopted", "partly_adopted"}:
        rest = Span(end, min(span.end, sentence.end))
        kinds = {"pause", "interpret"} if len(letter.low[rest.start : rest.end].split()) > 8 else _QUALIFYING
        meant = [hit for hit in _hits(letter, rest, None, 0) if hit.kind in kinds]
        limits = [hit for hit in _hits(letter, rest, None, 0) if hit.kind in {"partly", "contrast"}]
        if limits and value == "adopted":
            return found_in(letter, limits[0], "partly_adopted", ["two_positions"], 0.74)
        if meant and meant[0].score >= CLEAR:
            return found_in(letter, meant[0], meant[0].value, ["two_positions"], 0.72)
    return PositionFound(value, trimmed(letter.plain, span.start, end), 0.95)


def answers_itself(letter: Letter, sentence: Span) -> bool:
    """Whether a sentence speaks as an answer: words of the government that show a position."""
    for hit in _hits(letter, sentence, None, 0):
        if hit.score < 0.55:
            continue
        nearby = (max(sentence.start, hit.span.start - 60), min(sentence.end, hit.span.end + 30))
        if any_of(letter.words["advisers.government"], letter.low, *nearby) or hit.named:
            return True
    return False


def _hits(letter: Letter, sentence: Span, own: Span | None, distance: int) -> Iterator[Hit]:
    begin = letter.sentence_at(sentence.start)
    for rule, one in letter.positions[begin.start] if begin is not None else ():
        for match in one.pattern.finditer(letter.low, sentence.start, sentence.end):
            hit = _hit(letter, sentence, own, distance, rule, match, _says_no(letter, one))
            if hit is not None:
                yield hit


def _says_no(letter: Letter, phrase: Phrase) -> bool:
    """Whether the phrase itself holds a "no": it is then not denied by that word."""
    return any(word in letter.rules.lists["modifiers.negation"] for word in phrase.written.split())


def _hit(
    letter: Letter,
    sentence: Span,
    own: Span | None,
    distance: int,
    rule: PositionRule,
    match: re.Match[str],
    says_no: bool,
) -> Hit | None:
    span = Span(*match.span())
    if own is not None and own.overlaps(span) and not span.contains(own) and own.contains(span):
        return None
    factor, named = _object_factor(letter, sentence, span, rule.kind)
    if rule.kind == "interpret" and any_of(letter.words["objects.papers"], letter.low, *match.span()):
        return None
    answers = named and rule.kind in {"accept", "support", "partly", "reject", "noted"}
    if _only_introduces(letter, sentence, span) or (not answers and _by_adviser(letter, sentence, span)):
        return None
    value, kind, strength = rule.value, rule.kind, rule.strength
    if kind in {"accept", "support"}:
        clause = _clause_around(letter, sentence, span)
        if _limited(letter, clause, span, own):
            value, kind, strength = "partly_adopted", "partly", 0.93
        elif _denied(letter, sentence, span) or _denied_in(letter, clause, span, own):
            value, kind, strength = "not_adopted", "reject", 0.85
    elif kind == "act" and _denied_in(letter, _clause_around(letter, sentence, span), span, own):
        value, kind, strength = "not_adopted", "reject", 0.66
    elif kind in {"already", "act", "examine"} and not says_no and _denied(letter, sentence, span):
        return None
    if kind == "act" and named:
        strength += 0.22
    if _is_conceded(letter, sentence, span):
        factor *= 0.5
    score = strength * factor - 0.018 * min(distance, 12)
    if own is not None and sentence.contains(own):
        score += 0.12
    elif not named and distance > 2:
        score -= 0.03 * min(distance - 2, 4)
    return Hit(value, kind, score, span, sentence, named, distance, strength) if score >= _MENTIONED else None


def _object_factor(letter: Letter, sentence: Span, span: Span, kind: str) -> tuple[float, bool]:
    """How much the words concern a recommendation, 0-1, and whether they name one."""
    words, low = letter.words, letter.low
    start, end = span.start, min(sentence.end, span.end + 64)
    if any_of(words["objects.strong"], low, start, end):
        return 1.0, True
    before = max(sentence.start, span.start - 90)
    if any_of(words["objects.strong"], low, before, span.start):
        return (0.97 if kind != "support" else 0.85), True
    if kind in {"accept", "support", "note"} and any_of(words["objects.analysis"], low, start, end):
        return (0.75 if kind == "accept" else 0.5), False
    if kind in {"support", "note"}:
        if any_of(words["objects.importance"], low, start, end):
            return 0.82, False
        return (0.92 if any_of(words["objects.recommendation"], low, start, end) else 0.72), False
    return (0.96 if any_of(words["objects.recommendation"], low, before, end) else 0.88), False


def _by_adviser(letter: Letter, sentence: Span, span: Span) -> bool:
    """Whether the adviser, not the government, is the one who says these words."""
    words, low = letter.words, letter.low
    before = max(sentence.start, span.start - 34)
    adviser = any_of(words["advisers.names"], low, before, span.start)
    if adviser is None or adviser.group() in letter.rules.lists["advisers.pronouns"]:
        return False
    between = low[adviser.end() : span.start]
    return any_of(words["advisers.government"], low, before, min(sentence.end, span.end + 24)) is None and (
        len(between.split()) <= 1 and "," not in between
    )


def _only_introduces(letter: Letter, sentence: Span, span: Span) -> bool:
    """ "Notes the following" says nothing yet."""
    end = min(sentence.end, span.end + 36)
    return any_of(letter.words["modifiers.introduces"], letter.low, span.start, end) is not None


def _denied(letter: Letter, sentence: Span, span: Span) -> bool:
    words, low = letter.words, letter.low
    before = low[max(sentence.start, span.start - 12) : span.start]
    found = any_of(
        words["modifiers.negation"], low, max(span.start, span.end - 16), min(sentence.end, span.end + 8)
    )
    if found is None and before.strip():
        found = any_of(words["modifiers.negation"], low, max(sentence.start, span.start - 12), span.start)
    if found is None:
        return False
    return (
        any_of(words["modifiers.not_negation"], low, found.start(), min(sentence.end, found.end() + 12))
        is None
    )


def _is_conceded(letter: Letter, sentence: Span, span: Span) -> bool:
    """Whether the clause only concedes something: "although the aim is shared"."""
    found = any_of(letter.words["modifiers.concessive"], letter.low, sentence.start, span.start)
    return found is not None and found.end() >= _clause_around(letter, sentence, span).start - 1


def _clause_around(letter: Letter, sentence: Span, span: Span) -> Span:
    """The clause in which the words stand, of which they may fill more than one."""
    starts = [joint.end() for joint in _JOINT.finditer(letter.low, sentence.start, span.start)]
    end = _JOINT.search(letter.low, span.end, sentence.end)
    return Span(starts[-1] if starts else sentence.start, end.start() if end is not None else sentence.end)


def _denied_in(letter: Letter, clause: Span, span: Span, own: Span | None) -> bool:
    """Whether a "no" stands in the clause: before the words, or where the language says so behind them."""
    words, low = letter.words, letter.low
    places = [
        any_of(words["modifiers.negation_after"], low, span.start, clause.end),
        any_of(words["modifiers.negation"], low, max(clause.start, span.start - 40), span.start),
    ]
    return any(
        found is not None
        and (own is None or not own.contains(Span(*found.span())))
        and any_of(words["modifiers.not_negation"], low, found.start(), min(clause.end, found.end() + 12))
        is None
        for found in places
    )


def _limited(letter: Letter, clause: Span, span: Span, own: Span | None) -> bool:
    words, low = letter.words, letter.low
    start, end = max(clause.start, span.start - 40), min(clause.end, span.end + 40)
    found = any_of(words["modifiers.partial"], low, start, end)
    if found is None:
        return False
    return own is None or not own.contains(Span(*found.span()))
