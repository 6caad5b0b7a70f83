# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of every kind that may be evidence, made here; and the same with something wrong in them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import odfdo
import xlsxwriter
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


def pdf(change: Callable[[PdfWriter], object] = lambda writer: None) -> bytes:
    """A PDF of one empty page, changed."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    found = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for name, words in more.items():
        found[NameObject(f"/{name}")] = TextStringObject(words)
    return found


def opening(kind: str, **more: str) -> Callable[[PdfWriter], object]:
    """What happens when the file is opened."""

    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action(kind, **more))

    return change


def by_name(writer: PdfWriter) -> None:
    """A script among the names of the document, its kind in an object of its own."""
    script = writer._add_object(action("/JavaScript"))
    script.get_object()[NameObject("/S")] = writer._add_object(NameObject("/JavaScript"))
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), script])})
    names = DictionaryObject({NameObject("/JavaScript"): tree})
    writer.root_object[NameObject("/Names")] = writer._add_object(names)


def on_a_field(writer: PdfWriter) -> None:
    """A script hidden where it is met late: an action of a field, in an array, behind other objects."""
    script = writer._add_object(action("/JavaScript", JS="app.alert(1)"))
    extra = DictionaryObject({NameObject("/K"): script})
    field = writer._add_object(DictionaryObject({NameObject("/AA"): extra}))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Er is iets gedaan.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Er is iets gedaan.")
    return out.getvalue()


def open_document(kind: str = "text") -> bytes:
    out = io.BytesIO()
    odfdo.Document(kind).save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes = b"x", *, instead: bool = False) -> bytes:
    """A zip with one member more, or another one of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            if not (instead and info.filename == name):
                after.writestr(info, before.read(info))
        after.writestr(name, content)
    return out.getvalue()


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + bytes(3 * width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def jpeg() -> bytes:
    """The segments of a picture of one grey point."""

    def segment(marker: int, content: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content

    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + segment(0xDB, b"\0" + b"\x01" * 64)
        + segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
        + segment(0xC4, b"\0" + b"\0" * 16)
        + segment(0xDA, b"\x01\x01\0\0\x3f\0")
        + b"\x3f\xff\xd9"
    )
