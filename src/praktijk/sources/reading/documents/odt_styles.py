# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The styles of an OpenDocument text: emphasis, titles, and the numbering of lists and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from praktijk.sources.reading.documents.assembly import BULLET
from praktijk.sources.reading.documents.numbering import NumberStyle, whole_number, written
from praktijk.sources.reading.documents.xml_safely import attribute, child, local

LEVELS = 10
_LONGEST_CHAIN = 20
_FORMATS: dict[str, NumberStyle] = {
    "1": "decimal",
    "a": "lower_letter",
    "A": "upper_letter",
    "i": "lower_roman",
    "I": "upper_roman",
}
_PLACE = re.compile(r"%([0-9]{1,2})%")


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered; `format` "" is no number, "bullet" a sign."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown_levels: int = 1
    pattern: str | None = None


@dataclass
class Style:
    """What one paragraph or text style says itself."""

    parent: str | None = None
    display_name: str = ""
    list_style: str | None = None
    emphasis: dict[str, bool] = field(default_factory=dict)


class Styles:
    """All styles of a document. Those made for one paragraph come first in the chain of names."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.headings: dict[int, Level] = {}
        for root in roots:
            for group in root if root is not None else ():
                if local(group) in ("styles", "automatic-styles"):
                    for element in group:
                        self._add(element)

    def _add(self, element: etree._Element) -> None:
        name = local(element)
        key = attribute(element, "name") or ""
        if name == "style":
            text = child(element, "text-properties")
            self._styles[key] = Style(
                parent=attribute(element, "parent-style-name"),
                display_name=attribute(element, "display-name") or key,
                list_style=attribute(element, "list-style-name"),
                emphasis=_emphasis(text),
            )
        elif name == "list-style":
            self._lists[key] = _levels(element)
        elif name == "outline-style":
            self.headings = _levels(element)

    def _chain(self, key: str | None) -> list[Style]:
        found: list[Style] = []
        while key in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[key])
            key = self._styles[key].parent
        return found

    def is_title(self, key: str | None) -> bool:
        """Whether this is the style of a document's title, or made from it."""
        names = [key or "", *(style.display_name for style in self._chain(key))]
        parents = [style.parent or "" for style in self._chain(key)]
        return any(name.lower() in ("title", "titel") for name in names + parents)

    def emphasis(self, key: str | None) -> dict[str, bool]:
        """What this style makes of text: bold, italic, underline, hidden."""
        found: dict[str, bool] = {}
        for style in reversed(self._chain(key)):
            found.update(style.emphasis)
        return found

    def list_of(self, key: str | None) -> str | None:
        """The list style that a paragraph style brings with it."""
        return next((style.list_style for style in self._chain(key) if style.list_style), None)

    def level(self, list_style: str | None, level: int) -> Level | None:
        """How level `level` (from 1) of a list is numbered; None for a list without a style."""
        return self._lists.get(list_style or "", {}).get(level)


def label(levels: dict[int, Level], level: int, counts: list[int]) -> str | None:
    """The label of an item at `level` (from 1), given the numbers of all levels in `counts`."""
    style = levels.get(level)
    if style is None:
        return None
    if style.format == "bullet":
        return BULLET

    def number(place: int) -> str:
        of = levels.get(place, Level(format="1"))
        if of.format not in _FORMATS or not 1 <= place <= LEVELS:
            return ""
        return written(counts[place - 1] or of.start, _FORMATS[of.format])

    if style.pattern:
        return _PLACE.sub(lambda found: number(int(found[1])), style.pattern).strip() or None
    if style.format not in _FORMATS:
        return None
    first = max(1, level - style.shown_levels + 1)
    numbers = [text for place in range(first, level + 1) if (text := number(place))]
    return f"{style.prefix}{'.'.join(numbers)}{style.suffix}".strip() or None


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for style in element:
        number = whole_number(attribute(style, "level"), default=1, lowest=1, highest=LEVELS)
        bullet = local(style) in ("list-level-style-bullet", "list-level-style-image")
        found[number] = Level(
            format="bullet" if bullet else attribute(style, "num-format") or "",
            prefix=(attribute(style, "num-prefix") or "")[:20],
            suffix=(attribute(style, "num-suffix") or "")[:20],
            start=whole_number(attribute(style, "start-value"), default=1),
            shown_levels=whole_number(
                attribute(style, "display-levels"), default=1, lowest=1, highest=LEVELS
            ),
            pattern=None if bullet else (attribute(style, "num-list-format") or "")[:60] or None,
        )
    return found


def _emphasis(properties: etree._Element | None) -> dict[str, bool]:
    found: dict[str, bool] = {}
    if properties is None:
        return found
    if weight := attribute(properties, "font-weight"):
        found["bold"] = weight == "bold" or (weight.isdigit() and int(weight[:4]) >= 600)
    if slant := attribute(properties, "font-style"):
        found["italic"] = slant in ("italic", "oblique")
    if line := attribute(properties, "text-underline-style"):
        found["underline"] = line != "none"
    if display := attribute(properties, "display"):
        found["hidden"] = display == "none"
    return found
