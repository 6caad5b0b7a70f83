# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading series and their values. Every question starts from the series that a reader may see.

The number of queries grows with neither countries nor years.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q

from praktijk.indicators.models import Observation, Series, Vintage
from praktijk.indicators.rules import FEWEST, SPAN, TOO_OLD, UNKNOWN, Change, Point, change


@dataclass(frozen=True)
class Held:
    """The value that counts for a country in a year: the latest one, and how many years old it is then.

    `said` is False where the source says that no value means zero.
    """

    country: str
    point: Point
    age: int
    said: bool = True

    @property
    def value(self) -> float:
        """The value itself."""
        return self.point.value


@dataclass(frozen=True)
class Coverage:
    """How much a vintage tells of a country: its years, how many have a value, the age of the latest."""

    country: str
    first_year: int
    last_year: int
    values: int
    age: int


def series_for(reader: Any) -> "list[Series]":
    """The series that this reader may see, in the order of the list. One query."""
    return list(Series.objects.visible_to(reader))


def vintages_of(series: Series) -> list[Vintage]:
    """The vintages of a series that the reader may see, the latest first. One query."""
    return list(series.vintages.order_by("-read_on", "-pk"))


def latest_vintages(reader: Any, *, only: Q | None = None) -> list[Vintage]:
    """The latest vintage of each series that this reader may see, or `only` of some of them. One query."""
    seen = Series.objects.visible_to(reader)
    if only is not None:
        seen = seen.filter(only)
    latest = (
        Vintage.objects.filter(series__in=seen.order_by().values("pk"))
        .order_by("series_id", "-read_on", "-pk")
        .distinct("series_id")
    )
    found = Vintage.objects.filter(pk__in=latest.values("pk")).select_related("series")
    return sorted(found, key=lambda vintage: (vintage.series.position, vintage.series.key))


def latest_vintage(reader: Any, key: str) -> Vintage | None:
    """The latest vintage of the series of this key; None where there is none that the reader may see."""
    return next(iter(latest_vintages(reader, only=Q(key=key))), None)


def vintage_named(reader: Any, key: str, name: str) -> Vintage | None:
    """The vintage of this name, so that a decision made on it can be repeated."""
    seen = Series.objects.visible_to(reader).filter(key=key).order_by().values("pk")
    return Vintage.objects.filter(series__in=seen, name=name).select_related("series").first()


def values_for(
    vintage: Vintage, countries: Iterable[str] | None, year: int, max_age: int | None = None
) -> dict[str, Held]:
    """For each country its latest value up to a year, not older than `max_age` years. One query.

    A country without one is not in the answer: no data is not zero. Only where the source says that no value
    means zero does a country get one, in the years that the vintage covers. `countries` None: all that have
    a value.
    """
    asked = None if countries is None else list(countries)
    found = vintage.observations.filter(year__lte=year)
    if max_age is not None:
        found = found.filter(year__gte=year - max_age)
    if asked is not None:
        found = found.filter(country__in=asked)
    zero = vintage.series.absent == Series.Absent.ZERO
    covered = min(year, vintage.last_year)
    if zero:  # an earlier value does not stand for a year without one
        found = found.filter(year=covered)
    held = {
        one.country: Held(one.country, _point(one), year - one.year)
        for one in found.order_by("country", "-year").distinct("country")
    }
    fresh = covered >= vintage.first_year and (max_age is None or year - covered <= max_age)
    if zero and fresh:
        for country in asked or ():
            held.setdefault(country, Held(country, Point(covered, 0.0), year - covered, said=False))
    return held


def coverage(vintages: Iterable[Vintage], year: int) -> dict[int, dict[str, Coverage]]:
    """By vintage (its primary key) and country: what it tells, and how old that is. One query."""
    counted = (
        Observation.objects.filter(vintage__in=[one.pk for one in vintages], year__lte=year)
        .order_by()
        .values("vintage_id", "country")
        .annotate(first=Min("year"), last=Max("year"), count=Count("pk"))
    )
    found: dict[int, dict[str, Coverage]] = defaultdict(dict)
    for row in counted:
        found[row["vintage_id"]][row["country"]] = Coverage(
            row["country"], row["first"], row["last"], row["count"], year - row["last"]
        )
    return dict(found)


def points_of(
    vintages: Iterable[Vintage], *, country: str = "", since: int | None = None
) -> dict[int, dict[str, list[Point]]]:
    """By vintage (its primary key) and country the values over the years, in their order. One query."""
    found = Observation.objects.filter(vintage__in=[one.pk for one in vintages])
    if country:
        found = found.filter(country=country)
    if since is not None:
        found = found.filter(year__gte=since)
    points: dict[int, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for one in found.order_by("vintage_id", "country", "year"):
        points[one.vintage_id][one.country].append(_point(one))
    return {key: dict(by_country) for key, by_country in points.items()}


def trend(series: Series, points: list[Point], year: int) -> Change:
    """How a country did, as of a year, by the values of a series. No query."""
    if not points:
        return UNKNOWN
    ends = (series.scale_min, series.scale_max)
    return change(
        [point for point in points if point.year <= year],
        more_is_better=series.direction == Series.Direction.MORE,
        today=year,
        scale=None if ends[0] is None or ends[1] is None else ends[1] - ends[0],
    )


def trends(vintage: Vintage, year: int) -> Mapping[str, Change]:
    """How each country did that has a value, as of a year. One query."""
    points = points_of([vintage], since=year - TOO_OLD - SPAN - FEWEST)
    return {
        country: trend(vintage.series, told, year) for country, told in points.get(vintage.pk, {}).items()
    }


def _point(one: Observation) -> Point:
    return Point(one.year, one.value, one.low, one.high, one.sd)
