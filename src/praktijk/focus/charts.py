# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of what came out of a round."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.focus.rounds.definition import Definition
from praktijk.focus.wording import decimal, standing_in_words, titles_in
from praktijk.reference.countries import country_name
from praktijk.web.charts import PALETTE, Figure
from praktijk.web.dates import number
from praktijk.web.worldmap import Place, world_map

#: The heat map and the bars draw so many countries, the first of the ranking; the tables have all.
MOST_DRAWN = 40
_ROW = 20
Result = Mapping[str, Any]
Address = Callable[[str], str]


def on_the_map(result: Result, address: Address) -> Figure:
    """The chance of each country to be among the first."""
    rows = result["ranking"]
    sure = [row for row in rows if row["in_first"] >= 0.5]
    return Figure(
        slug=_("map"),
        title=_("Where the criteria point"),
        finding=ngettext(
            "%(count)s country is among the first %(first)s in at least half of all draws.",
            "%(count)s countries are among the first %(first)s in at least half of all draws.",
            len(sure),
        )
        % {"count": len(sure), "first": result["first"]},
        spec=world_map(
            [
                Place(
                    row["country"],
                    row["in_first"],
                    f"{country_name(row['country'])}: {percent(row['in_first'])}",
                    address(row["country"]),
                )
                for row in rows
            ],
            legend=_("chance"),
            bounds=[0.05, 0.25, 0.5, 0.9],
            form=".0%",
        ),
        columns=[
            _("Country"),
            _("Chance of being among the first"),
            _("Chosen in portfolios"),
            _("Standing"),
        ],
        rows=[
            [
                country_name(row["country"]),
                percent(row["in_first"]),
                percent(row["frequency"]),
                standing_in_words(row),
            ]
            for row in rows
        ],
        unit=_("share of %(draws)s draws of weights and data") % {"draws": number(result["draws"])},
        source=_("the round; borders as Natural Earth draws them, which is no position on them"),
    )


def ranking(result: Result) -> Figure:
    """The countries with their ranks and how uncertain these are."""
    rows = result["ranking"][:MOST_DRAWN]
    values = [
        {
            "country": country_name(row["country"]),
            "low": row["rank"][0],
            "middle": row["rank"][1],
            "high": row["rank"][2],
            "proposed": row["proposed"],
        }
        for row in rows
    ]
    wide = max(result["ranking"], key=lambda row: row["rank"][2] - row["rank"][0])
    y = {
        "field": "country",
        "type": "nominal",
        "sort": [one["country"] for one in values],
        "title": None,
        "axis": {"labelLimit": 170, "ticks": False, "domain": False},
    }
    colour = {"condition": {"test": "datum.proposed", "value": PALETTE.teal}, "value": PALETTE.grey}
    return Figure(
        slug=_("ranking"),
        title=_("How sure each rank is"),
        finding=_("The rank of %(country)s is the least sure: from %(low)s to %(high)s.")
        % {"country": country_name(wide["country"]), "low": wide["rank"][0], "high": wide["rank"][2]},
        spec={
            "data": {"values": values},
            "width": "container",
            "height": _ROW * len(values),
            "encoding": {"y": y},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.5},
                    "encoding": {
                        "x": {
                            "field": "low",
                            "type": "quantitative",
                            "title": _("rank"),
                            "scale": {"zero": False, "nice": False},
                        },
                        "x2": {"field": "high"},
                        "color": colour,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                    "encoding": {
                        "x": {"field": "middle", "type": "quantitative"},
                        "color": colour,
                        "tooltip": [
                            {"field": "country", "title": _("Country")},
                            {"field": "middle", "title": _("Rank in the middle")},
                            {"field": "low", "title": _("Best")},
                            {"field": "high", "title": _("Worst")},
                        ],
                    },
                },
            ],
        },
        columns=[_("Country"), _("Rank in the middle"), _("Best (5%)"), _("Worst (95%)"), _("Score"),
                 _("Share filled in"), _("Proposed")],
        rows=[
            [
                country_name(row["country"]),
                row["rank"][1],
                row["rank"][0],
                row["rank"][2],
                decimal(row["score"][1], 3),
                percent(row["imputed"]),
                _("yes") if row["proposed"] else _("no"),
            ]
            for row in result["ranking"]
        ],
        unit=_("rank; the bar holds nine of ten draws, the dot is the middle one; green is proposed"),
        source=_("the round"),
    )  # fmt: skip


