# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF: the text of the pages, put back into paragraphs.

A PDF has no paragraphs, only pieces of text at places on a page. This module gets the pieces and makes
lines of them; `pdf_furniture` takes out what repeats on every page, and `pdf_paragraphs` puts lines
together. Tables come as text in reading order: a PDF does not say where their cells are.
"""

from __future__ import annotations

import io
import logging
import math
import re
import time
from dataclasses import dataclass, field

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import PdfObject

from praktijk.sources.reading.documents.assembly import Assembly, clean
from praktijk.sources.reading.documents.pdf_furniture import without_furniture
from praktijk.sources.reading.documents.pdf_paragraphs import add_paragraphs
from praktijk.sources.reading.limits import MAX_CHARACTERS, MAX_PAGES, PDF_SECONDS
from praktijk.sources.reading.model import LetterText, Unreadable
from praktijk.sources.reading.reasons import unreadable

# What the library has to say about a damaged file would fill the log of whoever reads it.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

_BOLD = re.compile(r"bold|black|heavy|semibd|demi|-bd\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_NO_TITLE = re.compile(
    r"^microsoft (office )?word\b|^(untitled|naamloos|document ?\d*|title|titel)$"
    r"|\.(docx?|odt|pdf|indd|rtf|tmp|html?)$",
    re.IGNORECASE,
)
_LEAST_LETTERS = 0.3
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "ft",
    0xFB06: "st",
}


@dataclass
class Piece:
    """A run of text in one font; `size` is in points as seen on the page."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    artifact: bool = False
    """The file itself says that this is no part of the text: a running head, a page number."""


