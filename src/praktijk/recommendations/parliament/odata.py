# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows out of an answer of Parliament's open data (OData v4, JSON), as a stream: memory does not grow.

What is taken: `{"@odata.context": ..., "value": [...]}`, one entity without "value", a list, several answers
after each other, lists under the names of their entities; plain or gzip, with or without a byte order mark.
"""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any, cast

import ijson

MAX_BYTES = 1024**3
_CHUNK = 64 * 1024
_ENTITIES = ("Toezegging", "Zaak")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Fault(StrEnum):
    """What can be wrong with a whole file."""

    EMPTY = "empty"
    MARKUP = "markup"
    ARCHIVE = "archive"
    NO_JSON = "no_json"
    CUT_OFF = "cut_off"
    NOT_ODATA = "not_odata"
    ERROR_ANSWER = "error_answer"
    TOO_LARGE = "too_large"
    BROKEN_GZIP = "broken_gzip"


class Broken(Exception):
    """A file, or an answer, that cannot be read; nothing of it may be stored."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True)
class Row:
    """One entity as Parliament gives it; `entity` is its kind where the answer says so, else empty."""

    entity: str
    values: Any


@dataclass
class Answer:
    """An answer that is read once; `next_link` is known when all rows were taken."""

    stream: IO[bytes]
    next_link: str = ""
    found: int = field(default=0, init=False)

    def rows(self) -> Iterator[Row]:
        """The rows, one by one. Raises Broken, possibly after some rows."""
        events = ijson.basic_parse(_opened(self.stream), multiple_values=True)
        try:
            for event, value in events:
                yield from self._document(event, value, events, entity="")
        except ijson.IncompleteJSONError as error:
            raise Broken(Fault.CUT_OFF if "premature" in str(error).lower() else Fault.NO_JSON) from error
        except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError) as error:
            raise Broken(Fault.NO_JSON) from error
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Broken(Fault.BROKEN_GZIP) from error

    def _document(self, event: str, value: Any, events: Iterator[Any], *, entity: str) -> Iterator[Row]:
        if event == "start_array":
            yield from self._listed(events, entity)
        elif event == "start_map":
            yield from self._mapped(events, entity)
        else:
            raise Broken(Fault.NOT_ODATA)

    def _listed(self, events: Iterator[Any], entity: str) -> Iterator[Row]:
        for event, value in events:
            if event == "end_array":
                return
            self.found += 1
            yield Row(entity, _built(event, value, events))

    def _mapped(self, events: Iterator[Any], entity: str) -> Iterator[Row]:
        """An object: the frame around a list of rows, or itself a row."""
        own: dict[str, Any] = {}
        framed = False
        for event, key in events:
            if event == "end_map":
                break
            event, value = next(events)
            holds_rows = key == "value" or (key in _ENTITIES and not own.keys() & {"Id", "Nummer"})
            if holds_rows and event in {"start_array", "start_map"}:
                framed = True
                yield from self._document(event, value, events, entity=entity if key == "value" else key)
                continue
            own[key] = _built(event, value, events)
            if key == "@odata.context":
                entity = entity_named(own[key]) or entity
            elif key == "@odata.nextLink" and isinstance(own[key], str):
                self.next_link = own[key]
            elif key == "error" and not framed:
                raise Broken(Fault.ERROR_ANSWER, _error_in(own[key]))
        if framed:
            return
        if not own.keys() & {"Id", "Nummer", "DocumentNummer"}:
            raise Broken(Fault.NOT_ODATA)
        self.found += 1
        yield Row(entity, own)


def entity_named(context: Any) -> str:
    """The kind of entity that a context or a type names: "…$metadata#Zaak(Nummer)/$entity" is a Zaak."""
    found = re.search(r"#(?:Collection\()?(?:[\w.]*\.)?(\w+)", context) if isinstance(context, str) else None
    return found.group(1) if found else ""


def _built(event: str, value: Any, events: Iterator[Any]) -> Any:
    """The value that begins with this event."""
    if event not in {"start_map", "start_array"}:
        return value
    builder = ijson.ObjectBuilder()
    builder.event(event, value)
    depth = 1
    while depth:
        event, value = next(events)
        depth += (event in {"start_map", "start_array"}) - (event in {"end_map", "end_array"})
        builder.event(event, value)
    return builder.value


def _error_in(error: Any) -> str:
    said = error.get("message") if isinstance(error, dict) else error
    return str(said.get("value") if isinstance(said, dict) else said)[:300]


class _Bounded(io.RawIOBase):
    """Reads on until MAX_BYTES; what is longer raises Broken."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._taken += len(data)
        if self._taken > MAX_BYTES:
            raise Broken(Fault.TOO_LARGE)
        buffer[: len(data)] = data
        return len(data)


class _Recoded:
    """UTF-16 with its mark, read as UTF-8."""

    def __init__(self, stream: Any) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-16")

    def read(self, size: int = -1) -> bytes:
        return self._text.read(size).encode()


def _opened(stream: IO[bytes]) -> IO[bytes]:
    """The JSON in a file, as UTF-8 without a mark. Raises Broken for what begins like something else."""
    plain = io.BufferedReader(_Bounded(stream), _CHUNK)
    try:
        if plain.peek(2).startswith(b"\x1f\x8b"):
            unpacked = cast("IO[bytes]", gzip.GzipFile(fileobj=plain))
            plain = io.BufferedReader(_Bounded(unpacked), _CHUNK)
        head = plain.peek(16)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Broken(Fault.BROKEN_GZIP) from error
    if head.startswith(b"PK\x03\x04"):
        raise Broken(Fault.ARCHIVE)
    if head.startswith(_UTF_16):
        return cast("IO[bytes]", _Recoded(plain))
    if head.startswith(codecs.BOM_UTF8):
        plain.read(len(codecs.BOM_UTF8))
        head = plain.peek(16)
    if head.lstrip().startswith(b"<"):
        raise Broken(Fault.MARKUP)
    if not head.strip():
        rest = plain.read(_CHUNK)
        if not rest.strip():
            raise Broken(Fault.EMPTY)
        raise Broken(Fault.NO_JSON)
    return plain
