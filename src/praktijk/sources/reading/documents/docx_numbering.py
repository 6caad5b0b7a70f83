# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The automatic numbers of a .docx, which are nowhere in its text: counted as a word processor does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from praktijk.sources.reading.documents.assembly import BULLET
from praktijk.sources.reading.documents.docx_styles import NumberedBy
from praktijk.sources.reading.documents.numbering import NumberStyle, whole_number, written
from praktijk.sources.reading.documents.xml_safely import attribute, child, local

_LEVELS = 9
_STYLES: dict[str, NumberStyle] = {
    "decimal": "decimal",
    "decimalZero": "decimal_zero",
    "lowerLetter": "lower_letter",
    "upperLetter": "upper_letter",
    "lowerRoman": "lower_roman",
    "upperRoman": "upper_roman",
}
_PLACE = re.compile(r"%([1-9])")
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered; `pattern` has %1 to %9 for the numbers of the levels."""

    start: int = 1
    format: str = "decimal"
    pattern: str = "%1."
    restarts_after: int | None = None
    digits_only: bool = False
    style: str | None = None


class Numbering:
    """Counts the numbered paragraphs of one document. Ask `label` once for each, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[str] = set()
        style_links: dict[str, str] = {}
        linked: dict[str, str] = {}
        for element in root if root is not None else ():
            key = attribute(element, "abstractNumId") or ""
            if local(element) == "abstractNum":
                self._lists[key] = dict(map(_level, element.iterchildren("{*}lvl")))
                if (link := child(element, "styleLink")) is not None:
                    style_links[attribute(link, "val") or ""] = key
                if (link := child(element, "numStyleLink")) is not None:
                    linked[key] = attribute(link, "val") or ""
            elif local(element) == "num":
                self._add_list(element)
        for key, style in linked.items():
            if style in style_links and not self._lists.get(key):
                self._lists[key] = self._lists[style_links[style]]

    def _add_list(self, element: etree._Element) -> None:
        key = attribute(element, "numId") or ""
        of = child(element, "abstractNumId")
        self._list_of[key] = (attribute(of, "val") or "") if of is not None else ""
        for override in element.iterchildren("{*}lvlOverride"):
            number = whole_number(attribute(override, "ilvl"), default=0, highest=_LEVELS - 1)
            if (level := child(override, "lvl")) is not None:
                self._overrides.setdefault(key, {})[number] = _level(level)[1]
            if (start := child(override, "startOverride")) is not None:
                self._restarts.setdefault(key, {})[number] = whole_number(attribute(start, "val"), default=1)

    def level_of_style(self, numbering: str, style: str | None) -> int | None:
        """The level that a list keeps for paragraphs in `style`, if it does."""
        levels = self._lists.get(self._list_of.get(numbering, ""), {})
        return next((n for n, level in levels.items() if style and level.style == style), None)

    def label(self, by: NumberedBy) -> str | None:
        """The next label of this list, such as "3.", "a)" or a bullet; None where it has none."""
        key = self._list_of.get(by.numbering)
        if key is None or not 0 <= by.level < _LEVELS:
            return None
        levels = {**self._lists.get(key, {}), **self._overrides.get(by.numbering, {})}
        level = levels.get(by.level)
        if level is None:
            return None
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        if by.numbering not in self._met:
            self._met.add(by.numbering)
            for number, start in self._restarts.get(by.numbering, {}).items():
                counts[number] = start - 1
        before = counts[by.level]
        counts[by.level] = level.start if before is None else before + 1
        for deeper in range(by.level + 1, _LEVELS):
            restarts_after = levels[deeper].restarts_after if deeper in levels else None
            if restarts_after is None or 0 < by.level + 1 <= restarts_after:
                counts[deeper] = None
        if level.format == "bullet":
            return BULLET
        if level.format == "none" and not level.pattern.strip():
            return None
        return self._written(level, levels, counts) or None

    @staticmethod
    def _written(level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            of = levels.get(place, _Level())
            count = counts[place]
            if of.format == "none":
                return ""
            style = "decimal" if level.digits_only else _STYLES.get(of.format, "decimal")
            return written(of.start if count is None else count, style)

        return _PLACE.sub(number, level.pattern)[:_LONGEST_LABEL].strip()


def _level(element: etree._Element) -> tuple[int, _Level]:
    number = whole_number(attribute(element, "ilvl"), default=0, highest=_LEVELS - 1)

    def value(name: str) -> str | None:
        found = child(element, name)
        return attribute(found, "val") if found is not None else None

    restart = value("lvlRestart")
    return number, _Level(
        start=whole_number(value("start"), default=0 if value("start") is None else 1),
        format=value("numFmt") or "decimal",
        pattern=value("lvlText") or "",
        restarts_after=whole_number(restart, default=0, highest=_LEVELS) if restart is not None else None,
        digits_only=child(element, "isLgl") is not None,
        style=value("pStyle"),
    )
