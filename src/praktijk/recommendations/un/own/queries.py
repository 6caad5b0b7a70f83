# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own recommendations, with what a person may know of each: filtered, counted, in order."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from praktijk.recommendations.un.followup.queries import Known, known, own_keys
from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.own.asked import Asked, Facet, Look, Order
from praktijk.recommendations.un.search.asked import Asked as Search
from praktijk.recommendations.un.search.finding import find
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import region_of

NOBODY = "none"


@dataclass(frozen=True)
class Own:
    """A recommendation of ours: the state under review, when, about what, its answer, what became of it."""

    pk: int
    countries: list[str]
    cycle: int | None
    session: int | None
    themes: list[str]
    position: str
    published_on: date | None
    known: Known

    @property
    def country(self) -> str:
        """The state under review; empty where its source names none."""
        return self.countries[0] if self.countries else ""


_FIELDS = ("pk", "countries", "cycle", "session", "themes", "position", "published_on")


def all_own(person: Any, keys: list[int] | None = None) -> list[Own]:
    """All of them, or those with these keys, as this person may know them. Five queries."""
    wanted = own_keys() if keys is None else keys
    rows = list(
        UNRecommendation.objects.filter(pk__in=wanted).order_by("pk").values_list(*_FIELDS, named=True)
    )
    of_each = known(person, rows)
    return [Own(**row._asdict(), known=of_each[row.pk]) for row in rows]


@dataclass(frozen=True)
class Selection:
    """What the filters leave, and per facet how many have each value when its own filter is left out."""

    asked: Asked
    rows: list[Own]
    counts: dict[Facet, Counter[str]]
    of_all: int

    def keys(self) -> list[int]:
        """The keys in the order asked for."""
        return [row.pk for row in self.rows]


def select(person: Any, asked: Asked, today: date) -> Selection:
    """What is asked, as this person may know it on a day. Seven queries, whatever there is."""
    everything = all_own(person)
    if asked.words:
        having = set(map(int, find(Search(words=asked.words), counted=()).keys))
        within = [row for row in everything if row.pk in having]
    else:
        within = everything
    values = {facet: [_VALUES[facet](row, today) for row in within] for facet in Facet}
    kept = {
        facet: [not set(wanted).isdisjoint(of_row) for of_row in values[facet]]
        for facet, wanted in asked.chosen.items()
    }
    rows = [row for place, row in enumerate(within) if all(flags[place] for flags in kept.values())]
    counts = {}
    for facet in Facet:
        others = [flags for other, flags in kept.items() if other is not facet]
        counts[facet] = Counter(
            value
            for place, of_row in enumerate(values[facet])
            if all(flags[place] for flags in others)
            for value in of_row
        )
    rows.sort(key=_ORDERS[asked.order])
    return Selection(asked, rows, counts, len(everything))


def look_of(row: Own, today: date) -> list[str]:
    """Which of `Look` hold of it on a day."""
    looks = []
    if row.known.latest is None:
        looks.append(Look.NEVER)
    if row.known.too_long_ago(today):
        looks.append(Look.LONG_AGO)
    if row.known.next_look_on is not None and row.known.next_look_on <= today:
        looks.append(Look.DUE)
    return [str(look) for look in looks]


_VALUES: dict[Facet, Callable[[Own, date], Iterable[str]]] = {
    Facet.COUNTRY: lambda row, today: row.countries,
    Facet.REGION: lambda row, today: {region_of().get(code, "") for code in row.countries} - {""},
    Facet.CYCLE: lambda row, today: [str(row.cycle)] if row.cycle else [],
    Facet.THEME: lambda row, today: row.themes,
    Facet.POSITION: lambda row, today: [row.position] if row.position else [],
    Facet.STATE: lambda row, today: [str(row.known.state)],
    Facet.LOOK: look_of,
    Facet.UNIT: lambda row, today: [str(row.known.unit.pk) if row.known.unit else NOBODY],
}

_STATES = list(State)


def _by_country(row: Own) -> tuple[Any, ...]:
    return plain(country_name(row.country)), -(row.cycle or 0), row.themes[:1], row.pk


_ORDERS: dict[Order, Callable[[Own], tuple[Any, ...]]] = {
    Order.COUNTRY: _by_country,
    Order.DATE: lambda row: (-(row.published_on or date.min).toordinal(), *_by_country(row)),
    Order.OLDEST_LOOK: lambda row: (
        row.known.latest.on if row.known.latest else date.min,
        *_by_country(row),
    ),
    Order.STATE: lambda row: (_STATES.index(row.known.state), *_by_country(row)),
}
