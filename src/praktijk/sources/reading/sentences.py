# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences of a paragraph, as spans."""

from __future__ import annotations

import re

from praktijk.sources.reading.model import Span
from praktijk.sources.reading.plain import trimmed

LONGEST = 2000
"""Characters of the longest sentence."""

# A stop, then blanks, then what can begin a sentence.
_STOP = re.compile(r"[.!?][\"')\]]{0,3}(?=\s)")
_LAST_WORD = re.compile(r"(\S{1,24})$")
_BEGINS = re.compile(r"[\"'(\[*-]{0,3}\s?[A-Z0-9\u00c0-\u00de]")


def sentences(plain: str, start: int, end: int, abbreviations: frozenset[str]) -> list[Span]:
    """Split `plain[start:end]` into sentences.

    `abbreviations` are lower-case words with their stops ("nr.", "o.a.") after which no sentence
    ends. Line ends count as blanks. Returns spans without blanks at their ends, none empty.
    """
    found: list[Span] = []
    begin = start
    for stop in _STOP.finditer(plain, start, end):
        after = _skip_blanks(plain, stop.end(), end)
        if after < end and not _BEGINS.match(plain, after, end):
            continue
        if plain[stop.start()] == "." and not _is_full_stop(plain, begin, stop, after, end, abbreviations):
            continue
        _add(found, plain, begin, stop.end())
        begin = stop.end()
    _add(found, plain, begin, end)
    return found


def _is_full_stop(
    plain: str, begin: int, stop: re.Match[str], after: int, end: int, abbreviations: frozenset[str]
) -> bool:
    word_match = _LAST_WORD.search(plain, max(begin, stop.start() - 24), stop.start() + 1)
    word = word_match.group(1).lstrip("\"'([").lower() if word_match else ""
    if word in abbreviations:
        return False
    bare = word[:-1]
    if len(bare) == 1 and bare.isalpha():
        return False  # an initial, or "a." before a list item
    if bare.isdigit() and len(bare) <= 2 and not plain[begin : stop.start() - len(bare)].strip():
        return False  # the number of a list item
    return not (bare.count(".") and len(bare) <= 6 and bare.replace(".", "").isalpha())  # e.g. "b.v."


def _skip_blanks(plain: str, at: int, end: int) -> int:
    while at < end and plain[at].isspace():
        at += 1
    return at


def _add(found: list[Span], plain: str, start: int, end: int) -> None:
    """Add a sentence; one longer than any sentence is (a list without stops) is cut at blanks."""
    while end - start > LONGEST:
        cut = max(plain.rfind(" ", start + LONGEST // 2, start + LONGEST), start + LONGEST // 2)
        _add(found, plain, start, cut)
        start = cut
    span = trimmed(plain, start, end)
    if span.end > span.start:
        found.append(span)