def heat_map(result: Result) -> Figure:
    """How often each country has each rank."""
    rows = result["ranking"][:MOST_DRAWN]
    most = min(len(result["ranking"]), MOST_DRAWN)
    acceptability = result["acceptability"]
    values = [
        {"country": country_name(row["country"]), "rank": rank, "share": share}
        for row in rows
        for rank, share in enumerate(acceptability[row["country"]][:most], 1)
        if share >= 0.005
    ]
    first = rows[0]
    best = acceptability[first["country"]]
    top = max(range(len(best)), key=best.__getitem__)
    order = [country_name(row["country"]) for row in rows]
    return Figure(
        slug=_("rank-acceptability"),
        title=_("How often each country has each rank"),
        finding=_("%(country)s comes %(rank)s most often, in %(share)s of the draws.")
        % {"country": country_name(first["country"]), "rank": top + 1, "share": percent(best[top])},
        spec={
            "data": {"values": values},
            "width": "container",
            "height": 16 * len(rows),
            "mark": {"type": "rect", "fill": PALETTE.teal},
            "encoding": {
                "x": {
                    "field": "rank",
                    "type": "ordinal",
                    "title": _("rank"),
                    "sort": list(range(1, most + 1)),
                    "axis": {"labelAngle": 0, "values": [1, *range(5, most + 1, 5)]},
                    "scale": {"domain": list(range(1, most + 1))},
                },
                "y": {
                    "field": "country",
                    "type": "nominal",
                    "sort": order,
                    "title": None,
                    "axis": {"labelLimit": 170, "ticks": False, "domain": False},
                },
                "opacity": {
                    "field": "share",
                    "type": "quantitative",
                    "scale": {"type": "sqrt", "domain": [0, 1], "range": [0.05, 1]},
                    "legend": None,
                },
                "tooltip": [
                    {"field": "country", "title": _("Country")},
                    {"field": "rank", "title": _("Rank")},
                    {"field": "share", "title": _("Share of the draws"), "format": ".1%"},
                ],
            },
        },
        columns=[_("Country"), *(str(rank) for rank in range(1, most + 1))],
        rows=[
            [country_name(row["country"]), *(percent(one) for one in acceptability[row["country"]][:most])]
            for row in rows
        ],
        unit=_("share of the draws; the first %(count)s countries and ranks") % {"count": most},
        source=_("the round"),
    )


def influence(result: Result, definition: Definition) -> Figure:
    """What each indicator weighs, and what it really counts for."""
    titles = titles_in(definition)
    rows = sorted(result["influence"], key=lambda one: -one["real"])
    most = max(rows, key=lambda one: abs(one["real"] - one["nominal"]))
    kinds = {"nominal": _("weight"), "real": _("real influence")}
    values = [
        {"indicator": titles.get(one["key"], one["key"]), "kind": word, "share": one[kind]}
        for one in rows
        for kind, word in kinds.items()
    ]
    return Figure(
        slug=_("influence"),
        title=_("What each indicator weighs, and what it really counts for"),
        finding=_("“%(title)s” weighs %(nominal)s and counts for %(real)s.")
        % {
            "title": titles.get(most["key"], most["key"]),
            "nominal": percent(most["nominal"]),
            "real": percent(most["real"]),
        },
        spec={
            "data": {"values": values},
            "width": "container",
            "height": 34 * len(rows),
            "mark": {"type": "bar"},
            "encoding": {
                "y": {
                    "field": "indicator",
                    "type": "nominal",
                    "sort": [titles.get(one["key"], one["key"]) for one in rows],
                    "title": None,
                    "axis": {"labelLimit": 220, "ticks": False, "domain": False},
                },
                "yOffset": {"field": "kind", "type": "nominal", "sort": list(kinds.values())},
                "x": {
                    "field": "share",
                    "type": "quantitative",
                    "title": None,
                    "axis": {"format": ".0%", "tickCount": 5},
                },
                "color": {
                    "field": "kind",
                    "type": "nominal",
                    "scale": {"domain": list(kinds.values()), "range": [PALETTE.grey, PALETTE.teal]},
                    "legend": {"title": None, "orient": "top"},
                },
            },
        },
        columns=[_("Indicator"), _("Weight"), _("Real influence"), _("Correlation with the score")],
        rows=[
            [
                titles.get(one["key"], one["key"]),
                percent(one["nominal"]),
                percent(one["real"]),
                "–" if one["correlation"] is None else decimal(one["correlation"]),
            ]
            for one in rows
        ],
        unit=_("share of all; the influence is that on the ranking, by squared correlation of ranks"),
        source=_("the round"),
    )


