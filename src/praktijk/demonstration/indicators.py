# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up series for choosing countries, imported as a file of our own would be, and marked."""

import io
from typing import Any

from django.utils import timezone

from praktijk.demonstration.material import LOADER
from praktijk.indicators.importing import PLAIN, File, Own, import_indicators
from praktijk.indicators.known import Known
from praktijk.reference.exchange.names import iso_3

_FIRST = 500  # after the series of publishers, before those of our own
_ABOUT_NL = "Verzonnen voor de demonstratie; geen enkele waarde zegt iets over een land."
_ABOUT_EN = "Made up for the demonstration; no value says anything about a country."


def load_indicators(told: dict[str, Any]) -> None:
    """Import the made-up series. Part of `loading.load`."""
    for place, one in enumerate(told["series"]):
        series = Known(
            key=one["key"],
            source=PLAIN,
            title_nl=one["title"]["nl"],
            title_en=one["title"]["en"],
            about_nl=_ABOUT_NL,
            about_en=_ABOUT_EN,
            publisher="",
            licence="CC0-1.0",
            direction=one["direction"],
            measure_nl=one["unit"]["nl"],
            measure_en=one["unit"]["en"],
            scale_min=one.get("scale_min"),
            scale_max=one.get("scale_max"),
            is_key=one.get("is_key", False),
            position=_FIRST + place,
        )
        table = _table(one["values"], told["years"], one.get("sd", ""))
        import_indicators(
            by=LOADER,
            source=PLAIN,
            files=[File("indicators.toml", io.BytesIO(table.encode()))],
            own=Own(series, illustrative=True),
        )


def _table(lines: list[str], years: list[int], error: float | str) -> str:
    """The values as a plain CSV; years that have not come yet are left out."""
    rows = ["iso3,year,value,sd"]
    for line in lines:
        country, *values = line.split()
        rows += [
            f"{iso_3(country)},{year},{value},{error}"
            for year, value in zip(years, values, strict=True)
            if value != "-" and year <= timezone.localdate().year
        ]
    return "\n".join([*rows, ""])
