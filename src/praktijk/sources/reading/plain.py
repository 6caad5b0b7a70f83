# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The letter's text made even, character for character.

Everything that reads works on a text of exactly the same length as the letter's own, so that an
offset in one is an offset in the other. Marks that a word processor leaves behind and the bodies of
footnotes become blanks there; quotes, dashes and odd blanks become the plain ones.
"""

from __future__ import annotations

import re

from praktijk.sources.reading.model import Span

_EVEN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\ufeff": " ",
        "\u200b": " ",
        "\u00ad": "-",
        "\v": " ",
        "\f": "\n",
        "\r": " ",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)

# Left behind by converters of word-processor files.
_MARK = re.compile(r"\[(?:bookmark|footnoteRef|endnoteRef|comment|image):[^\]\n]{0,200}\]", re.IGNORECASE)
_NOTE_BODY = re.compile(r"\[\d{1,3}:\s[^\]]{0,3000}\]")
_NOTE_CALL = re.compile(r"\[\d{1,3}\]")
_NOTE_LINE = re.compile(
    r"(?m)^[ \t]*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\d{1,3}[ \t])[ \t]*"
    r"(?=(?:zie |see |bijlage bij )?(?:kamerstuk|tk |handelingen|aanhangsel|https?:|kst-|stb\.|stcrt))[^\n]*",
    re.IGNORECASE,
)


def even(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the even text, as long as `text`, and the spans of the footnotes blanked in it.

    Text within footnotes is part of the letter (references are looked for there) but states no
    recommendation and promises nothing.
    """
    plain = text.translate(_EVEN)
    notes = [Span(*m.span()) for m in _NOTE_BODY.finditer(plain)]
    for pattern in (_MARK, _NOTE_BODY):
        plain = pattern.sub(_blank, plain)
    lines = list(_NOTE_LINE.finditer(plain))
    notes.extend(Span(*m.span()) for m in lines)
    if lines:
        plain = _NOTE_LINE.sub(_blank, plain)
    plain = _NOTE_CALL.sub(_blank, plain)
    return plain, tuple(sorted(notes))


def blank_out(plain: str, spans: tuple[Span, ...]) -> str:
    """Return `plain` with the given spans as blanks; line ends stay."""
    for span in spans:
        plain = plain[: span.start] + _blanks(plain[span.start : span.end]) + plain[span.end :]
    return plain


def lower(text: str) -> str:
    """Lower case of the same length (a few capitals of other alphabets have a longer small form)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def trimmed(plain: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends."""
    piece = plain[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + max(left, right))


def _blank(match: re.Match[str]) -> str:
    return _blanks(match.group())


def _blanks(piece: str) -> str:
    return "".join("\n" if char == "\n" else " " for char in piece)
