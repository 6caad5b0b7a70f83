# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word documents (.docx): the text as it reads with all changes accepted.

The parts are read straight from the archive, so that every one passes through the checks of
`archive` and `xml_safely`, and nothing a document points to outside itself is ever opened. Names are
compared without their namespace: the strict and the transitional form differ in nothing else here.

Kept: insertions, text boxes (after the paragraph they hang on), automatic numbers, footnotes and
endnotes. Left out: deletions, comments, page headers and footers, hidden text, tables of contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from praktijk.sources.reading.documents.archive import Archive
from praktijk.sources.reading.documents.assembly import Assembly, Paragraph, clean, flat
from praktijk.sources.reading.documents.docx_numbering import Numbering
from praktijk.sources.reading.documents.docx_styles import NumberedBy, Styles, emphasis_of
from praktijk.sources.reading.documents.numbering import whole_number
from praktijk.sources.reading.documents.xml_safely import attribute, child, local, parse_xml
from praktijk.sources.reading.model import LetterText
from praktijk.sources.reading.reasons import unreadable

_FORMAT = "docx"
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "rt", "altChunk", "proofErr"}
    | {"rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"}
    | {"commentReference", "annotationRef", "footnoteRef", "endnoteRef"}
)
_MOST_COLUMNS = 1000


@dataclass
class _Paragraph(Paragraph):
    """A paragraph with the text boxes that hang on it."""

    boxes: list[etree._Element] = field(default_factory=list)


