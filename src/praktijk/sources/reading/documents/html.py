# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Web pages: the letter in them, without what surrounds it on the page.

Nothing is fetched and nothing runs: scripts, styles, forms, frames, navigation and whatever is hidden
are left out. Names of elements are looked at, looks are not (except bold as a sign of a heading).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from praktijk.sources.reading.documents.assembly import BULLET, Assembly, Paragraph, clean, flat
from praktijk.sources.reading.documents.numbering import NumberStyle, whole_number, written
from praktijk.sources.reading.documents.plain_text import decode
from praktijk.sources.reading.documents.tables import MOST_COLUMNS, Grid
from praktijk.sources.reading.documents.xml_safely import check_depth, words
from praktijk.sources.reading.model import LetterText
from praktijk.sources.reading.reasons import unreadable

_LEFT_OUT = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "nav",
        "footer",
        "button",
        "select",
        "textarea",
        "input",
    }
    | {
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "rt",
        "rp",
        "del",
        "dialog",
    }
    | {"datalist", "menu", "img", "picture"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
    }
    | {
        "figcaption",
        "figure",
        "form",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
    }
    | {"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption"}
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_EMPHASIS = frozenset({"b", "strong", "em", "i", "u"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = {"visually-hidden", "sr-only", "screen-reader-text", "govuk-visually-hidden", "u-hidden"}
_NOTE_CLASS = re.compile(r"foot-?note|note-?ref|voetnoot|noot|nootref", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|†|‡)\s*[\])]?\.?", re.IGNORECASE)
_NOTE_START = re.compile(r"^\s*[\[(]?\s*(?:\d{1,3}|\*{1,3}|†|‡)\s*[\])]?[.:]?\s*(?=\S)")
_BACK_SIGNS = dict.fromkeys(map(ord, "↩↑⏎^\ufe0e"), None)
_UNIT_BEFORE = re.compile(r"(?:\b[kcmd]?m|CO)$")
_LIST_STYLES: dict[str, NumberStyle] = {
    "a": "lower_letter",
    "A": "upper_letter",
    "i": "lower_roman",
    "I": "upper_roman",
}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[|·–—-]\s+[^|·–—]{1,60}$")
_MOST_DOCUMENT_SHARE = 0.5


def read_html(data: bytes) -> LetterText:
    """The letter in a web page. Raises Unreadable `empty`, `broken_file`, `unknown_encoding`, `too_deep`."""
    text = _decoded(data).replace("\x00", "")
    parser = etree.HTMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise unreadable("empty") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise unreadable("too_deep")
    if root is None:
        raise unreadable("empty")
    check_depth(root)
    return _Reader(root).read()


