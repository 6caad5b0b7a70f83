# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""OpenDocument texts (.odt, and .fodt in one piece of XML), read as they stand with all changes accepted.

As with .docx the parts are read straight from the checked archive. Kept: frames with text (after the
paragraph they hang on), numbers of lists and headings, notes. Left out: deleted text, comments, page
headers and footers, hidden text, tables of contents and indexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from praktijk.sources.reading.documents.archive import Archive
from praktijk.sources.reading.documents.assembly import Assembly, Paragraph, flat
from praktijk.sources.reading.documents.numbering import whole_number
from praktijk.sources.reading.documents.odt_styles import LEVELS, Level, Styles, label
from praktijk.sources.reading.documents.xml_safely import attribute, child, local, parse_xml
from praktijk.sources.reading.model import LetterText
from praktijk.sources.reading.reasons import unreadable

_FORMAT = "odt"
_MOST_COLUMNS = 1000
_MOST_SPACES = 100
_LEFT_OUT = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
    }
    | {
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    }
    | {
        "hidden-text",
        "ruby-text",
        "title",
        "desc",
        "forms",
        "scripts",
        "image",
        "object",
        "object-ole",
        "plugin",
    }
    | {"event-listeners", "table-column", "table-columns", "table-source", "dde-connection-decls"}
)


@dataclass
class _Paragraph(Paragraph):
    """A paragraph with the frames that hang on it."""

    boxes: list[etree._Element] = field(default_factory=list)


@dataclass
class _List:
    """The list that is being read: its style, its numbers at each level, and the level we are at."""

    style: str | None
    counts: list[int]
    level: int = 1


def read_odt(archive: Archive) -> LetterText:
    """The letter in an .odt. Raises Unreadable `password_protected`, `broken_file`, `unsafe_xml` ..."""
    if archive.has("META-INF/manifest.xml"):
        manifest = parse_xml(archive.read("META-INF/manifest.xml"), format=_FORMAT, doctype_allowed=True)
        if any(local(element) == "encryption-data" for element in manifest.iter()):
            raise unreadable("password_protected")
    content = parse_xml(archive.read("content.xml"), format=_FORMAT)
    styles, meta = (
        parse_xml(archive.read(name), format=_FORMAT) if archive.has(name) else None
        for name in ("styles.xml", "meta.xml")
    )
    return _Reader(Styles(styles, content)).read(content, meta)


