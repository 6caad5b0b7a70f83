# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: one Vega-Lite specification for page and paper, with its finding, table and download."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import vl_convert
from django.http import HttpResponse


@dataclass(frozen=True)
class Palette:
    """Colours of charts, told apart by colour-blind eyes."""

    blue: str = "#2f6db5"
    orange: str = "#c9660a"
    teal: str = "#1b7f79"
    teal_light: str = "#6fb8b2"
    purple: str = "#7a4fa3"
    grey: str = "#9aa7b0"
    grey_dark: str = "#5b6972"
    danger: str = "#b3261e"


PALETTE = Palette()


@dataclass(frozen=True)
class Figure:
    """A chart: `finding` is the sentence that says what it shows; `rows` are the numbers behind it."""

    slug: str
    title: str
    finding: str
    spec: dict[str, Any]
    columns: list[str]
    rows: list[list[Any]]
    source: str = ""
    unit: str = ""
    csv_url: str = ""

    def svg(self) -> str:
        """The chart for paper."""
        return str(vl_convert.vegalite_to_svg(self.spec))

    def as_csv_response(self) -> HttpResponse:
        """The numbers as CSV, in UTF-8 with a mark so that spreadsheets read it rightly."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.csv"'
        return response
