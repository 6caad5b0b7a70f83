# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recommendations that a sentence only reports: "IOB beveelt aan om ...", "de aanbeveling over ..."."""

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
from praktijk.sources.reading.several import pieces

STRENGTH = {
    "label": 0.96,
    "brackets": 0.94,
    "item": 0.88,
    "heading": 0.86,
    "noun": 0.9,
    "advice": 0.9,
    "adviser": 0.8,
    "according": 0.76,
    "aside": 0.7,
    "topic": 0.62,
    "need": 0.62,
    "agree": 0.66,
    "in_line": 0.66,
    "pointed_at": 0.55,
    "refused": 0.55,
}
"""How sure each form of statement makes, 0-1."""

REPORTED = frozenset({"brackets", "noun", "advice", "adviser", "according", "agree"})
"""Forms whose words are the adviser's own, and promise nothing."""

SHORTEST = 12
"""Characters of the shortest recommendation."""

_NUMBERED = re.compile(r"(?:aanbeveling|recommendation)\s+(?:nr\.?\s*|no\.?\s*)?(\d{1,3}[a-z]?)(?!\w)")
_BRACKETS = re.compile(
    r"(?:aanbeveling(?:en)?|recommendations?|advies)\s+(?:nr\.?\s*|no\.?\s*)?"
    r"(?P<number>\d{1,3}[a-z]?)(?:(?:,|\s(?:en|and))\s\d{1,3}[a-z]?){0,6}\s*"
    r"\((?P<words>[^()\s]+(?:\s+[^()\s]+){2,60}?)\s*\)"
)
_OF_WHOM = re.compile(r"\s+(?:van|of|by|from)\s+(?:(?:de|het|the)\s+)?[\w-]+,?")
_ARTICLE = re.compile(r"(?:de|het|the)\s+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recommendation found; `form` is a key of STRENGTH, `sentence` the sentence that reports it.

    `about` says that the words only tell what it is about, as "betreft" and "concerns" do.
    """

    span: Span
    form: str
    sentence: Span
    record: int | None = None
    number: str | None = None
    row: int | None = None
    about: bool = False

    @property
    def stands_alone(self) -> bool:
        """Stated as such, not reported within running prose."""
        return self.form in {"label", "item", "heading"}


def find_reported(letter: Letter, part: Part) -> list[Candidate]:
    """The recommendations that the sentences of a passage report, in their order."""
    found: list[Candidate] = []
    for sentence in letter.sentences_within(part.span):
        if any_of(letter.words["advice.elsewhere"], letter.low, sentence.start, sentence.end):
            continue
        number = _number_in(letter, sentence)
        for candidate in _in_sentence(letter, sentence, seen=bool(found)):
            numbered = replace(candidate, record=part.record, number=candidate.number or number)
            if found and found[-1].about and _follows(letter, found[-1], numbered):
                numbered = replace(numbered, number=numbered.number or found.pop().number)
            found.append(numbered)
            if numbered.form == "noun" and _is_plural(letter, numbered):
                found.extend(_refused(letter, part, numbered))
    return sorted(found, key=lambda one: one.span)


def _is_plural(letter: Letter, candidate: Candidate) -> bool:
    return (
        any_of(letter.words["advice.plural"], letter.low, candidate.span.start, candidate.span.start + 40)
        is not None
    )


def _refused(letter: Letter, part: Part, of: Candidate) -> Iterator[Candidate]:
    """Of "the recommendations on ..." one may only show where it is refused: "merging funds is not desirable"."""
    for sentence in letter.sentences_within(Span(of.sentence.end, part.span.end)):
        match = letter.rules.refused.search(letter.low, sentence.start, sentence.end)
        if match is not None:
            span = _trimmed_clause(letter, *match.span("what"))
            yield Candidate(span, "refused", sentence, part.record)


def _follows(letter: Letter, first: Candidate, second: Candidate) -> bool:
    """Whether the sentence right after "the recommendation concerns ..." says what it is."""
    if (
        second.form not in {"advice", "adviser"}
        or second.about
        or second.sentence.start <= first.sentence.start
    ):
        return False
    return not letter.plain[first.sentence.end : second.sentence.start].strip()


def _number_in(letter: Letter, sentence: Span) -> str | None:
    numbers = _NUMBERED.findall(letter.low, sentence.start, sentence.end)
    return numbers[0] if len(set(numbers)) == 1 else None


def _in_sentence(letter: Letter, sentence: Span, *, seen: bool) -> Iterator[Candidate]:
    bracketed = list(_BRACKETS.finditer(letter.low, sentence.start, sentence.end))
    if bracketed:
        yield from (
            Candidate(Span(*m.span("words")), "brackets", sentence, number=m["number"]) for m in bracketed
        )
        return
    last = sentence.start
    any_found = False
    for begin, after, form in sorted(_beginnings(letter, sentence), key=lambda one: (one[1], one[0])):
        if begin < last:
            continue
        about = form != "noun" and _says_about(letter, sentence, after)
        if form != "noun":
            begin = after = _after_addressee(letter, after, sentence.end)
        span = _trimmed_clause(letter, begin, clause_end(letter, sentence, after))
        if span.end - after < SHORTEST:
            continue
        any_found = True
        last = span.end
        for piece in [span] if form == "noun" or about else pieces(letter, span):
            yield Candidate(piece, form, sentence, about=about)
    if not any_found:
        weak = _according(letter, sentence) or _aside(letter, sentence) or _weak(letter, sentence, seen)
        if weak is not None:
            yield weak


def _beginnings(letter: Letter, sentence: Span) -> Iterator[tuple[int, int, str]]:
    """Where words that report a recommendation begin and end, and their form."""
    words, low = letter.words, letter.low
    start, end = sentence.start, sentence.end
    for one in words["advice.noun"]:
        yield from ((match.start(), match.end(), "noun") for match in one.find_all(low, start, end))
    for one in words["advice.strong"]:
        for match in one.find_all(low, start, end):
            if not is_said_right_before(letter, "advisers.never", sentence, match):
                yield match.end(), match.end(), "advice"
    for one in words["advice.with_adviser"]:
        for match in one.find_all(low, start, end):
            if is_said_by(letter, "advisers.names", sentence, match):
                yield match.end(), match.end(), "adviser"


def _says_about(letter: Letter, sentence: Span, end: int) -> bool:
    tail = max(sentence.start, end - 24)
    return any(
        match.end() == end
        for one in letter.words["advice.about"]
        for match in one.find_all(letter.low, tail, end)
    )


def _according(letter: Letter, sentence: Span) -> Candidate | None:
    """ "According to the council, embassies should ...": the clause that says what must be."""
    low, words = letter.low, letter.words
    opening = any_of(words["advice.according"], low, sentence.start, sentence.end)
    if opening is None:
        return None
    if opening.start() != sentence.start:
        adviser = any_of(words["advisers.names"], low, opening.end(), min(sentence.end, opening.end() + 30))
        obliged = any_of(words["advice.obligation"], low, sentence.start, sentence.end)
        if adviser is None or obliged is None or obliged.start() > opening.start():
            return None
        return Candidate(_trimmed_clause(letter, sentence.start, sentence.end), "according", sentence)
    adviser = any_of(words["advisers.names"], low, opening.end(), min(sentence.end, opening.end() + 40))
    if adviser is None or any_of(words["advice.obligation"], low, adviser.end(), sentence.end) is None:
        return None
    span = _trimmed_clause(letter, adviser.end(), clause_end(letter, sentence, adviser.end()))
    return Candidate(span, "according", sentence) if span.end - span.start >= SHORTEST else None


def _aside(letter: Letter, sentence: Span) -> Candidate | None:
    """ "..., as the council proposes, ...": what stands behind it, or before where an answer follows."""
    low = letter.low
    aside = any_of(letter.words["advice.aside"], low, sentence.start, sentence.end)
    if aside is None or any_of(letter.words["advisers.names"], low, aside.start(), aside.end()) is None:
        return None
    before = _trimmed_clause(letter, sentence.start, aside.start())
    answer = letter.rules.inversion.search(low, aside.end(), min(sentence.end, aside.end() + 30))
    if answer is not None or not letter.plain[aside.end() : sentence.end].strip(" .,"):
        span = before
    else:
        span = _trimmed_clause(letter, aside.end(), clause_end(letter, sentence, aside.end()))
    return Candidate(span, "aside", sentence) if span.end - span.start >= SHORTEST else None


def _weak(letter: Letter, sentence: Span, seen: bool) -> Candidate | None:
    """Forms that name no recommendation outright: a topic answered, a need endorsed, "in line with"."""
    words, low = letter.words, letter.low
    start, end = sentence.start, sentence.end
    need = any_of(words["advice.need"], low, start, end)
    if need is not None and is_government(letter, sentence, need.start(), need.end()):
        return Candidate(
            _trimmed_clause(letter, need.end(), clause_end(letter, sentence, need.end())), "need", sentence
        )
    agree = any_of(words["advice.agree"], low, start, end)
    if agree is not None and any_of(words["advice.obligation"], low, agree.end(), end):
        return Candidate(
            _trimmed_clause(letter, agree.end(), clause_end(letter, sentence, agree.end())), "agree", sentence
        )
    line = any_of(words["advice.in_line"], low, start, end)
    if line is not None:
        return _in_line(letter, sentence, line, seen)
    topic = any_of(words["advice.topic"], low, start, min(end, start + 40))
    if topic is not None and topic.start() == start:
        answer = letter.rules.inversion.search(low, topic.end(), end)
        analysis = any_of(words["objects.analysis"], low, start, end)
        other = any_of(words["objects.papers"], low, topic.end(), min(end, topic.end() + 30))
        if (
            other is None
            and answer is not None
            and answer.start() - topic.end() >= 30
            and analysis is None
            and letter.plain[topic.end() : answer.start()].rstrip().endswith(",")
        ):
            return Candidate(_trimmed_clause(letter, topic.end(), answer.start()), "topic", sentence)
    return None


def _in_line(letter: Letter, sentence: Span, line: re.Match[str], seen: bool) -> Candidate | None:
    """What the government does "in line with the recommendation" is what was recommended.

    Said at the start of a sentence that points back ("daarom"), the sentence before it belongs to it.
    """
    words, low = letter.words, letter.low
    after = _OF_WHOM.match(low, line.end(), sentence.end)
    begin = after.end() if after is not None else line.end()
    if line.start() > sentence.start:
        if seen or not any_of(words["commitments.future"], low, sentence.start, line.start()):
            return None
        return Candidate(
            _trimmed_clause(letter, begin, clause_end(letter, sentence, begin)), "in_line", sentence
        )
    future = any_of(words["commitments.future"], low, begin, min(sentence.end, begin + 40))
    if future is not None:
        begin = future.end()
    elif any_of(words["clause.points_back"], low, begin, sentence.end):
        previous = letter.sentence_at(sentence.start - 2) if sentence.start > 2 else None
        if previous is not None and "\n" not in letter.plain[previous.end : sentence.start]:
            return Candidate(Span(previous.start, sentence.end), "pointed_at", sentence)
    else:
        return None
    return Candidate(_trimmed_clause(letter, begin, sentence.end), "in_line", sentence)


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
