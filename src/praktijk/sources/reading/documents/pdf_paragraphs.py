# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Put the lines of a PDF's pages back into paragraphs, headings, items of lists and footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from praktijk.sources.reading.documents.assembly import Assembly, clean, looks_like_heading
from praktijk.sources.reading.documents.pdf_hyphens import Joiner

if TYPE_CHECKING:
    from praktijk.sources.reading.documents.pdf import Line

_MARKER = re.compile(
    r"^\s*(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\(?[a-zA-Z][.)]|\(?[ivx]{2,5}[.)]|[•▪■◦‣●○·*–—-])\s+\S"
)
_NUMBERED = re.compile(r"^\s*[(\w]")
_BULLET = re.compile(r"^\s*[•▪■◦‣●○·\uf0b7\uf0a7]\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
_NOTE_START = re.compile(r"^\s*(\d{1,3})(?!\d)[.)]?\s*(?=\S)")
_NOTE_SIGN = re.compile(r"\s*\d{1,3}\s*")
_MUCH_SMALLER = 0.93
_RAISED = 0.85
_BIGGER = 1.08
_GAP = 1.25
_INDENT = 8.0
_MOVED = 3.0
_SHORT_LINE = 0.65
_SHORT_ITEM = 0.85


@dataclass
class _Group:
    """Lines that belong to one paragraph."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].main.size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


@dataclass(frozen=True)
class _Looks:
    """What is usual in this document: size of the text (points), distance and length of its lines."""

    size: float
    pitch: dict[float, float]
    length: int

    def usual_pitch(self, size: float) -> float:
        """Points from one line to the next in text of this size."""
        return self.pitch.get(_rounded(size), size * 1.3)


def add_paragraphs(lines: list[Line], out: Assembly) -> None:
    """Add the lines to `out`: footnotes apart, everything else in the order it is drawn in."""
    if not lines:
        return
    looks = _looks(lines)
    body, notes = _split_notes(lines, looks)
    numbers = {page: {number for number, _ in found} for page, found in notes.items()}
    for line in body:
        _mark_references(line, numbers.get(line.page, set()), out)
    joiner = Joiner(line.text for line in lines)
    groups = _groups(body, looks)
    levels = _heading_levels(groups, looks)
    for group in groups:
        _add(group, levels, joiner, looks, out)
    for page, found in notes.items():
        for number, of_note in found:
            text = joiner.join(line.text for line in of_note)
            out.footnotes.body(f"{page} {number}", _NOTE_START.sub("", text, count=1))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _looks(lines: list[Line]) -> _Looks:
    sizes: Counter[float] = Counter()
    distances: dict[float, list[float]] = defaultdict(list)
    for line in lines:
        sizes[_rounded(line.main.size)] += len(line.text)
    for above, below in pairwise(lines):
        size = _rounded(below.main.size)
        distance = above.main.y - below.main.y
        if above.page == below.page and _rounded(above.main.size) == size and 0 < distance < 3 * size:
            distances[size].append(distance)
    size = sizes.most_common(1)[0][0]
    lengths = sorted(len(line.text) for line in lines if _rounded(line.main.size) == size)
    # The nearest of the usual distances: lines of a paragraph stand closer than paragraphs do.
    pitch = {
        of: median(d for d in found if d <= 1.15 * sorted(found)[len(found) // 4])
        for of, found in distances.items()
    }
    return _Looks(size, pitch, lengths[int(len(lengths) * 0.9)])


# Footnotes


def _split_notes(
    lines: list[Line], looks: _Looks
) -> tuple[list[Line], dict[int, list[tuple[int, list[Line]]]]]:
    """Body lines, and per page the footnotes: number and lines, at the foot and in smaller print."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    notes: dict[int, list[tuple[int, list[Line]]]] = {}
    taken: set[int] = set()
    for page, of_page in by_page.items():
        lowest_body = min(
            (ln.main.y for ln in of_page if ln.main.size > _MUCH_SMALLER * looks.size), default=None
        )
        small = [
            line
            for line in of_page
            if line.main.size <= _MUCH_SMALLER * looks.size
            and (lowest_body is None or line.main.y < lowest_body)
        ]
        found: list[tuple[int, list[Line]]] = []
        for line in small:
            start = _NOTE_START.match(line.text)
            number = int(start[1]) if start else 0
            if start and (not found or found[-1][0] < number <= found[-1][0] + 3):
                found.append((number, [line]))
            elif found:
                found[-1][1].append(line)
        if found:
            notes[page] = found
            taken.update(id(line) for _, of_note in found for line in of_note)
    return [line for line in lines if id(line) not in taken], notes


def _mark_references(line: Line, numbers: set[int], out: Assembly) -> None:
    """Put the marker in place of a raised number, or of one that a note on this page has."""
    for before, piece in zip([None, *line.pieces], line.pieces, strict=False):
        if before is None or not _NOTE_SIGN.fullmatch(piece.text):
            continue
        number = int(piece.text)
        raised = piece.size <= _RAISED * line.main.size
        attached = before.text[-1:].isalpha() or before.text[-1:] in ".,;:!?)”’'\"»"
        if number in numbers and (raised or attached):
            marker = out.footnotes.marker(f"{line.page} {number}")
            piece.text = piece.text.replace(str(number), marker)
        elif raised and attached and piece.text.strip() not in ("2", "3"):
            piece.text = piece.text.replace(str(number), f"[{number}]")


# Paragraphs


def _groups(lines: list[Line], looks: _Looks) -> list[_Group]:
    groups: list[_Group] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, looks):
            groups[-1].lines.append(line)
        else:
            groups.append(_Group([line]))
    return groups


