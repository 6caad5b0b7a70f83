# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of indicators show, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from praktijk.indicators.charts import on_the_map
from praktijk.indicators.models import Series, Vintage
from praktijk.indicators.queries import Held, latest_vintages, trends, values_for, vintages_of
from praktijk.indicators.rules import UNKNOWN
from praktijk.indicators.wording import age_in_words, bounds_in_words, trend_sign, value_in_words
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import region_of
from praktijk.web.charts import Figure


@dataclass(frozen=True)
class Line:
    """A series in the list of series."""

    vintage: Vintage
    age: str

    @property
    def series(self) -> Series:
        """The series."""
        return self.vintage.series


@dataclass(frozen=True)
class Row:
    """A country in the table of a series."""

    code: str
    name: str
    value: str
    bounds: str
    year: int
    age: str
    trend: tuple[str, str, str]


@dataclass(frozen=True)
class SeriesPage:
    """A series as it is shown: one of its vintages, the countries with a value, and those without."""

    series: Series
    vintage: Vintage
    vintages: list[Vintage]
    figure: Figure
    rows: list[Row]
    without: list[tuple[str, str]]


def lines_for(reader: Any, year: int) -> list[Line]:
    """The series that this reader may see, with their latest vintages. One query."""
    return [Line(one, age_in_words(year - one.last_year)) for one in latest_vintages(reader)]


def held_by_all(vintage: Vintage, year: int) -> dict[str, Held]:
    """The latest value of every country. One query."""
    zero = vintage.series.absent == Series.Absent.ZERO
    return values_for(vintage, list(region_of()) if zero else None, year)


def figure_of(vintage: Vintage, held: Mapping[str, Held], latest: bool) -> Figure:
    """The map of a vintage, with the addresses of its downloads."""
    query = "" if latest else "?" + urlencode({"vintage": vintage.name})
    addresses = {
        kind: reverse("indicator_file", args=[vintage.series.key, kind]) + query for kind in ("csv", "svg")
    }
    return on_the_map(vintage, held, addresses)


def series_page(vintage: Vintage, year: int) -> SeriesPage:
    """A vintage of a series. Three queries."""
    vintages = vintages_of(vintage.series)
    held = held_by_all(vintage, year)
    changes = trends(vintage, year)
    rows = [
        Row(
            one.country,
            country_name(one.country),
            value_in_words(one.point),
            bounds_in_words(one.point),
            one.point.year,
            age_in_words(one.age),
            trend_sign(changes.get(one.country, UNKNOWN)),
        )
        for one in held.values()
    ]
    without = [(code, country_name(code)) for code in region_of() if code not in held]
    return SeriesPage(
        series=vintage.series,
        vintage=vintage,
        vintages=vintages,
        figure=figure_of(vintage, held, latest=vintages[0] == vintage),
        rows=sorted(rows, key=lambda row: plain(row.name)),
        without=sorted(without, key=lambda one: plain(one[1])),
    )
