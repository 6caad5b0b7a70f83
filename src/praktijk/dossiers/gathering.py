# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gathering what the rooms say of a country: one tree of plain values, for page and paper alike."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from praktijk.access.acting import record_reads
from praktijk.access.models import Person
from praktijk.reference.countries import country_name
from praktijk.reference.country_sections import sections
from praktijk.web.blocks import Content, Headline, Part, figures_in, with_addresses
from praktijk.web.charts import Figure

#: So many headlines stand at the top of the page.
MOST_HEADLINES = 4


@dataclass(frozen=True)
class Dossier:
    """All that one person may read of a country on a day, in the language of the moment."""

    country: str
    name: str
    today: date
    parts: list[Part] = field(default_factory=list)

    @property
    def headlines(self) -> list[Headline]:
        """Every headline of the sections, in their order."""
        every = [headline for part in self.parts for headline in part.content.headlines]
        return sorted(every, key=lambda headline: headline.order)

    @property
    def first(self) -> list[Headline]:
        """The headlines at the top of the page."""
        return self.headlines[:MOST_HEADLINES]

    @property
    def sentence(self) -> str:
        """The headlines in a sentence; empty where there are none."""
        said = "; ".join(f"{one.label.lower()}: {one.value.text}" for one in self.first)
        return f"{said[:1].upper()}{said[1:]}." if said else ""

    @property
    def illustrative(self) -> bool:
        """Whether anything in it was made up for the demonstration."""
        return any(part.content.illustrative for part in self.parts)


def gather(reader: Any, country: str, today: date) -> Dossier:
    """What the rooms say of a country (ISO 3166-1 alpha-2) to this reader.

    Restricted records that a section shows are recorded as read. The number of queries is that of the
    sections, and grows with none of their rows.
    """
    parts = [
        Part(section.key, str(section.title), _with_addresses(content, country, section.key))
        for section in sections()
        if (content := section.say(reader, country, today)) is not None
    ]
    if isinstance(reader, Person):
        record_reads([record for part in parts for record in part.content.read], by=reader)
    return Dossier(country, country_name(country), today, parts)


def figure_of(reader: Any, country: str, today: date, *, key: str, number: int) -> Figure | None:
    """The figure of that number, counted from 1, in the section of that key; None where there is none."""
    section = next((one for one in sections() if one.key == key), None)
    content = section.say(reader, country, today) if section else None
    figures = figures_in(content) if content else []
    if not 1 <= number <= len(figures):
        return None
    figure = figures[number - 1]
    if isinstance(reader, Person):
        record_reads(figure.named, by=reader)
    return figure


def _with_addresses(content: Content, country: str, key: str) -> Content:
    """The same, each figure with the addresses of its image and of its numbers."""
    return with_addresses(
        content, lambda number, kind: reverse("country_figure", args=[country, key, number, kind])
    )
