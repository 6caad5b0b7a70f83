# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Undo the hyphens at the ends of lines, and only those."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SOFT = "\u00ad"
_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)$")
_FIRST_PART = re.compile(r"^([^\W\d_]+)")
_AND_OR = {"en", "of", "and", "or", "dan", "tot", "noch", "respectievelijk"}
_KEEP_AFTER = {
    "niet",
    "non",
    "oud",
    "ex",
    "anti",
    "pro",
    "self",
    "vice",
    "kandidaat",
    "mede",
    "semi",
    "quasi",
}


class Joiner:
    """Joins lines into one; a word that the letter elsewhere writes with a hyphen keeps it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            # What touches the end of a line may be half a word and proves nothing.
            self._words.update(word.lower() for word in _WORD.findall(text.rstrip().rstrip(_HYPHENS)))

    def join(self, lines: Iterable[str]) -> str:
        """One text from the lines of a paragraph."""
        pieces: list[str] = []
        for line in lines:
            following = line.strip()
            if not following:
                continue
            if pieces:
                before, between = self._end(pieces[-1], following)
                pieces[-1:] = [before, between]
            pieces.append(following)
        return "".join(pieces)

    def _end(self, before: str, after: str) -> tuple[str, str]:
        """How a line ends when `after` follows it, and what comes between."""
        if before.endswith(_SOFT):
            return before.rstrip(_SOFT), ""
        if before[-1:] in _HYPHENS and len(before) > 1:
            return self._hyphen(before, after)
        if before.endswith("/") and re.search(r"(?:https?://|www\.)\S*$", before):
            return before, ""
        return before, " "

    def _hyphen(self, before: str, after: str) -> tuple[str, str]:
        bare = before[:-1]
        first, last = _FIRST_PART.search(after), _LAST_PART.search(bare)
        if bare[-1:].isspace() or first is None:  # a dash, or something like "2017-" before a number
            return before, "" if bare[-1:].isdigit() and after[:1].isdigit() else " "
        if first[1].lower() in _AND_OR:  # "in- en uitvoer"
            return before, " "
        if last is None or not bare[-1].islower() or not first[1][0].islower():
            return before, ""  # "VN-raad", "EU-Nederland": the hyphen is the word's own
        whole, hyphened = (last[1] + first[1]).lower(), f"{last[1]}-{first[1]}".lower()
        if last[1].lower() in _KEEP_AFTER or (hyphened in self._words and whole not in self._words):
            return before, ""
        return bare, ""
