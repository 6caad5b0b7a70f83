# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the bodies of the UN say of a country, by theme over time; and the EU guidelines that apply to it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pyroaring import BitMap

from praktijk.recommendations.un.search.asked import Asked, Order
from praktijk.recommendations.un.search.index import Facet, Index, index
from praktijk.recommendations.un.search.labels import name_of
from praktijk.reference.country_sections import Section
from praktijk.reference.eu_guidelines import that_apply
from praktijk.web.blocks import Cell, Content, Facts, Item, Items
from praktijk.web.charts import PALETTE, Figure
from praktijk.web.dates import number

_MOST_THEMES, _MOST_BODIES, _COMPARED = 12, 8, 10
#: The first years of the periods that are drawn: those in which the cycles of the UPR began.
_PERIODS = (0, 2008, 2012, 2017, 2022)
_CELL, _COLUMN = 26, 84


def say(reader: Any, country: str, today: date) -> Content:
    """What the bodies say of a country: how much, by body, and by theme over time. One small query."""
    sets = index()
    said = sets.members[Facet.COUNTRY].get(country, BitMap()) & sets.live
    if not said:
        return Content(sentence=_("Nothing that the United Nations said of this country has been imported."))
    bodies = _counted(sets, Facet.BODY, said)
    first = bodies.most_common(_MOST_BODIES)
    return Content(
        sentence=ngettext(
            "%(count)s recommendation or concern, by %(bodies)s.",
            "%(count)s recommendations and concerns, by %(bodies)s.",
            len(said),
        )
        % {"count": number(len(said)), "bodies": _bodies(len(bodies))},
        blocks=[
            _over_time(sets, said, country),
            Facts(
                [
                    (
                        name_of(Facet.BODY, body),
                        Cell(number(count), _address(country, body=body), number=count),
                    )
                    for body, count in first
                ]
            ),
        ],
        compared=[
            (_("Recommendations and concerns of the UN"), Cell(number(len(said)), number=len(said))),
            *(
                (name_of(Facet.THEME, theme), Cell(str(count), _address(country, theme=theme), number=count))
                for theme in _most_of_all(sets)
                for count in [said.intersection_cardinality(sets.members[Facet.THEME][theme])]
            ),
        ],
        source=_("Universal Human Rights Index (OHCHR), UPR Info"),
    )


def _most_of_all(sets: Index) -> list[str]:
    """The themes that come up most anywhere: the same for every country, so that they can be compared."""
    return [theme for theme, _count in _counted(sets, Facet.THEME, sets.live).most_common(_COMPARED)]


def _bodies(count: int) -> str:
    return ngettext("%(count)s body", "%(count)s bodies", count) % {"count": count}


def _counted(sets: Index, facet: Facet, within: BitMap) -> Counter[str]:
    counts = {value: within.intersection_cardinality(having) for value, having in sets.members[facet].items()}
    return Counter({value: count for value, count in counts.items() if count})


def _address(country: str, **more: str) -> str:
    chosen = {Facet.COUNTRY: (country,), **{Facet(name): (value,) for name, value in more.items()}}
    return f"{reverse('un_search')}?{Asked(chosen=chosen, order=Order.DATE).query()}"


def _periods(sets: Index) -> list[tuple[str, BitMap]]:
    """Each period with the recommendations of its years."""
    years = sets.members[Facet.YEAR]
    found = []
    for first, after in zip(_PERIODS, [*_PERIODS[1:], 10_000], strict=True):
        of_it: Iterable[BitMap] = (having for year, having in years.items() if first <= int(year) < after)
        label = (
            _("before %(year)s") % {"year": after}
            if not first
            else _("from %(year)s") % {"year": first}
            if after == 10_000
            else f"{first}-{after - 1}"
        )
        found.append((label, reduce(or_, of_it, BitMap())))
    return found


