# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which passages answer which recommendation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from praktijk.sources.reading.elsewhere import Passages, find_passages
from praktijk.sources.reading.implied import implied_position
from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import PositionFound, Section, Span
from praktijk.sources.reading.parts import Part, is_of_another
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.positions import find_position, short_position
from praktijk.sources.reading.reported import Candidate

_TOLD = frozenset({"advice", "adviser", "according"})
_PLURAL = re.compile(r"(?<!\w)(?:beide|aanbevelingen|deze punten|alle|both|recommendations|all)(?!\w)")
_NAMED = re.compile(
    r"(?:aanbevelingen|recommendations)\s+(?P<list>\d{1,3}(?:(?:,\s?|\s(?:en|and|t/m|tot en met|to)\s)\d{1,3}){0,12})"
    r"|(?:aanbeveling|recommendation)\s+(?:nr\.?\s?|no\.?\s?)?(?P<one>\d{1,3}[a-z]?)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers one recommendation: `region` in which promises belong to it, and the position found."""

    region: Span
    position: PositionFound | None
    doubts: tuple[str, ...]


def find_answers(letter: Letter, parts: list[Part], candidates: list[Candidate]) -> list[Answer]:
    """One answer for each candidate, in their order."""
    regions = [_region(letter, candidates, at) for at in range(len(candidates))]
    refusals = {one.sentence for one in candidates if one.form == "refused"}
    answers = [_answer(letter, parts, one, regions[at], refusals) for at, one in enumerate(candidates)]
    by_number = _answers_by_number(letter, parts, candidates)
    for at, one in enumerate(candidates):
        if one.number not in by_number:
            continue
        region, marked = by_number[one.number]
        if (marked and not region.contains(one.span)) or answers[at].position is None:
            found = _in_region(letter, region, one, None) or answers[at].position
            doubts = ("no_position_words",) if found is None else ()
            answers[at] = Answer(region if marked else answers[at].region, found, doubts)
    for at, passages in find_passages(letter, candidates).items():
        answers[at] = _from_elsewhere(letter, candidates[at], passages)
    for at, one in enumerate(candidates):
        section = letter.section_at(one.span.start)
        if answers[at].position is None and section is not None and section.start < one.span.start:
            found = _short_title(letter, section)
            if found is not None:
                answers[at] = Answer(answers[at].region, found, ())
    return [
        answer
        if answer.position is not None
        else _implied(letter, parts, one, answer, refusals - {one.sentence})
        for one, answer in zip(candidates, _inherited(letter, candidates, answers), strict=True)
    ]


def _implied(
    letter: Letter, parts: list[Part], one: Candidate, answer: Answer, others: AbstractSet[Span]
) -> Answer:
    """What the answer implies, where it states nothing."""
    sentences = [
        sentence
        for sentence in _answering(letter, parts, one) or letter.sentences_within(answer.region)
        if sentence not in others and not sentence.overlaps(one.span) and not is_of_another(letter, sentence)
    ]
    headings = {block.start for block in letter.blocks if block.kind == "heading"}
    found = implied_position(letter, [s for s in sentences if s.start not in headings])
    return answer if found is None else Answer(answer.region, found, ())


def _answering(letter: Letter, parts: list[Part], one: Candidate) -> list[Span]:
    """The sentences of a passage labelled as the answer to this recommendation."""
    return [
        sentence
        for part in parts
        if part.role == "response" and part.labelled and part.record is not None and part.record == one.record
        for sentence in _sentences(letter, part.span)
    ]


def _from_elsewhere(letter: Letter, one: Candidate, passages: Passages) -> Answer:
    """The answer in passages behind the list in which the recommendation stands."""
    sentences = passages.sentences
    found = find_position(letter, sentences, None, stated=one.span) if sentences else None
    for sentence in sentences:
        found = found or _elliptic(letter, sentence)
    left_out = passages.all_but
    if found is not None and found.value == "partly_adopted" and left_out is not None:
        found = replace(found, value="adopted") if left_out.contains(found.span) else found
    if found is None and passages.refused is not None:
        found = PositionFound("not_adopted", passages.refused, 0.6, ("weak_wording",))
    region = Span(one.span.end, one.span.end)
    if sentences:
        region = Span(sentences[0].start, sentences[0].end)
        for sentence in sentences[1:]:
            if not letter.plain[region.end : sentence.start].strip():
                region = Span(region.start, sentence.end)
    return Answer(region, found, () if found is not None else ("no_position_words",))


def _elliptic(letter: Letter, sentence: Span) -> PositionFound | None:
    """ "..., aanbeveling 2 deels en aanbeveling 5 niet": the last word of a piece says it all."""
    words = letter.low[sentence.start : sentence.end].rstrip(" .;,")
    value = letter.rules.short.get(words.rsplit(" ", 1)[-1])
    return (
        None
        if value is None
        else PositionFound(value, trimmed(letter.plain, sentence.start, sentence.end), 0.7)
    )


def _region(letter: Letter, candidates: list[Candidate], at: int) -> Span:
    """From the recommendation to the next one, or to the end of its section."""
    one = candidates[at]
    section = letter.section_at(one.span.start)
    end = len(letter.text)
    if section is not None:
        starts = [other.start for other in letter.sections]
        following = bisect_right(starts, one.span.end)
        within_heading = section.start <= one.span.start < section.end
        for other in letter.sections[following:]:
            if _short_title(letter, other) is not None:
                continue
            if other.level <= section.level or not within_heading:
                end = other.start
                break
    if one.stands_alone and one.record is not None:
        later = [c for c in candidates[at + 1 :] if c.stands_alone]
    else:
        later = [c for c in candidates[at + 1 :] if c.sentence != one.sentence and c.form != "refused"]
    if later:
        end = min(end, max(one.span.end, _lead(letter, later[0])))
    return Span(one.span.end if one.stands_alone else one.sentence.start, max(end, one.span.end))


def _short_title(letter: Letter, section: Section) -> PositionFound | None:
    """The position that a heading is: "Agreed", "Recommendations not accepted"."""
    heading = trimmed(letter.plain, section.start, section.start + len(section.title))
    found = short_position(letter, heading)
    if found is not None:
        return found
    words = letter.rules.points.nouns.sub(" ", letter.low[heading.start : heading.end])
    value = letter.rules.short.get(" ".join(words.split()).strip(" .:;,-"))
    return None if value is None else PositionFound(value, heading, 0.86)


def _lead(letter: Letter, candidate: Candidate) -> int:
    block = letter.paragraph_at(candidate.span.start)
    if candidate.stands_alone and block is not None:
        return block.start
    return candidate.sentence.start


def _answer(
    letter: Letter, parts: list[Part], one: Candidate, region: Span, refusals: AbstractSet[Span]
) -> Answer:
    """`refusals` are sentences that refuse something else, said among several recommendations."""
    labelled = [
        part
        for part in parts
        if part.role == "response" and part.labelled and part.record is not None and part.record == one.record
    ]
    if one.stands_alone and labelled:
        for part in labelled:
            found = short_position(letter, part.span)
            if found is not None:
                return Answer(region, found, ())
        answer = [sentence for part in labelled for sentence in _sentences(letter, part.span)]
        found = find_position(letter, answer, None, stated=one.span)
        if found is not None:
            return Answer(region, found, ())
    others = refusals - {one.sentence}
    found = _in_region(letter, region, one, None if one.form == "pointed_at" else one.span, others)
    if one.form == "noun" and one.span.end >= one.sentence.end - 2 and (found is None or found.doubts):
        whole = find_position(letter, [one.sentence], None)  # its words may hold the answer as well
        if whole is not None and (found is None or whole.confidence > found.confidence):
            found = replace(whole, confidence=min(whole.confidence, 0.7), doubts=("weak_wording",))
    return Answer(region, found, () if found is not None else ("no_position_words",))


def _sentences(letter: Letter, span: Span) -> list[Span]:
    return letter.sentences_within(span) or [span]


def _in_region(
    letter: Letter, region: Span, one: Candidate, own: Span | None, others: AbstractSet[Span] = frozenset()
) -> PositionFound | None:
    """Words in the paragraphs of the answer; without clear ones, a one-word answer at their start."""
    sentences = letter.sentences_within(region)
    headings = {
        (block.start, block.end)
        for block in letter.blocks
        if block.kind == "heading" and short_position(letter, block.span) is None
    }
    sentences = [s for s in sentences if (s.start, s.end) not in headings and s not in others]
    for sentence in sentences[:1]:
        if own is None or not sentence.overlaps(own):
            found = short_position(letter, sentence)
            if found is not None:
                return found
    stated = one.span if one.stands_alone and one.record is not None else None
    told = one.form in _TOLD
    paragraph = letter.paragraph_at(one.sentence.start)
    if own is not None and not one.stands_alone and paragraph is not None:
        beside = [s for s in sentences if s.start < paragraph.end]
        found = find_position(letter, beside, own, told=told)
        if found is not None:
            return found
    return find_position(letter, sentences, own, stated=stated, told=told)


def _answers_by_number(
    letter: Letter, parts: list[Part], candidates: list[Candidate]
) -> dict[str, tuple[Span, bool]]:
    """Where "Ad 3", "Reactie op aanbeveling 3" or a sentence naming its number answers a recommendation.

    The second of each pair says whether a label marks the passage.
    """
    marks = sorted(
        (part.span.start, part.number)
        for part in parts
        if part.role in {"answers", "mark"} and part.number is not None
    )
    found: dict[str, tuple[Span, bool]] = {}
    starts = [mark[0] for mark in marks] + [len(letter.text)]
    for at, (start, number) in enumerate(marks):
        section = next((s.start for s in letter.sections if s.start > start), len(letter.text))
        found[number] = (Span(start, max(start, min(starts[at + 1], section))), True)
    known = {one.number for one in candidates}
    for match in _NAMED.finditer(letter.low):
        sentence = letter.sentence_at(match.start())
        if sentence is None:
            continue
        for number in _numbers(match):
            if number in known:
                found.setdefault(number, (sentence, False))
    return found


def _numbers(match: re.Match[str]) -> list[str]:
    if match["one"]:
        return [match["one"]]
    numbers = re.findall(r"\d+", match["list"])
    if (
        re.search(r"t/m|tot en met|\sto\s", match["list"])
        and len(numbers) == 2
        and int(numbers[1]) - int(numbers[0]) < 60
    ):
        return [str(number) for number in range(int(numbers[0]), int(numbers[1]) + 1)]
    return numbers


def _inherited(letter: Letter, candidates: list[Candidate], answers: list[Answer]) -> list[Answer]:
    """Recommendations stated one after another and answered together share the answer."""
    result = list(answers)
    for at in range(len(candidates) - 2, -1, -1):
        following = result[at + 1].position
        if result[at].position is not None or following is None:
            continue
        if candidates[at].stands_alone != candidates[at + 1].stands_alone:
            continue
        sentence = letter.sentence_at(following.span.start)
        same_sentence = candidates[at].sentence == candidates[at + 1].sentence
        if sentence is None or not (
            same_sentence or _PLURAL.search(letter.low, sentence.start, sentence.end)
        ):
            continue
        inherited = PositionFound(
            following.value, following.span, round(following.confidence * 0.75, 2), ("position_inherited",)
        )
        result[at] = Answer(result[at].region, inherited, ())
    return result