def _decoded(data: bytes) -> str:
    """The page as text: by its mark, as UTF-8, by what it says itself, or by how it looks."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if (said := _CHARSET.search(data[:4096])) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = said[1].decode("ascii").lower()
        try:
            # Browsers read all of these as Windows' extension of them.
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    return decode(data)


class _Reader:
    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._out = Assembly()
        self._paragraph = Paragraph()
        self._heading: int | None = None
        self._label: str | None = None
        self._depth = 0
        self._notes = dict(self._find_notes())
        self._set_apart = set(self._notes.values())

    def read(self) -> LetterText:
        start = self._letter_element()
        self._flow(start)
        self._end_paragraph()
        for key in self._out.footnotes.waiting():
            if (note := self._notes.get(key)) is not None:
                self._out.footnotes.body(
                    key, _NOTE_START.sub("", self._apart(note).translate(_BACK_SIGNS), count=1)
                )
        self._out.title = self._title(start)
        return self._out.letter()

    def _letter_element(self) -> etree._Element:
        """The element with the letter: the only <main> or <article>, if most of the page's text is there."""
        whole = len(words(self._root))
        for path in (".//main | .//*[@role='main']", ".//article"):
            found = self._root.xpath(path)
            if isinstance(found, list) and len(found) == 1 and isinstance(found[0], etree._Element):
                inside = len(words(found[0]))
                if inside > 200 or inside > whole * _MOST_DOCUMENT_SHARE:
                    return found[0]
        return self._root

    def _title(self, start: etree._Element) -> str | None:
        first = start.find(".//h1")
        heading = clean(flat(words(first))) if first is not None else ""
        named = clean(flat(self._root.findtext(".//head/title")))
        if heading and (not named or heading in named):
            return heading
        return _SITE_NAME.sub("", named) or heading or None

    # Flow

    def _flow(self, element: etree._Element, emphasised: bool = False) -> None:
        """Add the content of `element`, its paragraphs ended by whatever is a block in it."""
        self._piece(element.text, emphasised, element)
        for part in element:
            if isinstance(part.tag, str) and not _is_hidden(part):
                self._element(part, emphasised)
            self._piece(part.tail, emphasised, element)

    def _element(self, part: etree._Element, emphasised: bool) -> None:
        name = str(part.tag)
        if name == "br":
            self._paragraph.text.append("\n")
        elif name in ("a", "sup") and (marker := self._reference(part)):
            self._paragraph.text.append(marker)
        elif part in self._set_apart:
            return  # its text comes at the end
        elif name == "aside" or (part.get("role") or "").startswith("doc-footnote"):
            self._out.footnotes.loose(self._apart(part))
        elif name in _HEADINGS:
            self._end_paragraph()
            self._heading = _HEADINGS[name]
            self._flow(part)
            self._end_paragraph()
            self._heading = None
        elif name in ("ol", "ul"):
            self._list(part)
        elif name == "table":
            self._end_paragraph()
            self._table(part)
        elif name in _BLOCKS:
            self._end_paragraph()
            self._flow(part, emphasised)
            self._end_paragraph()
        else:
            self._flow(part, emphasised or name in _EMPHASIS)

    def _piece(self, text: str | None, emphasised: bool, element: etree._Element) -> None:
        if text:
            kept = text if element.tag == "pre" else flat(text)
            self._paragraph.add(kept, emphasised=emphasised)

    def _end_paragraph(self) -> None:
        read, self._paragraph = self._paragraph, Paragraph()
        text = read.read()
        if not text:
            return
        if self._heading is not None:
            self._out.real_heading(text.replace("\n", " "), self._heading)
        elif self._label is not None:
            self._out.add("list_item", f"{self._label} {text}", level=self._depth)
            self._label = None
        else:
            self._out.heading_or_paragraph(text, emphasised=read.all_emphasised)

    def _list(self, element: etree._Element) -> None:
        self._end_paragraph()
        ordered = element.tag == "ol"
        number = whole_number(element.get("start"), default=1)
        style = _LIST_STYLES.get(element.get("type") or "", "decimal")
        self._depth += 1
        for item in element:
            if not isinstance(item.tag, str) or _is_hidden(item) or item in self._set_apart:
                continue
            if item.tag == "li":
                number = whole_number(item.get("value"), default=number)
                self._label = f"{written(number, style)}." if ordered else BULLET
                number += 1
                self._flow(item)
                self._end_paragraph()
                self._label = None
            else:
                self._element(item, False)
        self._depth -= 1

    # Notes

    def _find_notes(self) -> Iterator[tuple[str, etree._Element]]:
        """The elements that a reference to a note leads to, by the name it uses."""
        wanted = [link for link in self._root.iter("a") if _is_reference(link)]
        if not wanted:
            return
        named: dict[str, etree._Element] = {}
        for element in self._root.iter():
            if isinstance(element.tag, str):
                for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                    if name:
                        named.setdefault(name, element)
        for link in wanted:
            key = (link.get("href") or "")[1:]
            target = named.get(key)
            while target is not None and target.tag not in ("li", "p", "div", "aside", "dd", "tr", "section"):
                target = target.getparent()
            # A link to what lies around itself leads back to the text, not to a note.
            if target is not None and target not in link.iterancestors():
                yield key, target

    def _reference(self, element: etree._Element) -> str | None:
        """The marker for a reference to a note, or None where `element` is something else."""
        link = element if element.tag == "a" else element.find(".//a")
        if link is not None and _is_reference(link):
            key = (link.get("href") or "")[1:]
            return self._out.footnotes.marker(key) if key in self._notes else None
        sign = words(element).strip()
        before = "".join(self._paragraph.text[-3:])
        if element.tag == "sup" and re.fullmatch(r"\d{1,3}", sign) and not _UNIT_BEFORE.search(before):
            return f"[{sign}]"
        return None

    # Tables, and text apart from the flow

    def _table(self, element: etree._Element) -> None:
        rows = list(_nearest("tr", element))
        cells: list[tuple[int, int, etree._Element]] = []
        grid = Grid()
        for number, row in enumerate(rows):
            grid.next_row()
            for cell in row:
                if cell.tag in ("td", "th") and not _is_hidden(cell):
                    wide = whole_number(cell.get("colspan"), default=1, lowest=1, highest=MOST_COLUMNS)
                    high = whole_number(cell.get("rowspan"), default=1, lowest=1, highest=MOST_COLUMNS)
                    cells.append((number, grid.place(columns=wide, rows=high), cell))
        for caption in element.iterchildren("caption"):
            self._flow(caption)
            self._end_paragraph()
        layout = element.get("role") in ("presentation", "none")
        if layout or len(cells) == 1 or any(cell.find(".//h1") is not None for *_, cell in cells):
            for *_, cell in cells:
                self._flow(cell)
                self._end_paragraph()
        else:
            self._out.table((row, column, self._apart(cell)) for row, column, cell in cells)

    def _apart(self, element: etree._Element) -> str:
        """The text of a cell or a note, its paragraphs one to a line."""
        out, paragraph, label = self._out, self._paragraph, self._label
        self._out, self._paragraph, self._label = Assembly(), Paragraph(), None
        self._out.footnotes = out.footnotes
        self._flow(element)
        self._end_paragraph()
        text = self._out.lines()
        self._out, self._paragraph, self._label = out, paragraph, label
        return text


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in _LEFT_OUT or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag == "header" and element.find(".//h1") is None:
        return True
    if element.get("role") in ("doc-backlink", "navigation", "banner", "contentinfo"):
        return True
    if _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    return not _HIDDEN_CLASS.isdisjoint((element.get("class") or "").split())


def _is_reference(link: etree._Element) -> bool:
    """Whether a link is the sign of a note: within the page, short, and raised or called so."""
    if not (link.get("href") or "").startswith("#") or link.get("role") == "doc-backlink":
        return False
    if link.get("role") == "doc-noteref":
        return True
    if not _NOTE_SIGN.fullmatch(words(link).strip()):
        return False
    parent = link.getparent()
    raised = link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")
    return raised or bool(_NOTE_CLASS.search(f"{link.get('class') or ''} {link.get('href')}"))


def _nearest(wanted: str, container: etree._Element) -> Iterator[etree._Element]:
    """The elements of this name in `container`, not those within them or within tables in it."""
    for element in container:
        if element.tag == wanted:
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from _nearest(wanted, element)
