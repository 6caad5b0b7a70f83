# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tell what kind of file something is: by what is in it first, by its name only where that is silent."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from praktijk.sources.reading.documents.archive import Archive
from praktijk.sources.reading.reasons import unreadable

Format = Literal["text", "docx", "odt", "flat_odt", "html", "xml", "pdf"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: list[tuple[bytes, str]] = [
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"RIFF", "riff"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"%!PS", "postscript"),
    (b"AT&TFORM", "djvu"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
]
_ONLY_IF_BINARY: list[tuple[bytes, str]] = [(b"MZ", "program"), (b"BM", "bmp")]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD_WITH_MACROS = "application/vnd.ms-word."
_OPEN_TEXT = "application/vnd.oasis.opendocument.text"
_OTHER_OFFICE = {
    "spreadsheetml": "xlsx",
    "presentationml": "pptx",
    "ms-excel": "xlsx",
    "ms-powerpoint": "pptx",
}
_HTML_START = re.compile(
    rb"<(!doctype\s+html|html|head|body|title|h[1-6]|p|div|article|main|table|meta)\b", re.I
)
_HTML_NAMES = {".html", ".htm", ".xhtml", ".xht"}
_NAMED: dict[str, Format] = {".docx": "docx", ".odt": "odt", ".pdf": "pdf"}
_BLANK = b" \t\r\n\x0b\x0c"


def recognise(data: bytes, filename: str) -> tuple[Format, Archive | None]:
    """The format of `data`, with the opened archive for the formats that are one.

    Raises Unreadable: `unknown_format` (its detail `format` says what it seems to be), and what
    `Archive` raises.
    """
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(_ZIP):
        archive = Archive(data, format=_NAMED.get(suffix, "zip"))
        return _in_archive(archive), archive
    if data.startswith(_COMPOUND):
        raise _compound(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise unreadable("unknown_format", format=name)
    for signature, name in _ONLY_IF_BINARY:
        if data.startswith(signature) and b"\x00" in data[:1024]:
            raise unreadable("unknown_format", format=name)
    if b"%PDF-" in data[:1024]:
        return "pdf", None
    return _text_like(data, suffix), None


def _in_archive(archive: Archive) -> Format:
    if archive.has("mimetype"):
        kind = archive.read("mimetype", limit=10_000).decode("latin-1").strip()
        if kind in (_OPEN_TEXT, _OPEN_TEXT + "-template"):
            return "odt"
        if kind == "application/epub+zip":
            raise unreadable("unknown_format", format="epub")
        if kind.startswith("application/vnd.oasis.opendocument."):
            raise unreadable("unknown_format", format=kind.rpartition(".")[2][:40])
    if archive.has("[Content_Types].xml"):
        types = archive.read("[Content_Types].xml").decode("utf-8", errors="replace")
        if _WORD in types or _WORD_WITH_MACROS in types or archive.has("word/document.xml"):
            return "docx"
        for sign, name in _OTHER_OFFICE.items():
            if sign in types:
                raise unreadable("unknown_format", format=name)
    if archive.has("word/document.xml"):
        return "docx"
    if archive.has("content.xml") and archive.has("META-INF/manifest.xml"):
        return "odt"
    raise unreadable("unknown_format", format="zip")


def _compound(data: bytes) -> Exception:
    """The old container of Microsoft: a protected new document, an old one, or a message."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return unreadable("password_protected")
    for stream, name in (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt")):
        if stream.encode("utf-16-le") in data:
            return unreadable("unknown_format", format=name)
    message = "__properties_version1.0".encode("utf-16-le") in data
    return unreadable("unknown_format", format="msg" if message else "compound file")


def _text_like(data: bytes, suffix: str) -> Format:
    start = data[:4096]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        start = start.removeprefix(mark)
    start = start.replace(b"\x00", b"").lstrip(_BLANK)
    if not start.startswith(b"<"):
        if suffix in _NAMED and _is_binary(data):
            raise unreadable("broken_file", format=_NAMED[suffix])
        return "html" if suffix in _HTML_NAMES else "text"
    declared = start.startswith(b"<?xml")
    if b"urn:oasis:names:tc:opendocument:xmlns:office" in start and b"document" in start:
        return "flat_odt"
    if re.search(rb"<(!doctype\s+html|html)\b", start, re.I):
        return "html"
    if suffix in _HTML_NAMES:
        return "html"
    if declared or suffix == ".xml":
        return "xml"
    if suffix == ".txt":
        return "text"
    if _HTML_START.match(start):
        return "html"
    return "xml" if re.match(rb"<[A-Za-z_][\w.:-]*(\s[^<>]*)?/?>", start) else "text"


def _is_binary(data: bytes) -> bool:
    """Whether the file holds bytes that no text has."""
    return any(byte < 9 or 13 < byte < 27 for byte in data[:4096])
