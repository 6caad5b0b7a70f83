# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text: find its encoding and keep every character where it is."""

from __future__ import annotations

import codecs
import re

from praktijk.sources.reading.limits import MAX_CHARACTERS
from praktijk.sources.reading.model import LetterText
from praktijk.sources.reading.reasons import unreadable

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_SAMPLE = 64 * 1024
_WESTERN = ["cp1252", "mac_roman", "cp850", "cp437"]
_OTHERS = ["cp1250", "iso8859_2", "cp1251", "cp1253", "cp1254", "iso8859_9"]
_LEAST_AT_HOME = 0.95
_HIGH = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_C1 = re.compile(r"[\x80-\x9f]")
_EURO_OF_LATIN_9 = re.compile(rb"\xa4 ?[0-9]|[0-9] ?\xa4")
_LETTERS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽß"
_SIGNS = "‘’“”„‚–—…•€£§°²³½¼¾«»·©®™¹ºª±×´†‡‰\xa0\xad"
_AT_HOME = frozenset(_LETTERS + _SIGNS)
_SMALL = "".join(c for c in _LETTERS if c.islower())
_CAPITAL = "".join(c for c in _LETTERS if c.isupper())
_LETTER_IN_WORD = re.compile(
    rf"[{_SMALL}](?=[a-z{_SMALL}])|(?<=[a-z{_SMALL}])[{_SMALL}]|(?<![A-Za-z])[{_LETTERS}](?![A-Za-z])"
    rf"|(?<![a-z])[{_CAPITAL}]"
)
_FREQUENT = frozenset("éëèïöüçêâàîôûäóáíú‘’“”–…•€\xa0")


def read_plain_text(data: bytes) -> LetterText:
    """The text exactly as decoded, without a byte-order mark; line ends are not changed.

    `structure` is empty. Raises Unreadable: `unknown_encoding` (also for what is no text at all),
    `too_long`, `empty`.
    """
    text = decode(data)
    if not text.strip():
        raise unreadable("empty")
    if len(text) > MAX_CHARACTERS:
        raise unreadable("too_long", limit=MAX_CHARACTERS)
    return LetterText(text)


def decode(data: bytes) -> str:
    """`data` as text: UTF-8, UTF-16, UTF-32, Windows-1252, ISO 8859-15 or what else it shows to be.

    Raises Unreadable `unknown_encoding` rather than give a text with wrong characters.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strictly(data[len(bom) :], encoding))
    if b"\x00" in data:
        return _checked(_strictly(data, _utf_16_without_mark(data)))
    text = _or_none(data, "utf-8")
    if text is not None:
        return _checked(text)
    return _checked(_eight_bits(data))


def _strictly(data: bytes, encoding: str) -> str:
    text = _or_none(data, encoding)
    if text is None:
        raise unreadable("unknown_encoding")
    return text


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf_16_without_mark(data: bytes) -> str:
    """Western text in UTF-16 has a zero in nearly every second byte, on one side."""
    sample = data[: _SAMPLE // 2 * 2]
    pairs = max(len(sample) // 2, 1)
    low, high = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if len(data) % 2 == 0 and high > 0.7 and low < 0.05:
        return "utf-16-le"
    if len(data) % 2 == 0 and low > 0.7 and high < 0.05:
        return "utf-16-be"
    raise unreadable("unknown_encoding")


def _checked(text: str) -> str:
    """Refuse a text with control characters in it that no text has."""
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > len(text) / 1000:
        raise unreadable("unknown_encoding")
    return text


def _eight_bits(data: bytes) -> str:
    """Text in one byte per character: first what Western Europe uses, then what else it may be."""
    latin_9 = _or_none(data, "iso8859_15")
    if latin_9 is not None and not _C1.search(latin_9) and _EURO_OF_LATIN_9.search(data):
        return latin_9
    texts = [text for encoding in _WESTERN if (text := _or_none(data, encoding)) is not None]
    likely = [text for text in texts if _at_home(text) >= _LEAST_AT_HOME]
    # Read in the wrong encoding an é is still a letter, but a rare one: the best has the usual ones.
    return max(likely, key=_usual) if likely else _guessed(data)


def _at_home(text: str) -> float:
    """Share (0-1) of the characters beyond ASCII that stand where Western text has them."""
    high = _HIGH.findall(text)
    signs = sum(1 for c in high if c in _SIGNS)
    letters = len(_LETTER_IN_WORD.findall(text))
    known = sum(1 for c in high if c in _AT_HOME)
    return min(known, signs + letters) / max(len(high), 1)


def _usual(text: str) -> int:
    """How many of the characters beyond ASCII are those that letters are full of."""
    return sum(1 for c in _HIGH.findall(text) if c in _FREQUENT)


def _guessed(data: bytes) -> str:
    """What statistics of the text say, if they say one thing clearly."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS, enable_fallback=False, threshold=0.1).best()
    if best is None or best.coherence < 0.2:
        raise unreadable("unknown_encoding")
    return _strictly(data, best.encoding)
