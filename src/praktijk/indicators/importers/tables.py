# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text file with separated values as rows by column, or a plain word about why it is none."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from praktijk.indicators.importers.faults import BrokenFile, Fault, Finding

_MOST_BYTES = 50 * 1024**2
_MOST_SHOWN = 5
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Table:
    """What stands under a header: going through it gives each row with its number (the header is row 1)."""

    columns: list[str]
    filled: list[tuple[int, list[str]]]

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        for number, row in self.filled:
            yield number, dict(zip(self.columns, row, strict=True))

    def must_have(self, columns: Iterable[str]) -> None:
        """Raises BrokenFile that names the columns that are not there."""
        missing = [name for name in columns if name not in self.columns]
        if missing:
            raise BrokenFile("columns_missing", ", ".join(missing))


def table_in(file: IO[bytes], *, name: str, encoding: str = "utf-8-sig", separator: str = ",") -> Table:
    """The table in a file. Raises BrokenFile."""
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise BrokenFile("too_large")
    if not data.strip():
        raise BrokenFile("empty")
    text = _decoded(data, encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    read = csv.reader(io.StringIO(lines, newline=""), delimiter=separator, strict=True)
    try:
        written = list(read)
    except csv.Error as error:
        raise BrokenFile("cut_off" if "end of data" in str(error) else "no_table", str(error)) from error
    columns = [" ".join(column.split()) for column in written[0]]
    if len(columns) < 2:
        raise BrokenFile("no_table" if not _other(columns[0], separator) else "separator", columns[0][:80])
    doubled = sorted({column for column in columns if column and columns.count(column) > 1})
    if doubled:
        raise BrokenFile("columns_doubled", ", ".join(doubled))
    filled = [
        (number, [value.strip() for value in row])
        for number, row in enumerate(written[1:], 2)
        if any(value.strip() for value in row)
    ]
    if not filled:
        raise BrokenFile("no_rows")
    odd = [(number, row) for number, row in filled if len(row) != len(columns)]
    if odd:
        found = tuple(
            Finding(name, number, "", Fault.CELLS, f"{len(row)} / {len(columns)}")
            for number, row in odd[:_MOST_SHOWN]
        )
        raise BrokenFile("faults", findings=found)
    return Table(columns, filled)


def _decoded(data: bytes, encoding: str) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BrokenFile("workbook")
    if data.startswith(_UTF_16) or b"\x00" in data:
        raise BrokenFile("encoding", encoding.removesuffix("-sig"))
    start = data.lstrip(codecs.BOM_UTF8).lstrip()[:20].lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise BrokenFile("page")
    if start.startswith((b"%pdf", b"{", b"[{")):
        raise BrokenFile("no_table")
    if encoding == "latin-1" and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenFile("encoding", f"{encoding.removesuffix('-sig')}, {line}") from error


def _other(line: str, separator: str) -> bool:
    return any(line.count(other) > 0 for other in ",;\t|" if other != separator)
