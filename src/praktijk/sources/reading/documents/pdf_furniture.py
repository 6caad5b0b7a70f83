# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What repeats at the head and foot of a PDF's pages: running titles and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from praktijk.sources.reading.documents.pdf import Line

_EDGE = 4
"""Lines from the top and from the bottom of a page that may be furniture."""

_SAME_HEIGHT = 4.0
"""Points by which a repeated line may stand higher or lower."""

_SHARE_OF_PAGES = 0.4
_MOST_MARKED = 0.5
_LONGEST = 160
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|page|pag\.?|blz\.?|p\.)\s*)?\d{1,4}(?:\s*(?:van|of|/|\||-)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"pagina|page|pag|blz|\d\s*(?:van|of|/)\s*\d", re.IGNORECASE)


def without_furniture(lines: list[Line], pages: int) -> list[Line]:
    """`lines` without what stands at the same height of several pages with the same words.

    What the file marks as furniture is taken out first, unless it marks half of the text so.
    Numbers count as the same, so that page numbers are found; a page number is taken out even where
    there is one page only, if it says that it is one.
    """
    marked = [line for line in lines if line.artifact]
    if sum(len(line.text) for line in marked) < _MOST_MARKED * sum(len(line.text) for line in lines):
        lines = [line for line in lines if not line.artifact]
    edge = _edge_lines(lines)
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edge:
        for key in _keys(line):
            seen[key].add(line.page)
    needed = max(2, round(pages * _SHARE_OF_PAGES))
    dropped = {
        id(line)
        for line in edge
        if any(len(seen[key]) >= needed for key in _keys(line)) or _is_page_number(line)
    }  # fmt: skip
    return [line for line in lines if id(line) not in dropped]


def _edge_lines(lines: list[Line]) -> list[Line]:
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edge: list[Line] = []
    for of_page in by_page.values():
        ranked = sorted(of_page, key=lambda line: line.main.y)
        edge += ranked if len(ranked) <= 2 * _EDGE else ranked[:_EDGE] + ranked[-_EDGE:]
    return [line for line in edge if len(line.text) <= _LONGEST]


def _keys(line: Line) -> list[tuple[str, int]]:
    """The line's words without numbers, with its height and the one next to it."""
    words = _DIGITS.sub("#", " ".join(line.text.split()))
    height = int(line.main.y // _SAME_HEIGHT)
    return [(words, height), (words, height + 1)]


def _is_page_number(line: Line) -> bool:
    text = line.text.strip()
    return bool(_PAGE_NUMBER.match(text)) and (bool(_SAYS_PAGE.search(text)) or text == str(line.page + 1))