@dataclass
class Line:
    """Pieces next to each other on a page (from 0); `y` counts upwards from the foot of it."""

    page: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as it stands, its soft hyphen at the end included."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def main(self) -> Piece:
        """The piece with most text: what the line's size and height are told by."""
        return max(self.pieces, key=lambda piece: len(piece.text.strip()))

    @property
    def artifact(self) -> bool:
        """Whether all of it is marked as no part of the text."""
        return all(piece.artifact for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether every word on the line is bold."""
        worded = [piece for piece in self.pieces if any(c.isalpha() for c in piece.text)]
        return bool(worded) and all(piece.bold for piece in worded)


def read_pdf(data: bytes) -> LetterText:
    """The letter in a PDF.

    Raises Unreadable: `password_protected`, `no_text_in_pdf`, `too_many_pages`, `too_slow`,
    `too_heavy`, `too_long`, `broken_file`.
    """
    try:
        with PdfReader(io.BytesIO(data)) as reader:
            return _read(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise unreadable("password_protected") from error
    except LimitReachedError as error:
        raise unreadable("too_heavy") from error
    except (PyPdfError, RecursionError) as error:
        raise unreadable("broken_file", format="pdf") from error


def _read(reader: PdfReader) -> LetterText:
    # Many a file is "protected" with an empty password, against printing only.
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise unreadable("password_protected")
    pages = reader.get_num_pages()
    if pages > MAX_PAGES:
        raise unreadable("too_many_pages", pages=pages, limit=MAX_PAGES)
    lines = _lines(reader, pages, time.monotonic() + PDF_SECONDS)
    whole = "".join(line.text for line in lines)
    letters = sum(1 for c in whole if c.isalpha())
    if letters < _LEAST_LETTERS * len("".join(whole.split())) or not letters:
        raise unreadable("no_text_in_pdf", pages=pages)
    out = Assembly()
    add_paragraphs(without_furniture(lines, pages), out)
    out.title = _title(reader) or out.first("heading")
    try:
        return out.letter()
    except Unreadable as error:
        if error.code == "empty":
            raise unreadable("no_text_in_pdf", pages=pages) from error
        raise


def _lines(reader: PdfReader, pages: int, until: float) -> list[Line]:
    """All lines of all pages, in the order in which the file draws them."""
    collector = _Collector(until)
    for number in range(pages):
        collector.begin_page(number)
        reader.pages[number].extract_text(
            visitor_text=collector.take,
            visitor_operand_before=collector.before,
            visitor_operand_after=collector.after,
        )
    collector.begin_page(pages)
    return collector.lines


class _Collector:
    """Takes the pieces that the library finds on each page and makes lines of them."""

    def __init__(self, until: float) -> None:
        self.lines: list[Line] = []
        self._until = until
        self._current = Line(0)
        self._length = 0
        self._bold: dict[int, tuple[object, bool]] = {}
        self._marks: list[bool] = []
        self._in_artifact = False

    def begin_page(self, number: int) -> None:
        """Put the last line of the page before away and start on page `number` (from 0)."""
        if time.monotonic() > self._until:
            raise unreadable("too_slow")
        self._end_line(number)
        self._marks.clear()
        self._in_artifact = False

    def take(self, text: str, outer: list[float], inner: list[float], font: object, size: float) -> None:
        """Take a piece with its matrices, font and size; a line break in it ends the line."""
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise unreadable("too_long", limit=MAX_CHARACTERS)
        if time.monotonic() > self._until:
            raise unreadable("too_slow")
        x, y, scale = _place(outer, inner)
        for place, part in enumerate(text.translate(_LIGATURES).split("\n")):
            if place:
                self._end_line(self._current.page)
            if part.strip() or (part and self._current.pieces):
                piece = Piece(part, x, y, abs(size) * scale, self._is_bold(font), self._in_artifact)
                self._current.pieces.append(piece)

    def before(self, operator: bytes, operands: object, _outer: object, _inner: object) -> None:
        """Follow the marks in the content of the page as they open and close."""
        if operator in (b"BMC", b"BDC"):
            name = operands[0] if isinstance(operands, list) and operands else ""
            self._marks.append(name == "/Artifact")
        elif operator == b"EMC" and self._marks:
            self._marks.pop()

    def after(self, operator: bytes, _operands: object, _outer: object, _inner: object) -> None:
        """Note the state in which a text object begins; what came before it has been taken by now."""
        if operator == b"BT":
            self._in_artifact = any(self._marks)

    def _end_line(self, page: int) -> None:
        if self._current.pieces:
            self.lines.append(self._current)
        self._current = Line(page)

    def _is_bold(self, font: object) -> bool:
        # The font is kept with the answer: as long as it is, no other can have its id.
        if id(font) not in self._bold:
            self._bold[id(font)] = (font, _is_bold(font))
        return self._bold[id(font)][1]


def _place(outer: list[float], inner: list[float]) -> tuple[float, float, float]:
    """Where on the page text is drawn (x, y in points) and by how much it is enlarged."""
    a, b, c, d, e, f = outer
    x = inner[4] * a + inner[5] * c + e
    y = inner[4] * b + inner[5] * d + f
    scale = math.hypot(inner[2] * a + inner[3] * c, inner[2] * b + inner[3] * d)
    if not all(map(math.isfinite, (x, y, scale))):
        return 0.0, 0.0, 1.0
    return x, y, scale


def _is_bold(font: object) -> bool:
    """Whether a font is bold by its name or its description."""
    if not isinstance(font, dict):
        return False
    if _BOLD.search(str(font.get("/BaseFont", ""))):
        return True
    description = font.get("/FontDescriptor")
    if isinstance(description, PdfObject):
        description = description.get_object()
    if not isinstance(description, dict):
        return False
    flags, weight = description.get("/Flags", 0), description.get("/FontWeight", 0)
    forced = isinstance(flags, int) and bool(flags & _FORCE_BOLD)
    return forced or (isinstance(weight, int | float) and weight >= 600)


def _title(reader: PdfReader) -> str | None:
    """The title the file gives itself, unless a program made it up."""
    try:
        said = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, TypeError, AttributeError, KeyError):
        return None  # a damaged description says nothing about the letter
    title = clean(str(said or "")).replace("\n", " ")
    return (
        title if len(title) > 3 and any(c.isalpha() for c in title) and not _NO_TITLE.search(title) else None
    )
