# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small files in the formats of the publishers, with words of our own."""

import csv
import io
import struct
from collections.abc import Iterable, Sequence

import docx
import xlsxwriter

Value = str | float


def separated(rows: Iterable[Sequence[Value]], *, encoding="utf-8", separator=",", line_end="\n") -> bytes:
    """Text in columns."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx(*sheets: Iterable[Sequence[Value]]) -> bytes:
    """A workbook as it is made today."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def xls(rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of before 2007 (BIFF8) with one sheet."""
    cells = b"".join(
        _cell(number, place, value) for number, row in enumerate(rows) for place, value in enumerate(row)
    )
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 6))
    name = "Sheet"
    after = len(begin) + 4 + 8 + len(name) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", after, 0, 0, len(name), 0) + name.encode("ascii"))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 1997, 0, 6)) + cells
    return compound("Workbook", begin + bound + _record(0x000A, b"") + sheet + _record(0x000A, b""))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _cell(row: int, place: int, value: Value) -> bytes:
    if isinstance(value, str):
        words = value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", row, place, 0, len(words) // 2, 1) + words)
    return _record(0x0203, struct.pack("<HHHd", row, place, 0, value))


def compound(name: str, stream: bytes) -> bytes:
    """A compound file (OLE) with one stream, of at most 60 KB."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    sectors = len(stream) // 512
    chain = [*range(3, sectors + 2), -2]  # the stream begins in sector 2, after this table and the directory
    table = [-3, -2, *chain] + [-1] * (128 - 2 - sectors)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIiIIiIiI", 0, 1, 1, 0, 4096, -2, 0, -2, 0) + struct.pack("<109i", 0, *[-1] * 108)
    )  # fmt: skip
    directory = _entry("Root Entry", 5, 1, -2, 0) + _entry(name, 2, -1, 2, len(stream)) + bytes(256)
    return header + struct.pack("<128i", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    fields = struct.pack("<HBBiii", len(words) + 2, kind, 1, -1, -1, child)
    return words.ljust(64, b"\x00") + fields + bytes(36) + struct.pack("<iII", start, size, 0)


def word(header: Sequence[str], rows: Iterable[str | Sequence[str]], *, heading: str = "") -> bytes:
    """A Word document with one table; a row that is one string is one merged cell."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = heading
    table = document.add_table(rows=0, cols=len(header))
    for row in (header, *rows):
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
            continue
        for cell, text in zip(cells, row, strict=True):
            lines = text.split("\n")
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    """The bytes of a Word document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
