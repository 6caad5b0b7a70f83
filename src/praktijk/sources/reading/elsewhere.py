# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that do not stand beside their recommendation.

A report of an audit court lists its recommendations in one chapter and prints the reply in another;
a letter may state them all first. The reply then points back: by number or letter, by order, at several
together, or only by what it speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span
from praktijk.sources.reading.parts import is_of_another
from praktijk.sources.reading.phrases import any_of
from praktijk.sources.reading.positions import find_position
from praktijk.sources.reading.reported import Candidate

_LONGEST_LEAD = 260
_JOINT = re.compile(r"[,;:]\s|\s(?:en|and|maar|but|terwijl|while|whereas)\s")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Passages:
    """What answers one recommendation elsewhere: its sentences in their order; `named` by number or order.

    `refused` is a sentence that leaves it out of what is adopted ("with the exception of ..."), `all_but` one
    that leaves out others only.
    """

    sentences: list[Span] = field(default_factory=list)
    named: bool = False
    refused: Span | None = None
    all_but: Span | None = None


@dataclass(frozen=True, slots=True)
class _Pointer:
    start: int
    end: int
    keys: tuple[str, ...]
    kind: str


def runs_of(letter: Letter, candidates: list[Candidate]) -> list[list[int]]:
    """Recommendations listed one after another without answers in between, two or more, by index."""
    runs: list[list[int]] = []
    last: int | None = None
    for at, one in enumerate(candidates):
        if not one.stands_alone:
            continue
        if last is not None and _only_leads(letter, candidates[last].span.end, one.span.start):
            runs[-1].append(at)
        else:
            runs.append([at])
        last = at
    return [run for run in runs if len(run) >= 2]


def _only_leads(letter: Letter, start: int, end: int) -> bool:
    between = letter.plain[start:end].strip(" \n.;:\"')\u2022*-")
    return len(between) < 30 or (len(between) <= _LONGEST_LEAD and between.count(".") == 0)


def find_passages(letter: Letter, candidates: list[Candidate]) -> dict[int, Passages]:
    """For listed recommendations, by index, the sentences after the list that answer them."""
    runs = runs_of(letter, candidates)
    found: dict[int, Passages] = {}
    for at, run in enumerate(runs):
        end = candidates[runs[at + 1][0]].span.start if at + 1 < len(runs) else len(letter.text)
        passages = _Run(letter, candidates, run).passages(candidates[run[-1]].span.end, end)
        if sum(1 for one in passages.values() if one.sentences or one.refused) * 2 >= len(run):
            found.update(passages)
    return found


def restated(letter: Letter, candidates: list[Candidate]) -> frozenset[int]:
    """Indexes of candidates that only repeat or answer a listed one, when a reply names it by its number."""
    found = set()
    numbers: set[str | None] = {None}
    for at, one in enumerate(candidates):
        if one.stands_alone and one.number in numbers and one.number is not None:
            first = letter.sentences_within(one.span)[:1] or [one.span]
            if find_position(letter, first, None) is not None:
                found.add(at)
        numbers.add(one.number)
    for run in runs_of(letter, candidates):
        reading = _Run(letter, candidates, run)
        last = candidates[run[-1]].span.end
        for at, one in enumerate(candidates):
            if one.stands_alone or one.span.start < last:
                continue
            if any(p.kind in {"key", "order"} and reading.meant(p) for p in reading.pointers(one.sentence)):
                found.add(at)
    return frozenset(found)


