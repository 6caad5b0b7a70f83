# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recommendations of a letter: stated as such (here) or only reported (`reported.py`), each once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span
from praktijk.sources.reading.parts import Part
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.positions import answers_itself
from praktijk.sources.reading.reported import SHORTEST, STRENGTH, Candidate, find_reported

_WORD = re.compile(r"\w{4,}")


def find_candidates(letter: Letter, parts: list[Part]) -> list[Candidate]:
    """All recommendations in the order of the letter, restatements left out, spans not overlapping."""
    found = list(_stated(letter, parts))
    reported = [
        candidate
        for part in parts
        if part.role in {"text", "response"}
        for candidate in find_reported(letter, part)
    ]
    kept: list[Candidate] = []
    for candidate in sorted((*found, *reported), key=lambda one: (one.span.start, -STRENGTH[one.form])):
        if candidate.span.end - candidate.span.start < SHORTEST:
            continue
        if candidate.form == "need" and _answered_already(letter, candidate, kept):
            continue
        if kept and kept[-1].span.overlaps(candidate.span):
            if STRENGTH[candidate.form] > STRENGTH[kept[-1].form] and not kept[-1].stands_alone:
                kept[-1] = candidate
            continue
        kept.append(candidate)
    return _without_restatements(letter, kept)


def _answered_already(letter: Letter, candidate: Candidate, kept: list[Candidate]) -> bool:
    """Whether "endorses the need" rather answers a recommendation found before it in the same section."""
    section = letter.section_at(candidate.span.start)
    return bool(kept) and letter.section_at(kept[-1].span.start) == section


def _stated(letter: Letter, parts: list[Part]) -> Iterator[Candidate]:
    for part in parts:
        if part.role == "recommendation":
            span = _own_words(letter, part.span)
            yield Candidate(span, "label", span, part.record, part.number, part.row)
        elif part.role in {"heading", "item"}:
            span = _own_words(letter, part.span)
            yield Candidate(span, part.role, span, part.record, part.number)


def _own_words(letter: Letter, span: Span) -> Span:
    """The recommendation's own sentences: what follows is the answer as soon as it speaks as one."""
    end = span.start
    for sentence in letter.sentences_within(Span(span.start, span.end)) or [span]:
        if end > span.start and answers_itself(letter, sentence):
            break
        end = min(span.end, sentence.end)
    stop = end if end > span.start else span.end
    whole = trimmed(letter.plain, span.start, stop)
    words = letter.plain[whole.start : whole.end]
    if len(words) > 2 and words[0] in "\"'" and words[-1] in "\"'.":
        inner = words.rstrip(".").rstrip("\"'")
        return Span(whole.start + 1, whole.start + max(2, len(inner)))
    return whole


def _without_restatements(letter: Letter, found: list[Candidate]) -> list[Candidate]:
    """Of two statements of the same recommendation the one beside its answer stays."""
    kept: list[Candidate] = []
    bags: list[frozenset[str]] = []
    records = {one.record for one in found if one.stands_alone}
    for one in found:
        told = one.form in {"advice", "adviser"}
        if not one.stands_alone and not told and one.record is not None and one.record in records:
            continue
        bag = frozenset(_WORD.findall(letter.low, one.span.start, one.span.end))
        twin = _twin(one, bag, kept, bags)
        if twin is None:
            kept.append(one)
            bags.append(bag)
        elif one.stands_alone or not kept[twin].stands_alone:
            number = one.number or kept[twin].number
            kept[twin], bags[twin] = replace(one, number=number), bag
    return sorted(kept, key=lambda one: one.span)


def _twin(
    one: Candidate, bag: frozenset[str], kept: list[Candidate], bags: list[frozenset[str]]
) -> int | None:
    for at, (other, words) in enumerate(zip(kept, bags, strict=True)):
        shared = len(bag & words)
        same_number = one.number is not None and one.number == other.number
        smaller = min(len(bag), len(words)) or 1
        if shared >= (0.4 if same_number else 0.65) * smaller and shared >= (2 if same_number else 4):
            return at
    return None
