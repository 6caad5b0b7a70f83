# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables in a file, as text: CSV in any usual encoding, a workbook old (.xls) or new (.xlsx)."""

import codecs
import csv
import io
import struct
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import openpyxl
import xlrd
from openpyxl.utils.exceptions import InvalidFileException
from xlrd.compdoc import CompDocError

_MOST_BYTES = 20 * 1024**2
_MOST_UNPACKED = 200 * 1024**2
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEPARATORS = ",;\t|"
_BROKEN_XLS = (xlrd.XLRDError, CompDocError, struct.error, ValueError, LookupError, AssertionError)
_BROKEN_XLSX = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    OSError,
    SyntaxError,
    EOFError,
)


class BrokenFile(Exception):
    """A file that cannot be read as a table of ratifications; `file` is its name, where it is known."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail
        self.file = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet with their numbers from 1, empty ones left out.

    `open_end` when a text ends without a line end: its last row may have been cut off.
    """

    title: str
    rows: list[tuple[int, list[str]]]
    open_end: bool = False


def tables_in(file: IO[bytes]) -> list[Table]:
    """The tables of a file of at most 20 MB.

    Raises BrokenFile: "empty", "too_large", "password", "no_xls", "no_xlsx", "page", "no_table", "cut_off".
    """
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise BrokenFile("too_large")
    if not data.strip():
        raise BrokenFile("empty")
    if data.startswith(_OLE):
        return _xls(data)
    if data.startswith(_ZIP):
        return _xlsx(data)
    return [_text_table(data)]


def _xls(data: bytes) -> list[Table]:
    if _ENCRYPTED in data:
        raise BrokenFile("password")
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    except _BROKEN_XLS as error:
        locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
        raise BrokenFile("password" if locked else "no_xls") from error
    return [
        _table(
            sheet.name,
            [
                [
                    _written(xlrd.xldate_as_datetime(cell.value, book.datemode))
                    if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 1
                    else _written(None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value)
                    for cell in sheet.row(number)
                ]
                for number in range(sheet.nrows)
            ],
        )
        for sheet in book.sheets()
    ]


def _xlsx(data: bytes) -> list[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
                raise BrokenFile("too_large")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = [[_written(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            found.append(_table(sheet.title, rows))
        book.close()
    except _BROKEN_XLSX as error:
        raise BrokenFile("no_xlsx") from error
    return found


def _text_table(data: bytes) -> Table:
    text = _decoded(data)
    start = text.lstrip()[:20].lower()
    if start.startswith(("<!doctype", "<html", "<table", "<?xml")):
        raise BrokenFile("page")
    if start.startswith(("%pdf", "{", "[{")):
        raise BrokenFile("no_table")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    best: list[list[str]] = []
    for separator in _SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True))
        except csv.Error as error:
            if "unexpected end of data" in str(error) and lines.split("\n")[0].count(separator):
                raise BrokenFile("cut_off") from error
            continue
        best = max(
            best, rows, key=lambda some: sum(len(row) > 1 for row in some) * max(map(len, some), default=0)
        )
    if not any(len(row) > 1 for row in best):
        raise BrokenFile("no_table")
    return _table("", best, open_end=not lines.endswith("\n"))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data[:1000]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BrokenFile("no_table")


def _table(title: str, rows: list[list[str]], *, open_end: bool = False) -> Table:
    numbered = [
        (number, [" ".join(value.split()) for value in values]) for number, values in enumerate(rows, 1)
    ]
    return Table(title, [(number, values) for number, values in numbered if any(values)], open_end)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
