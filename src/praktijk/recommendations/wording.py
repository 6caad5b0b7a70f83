# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a term is put in words, the same on the page, in a report and in a file; and the language of words."""

import re
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktijk.web.dates import day

#: Short words that stand in nearly every sentence of one of our languages and in none of the other.
_TELLING = {
    "nl": frozenset(
        ("de", "het", "een", "en", "dat", "te", "voor", "zijn", "aan", "om", "ook", "bij", "niet")
    ),
    "en": frozenset(
        ("the", "a", "and", "to", "that", "for", "with", "this", "will", "has", "are", "by", "it")
    ),
}


def language_told(words: str) -> str:
    """The language that words are in, where they tell: "nl", "en", or empty.

    For what people write once and not in two languages, such as the reason of a moved deadline.
    """
    found = set(re.findall(r"\w+", words.casefold()))
    told = [language for language, telling in _TELLING.items() if found & telling]
    return told[0] if len(told) == 1 else ""


def window(commitment: Any) -> str:
    """The term in words with its dates: "end of 2025 (1 Oct – 31 Dec 2025)"."""
    return term(commitment.due_words, commitment.due_earliest, commitment.due_latest)


def window_before(move: Any) -> str:
    """The term that a deadline had before it moved, in the language of the moment, else the other one."""
    words = (move.old_words_nl, move.old_words_en)
    first, second = words if (get_language() or "nl").startswith("nl") else words[::-1]
    return term(first or second, move.old_earliest, move.old_latest)


def term(words: str, earliest: date | None, latest: date | None) -> str:
    """A term by its words and the days of its window."""
    if latest is None:
        return words or _("no term named")
    dates = day(latest)
    if earliest:
        dates = f"{_without_same_year(earliest, latest)} – {dates}"
    return f"{words} ({dates})" if words else dates


def _without_same_year(first: date, last: date) -> str:
    written = day(first)
    return written.removesuffix(f" {first.year}") if first.year == last.year else written
