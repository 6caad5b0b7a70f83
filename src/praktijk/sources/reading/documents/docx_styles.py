# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The styles of a .docx: which paragraphs are headings, which are numbered, what is bold by style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from praktijk.sources.reading.documents.numbering import whole_number
from praktijk.sources.reading.documents.xml_safely import attribute, child, local

_LONGEST_CHAIN = 20
_HEADING_NAME = re.compile(r"(?:heading|kop|überschrift|titre)\s?([1-9])\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|inhopg|inhoudsopgave|table of figures)\b", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class NumberedBy:
    """Which numbering a paragraph takes part in, and at which level (from 0)."""

    numbering: str
    level: int


@dataclass
class Style:
    """What one style says itself; None where it leaves it to the style it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    numbering: str | None = None
    numbering_level: int | None = None
    emphasis: dict[str, bool] = field(default_factory=dict)


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property such as bold is on, off, or not mentioned (None)."""
    element = child(properties, name)
    if element is None:
        return None
    value = attribute(element, "val")
    return value is None or value.lower() not in _OFF


def emphasis_of(properties: etree._Element | None) -> dict[str, bool]:
    """The emphasis that run properties mention: bold, italic, underline, hidden."""
    found: dict[str, bool] = {}
    if properties is None:
        return found
    for tag, name in (("b", "bold"), ("i", "italic"), ("u", "underline"), ("vanish", "hidden")):
        value = switched(properties, tag)
        if value is not None:
            found[name] = value
    return found


class Styles:
    """The styles of word/styles.xml by their id; asks the chain a style is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default_paragraph: str | None = None
        for element in root if root is not None else ():
            if local(element) == "style":
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        key = attribute(element, "styleId") or ""
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        name, based_on = child(element, "name"), child(element, "basedOn")
        outline = child(paragraph, "outlineLvl")
        number, level = child(paragraph, "numPr", "numId"), child(paragraph, "numPr", "ilvl")
        self._styles[key] = Style(
            name=(attribute(name, "val") or "") if name is not None else "",
            based_on=attribute(based_on, "val") if based_on is not None else None,
            outline=whole_number(attribute(outline, "val"), default=9, highest=9)
            if outline is not None
            else None,
            numbering=attribute(number, "val") if number is not None else None,
            numbering_level=whole_number(attribute(level, "val"), default=0, highest=8)
            if level is not None
            else None,
            emphasis=emphasis_of(run),
        )
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true"):
            self.default_paragraph = key

    def chain(self, key: str | None) -> list[Style]:
        """The style and those it is based on, nearest first; a circle in them ends it."""
        found: list[Style] = []
        while key in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[key])
            key = self._styles[key].based_on
        return found

    def outline(self, key: str | None) -> int | None:
        """The heading level (from 1) of paragraphs in this style; None for text."""
        for style in self.chain(key):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            if named := _HEADING_NAME.match(style.name):
                return int(named[1])
        return None

    def is_title(self, key: str | None) -> bool:
        """Whether this is the style of a document's title."""
        return any(style.name.lower() in ("title", "titel") for style in self.chain(key)[:3])

    def is_contents(self, key: str | None) -> bool:
        """Whether this is a style of a table of contents, whose lines repeat the headings."""
        return any(_CONTENTS_NAME.match(style.name) for style in self.chain(key)[:2])

    def numbering(self, key: str | None) -> NumberedBy | None:
        """The numbering that this style brings with it."""
        number: str | None = None
        level: int | None = None
        for style in self.chain(key):
            number = style.numbering if number is None else number
            level = style.numbering_level if level is None else level
        return NumberedBy(number, level or 0) if number else None

    def emphasis(self, key: str | None) -> dict[str, bool]:
        """The emphasis of this style, the nearest mention counting."""
        found: dict[str, bool] = {}
        for style in reversed(self.chain(key)):
            found.update(style.emphasis)
        return found