def profile(result: Result, definition: Definition, country: str) -> Figure:
    """A country's values beside the line: the mean of the countries that are proposed."""
    titles = titles_in(definition)
    values, rows = [], []
    row = next(one for one in result["ranking"] if one["country"] == country)
    for one in definition.measures():
        title = titles[one.key]
        own = row["values"].get(one.key)
        line = result["line"][one.key]
        raw = definition.data.get(one.key, {}).get(country)
        values.append({"indicator": title, "own": own, "line": line})
        rows.append(
            [
                title,
                "–" if raw is None else f"{raw.value:g}",
                "–" if raw is None or not raw.year else str(raw.year),
                _("no data") if own is None else decimal(own),
                decimal(line),
            ]
        )
    known = [one for one in values if one["own"] is not None]
    above = sum(one["own"] > one["line"] for one in known)
    y = {
        "field": "indicator",
        "type": "nominal",
        "sort": [one["indicator"] for one in values],
        "title": None,
        "axis": {"labelLimit": 220, "ticks": False, "domain": False},
    }
    x = {"type": "quantitative", "title": None, "scale": {"domain": [0, 1]}}
    return Figure(
        slug=_("profile"),
        title=_("%(country)s beside the line") % {"country": country_name(country)},
        finding=ngettext(
            "Of %(count)s indicator with data, %(above)s speaks more for this country than for those "
            "proposed.",
            "Of %(count)s indicators with data, %(above)s speak more for this country than for those "
            "proposed.",
            len(known),
        )
        % {"count": len(known), "above": above},
        spec={
            "data": {"values": values},
            "width": "container",
            "height": 26 * len(values),
            "encoding": {"y": y},
            "layer": [
                {
                    "mark": {"type": "bar", "size": 12, "fill": PALETTE.teal},
                    "encoding": {"x": {"field": "own", **x}},
                },
                {
                    "mark": {"type": "tick", "size": 22, "thickness": 3, "color": PALETTE.orange},
                    "encoding": {"x": {"field": "line", **x}},
                },
            ],
        },
        columns=[_("Indicator"), _("Value"), _("Year"), _("On the scale"), _("The line")],
        rows=rows,
        unit=_("0 speaks least for choosing a country, 1 most; the line is the mean of those proposed"),
        source=_("the round"),
    )


def other_chances(result: Result, key: str, title: str) -> Figure:
    """Chances beside those of another reckoning: without interests, or by one person's weights."""
    rows = [row for row in result["ranking"] if row["in_first"] >= 0.02 or row[key]["in_first"] >= 0.02]
    values = [
        {"country": country_name(row["country"]), "all": row["in_first"], "other": row[key]["in_first"]}
        for row in rows[:MOST_DRAWN]
    ]
    moved = max(rows, key=lambda row: abs(row["in_first"] - row[key]["in_first"]), default=None)
    y = {
        "field": "country",
        "type": "nominal",
        "sort": [one["country"] for one in values],
        "title": None,
        "axis": {"labelLimit": 170, "ticks": False, "domain": False},
    }
    x = {"type": "quantitative", "title": None, "axis": {"format": ".0%"}, "scale": {"domain": [0, 1]}}
    return Figure(
        slug=key,
        title=title,
        finding=_("%(country)s changes most: from %(one)s to %(other)s.")
        % {
            "country": country_name(moved["country"]),
            "one": percent(moved["in_first"]),
            "other": percent(moved[key]["in_first"]),
        }
        if moved
        else _("No chances to compare."),
        spec={
            "data": {"values": values},
            "width": "container",
            "height": 18 * max(len(values), 1),
            "encoding": {"y": y},
            "layer": [
                {
                    "mark": {"type": "rule", "color": PALETTE.grey},
                    "encoding": {"x": {"field": "all", **x}, "x2": {"field": "other"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "color": PALETTE.teal},
                    "encoding": {"x": {"field": "all", **x}},
                },
                {
                    "mark": {"type": "point", "filled": False, "size": 60, "color": PALETTE.orange},
                    "encoding": {"x": {"field": "other", **x}},
                },
            ],
        },
        columns=[_("Country"), _("With all criteria"), title, _("Difference")],
        rows=[
            [
                country_name(row["country"]),
                percent(row["in_first"]),
                percent(row[key]["in_first"]),
                f"{(row[key]['in_first'] - row['in_first']) * 100:+.0f}",
            ]
            for row in result["ranking"]
        ],
        unit=_("chance of being among the first: the full dot is the round, the open one “%(title)s”")
        % {"title": title},
        source=_("the round"),
    )


def percent(share: float) -> str:
    """A share in whole per cents; what is not quite none or all is not shown as such."""
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{share:.0%}"
