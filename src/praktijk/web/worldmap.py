# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A map of the world with a value for each country, in equal-area projection (Equal Earth).

The projection: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of
Geographical Information Science 33 (2019).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from praktijk.web.charts import PALETTE, SHAPES

#: Height of the map as part of its width, without Antarctica.
_RATIO = 0.47
#: How strongly the steps are coloured, from the lowest to the highest; two to five are used.
_STRENGTHS = {
    1: [0.9],
    2: [0.35, 0.95],
    3: [0.25, 0.6, 1.0],
    4: [0.2, 0.45, 0.7, 1.0],
    5: [0.15, 0.35, 0.55, 0.78, 1.0],
}


@dataclass(frozen=True)
class Place:
    """A country on the map: its code (ISO 3166-1 alpha-2), value (None: not known), words, and address.

    `words` are shown beside the pointer: the name and what the value says. `href` is opened by a click.
    """

    country: str
    value: float | None
    words: str
    href: str = ""


def world_map(
    places: Iterable[Place], *, legend: str, bounds: Sequence[float], form: str = "d"
) -> dict[str, Any]:
    """The Vega-Lite specification of the map, for a `web.charts.Figure`.

    `bounds` are where the next of at most five steps begins, in rising order (four at most); `form` is how
    d3 writes them ("d", ".0%"). A country without a value stays empty, which zero does not.
    Raises ValueError for bounds that do not rise, or more than four.
    """
    if list(bounds) != sorted(set(bounds)) or len(bounds) > 4:
        raise ValueError(f"bounds of a map: {bounds!r}")
    values = [{"id": one.country, "value": one.value, "words": one.words, "href": one.href} for one in places]
    known: dict[str, Any] = {
        "lookup": "id",
        "from": {"data": {"values": values}, "key": "id", "fields": ["value", "words", "href"]},
    }
    strength = {
        "field": "value",
        "type": "quantitative",
        "scale": {"type": "threshold", "domain": list(bounds), "range": _STRENGTHS[len(bounds) + 1]},
        "legend": {
            "title": legend,
            "orient": "bottom",
            "direction": "horizontal",
            "format": form,
            "symbolType": "square",
            "symbolFillColor": PALETTE.teal,
        },
    }
    return {
        "width": "container",
        "usermeta": {"ratio": _RATIO},
        "projection": {"type": "equalEarth", "pointRadius": 3},
        "data": {"url": SHAPES, "format": {"type": "json"}},
        "layer": [
            {"mark": _outline(0.07)},
            {
                "transform": [known, {"filter": "isValid(datum.value)"}],
                "mark": _outline(1) | {"fill": PALETTE.teal, "cursor": "pointer"},
                "encoding": {"opacity": strength, "tooltip": {"field": "words", "type": "nominal"}},
            },
        ],
    }


def _outline(strength: float) -> dict[str, Any]:
    return {
        "type": "geoshape",
        "aria": False,  # the whole map has its words; each country would be an image without any
        "fill": PALETTE.grey,
        "fillOpacity": strength,
        "stroke": PALETTE.grey,
        "strokeWidth": 0.4,
    }
