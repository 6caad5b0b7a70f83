# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of a Word document, row by row, with merged cells where they stand."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from praktijk.recommendations.un.importers import cleaning
from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.recommendations.un.importers.uhri_xlsx import BROKEN
from praktijk.sources.reading.documents.archive import Archive
from praktijk.sources.reading.limits import MAX_BYTES
from praktijk.sources.reading.model import Unreadable

_OLE = b"\xd0\xcf\x11\xe0"
_TOO_MUCH = frozenset({"zip_bomb", "too_large", "too_deep"})
_BROKEN = (PackageNotFoundError, etree.LxmlError, *BROKEN)
_SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_LEFT_OUT = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:tbl")))


@dataclass(slots=True)
class Cell:
    """The text of a cell and the columns (from 0) from which and up to which it reaches."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """What stands above and around the tables of a document, and the rows of each table."""

    headings: list[str] = field(default_factory=list)
    tables: list[list[list[Cell]]] = field(default_factory=list)


def read(file: IO[bytes]) -> Document:
    """A Word document (.docx). Raises BrokenFile: "empty", "password", "no_docx", "too_large"."""
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise BrokenFile("empty")
    if len(data) > MAX_BYTES:
        raise BrokenFile("too_large")
    if data.startswith(_OLE):
        raise BrokenFile("password")
    try:
        Archive(data, format="docx")
        return _read(docx.Document(io.BytesIO(data)))
    except Unreadable as error:
        locked = error.code == "password_protected"
        why = "password" if locked else "too_large" if error.code in _TOO_MUCH else "no_docx"
        raise BrokenFile(why) from error
    except _BROKEN as error:
        raise BrokenFile("no_docx", str(error)[:200]) from error


def _read(document: Any) -> Document:
    body = document.element.body
    return Document(
        [*_around(document), *(_text(one) for one in body.iterchildren(qn("w:p")))],
        [_rows(table) for table in body.iter(qn("w:tbl")) if _within(table, qn("w:tbl")) is None],
    )


def _around(document: Any) -> Iterator[str]:
    """The page headers, and the title that the file gives itself."""
    yield document.core_properties.title or ""
    for section in document.sections:
        for part in (section.header, section.first_page_header):
            yield from (paragraph.text for paragraph in part.paragraphs)


def _within(element: Any, name: str) -> Any:
    return next(element.iterancestors(name), None)


def _rows(table: Any) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    above: dict[int, str] = {}
    for row in table.iter(qn("w:tr")):
        if _within(row, qn("w:tbl")) is not table:
            continue
        cells: list[Cell] = []
        start = row.grid_before
        for cell in row.iter(qn("w:tc")):
            if _within(cell, qn("w:tr")) is not row:
                continue
            going_on = cell.vMerge == "continue"
            text = above.get(start, "") if going_on else _text_of_cell(cell)
            cells.append(Cell(text, start, start + cell.grid_span))
            above[start] = text
            start += cell.grid_span
        rows.append(cells)
    return rows


def _text_of_cell(cell: Any) -> str:
    paragraphs = (one for one in cell.iter(qn("w:p")) if _within(one, qn("w:tc")) is cell)
    return cleaning.tidy("\n".join(_text(one) for one in paragraphs))


def _text(element: Any) -> str:
    """The text as it reads with all changes accepted."""
    parts: list[str] = []
    for one in element:
        if one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in _SIGNS:
            parts.append(_SIGNS[one.tag])
        elif isinstance(one.tag, str) and one.tag not in _LEFT_OUT:
            parts.append(_text(one))
    return "".join(parts)