def _goes_on(group: _Group, line: Line, looks: _Looks) -> bool:
    """Whether `line` continues the paragraph."""
    last = group.lines[-1]
    size, before = line.main.size, last.main.size
    if abs(size - before) > 0.06 * max(size, before) or line.bold != last.bold:
        return False
    text = last.text.rstrip()
    ended = bool(_SENTENCE_END.search(text))
    if line.page != last.page:
        begins_inside = line.text.lstrip()[:1].islower()
        return not group.bold and size < _BIGGER * looks.size and begins_inside and not ended
    distance = last.main.y - line.main.y
    if distance <= 0 or distance > _GAP * looks.usual_pitch(size):
        return False
    if (ended or text.endswith(":")) and len(text) < _SHORT_LINE * looks.length:
        return False
    if _MARKER.match(line.text) and _begins_item(group, line, looks):
        return False
    indented = line.pieces[0].x - group.lines[0].pieces[0].x
    return not (ended and indented > _INDENT and not _MARKER.match(group.lines[0].text))


def _begins_item(group: _Group, line: Line, looks: _Looks) -> bool:
    """Whether a line with a number or a dash in front begins an item, and not just a line."""
    last, x = group.lines[-1], line.pieces[0].x
    if abs(x - last.pieces[0].x) > _MOVED or len(last.text) < _SHORT_ITEM * looks.length:
        return True
    if _MARKER.match(group.lines[0].text):
        return abs(x - group.lines[0].pieces[0].x) <= _MOVED
    return bool(_NUMBERED.match(line.text)) and last.text.rstrip()[-1:] in ".:;?!"


def _heading_levels(groups: list[_Group], looks: _Looks) -> dict[tuple[float, bool], int]:
    """The level of each look that headings have here: the bigger the higher, then bold."""
    found = {_look(group) for group in groups if _stands_out(group, looks)}
    return {look: level for level, look in enumerate(sorted(found, reverse=True), start=1)}


def _look(group: _Group) -> tuple[float, bool]:
    return _rounded(group.size), group.bold


def _stands_out(group: _Group, looks: _Looks) -> bool:
    if len(group.lines) > 4:
        return False
    return group.size >= _BIGGER * looks.size or (group.bold and group.size > _MUCH_SMALLER * looks.size)


def _add(
    group: _Group, levels: dict[tuple[float, bool], int], joiner: Joiner, looks: _Looks, out: Assembly
) -> None:
    text = clean(joiner.join(_texts(group.lines)))
    if _stands_out(group, looks) and looks_like_heading(text):
        out.real_heading(text, levels[_look(group)])
    elif _MARKER.match(group.lines[0].text):
        out.add("list_item", _BULLET.sub("• ", text, count=1), level=1)
    else:
        out.add("paragraph", text)


def _texts(lines: list[Line]) -> Iterable[str]:
    return (line.text for line in lines)
