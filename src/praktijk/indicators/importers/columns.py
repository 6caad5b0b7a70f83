# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files with a row for each country and year, and a column for each series."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from praktijk.indicators.importers.faults import BrokenFile
from praktijk.indicators.importers.gathering import Columns, Gathered
from praktijk.indicators.importers.tables import table_in


@dataclass(frozen=True)
class Shape:
    """The columns of a file; `name` and `code` of the country where it has them."""

    series: dict[str, Columns]
    year: str
    name: str = ""
    code: str = ""
    encoding: str = "utf-8-sig"

    @property
    def needed(self) -> list[str]:
        """The columns that a file of this shape has."""
        own = [column for columns in self.series.values() for column in columns]
        return [column for column in (self.name, self.code, self.year, *own) if column]


def read_columns(file: IO[bytes], name: str, gathered: Gathered, shapes: Iterable[Shape]) -> None:
    """Read a file that has one of these shapes. Raises BrokenFile."""
    every = list(shapes)
    table = table_in(file, name=name, encoding=every[0].encoding)
    fitting = [shape for shape in every if not set(shape.needed) - set(table.columns)]
    if not fitting:
        nearest = min((set(shape.needed) - set(table.columns) for shape in every), key=len)
        raise BrokenFile("columns_missing", ", ".join(sorted(nearest)))
    shape = fitting[0]
    for number, cells in table:
        gathered.take(
            number,
            year=cells[shape.year],
            series=shape.series,
            cells=cells,
            name=cells[shape.name] if shape.name else "",
            code=cells[shape.code] if shape.code else "",
        )