def read_flat_odt(data: bytes) -> LetterText:
    """The letter in an OpenDocument text that is one XML file."""
    root = parse_xml(data, format=_FORMAT)
    return _Reader(Styles(root)).read(root, root)


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._out = Assembly()
        self._list: _List | None = None
        self._last_counts: dict[str | None, list[int]] = {}
        self._heading_counts = [0] * LEVELS

    def read(self, content: etree._Element, meta: etree._Element | None) -> LetterText:
        body = child(content, "body", "text")
        if body is None:
            raise unreadable("broken_file", format=_FORMAT)
        self._blocks(body)
        title = child(meta, "meta", "title")
        if self._out.title is None and title is not None:
            self._out.title = title.text
        return self._out.letter()

    # Blocks

    def _blocks(self, container: etree._Element) -> None:
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element)
            elif name == "list":
                self._list_items(element)
            elif name == "table":
                self._table(element)
            elif name == "section" and attribute(element, "display") == "none":
                continue
            elif name and name not in _LEFT_OUT:
                self._blocks(element)

    def _paragraph(self, element: etree._Element, item_label: str | None = None) -> None:
        style = attribute(element, "style-name")
        read = _Paragraph()
        self._inline(element, read, self._styles.emphasis(style))
        if text := read.read():
            self._add(text, read, element, style, item_label)
        for box in read.boxes:
            self._blocks(box)

    def _add(
        self, text: str, read: _Paragraph, element: etree._Element, style: str | None, item_label: str | None
    ) -> None:
        if local(element) == "h":
            level = whole_number(attribute(element, "outline-level"), default=1, lowest=1, highest=LEVELS)
            number = item_label or self._heading_label(element, level)
            self._out.real_heading(f"{number} {text}" if number else text, level)
        elif self._styles.is_title(style):
            if self._out.title is None:
                self._out.title = text
            self._out.real_heading(text, 1)
        elif self._list is not None and item_label is not None:
            self._out.add("list_item", f"{item_label} {text}", level=self._list.level)
        else:
            self._out.heading_or_paragraph(text, emphasised=read.all_emphasised)

    def _heading_label(self, element: etree._Element, level: int) -> str | None:
        if attribute(element, "is-list-header") == "true" or not self._styles.headings:
            return None
        counts = self._heading_counts
        start = self._styles.headings.get(level, Level()).start
        counts[level - 1] = counts[level - 1] + 1 if counts[level - 1] else start
        if attribute(element, "restart-numbering") == "true":
            counts[level - 1] = whole_number(attribute(element, "start-value"), default=start)
        counts[level:] = [0] * (LEVELS - level)
        return label(self._styles.headings, level, counts)

    # Lists

    def _list_items(self, element: etree._Element) -> None:
        """Read a list, or a list within one, which has the style of the outer one unless it says."""
        outer = self._list
        style = attribute(element, "style-name") or (outer.style if outer else self._style_within(element))
        if outer is not None:
            inner = _List(style, outer.counts, min(outer.level + 1, LEVELS))
        else:
            goes_on = attribute(element, "continue-numbering") == "true" or attribute(
                element, "continue-list"
            )
            before = self._last_counts.get(style) if goes_on else None
            inner = _List(style, before or [0] * LEVELS)
            self._last_counts[style] = inner.counts
        goes_on_inside = outer is not None and attribute(element, "continue-numbering") == "true"
        if outer is not None and not goes_on_inside:
            inner.counts[inner.level - 1] = 0
        self._list = inner
        for item in element:
            self._list_item(item)
        self._list = outer

    def _style_within(self, element: etree._Element) -> str | None:
        first = next(element.iter("{*}p", "{*}h"), None)
        return self._styles.list_of(attribute(first, "style-name")) if first is not None else None

    def _list_item(self, item: etree._Element) -> None:
        waiting = self._next_label(item) if local(item) == "list-item" else None
        for part in item:
            if local(part) in ("p", "h"):
                self._paragraph(part, waiting)
                if waiting is not None and next(iter(part.itertext()), None) is not None:
                    waiting = None
            elif local(part) == "list":
                self._list_items(part)
            elif local(part) not in _LEFT_OUT:
                self._blocks(part)

    def _next_label(self, item: etree._Element) -> str | None:
        here = self._list
        if here is None:
            return None
        levels = {n: found for n in range(1, LEVELS + 1) if (found := self._styles.level(here.style, n))}
        place = here.level - 1
        start = levels.get(here.level, Level()).start
        here.counts[place] = here.counts[place] + 1 if here.counts[place] else start
        if own := attribute(item, "start-value"):
            here.counts[place] = whole_number(own, default=start)
        here.counts[place + 1 :] = [0] * (LEVELS - place - 1)
        return label(levels, here.level, here.counts) or ""

    # Text within a paragraph

    def _inline(self, element: etree._Element, into: _Paragraph, emphasis: dict[str, bool]) -> None:
        shown = not emphasis.get("hidden")
        stands_out = any(emphasis.get(name) for name in ("bold", "italic", "underline"))
        if shown:
            into.add(flat(element.text), emphasised=stands_out)
        for part in element:
            name = local(part)
            if name == "s":
                into.text.append(" " * whole_number(attribute(part, "c"), default=1, highest=_MOST_SPACES))
            elif name == "tab":
                into.text.append(" ")
            elif name == "line-break":
                into.text.append("\n")
            elif name == "note":
                into.text.append(self._note(part))
            elif name == "text-box":
                into.boxes.append(part)
            elif name and name not in _LEFT_OUT:
                style = attribute(part, "style-name") if name == "span" else None
                self._inline(part, into, {**emphasis, **self._styles.emphasis(style)} if style else emphasis)
            if shown:
                into.add(flat(part.tail), emphasised=stands_out)

    def _note(self, element: etree._Element) -> str:
        key = attribute(element, "id") or self._out.footnotes.unnamed()
        marker = self._out.footnotes.marker(key)
        body = child(element, "note-body")
        if body is not None:
            self._out.footnotes.body(key, self._within(body))
        return marker

    # Tables

    def _table(self, element: etree._Element) -> None:
        rows = list(_of_name(("table-row",), element))
        cells = [(r, c, cell) for r, row in enumerate(rows) for c, cell in _cells(row)]
        if len(cells) == 1:  # one cell is a frame around text, not a table
            self._blocks(cells[0][2])
        else:
            self._out.table((row, column, self._within(cell)) for row, column, cell in cells)

    def _within(self, container: etree._Element) -> str:
        """The text of a cell or a note: its paragraphs, one to a line, with the numbers of lists."""
        inside = _Reader(self._styles)
        inside._out.footnotes = self._out.footnotes
        inside._blocks(container)
        return inside._out.lines()


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Column (from 0) and element of each cell that has something in it."""
    column = 0
    for cell in _of_name(("table-cell", "covered-table-cell"), row):
        if local(cell) == "table-cell" and len(cell):
            yield column, cell
        repeated = attribute(cell, "number-columns-repeated")
        column = min(
            column + whole_number(repeated, default=1, lowest=1, highest=_MOST_COLUMNS), _MOST_COLUMNS
        )


def _of_name(wanted: tuple[str, ...], container: etree._Element) -> Iterator[etree._Element]:
    """The nearest elements of these names, through groups of rows of any kind."""
    for element in container:
        name = local(element)
        if name in wanted:
            yield element
        elif name and name not in _LEFT_OUT:
            yield from _of_name(wanted, element)
