# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the cells of a table stand when some of them span several rows or columns."""

from __future__ import annotations

MOST_COLUMNS = 1000
_MOST_ROWS_SPANNED = 1000


class Grid:
    """Hands out columns row by row, keeping free what a cell above reaches down into."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}
        self._column = 0

    def next_row(self) -> None:
        """Begin a row."""
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}
        self._column = 0

    def place(self, *, columns: int = 1, rows: int = 1) -> int:
        """The column (from 0) of the next cell, which is `columns` wide and `rows` high."""
        while self._column in self._taken:
            self._column += 1
        place = min(self._column, MOST_COLUMNS)
        columns = max(1, min(columns, MOST_COLUMNS - place))
        self._column = place + columns
        if rows > 1:
            # One more than is left: the row that is read now counts down first.
            self._taken.update(dict.fromkeys(range(place, place + columns), min(rows, _MOST_ROWS_SPANNED)))
        return place
