# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plain CSV of our own: `iso3, year, value` and, where it is known, `low, high, sd`."""

from typing import IO

from praktijk.indicators.importers.gathering import Columns, Gathered
from praktijk.indicators.importers.tables import table_in

_OPTIONAL = ("low", "high", "sd")


def read_plain(file: IO[bytes], name: str, gathered: Gathered, key: str) -> None:
    """Read the values of one series. Raises BrokenFile."""
    table = table_in(file, name=name)
    table.must_have(["iso3", "year", "value"])
    low, high, sd = (one if one in table.columns else "" for one in _OPTIONAL)
    series = {key: Columns("value", low, high, sd)}
    for row, cells in table:
        gathered.take(row, year=cells["year"], series=series, cells=cells, code=cells["iso3"])
