# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several recommendations told in one breath: "to set up a fund; to train staff; and to report on it"."""

from __future__ import annotations

import re

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span
from praktijk.sources.reading.plain import trimmed

FEWEST_WORDS = 3
"""Words of the shortest piece that is a recommendation by itself."""

_LETTERED = re.compile(r"(?<!\w)\((?P<mark>[a-h]|i{1,3}|iv|vi{0,3}|[1-9])\)\s")
_EDGES = " \n,;:.\"'"


def pieces(letter: Letter, span: Span) -> list[Span]:
    """The recommendations within the words of one statement, in their order: the whole when it is one."""
    found = lettered(letter, span)
    if len(found) > 1:
        return found
    rules = letter.rules.several
    for pattern in (rules.order, rules.list):
        cuts = list(pattern.finditer(letter.low, span.start, span.end))
        if cuts:
            parts = _cut(letter, span, cuts)
            if len(parts) > 1:
                return [piece for part in parts for piece in _joined(letter, part)]
    return _joined(letter, span)


def lettered(letter: Letter, span: Span) -> list[Span]:
    """What stands behind "(a)", "(b)", ... in a statement; empty where fewer than two marks stand."""
    marks = list(_LETTERED.finditer(letter.low, span.start, span.end))
    if len(marks) < 2 or marks[0]["mark"] not in {"a", "i", "1"}:
        return []
    ends = [mark.start() for mark in marks[1:]] + [span.end]
    found = [_bare(letter, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    return found if all(_long_enough(letter, piece) for piece in found) else []


def _joined(letter: Letter, span: Span) -> list[Span]:
    """Cut at "and" where each side says what is to be done, as its verb shows."""
    rules = letter.rules.several
    for joint in rules.joint.finditer(letter.low, span.start, span.end):
        left, right = _bare(letter, span.start, joint.start()), _bare(letter, joint.end(), span.end)
        if not (_long_enough(letter, left) and _long_enough(letter, right)):
            continue
        if rules.left.search(letter.low, left.start, left.end) and rules.right.search(
            letter.low, right.start, right.end
        ):
            return [left, *_joined(letter, right)]
    return [span]


def _cut(letter: Letter, span: Span, cuts: list[re.Match[str]]) -> list[Span]:
    starts = [span.start] + [cut.end() for cut in cuts]
    ends = [cut.start() for cut in cuts] + [span.end]
    found = [_bare(letter, start, end) for start, end in zip(starts, ends, strict=True)]
    found = [piece for piece in found if piece.end > piece.start]
    return found if all(_long_enough(letter, piece) for piece in found) else [span]


def _bare(letter: Letter, start: int, end: int) -> Span:
    """Without marks and joining words at its edges."""
    span = trimmed(letter.plain, start, end)
    first, last = span.start, span.end
    while last > first and letter.plain[last - 1] in _EDGES:
        last -= 1
    tail = letter.rules.several.tail.search(letter.low, first, last)
    if tail is not None:
        last = tail.start()
    while last > first and letter.plain[last - 1] in _EDGES:
        last -= 1
    while first < last and letter.plain[first] in _EDGES:
        first += 1
    head = letter.rules.several.head.match(letter.low, first, last)
    return Span(head.end() if head is not None else first, last)


def _long_enough(letter: Letter, span: Span) -> bool:
    return len(letter.low[span.start : span.end].split()) >= FEWEST_WORDS
