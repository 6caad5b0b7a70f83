# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The press freedom index of Reporters Without Borders: a file an edition, on three scales over the years.

Until 2012 points were counted against a country (lower is better, without an upper end). From 2013 on the
scale runs to 100, and since the edition of 2022 it is measured in another way. So these are three series. The
ranks in a file tell which end of the scale is the better one: a file that runs the other way is refused.
"""

from typing import IO

from praktijk.indicators.importers.faults import BrokenFile
from praktijk.indicators.importers.gathering import Columns, Gathered
from praktijk.indicators.importers.numbers import Wrong, number
from praktijk.indicators.importers.tables import Table, table_in

_UNTIL, _BETWEEN, _FROM = "rsf-until-2012", "rsf-2013-2021", "rsf-from-2022"
_OLD = {"score": "Score N", "rank": "Rank N", "name": "EN_country"}
_NEW = {"score": "Score", "rank": "Rank", "name": "Country_EN"}


def read_rsf(file: IO[bytes], name: str, gathered: Gathered) -> None:
    """Read the file of one edition. Raises BrokenFile."""
    table = table_in(file, name=name, separator=";")
    columns = _NEW if "Score" in table.columns else _OLD
    table.must_have(["Year (N)", "ISO", *columns.values()])
    years = {cells["Year (N)"] for _number, cells in table}
    if len(years) != 1:
        raise BrokenFile("several_years", ", ".join(sorted(years)[:5]))
    first, cells = next(iter(table))
    when = gathered.year(first, cells["Year (N)"])
    if when is None:
        return
    if (columns is _NEW) != (when >= 2022):
        raise BrokenFile("edition_and_columns", str(when))
    key = _UNTIL if when <= 2012 else _BETWEEN if when <= 2021 else _FROM
    if _higher_is_better(table, columns) != (key != _UNTIL):
        raise BrokenFile("scale_turned", str(when))
    for row, cells in table:
        gathered.take(
            row,
            year=cells["Year (N)"],
            series={key: Columns(columns["score"])},
            cells=cells,
            name=cells[columns["name"]],
            code=cells["ISO"],
            decimals=",",
        )


def _higher_is_better(table: Table, columns: dict[str, str]) -> bool:
    """Whether those ranked first have the higher scores."""
    ranked = []
    for _number, cells in table:
        try:
            rank, score = (number(cells[columns[one]], decimals=",") for one in ("rank", "score"))
        except Wrong:
            continue  # written down when the row is taken
        if rank is not None and score is not None:
            ranked.append((rank, score))
    if len({score for _rank, score in ranked}) < 2:
        raise BrokenFile("no_values")
    return min(ranked)[1] > max(ranked)[1]
