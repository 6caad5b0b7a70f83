# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter laid out for reading: its even text, blocks, sections and sentences, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from praktijk.sources.reading.blocks import find_blocks
from praktijk.sources.reading.due import find_letter_date
from praktijk.sources.reading.model import Block, LetterText, Section, Span
from praktijk.sources.reading.phrases import Phrase
from praktijk.sources.reading.plain import blank_out, even, lower
from praktijk.sources.reading.rules import PositionRule, Rules, Words
from praktijk.sources.reading.sections import find_sections
from praktijk.sources.reading.sentences import sentences

_YEAR = re.compile(r"(?<![\w-])20\d\d(?![\w-])")


@dataclass(frozen=True, slots=True)
class Letter:
    """`text` is the letter's own; `plain` and `low` are as long, even, the second in lower case.

    `words` are the rules' phrases of which a word stands in this letter, `positions` those that may
    show a position in a sentence, by the sentence's start.
    """

    text: str
    plain: str
    low: str
    rules: Rules
    words: Mapping[str, Words]
    positions: Mapping[int, tuple[tuple[PositionRule, Phrase], ...]]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Span, ...]
    notes: tuple[Span, ...]
    since: date | None
    """From when on a time is yet to come: the letter's date, else the year that it speaks of most."""
    date: date | None

    def section_at(self, offset: int) -> Section | None:
        """The innermost section whose heading or body holds the offset."""
        at = bisect_right([section.start for section in self.sections], offset)
        return self.sections[at - 1] if at else None

    def sentences_within(self, span: Span) -> list[Span]:
        """The sentences that begin within the span, and the rest of one that began before it."""
        first = bisect_right(self.sentences, Span(span.start - 1, len(self.text)))
        found = []
        begun = self.sentence_at(span.start)
        if (
            begun is not None
            and begun.start < span.start
            and begun.end - span.start > 2
            and span.end > span.start
        ):
            found.append(Span(span.start, begun.end))
        for sentence in self.sentences[first:]:
            if sentence.start >= span.end:
                break
            found.append(sentence)
        return found

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds the offset."""
        at = bisect_right(self.sentences, Span(offset, len(self.text) + 1))
        sentence = self.sentences[at - 1] if at else None
        return sentence if sentence is not None and sentence.end > offset else None

    def paragraph_at(self, offset: int) -> Block | None:
        """The block that holds the offset."""
        at = bisect_right([block.start for block in self.blocks], offset)
        block = self.blocks[at - 1] if at else None
        return block if block is not None and block.end > offset else None


def lay_out(given: LetterText, rules: Rules) -> Letter:
    """Find the form of a letter in its language."""
    plain, notes = even(given.text)
    footnotes = tuple(block.span for block in given.structure if block.kind == "footnote")
    plain = blank_out(plain, footnotes)
    low = lower(plain)
    blocks = tuple(find_blocks(given, plain, rules))
    found: list[Span] = []
    for block in blocks:
        if block.kind == "heading":
            found.append(block.span)
        else:
            found.extend(sentences(plain, block.start, block.end, rules.abbreviations))
    written = find_letter_date(low, rules.due)
    return Letter(
        text=given.text,
        plain=plain,
        low=low,
        rules=rules,
        words={key: tuple(one for one in words if one.may_be_in(low)) for key, words in rules.words.items()},
        positions=_position_phrases(low, rules, found),
        blocks=blocks,
        sections=find_sections(given.text, plain, blocks),
        sentences=tuple(found),
        notes=tuple(sorted({*notes, *footnotes})),
        date=written,
        since=written or _year_of(low),
    )


def _year_of(low: str) -> date | None:
    """The first day of the year named most often, the later of two; None where no year is named."""
    years = Counter(_YEAR.findall(low))
    if not years:
        return None
    return date(int(max(years, key=lambda year: (years[year], year))), 1, 1)


def _position_phrases(
    low: str, rules: Rules, found: list[Span]
) -> dict[int, tuple[tuple[PositionRule, Phrase], ...]]:
    starts = [sentence.start for sentence in found]
    near: dict[int, dict[Phrase, PositionRule]] = {start: {} for start in starts}
    for rule in rules.positions:
        for one in rule.words:
            for place in one.places(low):
                at = bisect_right(starts, place) - 1
                if at >= 0:
                    near[starts[at]][one] = rule
    return {start: tuple((rule, one) for one, rule in kinds.items()) for start, kinds in near.items()}
