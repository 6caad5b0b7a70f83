# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phrases as data, made into patterns.

A phrase is words with blanks between them, in lower case:

    neemt ... over        "..." is any words, at most 25 of them; at the end as many as there are
    zal .. worden         ".." is any words, at most 4
    aanbeveling~          "~" is any ending
    ~aanbeveling          and in front, any beginning with a hyphen ("IOB-aanbeveling")
    (de|het|een) advies   one of these
    (ook)? over           perhaps this word
    aanbeveling #         "#" is a number of a list ("3", "2b"); "#?" perhaps one

Patterns made from them hold no nested repetition, so the time they take grows with the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_LONG_GAP = r"(?:\s++\S++){0,25}?"
_REST = r"(?:\s++\S++){0,25}+"
_SHORT_GAP = r"(?:\s++\S++){0,4}?"
_BETWEEN = r"[,;:)\"']{0,3}\s++[\"'(]{0,2}"
_NUMBER = r"(?:nr\.?\s|no\.?\s)?\d{1,3}(?:\.\d{1,2})?[a-z]?"
_TOKEN = re.compile(r"~?\([^)]*\)~?\??|[^\s(]+")


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrase: its pattern, and the words of which one must be there for it to match at all.

    The pattern is made when it is first needed: most phrases are in no letter of a day.
    """

    written: str
    source: str
    anchors: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the phrase in lower-case, even text."""
        return _compiled(self.source)

    def may_be_in(self, text: str) -> bool:
        """Whether a text holds a word of it at all; cheap, to leave out what cannot match."""
        return any(anchor in text for anchor in self.anchors)

    def places(self, text: str) -> Iterator[int]:
        """Where the words without which it cannot match stand."""
        for anchor in self.anchors:
            at = text.find(anchor)
            while at >= 0:
                yield at
                at = text.find(anchor, at + 1)

    def find(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place in the lower-case, even text where the phrase stands."""
        stop = len(text) if end is None else end
        return self.pattern.search(text, start, stop) if self._may_stand(text, start, stop) else None

    def find_all(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All places, from left to right, not overlapping."""
        return self.pattern.finditer(text, start, end) if self._may_stand(text, start, end) else iter(())

    def _may_stand(self, text: str, start: int, end: int) -> bool:
        # A loop, not any(): this is asked some hundred thousand times of a letter.
        for anchor in self.anchors:  # noqa: SIM110
            if text.find(anchor, start, end) >= 0:
                return True
        return False


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def phrase(written: str) -> Phrase:
    """Make a pattern of a phrase; ValueError when it holds no word to look for."""
    source = ""
    anchors: tuple[str, ...] = ()
    first = True
    parts = _TOKEN.findall(written)
    for at, part in enumerate(parts):
        if part == "...":
            source += _LONG_GAP if at + 1 < len(parts) else _REST
            continue
        if part == "..":
            source += _SHORT_GAP
            continue
        optional = part.endswith("?")
        if part.startswith("#"):
            source += f"(?:{_BETWEEN}{_NUMBER})?" if optional else _BETWEEN + _NUMBER
            continue
        piece, words = _piece(part[:-1] if optional else part)
        if optional:
            source += f"(?:{piece}{_BETWEEN})?" if first else f"(?:{_BETWEEN}{piece})?"
            continue
        source += piece if first else _BETWEEN + piece
        first = False
        if not anchors or min(map(len, words)) > min(map(len, anchors)):
            anchors = words
    if not anchors:
        raise ValueError(f"no word to look for in {written!r}")
    return Phrase(written, rf"(?<!\w){source}(?!\w)", anchors)


def phrases(written: Iterable[str]) -> tuple[Phrase, ...]:
    """Make patterns of many phrases."""
    return tuple(phrase(one) for one in written)


def forms_of(verb: str) -> list[str]:
    """The phrases for all forms and word orders of a verb, written with its participle last.

    "omarm omarmt omarmen omarmd" stands for each of its forms; "over: neem neemt nemen genomen" also
    for "neemt ... over", "over te nemen" and "overgenomen".
    """
    particle, _, forms = verb.rpartition(": ")
    words = forms.split()
    if not particle:
        return [f"({'|'.join(dict.fromkeys(words))})"]
    infinitive = next((word for word in words if word.endswith("en")), words[0])
    joined = "|".join(dict.fromkeys(particle + word for word in words))
    return [
        f"({'|'.join(words[:-1])}) ... {particle}",
        f"({joined})",
        f"{particle} te {infinitive}",
    ]


def any_of(found: tuple[Phrase, ...], text: str, start: int, end: int) -> re.Match[str] | None:
    """The leftmost place where one of the phrases stands."""
    best: re.Match[str] | None = None
    for one in found:
        match = one.find(text, start, end)
        if match is not None and (best is None or match.start() < best.start()):
            best = match
    return best


def _piece(token: str) -> tuple[str, tuple[str, ...]]:
    beginning = r"(?:\w{1,16}+-)?" if token.startswith("~") else ""
    ending = token.endswith("~")
    body = token.removeprefix("~").removesuffix("~")
    choices = body[1:-1].split("|") if body.startswith("(") else [body]
    words = tuple(
        choice.rstrip("~").split(" ")[0] if " " in choice else choice.rstrip("~") for choice in choices
    )
    made = "|".join(_word(choice) for choice in choices)
    return f"{beginning}(?:{made})" + (r"\w*+" if ending else ""), words


def _word(choice: str) -> str:
    ending = choice.endswith("~")
    parts = choice.removesuffix("~").split(" ")
    return r"\s++".join(re.escape(part) for part in parts) + (r"\w*+" if ending else "")
