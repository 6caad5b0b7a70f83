# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text in columns (CSV) as a stream, in whatever encoding, with whatever line ends and separator it comes."""

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import IO

from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.sources.reading.documents import plain_text
from praktijk.sources.reading.model import Unreadable

_CHUNK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff][^\r\n]{0,40}")
_LINE_END = re.compile(rb"[\r\n]")
_BEFORE = 40
_KEPT_BEYOND_ASCII = 5_000
_EIGHT_BITS = ("cp1252", "mac_roman", "cp850", "cp437")
_ELSEWHERE = ("iso8859_15", "cp1250", "iso8859_2", "cp1251", "cp1253", "cp1254", "iso8859_9")
_READS_WELL = 0.6
_SMALL = "éèêëàáâãäåíïîìóôöòõúûüùçñøæœß"
_CAPITAL = "ÉÈÀÁÇÑÖÜÓÍÅØÎ"
_SELDOM = "ýÿšžŠŽÂÃÄÊËÌÏÒÔÕÙÚÛÆŒð"
# Where signs beyond ASCII stand in a text that is read well, and how much each tells.
_READ = (
    (re.compile(rf"(?<=[A-Za-z{_SMALL}])[{_SMALL}]|[{_SMALL}](?=[a-z{_SMALL}])|(?<= )à(?= )"), 1.0),
    (re.compile(rf"(?<![A-Za-z{_SMALL}])[{_CAPITAL}](?=[a-z{_SMALL}])|(?<=[A-Z])[{_CAPITAL}](?![a-z])"), 1.0),
    (re.compile(rf"(?<=[A-Za-z])[{_SELDOM}](?=[a-z])"), 0.4),
    (re.compile(r"(?<=[A-Za-z])’(?:(?=(?:s|t|re|ve|ll|d|m)\b)|(?!\w)|(?=[A-ZÉaeiouhé]))"), 1.0),
    (re.compile(r"(?<![^\s(])[“‘«](?=\S)|(?<=\S)[”’»](?![^\s.,;:!?)])"), 1.0),
    (re.compile(r"(?<=[ \d])[–—](?=[ \d])|(?<=\S)…"), 1.0),
    (re.compile(r"(?<=\w)[–—](?=\w)|[•·§°€£\xa0]"), 0.7),
)
_SEPARATORS = ",;\t|"
_LOOKED_AT = 20
_MOST_LINES = 100
_STRAY = "windows-1252-where-it-is-not-utf-8"


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _stray)


def records(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line from 1, values) of each line of a table; the title lines above it as well.

    A quote that is never closed costs its own line only. Raises BrokenFile: "empty", "unknown_encoding".
    """
    encoding, errors = encoding_of(file)
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    try:
        yield from _records(_Lines(text))
    except UnicodeError as error:
        raise BrokenFile("unknown_encoding", str(error)[:200]) from error
    finally:
        text.detach()


def encoding_of(file: IO[bytes]) -> tuple[str, str]:
    """(encoding of a text, how its errors are to be treated). Leaves the file at its start.

    Raises BrokenFile: "empty", "unknown_encoding".
    """
    start = file.read(4096)
    file.seek(0)
    if not start:
        raise BrokenFile("empty")
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding, "strict"
    if b"\x00" in start:
        return _utf_16(start), "strict"
    beyond = _beyond_ascii(file)
    file.seek(0)
    if not beyond:
        return "utf-8", _STRAY
    told = beyond.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= sign <= "\udcff" for sign in told)
    right = sum(sign > "\x7f" for sign in told) - wrong
    return ("utf-8", _STRAY) if right > wrong else (_eight_bits(beyond), "replace")


def _utf_16(start: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte is a zero, on one side."""
    half = max(len(start) // 2, 1)
    first, second = start[0::2].count(0) / half, start[1::2].count(0) / half
    if second > 0.7 and first < 0.05:
        return "utf-16-le"
    if first > 0.7 and second < 0.05:
        return "utf-16-be"
    raise BrokenFile("unknown_encoding", "no text")


def _beyond_ascii(file: IO[bytes]) -> bytes:
    """What stands around the first signs beyond ASCII, a piece a line."""
    pieces: list[bytes] = []
    while len(pieces) < _KEPT_BEYOND_ASCII and (chunk := file.read(_CHUNK)):
        for found in islice(_BEYOND_ASCII.finditer(chunk), _KEPT_BEYOND_ASCII):
            before = chunk[max(0, found.start() - _BEFORE) : found.start()]
            pieces.append(_LINE_END.split(before)[-1] + found[0])
    return b"\n".join(pieces)


def _eight_bits(beyond: bytes) -> str:
    """The encoding of one byte a sign in which this reads best: letters in words, quotes around them."""
    scores = {encoding: _how_well(beyond, encoding) for encoding in _EIGHT_BITS}
    best = max(_EIGHT_BITS, key=lambda encoding: scores[encoding])
    if scores[best] >= _READS_WELL:
        return best
    try:
        text = plain_text.decode(beyond)
    except Unreadable as error:
        raise BrokenFile("unknown_encoding") from error
    for encoding in (*_EIGHT_BITS, *_ELSEWHERE):
        if beyond.decode(encoding, "replace") == text:
            return encoding
    raise BrokenFile("unknown_encoding")


def _how_well(beyond: bytes, encoding: str) -> float:
    """From 0 (signs where no text has them) to 1 for what stands beyond ASCII, read in an encoding."""
    try:
        text = beyond.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    worth: dict[int, float] = {}
    for pattern, value in _READ:
        for found in pattern.finditer(text):
            worth.setdefault(found.start(), value)
    return sum(worth.values()) / max(1, sum(sign > "\x7f" for sign in text))


class _Lines:
    """The lines of a text with their numbers; lines that were taken can be given back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._again: deque[tuple[int, str]] = deque()
        self._number = 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        while True:
            if self._again:
                yield self._again.popleft()
            elif line := self._text.readline():
                self._number += 1
                yield self._number, line.replace("\x00", "")
            else:
                return

    def back(self, lines: list[tuple[int, str]]) -> None:
        """Give lines back, to be read again."""
        self._again.extendleft(reversed(lines))


def _records(lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    first = list(islice(lines, _LOOKED_AT))
    separator, width = _separator([line for _, line in first])
    lines.back(first)
    while True:
        taken: list[tuple[int, str]] = []
        values = _record(_taking(lines, taken), separator)
        if not taken:
            return
        if values is None or (len(taken) > 1 and len(values) != width):
            lines.back(taken[1:])
            values = _alone(taken[0][1], separator)
        if any(value.strip() for value in values):
            yield taken[0][0], values


def _taking(lines: _Lines, taken: list[tuple[int, str]]) -> Iterator[str]:
    for one in islice(lines, _MOST_LINES):
        taken.append(one)
        yield one[1]


def _record(lines: Iterator[str], separator: str) -> list[str] | None:
    """The values of the next record; None where its quotes do not fit."""
    try:
        return next(csv.reader(lines, delimiter=separator, strict=True), [])
    except csv.Error:
        return None


def _alone(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return [line]


def _separator(lines: list[str]) -> tuple[str, int]:
    """(what stands between the values, how many values most lines have): what gives the most even table."""
    best = (0, _SEPARATORS[0], 1)
    for separator in _SEPARATORS:
        try:
            widths = Counter(len(values) for values in csv.reader(lines, delimiter=separator))
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[0] > 1) * item[0] * item[1], default=(1, 0))
        best = max(best, ((width > 1) * width * count, separator, width), key=lambda one: one[0])
    return best[1], best[2]