def _over_time(sets: Index, said: BitMap, country: str) -> Figure:
    themes = _counted(sets, Facet.THEME, said)
    periods = [(label, said & of_period) for label, of_period in _periods(sets)]
    periods = [(label, of_period) for label, of_period in periods if of_period]
    members = sets.members[Facet.THEME]
    rows = {
        theme: [of_period.intersection_cardinality(members[theme]) for _label, of_period in periods]
        for theme, _count in themes.most_common()
    }
    shown = list(rows)[:_MOST_THEMES]
    values = [
        {
            "theme": name_of(Facet.THEME, theme),
            "period": label,
            "count": count,
            "href": _address(country, theme=theme),
        }
        for theme in shown
        for (label, _of_period), count in zip(periods, rows[theme], strict=True)
        if count
    ]
    names = [name_of(Facet.THEME, theme) for theme in shown]
    return Figure(
        slug=_("themes-over-time"),
        title=_("What it is about, over time"),
        finding=_("Most often about %(themes)s.") % {"themes": ", ".join(names[:3])}
        if names
        else _("No theme is given."),
        spec=_grid(values, names, [label for label, _of_period in periods]) if values else {},
        columns=[_("Theme"), *(label for label, _of_period in periods)],
        # Without any day of publication there is nothing over time.
        rows=[[name_of(Facet.THEME, theme), *counts] for theme, counts in rows.items()] if values else [],
        unit=_("number of recommendations and concerns; one may have several themes"),
    )


def _grid(values: list[dict[str, Any]], themes: list[str], periods: list[str]) -> dict[str, Any]:
    axis = {"ticks": False, "domain": False}
    return {
        "data": {"values": values},
        "usermeta": {"scroll": True},
        "width": {"step": _COLUMN},
        "height": _CELL * len(themes),
        "encoding": {
            "x": {
                "field": "period",
                "type": "nominal",
                "sort": periods,
                "scale": {"domain": periods},
                "title": None,
                "axis": axis | {"orient": "top", "labelAngle": 0},
            },
            "y": {
                "field": "theme",
                "type": "nominal",
                "sort": themes,
                "title": None,
                "axis": axis | {"labelLimit": 230},
            },
        },
        "layer": [
            {
                "mark": {"type": "rect", "fill": PALETTE.teal, "cursor": "pointer"},
                "encoding": {
                    "opacity": {
                        "field": "count",
                        "type": "quantitative",
                        "scale": {"type": "sqrt", "domainMin": 0, "range": [0.06, 0.75]},
                        "legend": None,
                    },
                    "tooltip": [
                        {"field": "theme", "title": _("Theme")},
                        {"field": "period", "title": _("Years")},
                        {"field": "count", "title": _("Recommendations and concerns")},
                    ],
                },
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {"text": {"field": "count", "type": "quantitative"}},
            },
        ],
    }


def say_guidelines(reader: Any, country: str, today: date) -> Content:
    """Which human-rights guidelines of the EU apply to the themes that come up most. One small query."""
    sets = index()
    said = sets.members[Facet.COUNTRY].get(country, BitMap()) & sets.live
    themes = [theme for theme, _count in _counted(sets, Facet.THEME, said).most_common(_MOST_THEMES)]
    apply = that_apply(themes)
    if not apply:
        return Content(sentence=_("Which guidelines apply can be told once recommendations were imported."))
    return Content(
        sentence=ngettext(
            "%(count)s guideline of the EU applies to the themes that come up most here.",
            "%(count)s guidelines of the EU apply to the themes that come up most here.",
            len(apply),
        )
        % {"count": len(apply)},
        blocks=[
            Items(
                "",
                [
                    Item(
                        Cell(one.name),
                        _("adopted in %(year)s") % {"year": one.adopted}
                        + (_(", last revised in %(year)s") % {"year": one.revised[-1]} if one.revised else "")
                        + " · "
                        + ", ".join(name_of(Facet.THEME, theme) for theme in themes if theme in one.themes),
                    )
                    for one in apply
                ],
            )
        ],
        source=_("the Council of the European Union; which themes a guideline covers is our reading"),
    )


SECTIONS = [
    Section("un-bodies", gettext_lazy("What the bodies of the UN say"), 45, say),
    Section("eu-guidelines", gettext_lazy("Guidelines of the EU that apply"), 70, say_guidelines),
]
