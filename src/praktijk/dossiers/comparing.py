# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two to five countries side by side: what their sections say of each in one value."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from praktijk.dossiers.gathering import Dossier, gather
from praktijk.web.blocks import Cell

FEWEST, MOST = 2, 5


@dataclass(frozen=True)
class Row:
    """One thing that is compared: what it is, and its value for each country; empty where there is none."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """The rows of one section."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Comparison:
    """Countries side by side."""

    dossiers: list[Dossier]
    groups: list[Group]


def compare(reader: Any, countries: list[str], today: date) -> Comparison:
    """The headlines of each section, and what else it offers to compare, for each of these countries."""
    dossiers = [gather(reader, country, today) for country in countries]
    by_country = [{part.key: part for part in dossier.parts} for dossier in dossiers]
    groups = []
    for key, title in dict.fromkeys((part.key, part.title) for one in dossiers for part in one.parts):
        values: dict[str, list[Cell]] = {}
        for place, parts in enumerate(by_country):
            if key not in parts:
                continue
            content = parts[key].content
            for label, cell in [(one.label, one.value) for one in content.headlines] + content.compared:
                cells = values.setdefault(label, [Cell("–")] * len(countries))
                cells[place] = _elsewhere(cell, countries[place])
        if values:
            groups.append(Group(title, [Row(label, cells) for label, cells in values.items()]))
    return Comparison(dossiers, groups)


def _elsewhere(cell: Cell, country: str) -> Cell:
    """The same; what leads to a place on the page of its country leads to that page."""
    if not cell.address.startswith("#"):
        return cell
    return replace(cell, address=f"{reverse('country', args=[country])}{cell.address}")
