# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Look whether a file is what its name says, whole, open to everybody, and nothing that runs.

For files that are kept and handed on as they are, such as evidence; nothing is read from them here.
"""

from __future__ import annotations

import io
import re
import struct
import time
import zlib
from collections.abc import Callable

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from praktijk.sources.reading.documents.archive import Archive
from praktijk.sources.reading.limits import PDF_SECONDS
from praktijk.sources.reading.model import Unreadable
from praktijk.sources.reading.reasons import unreadable

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n"
#: Actions of a PDF that run a script or start a program (ISO 32000-2, table 201).
_RUNNING = frozenset({"/JavaScript", "/Launch"})
#: Members of an Office document that hold programs: macros, those of Excel 4, and controls.
_OFFICE_MACROS = re.compile(r"(^|/)vba(project|data)\b|^xl/macrosheets/|/activex/", re.IGNORECASE)
#: Members of an OpenDocument that hold programs.
_OPEN_MACROS = re.compile(r"^(Basic|Scripts)/.")
_OFFICE_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OPEN_KIND = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
#: Signs that stand in no text: all below the space but tab, line ends and form feed.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
#: Markers of a JPEG without a length, and those that begin the picture itself (ITU-T T.81, table B.1).
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def inspect(data: bytes, suffix: str) -> None:
    """Raise Unreadable unless `data` is a sound file of the kind `suffix` (a key of INSPECTORS).

    Codes: `not_what_it_says`, `broken_file`, `password_protected`, `zip_bomb`, `macros` (Office and
    OpenDocument), `active_content` (PDF), `too_heavy` and `too_slow`.
    """
    INSPECTORS[suffix](data, suffix)


def _pdf(data: bytes, suffix: str) -> None:
    if not data.startswith(b"%PDF-"):
        raise unreadable("not_what_it_says", format=suffix)
    try:
        with PdfReader(io.BytesIO(data)) as reader:
            if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
                raise unreadable("password_protected")
            if not reader.get_num_pages():
                raise unreadable("broken_file", format=suffix)
            _see_that_nothing_runs(reader)
    except (DependencyError, FileNotDecryptedError) as error:
        raise unreadable("password_protected") from error
    except LimitReachedError as error:
        raise unreadable("too_heavy") from error
    except Unreadable:
        raise
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable("broken_file", format=suffix) from error


def _see_that_nothing_runs(reader: PdfReader) -> None:
    """Follow every object from the root: an action may hang on a page, a field, an outline or a name."""
    until = time.monotonic() + PDF_SECONDS
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [reader.trailer]
    while waiting:
        if time.monotonic() > until:
            raise unreadable("too_slow")
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            key = (found.idnum, found.generation)
            if key in seen:
                continue
            seen.add(key)
            found = found.get_object()
        if isinstance(found, ArrayObject):
            waiting.extend(found)
        elif isinstance(found, DictionaryObject):
            kind = found.get("/S")
            kind = kind.get_object() if isinstance(kind, IndirectObject) else kind
            if "/JS" in found or (isinstance(kind, str) and kind in _RUNNING):
                raise unreadable("active_content")
            waiting.extend(found.values())


def _office(data: bytes, suffix: str) -> None:
    archive = _archive(data, suffix)
    if not archive.has("[Content_Types].xml") or not archive.has(_OFFICE_MAIN[suffix]):
        raise unreadable("not_what_it_says", format=suffix)
    kinds = archive.read("[Content_Types].xml")
    if b"macroEnabled" in kinds or any(_OFFICE_MACROS.search(name) for name in archive.names):
        raise unreadable("macros")


def _open_document(data: bytes, suffix: str) -> None:
    archive = _archive(data, suffix)
    if not archive.has("mimetype") or archive.read("mimetype", limit=200).strip() != _OPEN_KIND[suffix]:
        raise unreadable("not_what_it_says", format=suffix)
    if not archive.has("content.xml"):
        raise unreadable("broken_file", format=suffix)
    manifest = "META-INF/manifest.xml"
    if archive.has(manifest) and b"encryption-data" in archive.read(manifest):
        raise unreadable("password_protected")
    if any(_OPEN_MACROS.match(name) for name in archive.names):
        raise unreadable("macros")


def _archive(data: bytes, suffix: str) -> Archive:
    if data.startswith(_COMPOUND):
        # Office wraps what has a password in its old format, whatever the name says.
        raise unreadable(
            "password_protected" if b"E\0n\0c\0r\0y\0p\0t" in data else "not_what_it_says", format=suffix
        )
    if not data.startswith(b"PK\x03\x04"):
        raise unreadable("not_what_it_says", format=suffix)
    return Archive(data, format=suffix)


def _png(data: bytes, suffix: str) -> None:
    """Walk the chunks, each with its check, from IHDR to IEND, after which nothing follows."""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        raise unreadable("not_what_it_says", format=suffix)
    at, kinds = len(_PNG), set()
    while at < len(data):
        try:
            length, kind = struct.unpack_from(">I4s", data, at)
            (check,) = struct.unpack_from(">I", data, at + 8 + length)
        except struct.error as error:
            raise unreadable("broken_file", format=suffix) from error
        if zlib.crc32(data[at + 4 : at + 8 + length]) != check:
            raise unreadable("broken_file", format=suffix)
        kinds.add(kind)
        at += 12 + length
        if kind == b"IEND":
            break
    if at != len(data) or not {b"IDAT", b"IEND"} <= kinds:
        raise unreadable("broken_file", format=suffix)


def _jpeg(data: bytes, suffix: str) -> None:
    """Walk the segments up to the picture itself, which must have a frame before it and an end."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise unreadable("not_what_it_says", format=suffix)
    at, framed = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xDA:
            if framed and data.rstrip(b"\0").rfind(b"\xff\xd9") > at:
                return
            break
        framed = framed or marker in _FRAMES
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise unreadable("broken_file", format=suffix)


def _text(data: bytes, suffix: str) -> None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise unreadable("not_what_it_says", format=suffix) from error
    elif _NO_TEXT.search(data):
        raise unreadable("not_what_it_says", format=suffix)


INSPECTORS: dict[str, Callable[[bytes, str], None]] = {
    "pdf": _pdf,
    "docx": _office,
    "xlsx": _office,
    "odt": _open_document,
    "ods": _open_document,
    "png": _png,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "txt": _text,
    "csv": _text,
}
