# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of a table as a file: a spreadsheet with a sheet that says what it holds, or bare CSV.

What people typed comes out as text and never as a formula: in a spreadsheet by the type of its cell, in CSV
by an apostrophe before what a program would reckon with, whatever it takes for the end of a cell.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from stream_write_ods import stream_write_ods
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from praktijk.recommendations.export.lines import Cell
from praktijk.web.cells import harmless

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
#: A cell of a spreadsheet holds no more characters than this.
LONGEST = 32_767

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

About = list[tuple[str, Cell]]


@dataclass(frozen=True)
class Table:
    """What stands in a file: the name of its sheet, the labels of its columns, its rows, and `about`.

    `about` is asked for the sheet that tells about the file, after the last row.
    """

    name: str
    labels: list[str]
    rows: Iterable[list[Cell]]
    about: Callable[[], About]


def written(kind: str, table: Table) -> bytes:
    """The table as a file of CONTENT_TYPES, in the language of the moment; see `write`."""
    file = io.BytesIO()
    write(kind, table, file)
    return file.getvalue()


def write(kind: str, table: Table, file: IO[bytes]) -> None:
    """Write the table into a file, row by row, in the language of the moment.

    Raises KeyError for a kind of file that is not made.
    """
    {"csv": _write_csv, "xlsx": _write_xlsx, "ods": _write_ods}[kind](file, table)


def _clean(cell: Cell) -> Cell:
    """A cell without signs that no file of XML may hold, and an empty one as None."""
    return _UNPRINTABLE.sub("", cell) or None if isinstance(cell, str) else cell


def _write_csv(file: IO[bytes], table: Table) -> None:
    """UTF-8 with a mark, so that spreadsheets read it rightly."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(table.labels)
    for row in table.rows:
        writer.writerow([harmless(cell) for cell in row])
    text.flush()
    text.detach()


def _write_xlsx(file: IO[bytes], table: Table) -> None:
    with Workbook(file, {"constant_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.labels) - 1, 18)
        for column, label in enumerate(table.labels):
            sheet.write_string(0, column, label, bold)
        number = 0
        for number, row in enumerate(table.rows, start=1):
            _write_row(sheet, number, row, day, moment)
        if number:
            sheet.autofilter(0, 0, number, len(table.labels) - 1)
        telling = book.add_worksheet(_("About this file"))
        telling.set_column(0, 0, 28)
        telling.set_column(1, 1, 90)
        for number, pair in enumerate(table.about()):
            _write_row(telling, number, list(pair), day, moment)


def _write_row(sheet: Worksheet, number: int, row: list[Cell], day: Any, moment: Any) -> None:
    for column, each in enumerate(row):
        cell = _clean(each)
        if isinstance(cell, datetime):
            sheet.write_datetime(number, column, cell, moment)
        elif isinstance(cell, date):
            sheet.write_datetime(number, column, cell, day)
        elif isinstance(cell, str):
            sheet.write_string(number, column, cell if len(cell) <= LONGEST else f"{cell[: LONGEST - 1]}…")
        elif cell is not None:
            sheet.write_number(number, column, cell)


def _write_ods(file: IO[bytes], table: Table) -> None:
    def cleaned(several: Iterable[Iterable[Cell]]) -> Iterator[list[Cell]]:
        return ([_clean(cell) for cell in row] for row in several)

    def sheets() -> Iterator[tuple[str, list[str], Iterator[list[Cell]]]]:
        yield table.name, table.labels, cleaned(table.rows)
        first, *others = table.about()
        yield _("About this file"), [str(cell) for cell in first], cleaned(others)

    written_at = timezone.localtime().replace(tzinfo=None)
    for piece in stream_write_ods(sheets(), get_modified_at=lambda: written_at):
        file.write(piece)