def read_docx(archive: Archive) -> LetterText:
    """The letter in a .docx. Raises Unreadable `broken_file`, `unsafe_xml`, `too_deep`, `empty` ..."""
    return _Reader(archive).read()


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._main = self._main_part()
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"))
        self._out = Assembly()
        self._carried = _Paragraph()

    def read(self) -> LetterText:
        body = child(self._root(self._main), "body")
        if body is None:
            raise unreadable("broken_file", format=_FORMAT)
        self._blocks(body)
        self._paragraph_end(None, None)
        self._notes("footnotes", "footnote")
        self._notes("endnotes", "endnote")
        if self._out.title is None:
            self._out.title = self._core_title()
        return self._out.letter()

    # Parts of the package

    def _root(self, name: str) -> etree._Element:
        return parse_xml(self._archive.read(name), format=_FORMAT)

    def _relations(self, part: str) -> Iterator[tuple[str, str]]:
        """Kind and target of what `part` points to within the package; outside targets are skipped."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", name + ".rels")
        if not self._archive.has(listing):
            return
        for relation in self._root(listing):
            if local(relation) != "Relationship" or attribute(relation, "TargetMode") == "External":
                continue
            target = attribute(relation, "Target") or ""
            path = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            yield (attribute(relation, "Type") or "").rpartition("/")[2], path

    def _main_part(self) -> str:
        for kind, target in self._relations(""):
            if kind == "officeDocument" and self._archive.has(target):
                return target
        if self._archive.has("word/document.xml"):
            return "word/document.xml"
        raise unreadable("broken_file", format=_FORMAT)

    def _related(self, kind: str) -> etree._Element | None:
        for found, target in self._relations(self._main):
            if found == kind and self._archive.has(target):
                return self._root(target)
        return None

    def _core_title(self) -> str | None:
        for kind, target in self._relations(""):
            if kind == "core-properties" and self._archive.has(target):
                title = child(self._root(target), "title")
                return clean(title.text or "") or None if title is not None else None
        return None

    # Blocks

    def _blocks(self, container: etree._Element) -> None:
        """Read the paragraphs and tables within `container`, through wrappers of any kind."""
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._paragraph_end(None, None)
                self._table(element)
            elif name == "sdt":
                if not _is_contents(element) and (content := child(element, "sdtContent")) is not None:
                    self._blocks(content)
            elif name == "AlternateContent":
                for chosen in _alternatives(element):
                    self._blocks(chosen)
            elif name and name not in _LEFT_OUT:
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        style = self._style_of(properties)
        if self._styles.is_contents(style):
            return
        self._inline(element, self._carried, self._styles.emphasis(style))
        if child(properties, "rPr", "del") is not None:
            return  # the end of this paragraph was deleted: it goes on in the next one
        self._paragraph_end(properties, style)

    def _paragraph_end(self, properties: etree._Element | None, style: str | None) -> None:
        read, self._carried = self._carried, _Paragraph()
        text = read.read()
        if text:
            self._add(text, read, properties, style)
        for box in read.boxes:
            self._blocks(box)
            self._paragraph_end(None, None)

    def _add(self, text: str, read: _Paragraph, properties: etree._Element | None, style: str | None) -> None:
        level = self._styles.outline(style)
        if (outline := child(properties, "outlineLvl")) is not None:
            own = whole_number(attribute(outline, "val"), default=9, highest=9)
            level = own + 1 if own < 9 else None
        label = self._label(properties, style)
        labelled = f"{label} {text}" if label else text
        if self._styles.is_title(style):
            if self._out.title is None:
                self._out.title = text
            self._out.real_heading(labelled, 1)
        elif level is not None:
            self._out.real_heading(labelled, level)
        elif label:
            self._out.add("list_item", labelled, level=self._list_level(properties, style) + 1)
        else:
            self._out.heading_or_paragraph(text, emphasised=read.all_emphasised)

    def _style_of(self, properties: etree._Element | None) -> str | None:
        style = child(properties, "pStyle")
        return attribute(style, "val") if style is not None else self._styles.default_paragraph

    def _numbered_by(self, properties: etree._Element | None, style: str | None) -> NumberedBy | None:
        by = self._styles.numbering(style)
        own, level = child(properties, "numPr", "numId"), child(properties, "numPr", "ilvl")
        number = attribute(own, "val") if own is not None else (by.numbering if by else None)
        if not number or number == "0":  # 0 takes the numbering of the style away
            return None
        if level is not None:
            return NumberedBy(number, whole_number(attribute(level, "val"), default=0, highest=8))
        of_style = self._numbering.level_of_style(number, style)
        return NumberedBy(number, of_style if of_style is not None else by.level if by else 0)

    def _label(self, properties: etree._Element | None, style: str | None) -> str | None:
        by = self._numbered_by(properties, style)
        return self._numbering.label(by) if by else None

    def _list_level(self, properties: etree._Element | None, style: str | None) -> int:
        by = self._numbered_by(properties, style)
        return by.level if by else 0

    # Text within a paragraph

    def _inline(self, element: etree._Element, into: _Paragraph, emphasis: dict[str, bool]) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                run = child(part, "rPr")
                own = {**emphasis, **self._run_style(run), **emphasis_of(run)}
                if not own.get("hidden"):
                    self._inline(part, into, own)
            elif name == "t":
                stands_out = any(emphasis.get(name) for name in ("bold", "italic", "underline"))
                into.add(flat(part.text), emphasised=stands_out)
            elif name in ("tab", "ptab"):
                into.text.append(" ")
            elif name in ("br", "cr"):
                into.text.append("\n" if attribute(part, "type") in (None, "textWrapping") else " ")
            elif name == "noBreakHyphen":
                into.text.append("-")
            elif name in ("footnoteReference", "endnoteReference"):
                key = f"{name.removesuffix('Reference')} {attribute(part, 'id')}"
                into.text.append(self._out.footnotes.marker(key))
            elif name == "txbxContent":
                into.boxes.append(part)
            elif name == "AlternateContent":
                for chosen in _alternatives(part):
                    self._inline(chosen, into, emphasis)
            elif name == "p":  # a paragraph where none belongs: a broken writer, but its text counts
                self._inline(part, into, emphasis)
                into.text.append("\n")
            elif name and name not in _LEFT_OUT:
                self._inline(part, into, emphasis)

    def _run_style(self, run: etree._Element | None) -> dict[str, bool]:
        style = child(run, "rStyle")
        return self._styles.emphasis(attribute(style, "val")) if style is not None else {}

    # Tables and notes

    def _table(self, element: etree._Element) -> None:
        rows = [row for row in _of_name("tr", element) if child(row, "trPr", "del") is None]
        cells = [(r, c, cell) for r, row in enumerate(rows) for c, cell in _cells(row)]
        if len(cells) == 1:  # one cell is a frame around text, not a table
            self._blocks(cells[0][2])
            self._paragraph_end(None, None)
        else:
            self._out.table((row, column, self._within(cell)) for row, column, cell in cells)

    def _within(self, container: etree._Element) -> str:
        """The text of a cell or a note, tables in it included: its paragraphs, one to a line."""
        lines: list[str] = []
        for paragraph in _of_name("p", container):
            read = _Paragraph()
            properties = child(paragraph, "pPr")
            style = self._style_of(properties)
            self._inline(paragraph, read, self._styles.emphasis(style))
            text = read.read()
            if text:
                label = self._label(properties, style)
                lines.append(f"{label} {text}" if label else text)
            lines.extend(self._within(box) for box in read.boxes)
        return "\n".join(line for line in lines if line)

    def _notes(self, part: str, name: str) -> None:
        """Take in the texts of the notes that are referred to; a note may refer to no other."""
        wanted = set(self._out.footnotes.waiting())
        root = self._related(part) if any(key.startswith(name) for key in wanted) else None
        for note in root if root is not None else ():
            key = f"{name} {attribute(note, 'id')}"
            if local(note) == name and key in wanted:
                self._out.footnotes.body(key, self._within(note))


def _alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """The one of several renderings that counts: the first choice that has text, or the fallback."""
    for option in element:
        if next(option.iter("{*}t"), None) is not None:
            yield option
            return


def _is_contents(element: etree._Element) -> bool:
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and "contents" in (attribute(gallery, "val") or "").lower()


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Column (from 0) and element of each cell; a cell merged with the one above has no text."""
    before = child(row, "trPr", "gridBefore")
    column = (
        whole_number(attribute(before, "val"), default=0, highest=_MOST_COLUMNS) if before is not None else 0
    )
    for cell in _of_name("tc", row):
        yield column, cell
        span = child(cell, "tcPr", "gridSpan")
        wide = attribute(span, "val") if span is not None else None
        column += whole_number(wide, default=1, lowest=1, highest=_MOST_COLUMNS)


def _of_name(wanted: str, container: etree._Element) -> Iterator[etree._Element]:
    """The nearest elements of this name, through wrappers of any kind."""
    for element in container:
        name = local(element)
        if name == wanted:
            yield element
        elif name == "AlternateContent":
            for chosen in _alternatives(element):
                yield from _of_name(wanted, chosen)
        elif name and name not in _LEFT_OUT:
            yield from _of_name(wanted, element)
