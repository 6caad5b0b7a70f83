# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of our own recommendations: a map of the world, and countries by theme."""

from collections import Counter, defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.own.asked import Asked, Facet
from praktijk.recommendations.un.own.page import address
from praktijk.recommendations.un.own.queries import Own, Selection
from praktijk.recommendations.un.search.index import Facet as SearchFacet
from praktijk.recommendations.un.search.labels import name_of
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.spelling import plain
from praktijk.web.charts import PALETTE, Figure
from praktijk.web.worldmap import Place, world_map

#: The heat map draws so many countries and themes, those with most; its table has all.
MOST_COUNTRIES, MOST_THEMES = 30, 12
_CELL, _COLUMN = 24, 44
_PROGRESS = frozenset({State.SOME_PROGRESS, State.PARTLY, State.IMPLEMENTED})


def _file(figure: str, kind: str, asked: Asked) -> str:
    query = Asked(asked.words, asked.chosen).query()
    place = reverse("un_own_figure", args=[figure, kind])
    return f"{place}?{query}" if query else place


def on_the_map(selection: Selection) -> Figure:
    """How many recommendations each state got."""
    by_country: dict[str, list[Own]] = defaultdict(list)
    for row in selection.rows:
        for country in row.countries:
            by_country[country].append(row)
    most = sorted(by_country, key=lambda code: (-len(by_country[code]), plain(country_name(code))))
    places = [
        Place(
            code,
            len(rows),
            f"{country_name(code)}: {len(rows)}",
            address(selection.asked.only(Facet.COUNTRY, code)),
        )
        for code, rows in by_country.items()
    ]
    return Figure(
        slug=_("map"),
        title=_("To which states"),
        finding=_("%(states)s states were recommended something; %(first)s most often, %(count)s times.")
        % {
            "states": len(most),
            "first": country_name(most[0]),
            "count": len(by_country[most[0]]),
        }
        if most
        else _("Nothing was recommended."),
        spec=world_map(places, legend=_("recommendations"), bounds=_bounds(by_country)) if places else {},
        columns=[
            _("Country"), _("Recommendations"), _("Supported"), _("Assessed"), _("Some progress or better"),
        ],
        rows=[
            [
                country_name(code),
                len(by_country[code]),
                sum(row.position == "supported" for row in by_country[code]),
                sum(row.known.latest is not None for row in by_country[code]),
                sum(row.known.state in _PROGRESS for row in by_country[code]),
            ]
            for code in most
        ],
        unit=_("number of recommendations; a state without any is left empty, a small state is a dot"),
        source=_("the corpus of Praktijk; borders as Natural Earth draws them, which is no position on them"),
        csv_url=_file("map", "csv", selection.asked),
        svg_url=_file("map", "svg", selection.asked),
    )  # fmt: skip


def _bounds(by_country: dict[str, list[Own]]) -> list[float]:
    """Where the steps of the map begin: at most five, each of about as many states."""
    counts = sorted(len(rows) for rows in by_country.values())
    return sorted({float(counts[len(counts) * part // 5]) for part in range(1, 5)} - {float(counts[0])})


def by_theme(selection: Selection) -> Figure:
    """How many recommendations each state got on each theme, as a heat map."""
    cells: Counter[tuple[str, str]] = Counter()
    countries: Counter[str] = Counter()
    themes: Counter[str] = Counter()
    for row in selection.rows:
        for country in row.countries:
            countries[country] += 1
            for theme in row.themes:
                cells[country, theme] += 1
        themes.update(row.themes)
    shown_countries = [code for code, _count in countries.most_common(MOST_COUNTRIES)]
    shown_themes = [key for key, _count in themes.most_common(MOST_THEMES)]
    names = {key: name_of(SearchFacet.THEME, key) for key in themes}
    values = [
        {
            "country": country_name(country),
            "theme": names[theme],
            "count": cells[country, theme],
            "href": address(selection.asked.only(Facet.COUNTRY, country).only(Facet.THEME, theme)),
        }
        for country in shown_countries
        for theme in shown_themes
        if cells[country, theme]
    ]
    order = sorted(shown_countries, key=lambda code: plain(country_name(code)))
    every = sorted(themes, key=lambda key: -themes[key])
    return Figure(
        slug=_("countries-by-theme"),
        title=_("Countries by theme"),
        finding=_themes_in_a_sentence(themes, names),
        spec=_heat_map(values, [country_name(code) for code in order], [names[key] for key in shown_themes])
        if values
        else {},
        columns=[_("Country"), *(names[key] for key in every)],
        rows=[
            [country_name(code), *(cells[code, key] for key in every)]
            for code in sorted(countries, key=lambda code: plain(country_name(code)))
        ],
        unit=_("number of recommendations; one may have several themes")
        + (
            _(". The %(shown)s countries with most are drawn; the table has all.") % {"shown": MOST_COUNTRIES}
            if len(countries) > MOST_COUNTRIES
            else ""
        ),
        source=_("the corpus of Praktijk"),
        csv_url=_file("themes", "csv", selection.asked),
        svg_url=_file("themes", "svg", selection.asked),
    )


def _themes_in_a_sentence(themes: Counter[str], names: dict[str, str]) -> str:
    first = [names[key] for key, _count in themes.most_common(2)]
    if not first:
        return _("No recommendation here has a theme.")
    if len(first) == 1:
        return _("All are about %(theme)s.") % {"theme": first[0]}
    return _("Most are about %(first)s and %(second)s.") % {"first": first[0], "second": first[1]}


def _heat_map(values: list[dict[str, Any]], countries: list[str], themes: list[str]) -> dict[str, Any]:
    x = {
        "field": "theme",
        "type": "nominal",
        "sort": themes,
        "title": None,
        "axis": {"labelAngle": -40, "labelLimit": 200, "orient": "top", "ticks": False, "domain": False},
    }
    y = {
        "field": "country",
        "type": "nominal",
        "sort": countries,
        "title": None,
        "axis": {"labelLimit": 150, "ticks": False, "domain": False},
    }
    return {
        "data": {"values": values},
        "usermeta": {"scroll": True},
        "width": {"step": _COLUMN},
        "height": _CELL * len(countries),
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "rect", "fill": PALETTE.teal, "cursor": "pointer"},
                "encoding": {
                    "opacity": {
                        "field": "count",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "domainMin": 0, "range": [0.08, 1]},
                        "legend": None,
                    },
                    "tooltip": [
                        {"field": "country", "title": _("Country")},
                        {"field": "theme", "title": _("Theme")},
                        {"field": "count", "title": _("Recommendations")},
                    ],
                },
            },
            {
                "mark": {"type": "text", "fontSize": 11},
                "encoding": {"text": {"field": "count", "type": "quantitative"}},
            },
        ],
    }


FIGURES = {"map": on_the_map, "themes": by_theme}
