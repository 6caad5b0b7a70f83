# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who does it, in the letter's own words."""

from __future__ import annotations

import re

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Span

_NAME = re.compile(
    r"(?:(?:De|Het|The)\s+)?(?P<first>[A-Z][\w&\u00c0-\u017f-]*)"
    r"(?:\s+(?:(?:van|voor|of|for|and|en|de|het|the|der)\s+){0,2}[A-Z][\w&\u00c0-\u017f-]*){0,6}(?:\s+\([A-Z]\w+\))?(?=\s+[a-z])"
)


def opening_name(letter: Letter, sentence: Span) -> Span | None:
    """The name with which a sentence opens as its subject: "De Nederlandse Zorgautoriteit (NZa) brengt"."""
    match = _NAME.match(letter.plain, sentence.start, sentence.end)
    if match is None:
        return None
    words = match.group().split()
    if len(words) == 1 and sum(char.isupper() for char in words[0]) < 2:
        return None  # any word at the start of a sentence
    receivers = letter.rules.lists["owners.receivers"]
    if any(word.lower().strip("()") in receivers for word in words) or match["first"].lower() in receivers:
        return None
    return Span(*match.span())


def find_owner(letter: Letter, sentence: Span, verb: int | None) -> str | None:
    """The words that name who does what the sentence promises, or None.

    `verb` is where the promising verb begins: the name nearest before it in its clause counts, then
    the nearest after it. A passive ("wordt door de inspectie ...") names its doer with "by".
    """
    found = [
        match
        for match in letter.rules.actor.finditer(letter.plain, sentence.start, sentence.end)
        if not letter.plain.startswith("'s", match.end())
    ]
    if not found:
        name = opening_name(letter, sentence) if verb is not None else None
        if name is None or verb is None or len(letter.plain[name.end : verb].split()) > 3:
            return None
        return _words(letter, name)
    by = letter.rules.lists["owners.by"]
    for match in found:
        words = letter.low[sentence.start : match.start()].split()
        if words and words[-1] in by:
            return _words(letter, Span(*match.span()))
    if verb is None:
        return None
    before = [match for match in found if match.end() <= verb and verb - match.end() < 60]
    after = [match for match in found if verb <= match.start() <= verb + 26]
    nobody = letter.rules.lists["owners.nobody"]
    beside = letter.low[verb : sentence.end].split()[1:2]
    if beside and beside[0] in nobody:
        return None
    lead = letter.low[sentence.start : verb].split()
    if lead and lead[-1] in nobody:
        return None
    if (
        after
        and letter.rules.inverts
        and not (
            before
            and "," not in letter.plain[before[-1].end() : verb]
            and before[0].start() == sentence.start
        )
    ):
        return _words(letter, Span(*after[0].span()))
    return _words(letter, Span(*before[-1].span())) if before else None


def named_owner(letter: Letter, span: Span) -> str | None:
    """The words of a cell or line that says who is responsible."""
    words = _words(letter, span).strip(" .;:*_")
    return words or None


def _words(letter: Letter, span: Span) -> str:
    return " ".join(letter.text[span.start : span.end].split())
