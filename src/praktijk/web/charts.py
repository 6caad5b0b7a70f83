# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: one Vega-Lite specification for page and paper, with its finding, table and download.

On the page the browser draws it (static/web/charts.js) with the bundle that `bundle` writes; without script
an image drawn here stands in its place. Colours are those of `PALETTE`; the page puts the tokens
``--praktijk-chart-*`` in their stead, so that they follow light, dark and a ministry's house style.
"""

import csv
import io
import itertools
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import vl_convert
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.translation import get_language

from praktijk.web.cells import harmless
from praktijk.web.shapes import shapes

#: Width in pixels of the plot of a chart on paper or in an image, the names beside it not counted; on the
#: page a chart takes the room there is.
PAPER_WIDTH = 360
#: Width of a map on paper, and what stands in a specification for the shapes of the world; see `worldmap`.
MAP_WIDTH = 720
SHAPES = "shapes-of-the-world"
#: An axis of whole numbers has at most so many steps.
MOST_STEPS = 6
Locale = Literal["nl-NL", "en-GB"]
LOCALES: dict[str, Locale] = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True)
class Palette:
    """Colours of charts in the light scheme, told apart by colour-blind eyes; as the tokens have them."""

    blue: str = "#2f6db5"
    orange: str = "#c9660a"
    amber: str = "#9a7400"
    teal: str = "#1b7f79"
    teal_light: str = "#48958f"
    purple: str = "#7a4fa3"
    grey: str = "#7c8991"
    grey_dark: str = "#4d5a63"
    danger: str = "#b3261e"


PALETTE = Palette()
_INK, _MUTED, _LINE, _PAPER = "#15212a", "#55646e", "#d8dfe3", "#ffffff"
_FONT = "Liberation Sans, Arial, sans-serif"

PAPER_CONFIG = {
    "background": _PAPER,
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _MUTED,
        "gridColor": _LINE,
        "domainColor": _MUTED,
        "tickColor": _MUTED,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": _INK, "labelFontSize": 12, "titleColor": _MUTED},
    "text": {"color": _INK, "fontSize": 12},
    "rule": {"color": _INK},
    "bar": {"stroke": _PAPER, "strokeWidth": 1},
}


@dataclass(frozen=True)
class Figure:
    """A chart: `finding` is the sentence that says what it shows; `rows` are the numbers behind it.

    `csv_url` and `svg_url` are the addresses of the download and of the image; values in the spec may
    carry an `href`, the address that a click on their mark opens. `named` are the records that it names
    one by one: to see the chart is to read them.
    """

    slug: str
    title: str
    finding: str
    spec: dict[str, Any]
    columns: list[str]
    rows: list[list[Any]]
    source: str = ""
    unit: str = ""
    csv_url: str = ""
    svg_url: str = ""
    named: list[Any] = field(default_factory=list)

    def spec_for_page(self) -> str:
        """The specification as JSON, with the names of colour tokens in place of the palette's colours."""
        text = json.dumps(self.spec, ensure_ascii=False, separators=(",", ":"))
        for name, colour in asdict(PALETTE).items():
            text = text.replace(f'"{colour}"', f'"var(--praktijk-chart-{name.replace("_", "-")})"')
        return text.replace(f'"{SHAPES}"', json.dumps(static("web/world.json")))

    def svg(self) -> str:
        """The chart for paper, in the light scheme and the language of the moment."""
        spec = self.spec | ({"width": PAPER_WIDTH} if self.spec.get("width") == "container" else {})
        if ratio := spec.get("usermeta", {}).get("ratio"):
            spec = _with_shapes(spec) | {"width": MAP_WIDTH, "height": round(MAP_WIDTH * ratio)}
        locale = LOCALES[(get_language() or "nl")[:2]]
        return str(
            vl_convert.vegalite_to_svg(
                spec,
                config=PAPER_CONFIG,
                format_locale=locale,
                time_format_locale=locale,
                allowed_base_urls=[],
            )
        )

    def as_svg_response(self) -> HttpResponse:
        """The chart as an image, for pages without script; kept by the browser for a minute."""
        response = HttpResponse(self.svg(), content_type="image/svg+xml")
        response["Cache-Control"] = "private, max-age=60"
        return response

    def as_csv_response(self) -> HttpResponse:
        """The numbers as CSV, in UTF-8 with a mark so that spreadsheets read it rightly."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.columns)
        writer.writerows([[harmless(cell) for cell in row] for row in self.rows])
        response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.csv"'
        return response


def _with_shapes(part: Any) -> Any:
    """The same with the shapes of the world themselves where their address stands."""
    if isinstance(part, dict):
        if part.get("url") == SHAPES:
            return {"values": shapes()}
        return {name: _with_shapes(inner) for name, inner in part.items()}
    return [_with_shapes(inner) for inner in part] if isinstance(part, list) else part


def whole_numbers(most: int) -> dict[str, Any]:
    """The axis of what is counted up to `most`: a few ticks, each a whole number.

    Vega's own smallest step still puts ticks between whole numbers, which then read 0, 1, 1, 2, 2.
    """
    steps = (factor * 10**power for power in itertools.count() for factor in (1, 2, 5))
    step = next(step for step in steps if most <= step * MOST_STEPS)
    return {"values": list(range(0, most + step, step)), "format": "d"}
