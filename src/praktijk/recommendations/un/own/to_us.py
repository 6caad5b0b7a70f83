# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others recommended to the own state: counted from the sets of the search, for its page."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.index import Facet, index
from praktijk.recommendations.un.search.labels import FACETS, name_of
from praktijk.recommendations.un.words import Type
from praktijk.web.charts import PALETTE, Figure, whole_numbers

_MOST_THEMES = 12
_MOST_ROWS = 15
_ROW = 26
_BY = (Facet.CYCLE, Facet.POSITION, Facet.RECOMMENDING, Facet.BODY)


@dataclass(frozen=True)
class Part:
    """A facet with how many have each value, the most first, each leading to the search."""

    label: Any
    rows: list[tuple[str, int, str]]
    more: int


@dataclass(frozen=True)
class ToUs:
    """The page: a sentence, the parts, and the address of all of it."""

    total: int
    sentence: str
    parts: list[Part]
    all_of_it: str


def _ours() -> tuple[BitMap, dict[Facet, dict[str, BitMap]]]:
    sets = index()
    empty = BitMap()
    members = sets.members
    said = members[Facet.COUNTRY].get(settings.OWN_STATE, empty) & sets.live
    return said & members[Facet.TYPE].get(Type.RECOMMENDATION, empty), members


def _address(**chosen: str) -> str:
    facets = {Facet(name): (value,) for name, value in chosen.items()}
    asked = Asked(
        chosen={Facet.COUNTRY: (settings.OWN_STATE,), Facet.TYPE: (str(Type.RECOMMENDATION),), **facets}
    )
    return f"{reverse('un_search')}?{asked.query()}"


def to_us() -> ToUs:
    """What others recommended to the own state. One small query."""
    ours, members = _ours()
    parts = []
    for facet in _BY:
        counts = Counter(
            {value: ours.intersection_cardinality(having) for value, having in members[facet].items()}
        )
        rows = [(value, count) for value, count in counts.most_common() if count]
        if facet is Facet.CYCLE:
            rows.sort()
        parts.append(
            Part(
                FACETS[facet],
                [
                    (name_of(facet, value), count, _address(**{facet: value}))
                    for value, count in rows[:_MOST_ROWS]
                ],
                max(0, len(rows) - _MOST_ROWS),
            )
        )
    states = sum(
        1 for having in members[Facet.RECOMMENDING].values() if ours.intersection_cardinality(having)
    )
    return ToUs(len(ours), _in_a_sentence(len(ours), states), parts, _address())


def _in_a_sentence(total: int, states: int) -> str:
    if not total:
        return ""
    by = ngettext("%(states)s state", "%(states)s states", states) % {"states": states}
    return ngettext(
        "%(count)s recommendation was made to us, in the UPR by %(by)s.",
        "%(count)s recommendations were made to us, in the UPR by %(by)s.",
        total,
    ) % {"count": total, "by": by}


def themes_over_cycles() -> Figure:
    """On which themes, in each cycle of the UPR."""
    ours, members = _ours()
    counts = {
        theme: {
            cycle: len(ours & having & of_cycle) for cycle, of_cycle in sorted(members[Facet.CYCLE].items())
        }
        for theme, having in members[Facet.THEME].items()
        if ours.intersection_cardinality(having)
    }
    order = sorted(counts, key=lambda theme: -sum(counts[theme].values()))
    cycles = sorted({cycle for of_theme in counts.values() for cycle, count in of_theme.items() if count})
    shown = [name_of(Facet.THEME, theme) for theme in order[:_MOST_THEMES]]
    values = [
        {
            "theme": name_of(Facet.THEME, theme),
            "cycle": _("cycle %(cycle)s") % {"cycle": cycle},
            "count": counts[theme][cycle],
            "href": _address(theme=theme, cycle=cycle),
        }
        for theme in order[:_MOST_THEMES]
        for cycle in cycles
        if counts[theme][cycle]
    ]
    most = max((sum(of_theme.values()) for of_theme in counts.values()), default=0)
    return Figure(
        slug=_("themes-over-cycles"),
        title=_("On which themes, in each cycle"),
        finding=_("Most often about %(theme)s.") % {"theme": shown[0]} if shown else _("There are none yet."),
        spec=_bars(values, shown, most) if values else {},
        columns=[_("Theme"), *(_("Cycle %(cycle)s") % {"cycle": cycle} for cycle in cycles)],
        rows=[[name_of(Facet.THEME, theme), *(counts[theme][cycle] for cycle in cycles)] for theme in order],
        unit=_("number of recommendations; one may have several themes"),
        source=_("the corpus of Praktijk"),
        csv_url=reverse("un_to_us_figure", args=["csv"]),
        svg_url=reverse("un_to_us_figure", args=["svg"]),
    )


def _bars(values: list[dict[str, Any]], themes: list[str], most: int) -> dict[str, Any]:
    colours = [PALETTE.blue, PALETTE.orange, PALETTE.teal, PALETTE.purple, PALETTE.grey]
    return {
        "data": {"values": values},
        "width": "container",
        "height": _ROW * len(themes),
        "mark": {"type": "bar", "cursor": "pointer"},
        "encoding": {
            "y": {
                "field": "theme",
                "type": "nominal",
                "sort": themes,
                "title": None,
                "axis": {"labelLimit": 210, "ticks": False, "domain": False},
            },
            "x": {
                "field": "count",
                "type": "quantitative",
                "title": _("recommendations"),
                "axis": whole_numbers(most),
            },
            "color": {
                "field": "cycle",
                "type": "ordinal",
                "title": None,
                "scale": {"range": colours},
                "legend": {"orient": "bottom", "symbolType": "square"},
            },
            "tooltip": [
                {"field": "theme", "title": _("Theme")},
                {"field": "cycle", "title": _("Cycle")},
                {"field": "count", "title": _("Recommendations")},
            ],
        },
    }
