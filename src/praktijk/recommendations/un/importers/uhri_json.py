# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON export of the Universal Human Rights Index: an array of objects, as a stream."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from typing import IO, Any

import ijson

from praktijk.recommendations.un.importers.rows import BrokenFile

#: Fields of which a file must have at least one in its first records, or it is another kind of file.
_OURS = frozenset({"Text", "AnnotationId", "Body", "Countries"})
_LOOKED_AT = 50
_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def records(file: IO[bytes]) -> Iterator[dict[str, Any] | None]:
    """The records one by one; None for what is no object.

    Raises BrokenFile, possibly after some records: "empty", "no_json", "cut_off", "other_shape", "encoding",
    "broken_gzip".
    """
    start = file.read(4)
    file.seek(0)
    if not start:
        raise BrokenFile("empty")
    if start.startswith(_UTF_16):
        raise BrokenFile("encoding", "UTF-16")
    stream: Any = gzip.GzipFile(fileobj=file) if start.startswith(_GZIP) else file
    try:
        yield from _records(stream)
    except ijson.IncompleteJSONError as error:
        raise BrokenFile(*_told(str(error))) from error
    except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BrokenFile("no_json", str(error)[:200]) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise BrokenFile("broken_gzip") from error


def _told(message: str) -> tuple[str, str]:
    said = message.lower()
    if "utf8" in said or "utf-8" in said:
        return "encoding", message.splitlines()[0][:200]
    return ("cut_off", "") if "premature" in said or "incomplete" in said else ("no_json", message[:200])


def _records(stream: Any) -> Iterator[dict[str, Any] | None]:
    start = stream.read(3)
    ahead = b"" if start == codecs.BOM_UTF8 else start
    whole = _Ahead(ahead, stream)
    ours = False
    found = 0
    for found, record in enumerate(ijson.items(whole, "item", use_float=True), 1):
        if not isinstance(record, dict):
            record = None
        elif not ours and _OURS & record.keys():
            ours = True
        if not ours and found > _LOOKED_AT:
            raise BrokenFile("other_shape")
        yield record
    if not ours:
        raise BrokenFile("other_shape")


class _Ahead:
    """A stream of which the first bytes were read already."""

    def __init__(self, ahead: bytes, stream: Any) -> None:
        self._ahead = ahead
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        if self._ahead and size != 0:
            ahead, self._ahead = self._ahead, b""
            return ahead
        return bytes(self._stream.read(size))