class _Run:
    def __init__(self, letter: Letter, candidates: list[Candidate], run: list[int]) -> None:
        self.letter = letter
        self.run = run
        numbers = [candidates[at].number for at in run]
        given = all(number is not None for number in numbers) and len(set(numbers)) == len(numbers)
        self.by_key = {str(n): at for n, at in enumerate(run, start=1)}
        if given:
            self.by_key = {str(number): at for number, at in zip(numbers, run, strict=True)}
        common = letter.rules.points.common
        stems = {at: _stems(letter, candidates[at].span) for at in run}
        shared = Counter(stem for one in stems.values() for stem in one)
        self.topics = {
            at: {
                stem: 1.0 if shared[stem] == 1 else 0.3
                for stem in one
                if shared[stem] <= 2 and stem not in common
            }
            for at, one in stems.items()
        }

    def meant(self, pointer: _Pointer) -> list[int]:
        if pointer.kind == "all":
            return list(self.run)
        if pointer.kind == "order":
            places = [int(key) for key in pointer.keys]
            places = [place - 1 if place > 0 else len(self.run) + place for place in places]
            return [self.run[place] for place in places if 0 <= place < len(self.run)]
        return [self.by_key[key] for key in pointer.keys if key in self.by_key]

    def pointers(self, sentence: Span) -> Iterator[_Pointer]:
        points, low = self.letter.rules.points, self.letter.low
        for kind, pattern in (("key", points.keys), ("order", points.order)):
            for match in pattern.finditer(low, sentence.start, sentence.end):
                left_out = points.without.search(low, max(sentence.start, match.start() - 60), match.start())
                if kind == "key":
                    keys = tuple(points.spread(match["keys"] or match["part"]))
                else:
                    keys = tuple(points.places(match["order"]))
                yield _Pointer(match.start(), match.end(), keys, "except" if left_out else kind)
        for match in points.all.finditer(low, sentence.start, sentence.end):
            yield _Pointer(match.start(), match.end(), (), "all")

    def passages(self, start: int, end: int) -> dict[int, Passages]:
        """Go through the sentences from `start` to `end` and give each to what it answers."""
        found = {at: Passages() for at in self.run}
        together: list[Span] = []
        section: int | None = None
        headed = False
        current: list[int] = []
        paragraph: int | None = None
        for sentence in self.letter.sentences_within(Span(start, end)):
            block = self.letter.paragraph_at(sentence.start)
            if block is None or is_of_another(self.letter, sentence):
                current = []
                continue
            here = self.letter.section_at(sentence.start)
            if here is not None and here.start != section:
                section, current, headed = here.start, [], False
            pieces = self._pieces(sentence)
            named = [at for _, ats in pieces for at in ats]
            pointers = list(self.pointers(sentence))
            excepted = [at for one in pointers if one.kind == "except" for at in self._left_out(one)]
            for at in excepted:
                found[at].refused = found[at].refused or sentence
            if named:
                for piece, ats in pieces:
                    for at in ats:
                        found[at].named = True
                        found[at].sentences.append(piece)
                current = named if len(pieces) == 1 else []
                headed = block.kind == "heading"
            elif excepted or any(one.kind == "all" for one in pointers):
                together.append(sentence)
                if excepted:
                    for one in found.values():
                        one.all_but = sentence
                current = []
            elif headed:
                for at in current:
                    found[at].sentences.append(sentence)
            else:
                if block.start != paragraph or block.kind == "heading":
                    kept = [] if self._turns_to_adviser(sentence) else current
                    current = self._about(block.span) or kept
                about = self._about(sentence)
                if about and about != current and find_position(self.letter, [sentence], None) is not None:
                    current = about
                for at in current:
                    found[at].sentences.append(sentence)
            paragraph = block.start
        for one in found.values():
            if not one.named and not one.refused:
                one.sentences = [*one.sentences, *together]
        return found

    def _pieces(self, sentence: Span) -> list[tuple[Span, list[int]]]:
        """The sentence, cut where it goes on to another recommendation, with what each piece names."""
        named = [(one, self.meant(one)) for one in self.pointers(sentence) if one.kind in {"key", "order"}]
        named = sorted(((one, ats) for one, ats in named if ats), key=lambda pair: pair[0].start)
        pieces: list[tuple[Span, list[int]]] = []
        begin = sentence.start
        for number, (pointer, ats) in enumerate(named):
            if not pieces:
                pieces.append((sentence, list(ats)))
                continue
            cut = max(
                (
                    joint.start()
                    for joint in _JOINT.finditer(self.letter.low, named[number - 1][0].end, pointer.start)
                ),
                default=pointer.start,
            )
            if not self.letter.low[named[number - 1][0].end : cut].strip(" ,"):
                pieces[-1] = (pieces[-1][0], [*pieces[-1][1], *ats])
                continue
            pieces[-1] = (Span(begin, cut), pieces[-1][1])
            pieces.append((Span(cut, sentence.end), list(ats)))
            begin = cut
        return pieces

    def _turns_to_adviser(self, sentence: Span) -> bool:
        """Whether a paragraph begins with what the adviser says, and so with something else."""
        end = min(sentence.end, sentence.start + 60)
        words, low = self.letter.words, self.letter.low
        adviser = any_of(words["advisers.names"], low, sentence.start, end)
        return adviser is not None and self.letter.rules.inversion.search(low, sentence.start, end) is None

    def _left_out(self, pointer: _Pointer) -> list[int]:
        by_key = [self.by_key[key] for key in pointer.keys if key in self.by_key]
        return by_key or self.meant(replace(pointer, kind="order"))

    def _about(self, span: Span) -> list[int]:
        """The one recommendation that a paragraph speaks of, if its words tell."""
        words = _stems(self.letter, span)
        scores = sorted(
            (
                (sum(weight for stem, weight in topic.items() if stem in words), at)
                for at, topic in self.topics.items()
            ),
            reverse=True,
        )
        best, second = scores[0], scores[1]
        return [best[1]] if best[0] >= 1.3 and best[0] >= 1.5 * second[0] else []


def _stems(letter: Letter, span: Span) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(letter.low, span.start, span.end))
