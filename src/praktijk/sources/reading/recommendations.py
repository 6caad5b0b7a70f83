# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where recommendations stand in a letter: labelled, as headings or list items, or only reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from praktijk.sources.reading.clauses import clause_end, is_government, is_said_by, is_said_right_before
from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span
from praktijk.sources.reading.parts import Part
from praktijk.sources.reading.phrases import any_of
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.positions import answers_itself

STRENGTH = {
    "label": 0.96,
    "item": 0.88,
    "heading": 0.86,
    "noun": 0.9,
    "advice": 0.9,
    "adviser": 0.8,
    "topic": 0.62,
    "need": 0.62,
    "in_line": 0.66,
}
"""How sure each form of statement makes, 0-1."""

_NUMBERED = re.compile(r"(?:aanbeveling|recommendation)\s+(?:nr\.?\s*|no\.?\s*)?(\d{1,3}[a-z]?)(?!\w)")
_WORD = re.compile(r"\w{4,}")
_OF_WHOM = re.compile(r"\s+(?:van|of|by|from)\s+(?:(?:de|het|the)\s+)?[\w-]+,?")
_ARTICLE = re.compile(r"(?:de|het|the)\s+")
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommendation found; `form` is a key of STRENGTH, `sentence` the sentence that reports it."""

    span: Span
    form: str
    sentence: Span
    record: int | None = None
    number: str | None = None
    row: int | None = None

    @property
    def stands_alone(self) -> bool:
        """Stated as such, not reported within running prose."""
        return self.form in {"label", "item", "heading"}


def find_candidates(letter: Letter, parts: list[Part]) -> list[Candidate]:
    """All recommendations in the order of the letter, restatements left out, spans not overlapping."""
    found = list(_stated(letter, parts))
    reported = [candidate for part in parts if part.role in {"text", "response"} for candidate in _reported(letter, part)]
    kept: list[Candidate] = []
    for candidate in sorted((*found, *reported), key=lambda one: (one.span.start, -STRENGTH[one.form])):
        if candidate.span.end - candidate.span.start < _SHORTEST:
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


def _reported(letter: Letter, part: Part) -> Iterator[Candidate]:
    seen_in_paragraph = False
    for sentence in letter.sentences_within(part.span):
        found = False
        for candidate in _in_sentence(letter, sentence, seen_in_paragraph):
            found = True
            number = _number_in(letter, sentence)
            yield replace(candidate, record=part.record, number=candidate.number or number)
        seen_in_paragraph = seen_in_paragraph or found


def _number_in(letter: Letter, sentence: Span) -> str | None:
    numbers = _NUMBERED.findall(letter.low, sentence.start, sentence.end)
    return numbers[0] if len(set(numbers)) == 1 else None


def _in_sentence(letter: Letter, sentence: Span, seen: bool) -> Iterator[Candidate]:
    words, low = letter.words, letter.low
    start, end = sentence.start, sentence.end
    begins: list[tuple[int, int, str]] = []
    for one in words["advice.noun"]:
        begins.extend((match.start(), match.end(), "noun") for match in one.find_all(low, start, end))
    for one in words["advice.strong"]:
        begins.extend(
            (match.end(), match.end(), "advice")
            for match in one.find_all(low, start, end)
            if not is_said_right_before(letter, "advisers.government", sentence, match)
        )
    for one in words["advice.with_adviser"]:
        begins.extend(
            (match.end(), match.end(), "adviser")
            for match in one.find_all(low, start, end)
            if is_said_by(letter, "advisers.names", sentence, match)
        )
    last = start
    any_found = False
    for begin, after, form in sorted(begins, key=lambda one: (one[1], one[0])):
        if begin < last:
            continue
        if form != "noun":
            begin = after = _after_addressee(letter, after, end)
        stop = clause_end(letter, sentence, after)
        span = _trimmed_clause(letter, begin, stop)
        if span.end - after < _SHORTEST:
            continue
        any_found = True
        last = span.end
        yield Candidate(span, form, sentence)
    if not any_found:
        yield from _weak(letter, sentence, seen)


def _weak(letter: Letter, sentence: Span, seen: bool) -> Iterator[Candidate]:
    """Forms that name no recommendation outright: a topic answered, a need endorsed, "in line with"."""
    words, low = letter.words, letter.low
    start, end = sentence.start, sentence.end
    need = any_of(words["advice.need"], low, start, end)
    if need is not None and is_government(letter, sentence, need.start(), need.end()):
        yield Candidate(_trimmed_clause(letter, need.end(), clause_end(letter, sentence, need.end())), "need", sentence)
        return
    line = any_of(words["advice.in_line"], low, start, end)
    if line is not None and not seen and any_of(words["commitments.future"], low, start, line.start()):
        after = _OF_WHOM.match(low, line.end(), end)
        begin = after.end() if after is not None else line.end()
        yield Candidate(_trimmed_clause(letter, begin, clause_end(letter, sentence, begin)), "in_line", sentence)
        return
    topic = any_of(words["advice.topic"], low, start, min(end, start + 40))
    if topic is not None and topic.start() == start:
        answer = letter.rules.inversion.search(low, topic.end(), end)
        analysis = any_of(words["objects.analysis"], low, start, end)
        if answer is not None and answer.start() - topic.end() >= 30 and analysis is None and letter.plain[
            topic.end() : answer.start()
        ].rstrip().endswith(","):
            yield Candidate(_trimmed_clause(letter, topic.end(), answer.start()), "topic", sentence)


def _after_addressee(letter: Letter, at: int, end: int) -> int:
    """Skip whom the advice is for and the opening word: "de minister om", "the Government to"."""
    while at < end and letter.plain[at].isspace():
        at += 1
    article = _ARTICLE.match(letter.low, at, end)
    name_at = article.end() if article is not None else at
    for one in letter.words["advisers.names"]:
        adviser = one.pattern.match(letter.low, name_at, end)
        if adviser is not None:
            at = adviser.end()
            break
    opener = letter.rules.addressee.match(letter.low, at, end)
    return opener.end() if opener is not None else at


def _trimmed_clause(letter: Letter, start: int, end: int) -> Span:
    span = trimmed(letter.plain, start, end)
    first, last = span.start, span.end
    while first < last and letter.plain[first] in ",;:)\"' -":
        first += 1
    while last > first and letter.plain[last - 1] in ",;:.\"' -":
        last -= 1
    return Span(first, last)


def _without_restatements(letter: Letter, found: list[Candidate]) -> list[Candidate]:
    """Of two statements of the same recommendation the one beside its answer stays."""
    kept: list[Candidate] = []
    bags: list[frozenset[str]] = []
    records = {one.record for one in found if one.stands_alone}
    for one in found:
        if not one.stands_alone and one.record is not None and one.record in records:
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


def _twin(one: Candidate, bag: frozenset[str], kept: list[Candidate], bags: list[frozenset[str]]) -> int | None:
    for at, (other, words) in enumerate(zip(kept, bags, strict=True)):
        shared = len(bag & words)
        same_number = one.number is not None and one.number == other.number
        smaller = min(len(bag), len(words)) or 1
        if shared >= (0.4 if same_number else 0.65) * smaller and shared >= (2 if same_number else 4):
            return at
    return None
