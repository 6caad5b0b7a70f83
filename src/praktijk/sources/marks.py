# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks on a text that lie over and through each other, as runs that a page can nest: no database.

Passages overlap freely (a term within a promise, a position that begins inside a recommendation); HTML
elements may not. So the text is cut at every boundary, and each run knows the marks it lies under.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

#: The kind of mark that is a link to what the text refers to.
CITED = "cite"


@dataclass(frozen=True)
class Mark:
    """Characters `start` up to `end` of a text that are marked.

    `kind` names the look ("rec", "pos", "com", "due"), `label` is the number shown before the words,
    `word` says in words what is marked, `anchor` is the id of its place and `href` where it leads.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    word: str = ""
    anchor: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Opening:
    """A mark around a run.

    `first` where the mark's own words begin: there stand its label and id. `last` where they end.
    """

    mark: Mark
    first: bool
    last: bool


@dataclass(frozen=True)
class Run:
    """Words under the same marks, the outermost first."""

    text: str
    marks: tuple[Opening, ...] = ()


class Marked:
    """A text with its marks. Marks outside the text, or empty, are left out."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self.text = text
        self._marks = sorted(
            (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)),
            key=lambda mark: (mark.start, -mark.end, mark.kind),
        )
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._begun: set[Mark] = set()

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of `text[start:end]`; together they are exactly these characters.

        A mark is `first` in the earliest run that is asked for: ask in the order of the page.
        """
        over = self._over(start, end)
        edges = {start, end}
        for mark in over:
            edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
        cuts = sorted(edges)
        return [
            Run(
                self.text[left:right],
                tuple(self._open(mark, right) for mark in over if mark.start <= left and right <= mark.end),
            )
            for left, right in pairwise(cuts)
        ]

    def _over(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]

    def _open(self, mark: Mark, until: int) -> Opening:
        first = mark not in self._begun
        self._begun.add(mark)
        return Opening(mark, first, until == mark.end)
