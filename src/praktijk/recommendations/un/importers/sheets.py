# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a workbook, old (.xls) or new (.xlsx), sheet by sheet, as text."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

import openpyxl
import xlrd
from xlrd.compdoc import CompDocError

from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.recommendations.un.importers.uhri_xlsx import BROKEN, see_size

#: The rows of one sheet: number from 1, values.
Sheet = Iterator[tuple[int, list[str]]]

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_BYTES = 200 * 1024**2
_BROKEN_XLS = (xlrd.XLRDError, CompDocError, *BROKEN)


def xls(file: IO[bytes]) -> Iterator[Sheet]:
    """The sheets of an old workbook. Raises BrokenFile: "password", "no_xls", "too_large"."""
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise BrokenFile("too_large")
    if _ENCRYPTED in data:
        raise BrokenFile("password")
    try:
        book = xlrd.open_workbook(
            file_contents=data, ignore_workbook_corruption=True, logfile=io.StringIO(), ragged_rows=True
        )
    except _BROKEN_XLS as error:
        locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
        raise BrokenFile("password" if locked else "no_xls", "" if locked else str(error)[:200]) from error
    for sheet in book.sheets():
        yield ((number + 1, _values(sheet, number)) for number in range(sheet.nrows))


def _values(sheet: Any, number: int) -> list[str]:
    cells = zip(sheet.row_types(number), sheet.row_values(number), strict=True)
    return ["" if kind == xlrd.XL_CELL_ERROR else _text(value) for kind, value in cells]


def xlsx(file: IO[bytes]) -> Iterator[Sheet]:
    """The sheets of a new workbook, each a stream. Raises BrokenFile: "no_xlsx", "too_large"."""
    see_size(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise BrokenFile("no_xlsx", str(error)[:200]) from error
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            yield _rows(sheet)
    finally:
        book.close()


def _rows(sheet: Any) -> Sheet:
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [_text(value) for value in values]
    except BROKEN as error:
        raise BrokenFile("no_xlsx", str(error)[:200]) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
