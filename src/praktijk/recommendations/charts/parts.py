# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the charts of the register share: addresses, names on two lines, stacked bars."""

import textwrap
from collections import Counter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from praktijk.recommendations.queries import Register
from praktijk.web.charts import whole_numbers

#: Height in pixels of a bar with its name.
ROW = 36
#: Names stand beside the bars on two lines of at most this many characters.
LINE = 30
#: A sentence names no more than this.
MOST_NAMED = 3


def figure_address(figure: str, kind: str, shown: Register) -> str:
    """Where the numbers (csv) or the image (svg) of a figure of the register are, filtered as the page is."""
    place = reverse("register_figure", args=[figure, kind])
    query = shown.wanted.query(shown.on)
    return f"{place}?{query}" if query else place


def on_two_lines(name: str) -> str:
    """A name as it stands beside a bar, cut off after two lines."""
    return "\n".join(textwrap.wrap(name, LINE, max_lines=2, placeholder=" …"))


def in_a_row(names: list[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def stacked_bars(
    values: list[dict[str, Any]], parts: dict[str, str], *, title: str, named: str, part: str
) -> dict[str, Any]:
    """A bar for each name, of parts with their colours, with its total beside it; empty without values.

    A value has `name` (see `on_two_lines`), `part`, `order` within the bar, `count`, and `href` where a click
    leads on. `title` says what is counted, `named` and `part` what a name and a part are.
    """
    if not values:
        return {}
    totals: Counter[str] = Counter()
    for value in values:
        totals[value["name"]] += value["count"]
    axis = whole_numbers(max(totals.values()))
    return {
        "data": {"values": values},
        "height": ROW * len(totals),
        "width": "container",
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": list(totals),
                "title": None,
                "axis": {
                    "labelExpr": "split(datum.label, '\\n')",
                    "labelLimit": 210,
                    "ticks": False,
                    "domain": False,
                },
            },
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadius": 2, "height": 18, "cursor": "pointer"},
                "encoding": {
                    "x": {"field": "count", "type": "quantitative", "title": title, "axis": axis},
                    "tooltip": [
                        {"field": "name", "title": named},
                        {"field": "part", "title": part},
                        {"field": "count", "title": title},
                    ],
                    "color": {
                        "field": "part",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": list(parts), "range": list(parts.values())},
                        "legend": {
                            "orient": "bottom",
                            "columns": 1,
                            "symbolType": "square",
                            "labelLimit": 240,
                        },
                    },
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {
                    "x": {"aggregate": "sum", "field": "count", "type": "quantitative", "axis": axis},
                    "text": {"aggregate": "sum", "field": "count", "type": "quantitative"},
                },
            },
        ],
    }
