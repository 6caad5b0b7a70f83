# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of a letter laid out as its reader knows it: headings, paragraphs, footnotes. No database.

What word processors leave behind (`[bookmark: ...]`) is not shown; a footnote inside the text
(`[2: See ...]`) and one at its end (`[2] See ...`) both come below the letter, and its number in the text
leads there. Offsets stay those of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from praktijk.sources.marks import Mark, Marked, Run

_LEFT_BEHIND = r"\[(?:bookmark|comment|image):[^\]\n]{0,200}\]"
_CALL = r"\[(?:footnoteRef:|endnoteRef:)?(?P<call>\d{1,3})\]"
_NOTE_INSIDE = r"\[(?P<inside>\d{1,3}):\s(?P<words>[^\]]{0,3000})\]"
_SIGNS = re.compile(f"{_LEFT_BEHIND}|{_CALL}|{_NOTE_INSIDE}", re.IGNORECASE)
_NOTE_AT_END = re.compile(r"\[(\d{1,3})\]\s+(?=\S)")
_BREAK = re.compile(r"[ \t\r\f\v]*\n(?:[ \t\r\f\v]*\n\s*|[ \t]*(?=(?:[-–•*·▪○o]|\d{1,2}[.)]|[a-z]\))[ \t]))")


@dataclass(frozen=True)
class Call:
    """The number of a footnote in the running text; `first` where the footnote leads back to."""

    number: str
    known: bool
    first: bool


@dataclass
class Piece:
    """A heading or a paragraph: its runs and footnote numbers, in order."""

    kind: str
    start: int
    runs: list[Run | Call] = field(default_factory=list)


@dataclass
class Note:
    """A footnote."""

    number: str
    runs: list[Run] = field(default_factory=list)
    called: bool = False


@dataclass
class Laid:
    """A letter laid out."""

    pieces: list[Piece]
    notes: list[Note]


def readable(words: str) -> str:
    """Words quoted from a letter on one line, without footnotes and what word processors leave behind."""
    return " ".join(_SIGNS.sub("", words).split())


def lay_out(text: str, headings: Iterable[tuple[int, int]], marks: Iterable[Mark]) -> Laid:
    """Lay out a text: `headings` are the places of its headings, `marks` lie over its words."""
    marked = Marked(text, marks)
    blocks = list(_blocks(text, sorted(headings)))
    notes: dict[str, Note] = {}
    places: list[tuple[str, int, int, int]] = []
    calls_elsewhere: set[str] = set()
    for kind, start, end in blocks:
        number = _NOTE_AT_END.match(text, start, end) if kind == "paragraph" else None
        places.append((kind, start, end, number.end() if number else 0))
        if number:
            notes.setdefault(number[1], Note(number[1]))
        for sign in _SIGNS.finditer(text, start, end):
            if sign["inside"]:
                notes.setdefault(sign["inside"], Note(sign["inside"]))
            elif sign["call"] and not (number and sign.start() == start):
                calls_elsewhere.add(sign["call"])
    pieces: list[Piece] = []
    waiting: list[tuple[str, int, int]] = []
    called: set[str] = set()
    for kind, start, end, words_at in places:
        if words_at:
            waiting.append((text[start + 1 : text.index("]", start)], words_at, end))
            continue
        piece = Piece(kind, start)
        at = start
        for sign in _SIGNS.finditer(text, start, end):
            if sign.start() > at:
                piece.runs.extend(marked.runs(at, sign.start()))
            at = sign.end()
            inside = sign["inside"]
            if inside:
                waiting.append((inside, *sign.span("words")))
            # A note inside the text stands where its number would, unless the number is there as well.
            called_here = sign["call"] or (inside if inside not in calls_elsewhere else None)
            if called_here:
                piece.runs.append(Call(called_here, called_here in notes, called_here not in called))
                called.add(called_here)
        if at < end:
            piece.runs.extend(marked.runs(at, end))
        if any(isinstance(run, Call) or run.text.strip() for run in piece.runs):
            pieces.append(piece)
    for name, start, end in waiting:
        notes[name].runs.extend(marked.runs(start, end) if start < end else [])
        notes[name].called = name in called
    return Laid(pieces, sorted(notes.values(), key=lambda note: int(note.number)))


def _blocks(text: str, headings: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Headings and what stands between them, cut at empty lines and before the points of a list."""
    at = 0
    for start, end in [*headings, (len(text), len(text))]:
        if start < at:
            continue
        last = at
        for gap in _BREAK.finditer(text, at, start):
            yield from _block("paragraph", text, last, gap.start())
            last = gap.end()
        yield from _block("paragraph", text, last, start)
        yield from _block("heading", text, start, end)
        at = end


def _block(kind: str, text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    if text[start:end].strip():
        yield kind, start, end
