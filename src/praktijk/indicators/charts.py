# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of indicators: a map of the latest values, and the line of one country."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from praktijk.indicators.models import Series, Vintage
from praktijk.indicators.queries import Held
from praktijk.indicators.rules import Point
from praktijk.indicators.wording import age_in_words, rounded, value_in_words
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.spelling import plain
from praktijk.web.charts import PALETTE, Figure
from praktijk.web.worldmap import Place, world_map

_HEIGHT = 110
_LARGE = 1000


def on_the_map(vintage: Vintage, held: Mapping[str, Held], addresses: Mapping[str, str]) -> Figure:
    """The latest value of each country; `addresses` are of the download and the image, by kind."""
    series = vintage.series
    order = sorted(held.values(), key=lambda one: (-one.value, plain(country_name(one.country))))
    places = [
        Place(
            one.country,
            one.value,
            f"{country_name(one.country)}: {value_in_words(one.point)} ({one.point.year})",
            reverse("country", args=[one.country]) + "#indicators",
        )
        for one in order
    ]
    bounds = _bounds(held)
    # In a narrow legend there is no room for large numbers written out.
    form = ".2~s" if max(map(abs, bounds), default=0) >= _LARGE else ",.3~f"
    spec = world_map(places, legend=series.measure, bounds=bounds, form=form) if places else {}
    return Figure(
        slug=series.key,
        title=series.title,
        finding=_finding(order),
        spec=spec,
        columns=[_("Country"), _("Value"), _("Year"), _("Age")],
        rows=[
            [country_name(one.country), rounded(one.value), str(one.point.year), age_in_words(one.age)]
            for one in order
        ],
        unit=_("%(measure)s; %(direction)s; a country without a value is left empty")
        % {"measure": series.measure, "direction": series.get_direction_display()},
        source=_(
            "%(publisher)s, vintage %(vintage)s; borders as Natural Earth draws them, no position on them"
        )
        % {"publisher": series.publisher or _("our own"), "vintage": vintage.name},
        csv_url=addresses["csv"],
        svg_url=addresses["svg"],
        named=[series],
    )


def _finding(order: list[Held]) -> str:
    if not order:
        return _("No country has a value.")
    return _("Highest: %(first)s (%(most)s); lowest: %(last)s (%(least)s).") % {
        "first": country_name(order[0].country),
        "most": value_in_words(order[0].point),
        "last": country_name(order[-1].country),
        "least": value_in_words(order[-1].point),
    }


def _bounds(held: Mapping[str, Held]) -> list[float]:
    """Where the steps of the map begin: at most five, each of about as many countries."""
    values = sorted(rounded(one.value) for one in held.values())
    return sorted({values[len(values) * part // 5] for part in range(1, 5)} - {values[0]})


def over_time(series: Series, points: list[Point], country: str) -> Figure:
    """The values of one country over the years, with their bounds where there are any."""
    values = [
        {"year": one.year, "value": one.value, "low": _end(one, -1), "high": _end(one, 1)} for one in points
    ]
    first, last = points[0], points[-1]
    return Figure(
        slug=f"indicator-{series.key}",
        title=series.title,
        finding=_("%(country)s: %(before)s in %(first)s, %(after)s in %(last)s (%(direction)s).")
        % {
            "country": country_name(country),
            "before": value_in_words(first),
            "first": first.year,
            "after": value_in_words(last),
            "last": last.year,
            "direction": series.get_direction_display(),
        },
        spec=_line(values, series),
        columns=[_("Year"), _("Value"), _("Lower bound"), _("Upper bound")],
        rows=[
            [
                str(one.year),
                rounded(one.value),
                *(None if end is None else rounded(end) for end in (_end(one, -1), _end(one, 1))),
            ]
            for one in points
        ],
        unit=series.measure,
        source=series.publisher,
        named=[series],
    )


def _end(point: Point, side: int) -> float | None:
    """The end of the band around a value: its bound, or one standard deviation from it."""
    bound = point.low if side < 0 else point.high
    if bound is not None:
        return bound
    return None if point.sd is None else point.value + side * point.sd


def _line(values: list[dict[str, Any]], series: Series) -> dict[str, Any]:
    closed = series.scale_min is not None and series.scale_max is not None
    scale = {"domain": [series.scale_min, series.scale_max]} if closed else {"zero": False}
    x = {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "scale": {"nice": False, "zero": False},
        "axis": {"format": "d", "tickMinStep": 1, "grid": False},
    }
    y = {"type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 3}}
    tooltip = [
        {"field": "year", "title": _("Year")},
        {"field": "value", "title": _("Value"), "format": ",.3~f"},
    ]
    band = {
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
        "mark": _mark("area") | {"opacity": 0.18},
        "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
    }
    place = {"x": x, "y": y | {"field": "value"}}
    line = {"mark": _mark("line"), "encoding": place}
    dots = {"mark": _mark("point") | {"filled": True, "size": 22}, "encoding": place | {"tooltip": tooltip}}
    return {
        "width": "container",
        "height": _HEIGHT,
        "data": {"values": values},
        "layer": [band, line, dots],
    }


def _mark(kind: str) -> dict[str, Any]:
    # The whole chart has its words; each part of it would be an image without any.
    return {"type": kind, "color": PALETTE.blue, "aria": False}
