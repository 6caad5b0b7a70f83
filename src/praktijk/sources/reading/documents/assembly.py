# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Put paragraphs, cells and footnotes one after another into one text with its blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from praktijk.sources.reading.limits import MAX_CHARACTERS
from praktijk.sources.reading.model import Block, BlockKind, LetterText
from praktijk.sources.reading.reasons import unreadable

BETWEEN = "\n\n"
"""What stands between two blocks."""

BULLET = "•"
"""How an item of a list without numbers begins, whatever sign the document draws."""

LONGEST_HEADING = 150
"""Characters: a paragraph longer than this is no heading, however bold."""

_REMOVED = dict.fromkeys(
    [
        0x00AD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
_REMOVED.update(dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]))
_REMOVED.update(dict.fromkeys(range(0xD800, 0xE000)))
_REPLACED: dict[int, str | None] = {
    **_REMOVED,
    **dict.fromkeys([0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0x0D, 0x85, 0x2028, 0x2029], "\n"),
    0x2011: "-",
    0xFFFC: " ",
}
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SPACES = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_ENDS_LIKE_SENTENCE = re.compile(r"[.,;:!?…]\W*$")


def clean(text: str) -> str:
    """`text` as a person reads it: no soft hyphens, zero-width or control characters, single spaces.

    A line break within a paragraph stays as one newline.
    """
    text = text.translate(_REPLACED)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    return _AROUND_BREAK.sub("\n", text).strip(" \n")


def flat(text: str | None) -> str:
    """Text of a markup language, where a line break is no more than a space."""
    return _BLANKS.sub(" ", text or "")


def looks_like_heading(text: str) -> bool:
    """Whether an emphasised paragraph reads as a heading: short, on one line, no end of a sentence."""
    return (
        len(text) <= LONGEST_HEADING
        and "\n" not in text
        and any(c.isalpha() for c in text)
        and not _ENDS_LIKE_SENTENCE.search(text)
    )


@dataclass
class Paragraph:
    """The text of one paragraph while it is read, and how many pieces of it are emphasised or not."""

    text: list[str] = field(default_factory=list)
    emphasised: int = 0
    plain: int = 0

    def add(self, text: str, *, emphasised: bool = False) -> None:
        """Add a piece; signs and spaces alone say nothing about the emphasis."""
        self.text.append(text)
        if any(c.isalnum() for c in text):
            self.emphasised += emphasised
            self.plain += not emphasised

    @property
    def all_emphasised(self) -> bool:
        """Whether every word of it stands out."""
        return self.emphasised > 0 and self.plain == 0

    def read(self) -> str:
        """The text so far, cleaned."""
        return clean("".join(self.text))


@dataclass
class Footnotes:
    """The footnotes of a document, numbered as they are first referred to."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _bodies: dict[str, str] = field(default_factory=dict)
    _loose: list[str] = field(default_factory=list)

    def marker(self, key: str) -> str:
        """What is left in the text where footnote `key` is referred to: "[1]"."""
        return f"[{self._numbers.setdefault(key, len(self._numbers) + 1)}]"

    def unnamed(self) -> str:
        """A key for a footnote that the document gives none; ask for its marker before the next."""
        return f"unnamed {len(self._numbers)}"

    def body(self, key: str, text: str) -> None:
        """Keep the text of footnote `key`."""
        self._bodies[key] = text

    def loose(self, text: str) -> None:
        """Keep a text beside the letter that nothing refers to."""
        self._loose.append(text)

    def waiting(self) -> list[str]:
        """The notes referred to whose text is not known yet."""
        return [key for key in self._numbers if key not in self._bodies]

    def in_order(self) -> Iterable[str]:
        """Each footnote that has a text, with its number; what nothing refers to comes last, without."""
        for key, number in self._numbers.items():
            if text := clean(self._bodies.get(key, "")):
                yield f"[{number}] {text}"
        for key in self._bodies:
            if key not in self._numbers:
                yield self._bodies[key]
        yield from self._loose


class Assembly:
    """The text of a document in the making. Add in reading order, then take `letter()`."""

    def __init__(self) -> None:
        self.footnotes = Footnotes()
        self.title: str | None = None
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._tables = 0
        self._last_level = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        row: int | None = None,
        column: int | None = None,
        table: int | None = None,
    ) -> None:
        """Add one block; a text of spaces only adds nothing. Raises Unreadable `too_long`."""
        text = clean(text)
        if not text:
            return
        if self._pieces:
            self._pieces.append(BETWEEN)
            self._length += len(BETWEEN)
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise unreadable("too_long", limit=MAX_CHARACTERS)
        self._blocks.append(
            Block(kind, start, self._length, level=level, row=row, column=column, table=table)
        )

    def table(self, cells: Iterable[tuple[int, int, str]]) -> None:
        """Add a table's cells: row and column from 0, and text. An empty table adds nothing."""
        number = self._tables
        before = len(self._blocks)
        for row, column, text in cells:
            self.add("cell", text, row=row, column=column, table=number)
        if len(self._blocks) > before:
            self._tables += 1

    def heading_or_paragraph(self, text: str, *, emphasised: bool) -> None:
        """Add a paragraph, or a heading one below the last real one when it only looks like one."""
        text = clean(text)
        if emphasised and looks_like_heading(text):
            self.add("heading", text, level=self._last_level + 1)
        else:
            self.add("paragraph", text)

    def real_heading(self, text: str, level: int) -> None:
        """Add a heading that the document itself calls one; `level` 1 is the highest."""
        self._last_level = max(1, min(level, 10))
        self.add("heading", text, level=self._last_level)

    def first(self, kind: BlockKind) -> str | None:
        """The text of the first block of this kind, if there is one."""
        text = "".join(self._pieces)
        return next((text[block.start : block.end] for block in self._blocks if block.kind == kind), None)

    def lines(self) -> str:
        """What was added so far, one block to a line: the text of a cell or a note."""
        return "".join(self._pieces).replace(BETWEEN, "\n")

    def letter(self) -> LetterText:
        """The text with its footnotes at the end. Raises Unreadable `empty` when nothing was added."""
        for text in self.footnotes.in_order():
            self.add("footnote", text)
        if not self._pieces:
            raise unreadable("empty")
        title = clean(self.title or "").replace("\n", " ")
        return LetterText("".join(self._pieces), title or None, tuple(self._blocks))
