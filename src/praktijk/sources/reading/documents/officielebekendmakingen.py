# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Official publications in XML: parliamentary papers and other XML that names its parts likewise.

The schema in use (<kamerstuk>, <stuk>, <al>, <tussenkop>, <lijst>, <noot> ...) is known by name; for
anything else the form decides: an element with words of its own is a paragraph, one with elements
only is a container. Namespaces do not matter.
"""

from __future__ import annotations

from lxml import etree

from praktijk.sources.reading.documents.assembly import BULLET, Assembly, Paragraph, clean, flat
from praktijk.sources.reading.documents.html import read_html
from praktijk.sources.reading.documents.numbering import whole_number
from praktijk.sources.reading.documents.tables import MOST_COLUMNS, Grid
from praktijk.sources.reading.documents.xml_safely import attribute, child, local, parse_xml, pieces, words
from praktijk.sources.reading.model import LetterText

_LEFT_OUT = frozenset(
    {"metadata", "meta", "head-meta", "plaatje", "illustratie", "colspec", "spanspec", "script", "style"}
)
_HEADINGS = frozenset(
    {
        "titel",
        "title",
        "subtitel",
        "subtitle",
        "tussenkop",
        "kop",
        "heading",
        "head",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
)
_LISTS = frozenset({"lijst", "list", "ul", "ol", "itemizedlist", "orderedlist", "noot.lijst"})
_NUMBERED_LISTS = frozenset({"ol", "orderedlist"})
_ITEMS = frozenset({"li", "item", "listitem"})
_ITEM_NUMBERS = frozenset({"li.nr", "num", "nr", "label"})
_PARAGRAPHS = frozenset(
    {"al", "p", "para", "noot.al", "tekstregel", "datum", "datumtekst", "functie", "caption"}
)
_ON_ONE_LINE = frozenset({"naam", "dossier", "stuknr", "stuknummer", "dossiernummer", "persoon", "kop"})
_INLINE = frozenset(
    {
        "nadruk",
        "sup",
        "sub",
        "inf",
        "extref",
        "intref",
        "nootref",
        "a",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "span",
        "ref",
    }
    | {
        "voornaam",
        "achternaam",
        "emphasis",
        "quote",
        "abbr",
        "q",
        "external-link",
        "noot",
        "footnote",
        "note",
        "br",
    }
)
_NOTES = frozenset({"noot", "footnote", "note", "voetnoot"})
_EMPHASIS = frozenset({"nadruk", "b", "i", "u", "em", "strong", "emphasis"})
_DIVISIONS = frozenset(
    {"divisie", "hoofdstuk", "paragraaf", "afdeling", "titeldeel", "bijlage", "section", "chapter"}
)
_LOOKS = {"vet": 2, "cur": 3, "rom": 3, "ondlijn": 3}


def read_publication(data: bytes) -> LetterText:
    """The text of a publication. Raises Unreadable `unsafe_xml`, `broken_file`, `too_deep`, `empty` ..."""
    root = parse_xml(data, format="xml", doctype_allowed=True)
    if local(root).lower() == "html":
        return read_html(data)
    reader = _Reader()
    reader.block(root, depth=1)
    reader.out.title = _title(root)
    return reader.out.letter()


def _title(root: etree._Element) -> str | None:
    """The title of the paper itself, else of the dossier, else the first that there is."""
    papers = [element for element in root.iter("{*}stuk") if isinstance(element.tag, str)]
    for paper in papers[:1]:
        if (title := child(paper, "titel")) is not None:
            return clean(flat(words(title)))
    for name in ("titel", "title", "docTitle"):
        found = next(root.iter("{*}" + name), None)
        if found is not None:
            return clean(flat(words(found)))
    return None


class _Reader:
    def __init__(self) -> None:
        self.out = Assembly()
        self._paragraph = Paragraph()
        self._list_depth = 0
        self._label: str | None = None

    def block(self, element: etree._Element, *, depth: int) -> None:
        """Add `element`; `depth` is the level that a heading directly in it has."""
        name = local(element)
        if not name or name in _LEFT_OUT:
            return
        if name in _NOTES:
            self.out.footnotes.loose(self._note_text(element))
        elif name == "table":
            self._table(element, depth)
        elif name in _LISTS:
            self._list(element, depth)
        elif name in _HEADINGS:
            self._heading(element, name, depth)
        elif name in _ON_ONE_LINE:
            self.out.add("paragraph", " ".join(clean(flat(text)) for text in pieces(element) if text.strip()))
        elif name in _PARAGRAPHS or _has_words(element):
            self._inline(element, depth, emphasised=False)
            self._end_paragraph()
        else:
            for part in element:
                self.block(part, depth=depth + (local(part) in _DIVISIONS and name in _DIVISIONS))

    def _heading(self, element: etree._Element, name: str, depth: int) -> None:
        read = self._apart(element, spaced=name == "kop").replace("\n", " ")
        level = depth
        if name == "tussenkop":
            level = depth - 1 + _LOOKS.get(attribute(element, "kopopmaak") or "", 2)
        elif name[0] == "h" and name[1:].isdigit():
            level = int(name[1:])
        elif name in ("subtitel", "subtitle"):
            level = depth + 1
        self.out.real_heading(read, level)

    def _end_paragraph(self) -> None:
        read, self._paragraph = self._paragraph, Paragraph()
        text = read.read()
        if not text:
            return
        if self._label is not None:
            self.out.add("list_item", f"{self._label} {text}", level=self._list_depth)
            self._label = None
        else:
            self.out.heading_or_paragraph(text, emphasised=read.all_emphasised)

    def _inline(self, element: etree._Element, depth: int, *, emphasised: bool) -> None:
        self._paragraph.add(flat(element.text), emphasised=emphasised)
        for part in element:
            name = local(part)
            if name in _NOTES:
                self._paragraph.text.append(self._note(part))
            elif name == "nootref":
                key = attribute(part, "refid") or ""
                self._paragraph.text.append(self.out.footnotes.marker(key))
            elif name == "br":
                self._paragraph.text.append("\n")
            elif name in _LISTS or name == "table" or name in _PARAGRAPHS:
                self._end_paragraph()
                self.block(part, depth=depth)
            elif name and name not in _LEFT_OUT:
                self._inline(part, depth, emphasised=emphasised or name in _EMPHASIS)
            self._paragraph.add(flat(part.tail), emphasised=emphasised)

    # Notes

    def _note(self, element: etree._Element) -> str:
        key = attribute(element, "id") or self.out.footnotes.unnamed()
        marker = self.out.footnotes.marker(key)
        self.out.footnotes.body(key, self._note_text(element))
        return marker

    def _note_text(self, element: etree._Element) -> str:
        """A note without the number it has in the file: its marker already has one."""
        inside = self._inside()
        for part in element:
            if local(part) not in ("noot.nr", "nr", "label", "num"):
                inside.block(part, depth=1)
        return inside.out.lines() or clean(flat(words(element)))

    def _inside(self) -> _Reader:
        inside = _Reader()
        inside.out.footnotes = self.out.footnotes
        return inside

    def _apart(self, element: etree._Element, *, spaced: bool = False) -> str:
        """The text of a heading or a cell; `spaced` puts its parts next to each other."""
        inside = self._inside()
        if spaced:
            return " ".join(clean(flat(text)) for text in pieces(element) if text.strip())
        if _has_words(element):
            inside._inline(element, 1, emphasised=False)
            inside._end_paragraph()
        else:
            for part in element:
                inside.block(part, depth=1)
        return inside.out.lines()

    # Lists and tables

    def _list(self, element: etree._Element, depth: int) -> None:
        self._list_depth += 1
        number = 0
        for item in element:
            if local(item) not in _ITEMS:
                self.block(item, depth=depth)
                continue
            number += 1
            own = next((part for part in item if local(part) in _ITEM_NUMBERS), None)
            if own is not None:
                self._label = clean(flat(words(own))) or BULLET
            else:
                self._label = f"{number}." if local(element) in _NUMBERED_LISTS else BULLET
            if _has_words(item):
                self._inline_item(item, own, depth)
            else:
                for part in item:
                    if part is not own:
                        self.block(part, depth=depth)
            self._end_paragraph()
            self._label = None
        self._list_depth -= 1

    def _inline_item(self, item: etree._Element, number: etree._Element | None, depth: int) -> None:
        """An item with words of its own rather than paragraphs; its number is not said twice."""
        if number is not None:
            tail = number.tail
            item.remove(number)
            item.text = (item.text or "") + (tail or "")
        self._inline(item, depth, emphasised=False)

    def _table(self, element: etree._Element, depth: int) -> None:
        for part in element:
            if local(part) in ("title", "titel", "caption"):
                self.out.add("paragraph", self._apart(part))
        names = {
            attribute(spec, "colname"): place
            for group in element.iter("{*}tgroup")
            for place, spec in enumerate(group.iterchildren("{*}colspec"))
        }
        grid = Grid()
        cells: list[tuple[int, int, str]] = []
        for number, row in enumerate(element.iter("{*}row", "{*}tr")):
            grid.next_row()
            for cell in row:
                if local(cell) not in ("entry", "td", "th"):
                    continue
                high = whole_number(attribute(cell, "morerows"), default=0, highest=MOST_COLUMNS) + 1
                high = whole_number(attribute(cell, "rowspan"), default=high, lowest=1, highest=MOST_COLUMNS)
                first, last = names.get(attribute(cell, "namest")), names.get(attribute(cell, "nameend"))
                wide = last - first + 1 if first is not None and last is not None else 1
                wide = whole_number(attribute(cell, "colspan"), default=wide, lowest=1, highest=MOST_COLUMNS)
                column = grid.place(columns=wide, rows=high)
                cells.append((number, names.get(attribute(cell, "colname"), column), self._apart(cell)))
        self.out.table(cells)


def _has_words(element: etree._Element) -> bool:
    """Whether an element is a paragraph by its form: words of its own, or nothing but inline parts."""
    if (element.text or "").strip() or any((part.tail or "").strip() for part in element):
        return True
    return len(element) > 0 and all(local(part) in _INLINE for part in element)
