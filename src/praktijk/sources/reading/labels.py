# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels that say what follows ("Aanbeveling 3:", "Management response"), and heads of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Block, Span
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.rules import Rules

_BULLET = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]?|[-*\u2022#]+)\s+")
_WORDS_IN_BRACKETS = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A label found: its role, the number in it, and where the words after it begin.

    `inner` are the words in brackets of "Aanbeveling 3 (maak ...)", which are the recommendation.
    """

    role: str
    number: str | None
    rest: int
    bare: bool
    inner: Span | None = None


def label_of(letter: Letter, start: int, end: int, *, column: bool = False) -> Label | None:
    """The label with which a passage begins, if it does."""
    rules = letter.rules
    offset = after_list_number(letter.low, start, end)
    match = rules.label.match(letter.low, offset, end)
    if match is None:
        return None
    role = rules.labels[match["label"]]
    after = trimmed(letter.plain, match.end(), end)
    bare = after.end == after.start
    if role == "recommendation" and match["rest"] and (bare or match["mark"] != ":"):
        inner = trimmed(letter.plain, match.start("rest") + 1, match.end("rest") - 1)
        inner = Span(letter.plain.find("(", match.start("rest")) + 1, inner.end)
        if len(letter.plain[inner.start : inner.end].split()) >= _WORDS_IN_BRACKETS:
            return Label(role, match["number"], after.start, bare=bare, inner=inner)
    if bare and (column or role in {"recommendation", "response", "action"} or match["mark"]):
        return Label(role, match["number"], end, bare=True)
    if column:
        return None
    numbered = match["number"] is not None and role == "recommendation"
    if match["mark"] == ":" or (match["mark"] and (match["rest"] or numbered)):
        return Label(role, match["number"], after.start, bare=False)
    if (
        match["number"] is not None
        and role in {"recommendation", "response"}
        and match["number"][0] not in "abcdefgh"
    ):
        follows = letter.plain[after.start]
        if match["mark"] or follows.isupper() or follows in "\"'":
            return Label(role, match["number"], after.start, bare=False)
    return None


def after_list_number(low: str, start: int, end: int) -> int:
    """Where the words behind a bullet or the number of a list begin."""
    match = _BULLET.match(low, start, end)
    return match.end() if match else start


def role_of_head(letter: Letter, cell: Block) -> str | None:
    """The role that a short cell names; words before or after the label may say whose it is."""
    words = " ".join(letter.low[cell.start : cell.end].split()).strip(" .:*_")
    if len(words) > 48:
        return None
    return column_role(words, letter.rules)


def column_role(words: str, rules: Rules) -> str | None:
    """The role that the lower-case head of a column names, or None."""
    if words in rules.labels:
        return rules.labels[words]
    without = re.sub(r"\([^)]*\)", "", words).strip(" /.:")
    if without in rules.labels:
        return rules.labels[without]
    for piece in re.split(r"\s?/\s?|\s(?:en|and)\s", without):
        if piece in rules.labels:
            return rules.labels[piece]
    first = without.split(" ")[0].rstrip("(s)") if without else ""
    return rules.labels.get(first) if first and len(without.split()) <= 4 else None
