# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes a good recommendation, how much it asks, and the days that matter before a review. Pure.

The categories are those of UPR Info's database, after E. R. McMahon, "The Universal Periodic Review: A Work
in Progress" (2012): 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific action. Here the first
verb that `verbs.toml` knows decides; how often that agrees: docs/methods/action-categories.md.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from praktijk.recommendations.un.words import Action

#: Words of a draft beyond which a reader no longer sees one thing to do.
MOST_WORDS = 60
LONGEST_TEXT = 2_000

#: Weeks before the session in which a draft has to be ready for the posts and partners to read.
DRAFT_WEEKS = 6
#: Working days before the session by which advance questions are to be with the secretariat.
QUESTION_DAYS = 10


@cache
def _words(of: str) -> frozenset[str]:
    """The words of a list in `verbs.toml`."""
    return frozenset(_lists()[of]["words"].split())


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "verbs.toml").read_text("utf-8"))


@cache
def _categories() -> dict[str, Action]:
    """The category of each verb; of one that stands in two lists that of the first."""
    return {word: category for category in reversed(Action) for word in _words(category.name.lower())}


_WORD = re.compile(r"[a-zA-Z]+")
_MOST_LOOKED_AT = 40
#: What a verb of category 5 takes when it asks no more than one of category 4: something, left open.
_OPEN = re.compile(
    r"^\W*(?:\w+\W+){0,5}?(?:measures?|policies|policy|strategy|strategies|efforts?|steps|process|initiatives)\b",
    re.IGNORECASE,
)
_NOT_OPEN = re.compile(
    r"\b(?:laws?|legislation|legislative|legal|bill|act|plan|moratorium|convention|recommendations?)\b",
    re.IGNORECASE,
)


def category_of(text: str) -> Action | None:
    """The category in which a recommendation (in English) falls; None where no known verb is near."""
    for found in islice(_WORD.finditer(text.lower()), _MOST_LOOKED_AT):
        category = _categories().get(found.group())
        if category is Action.SPECIFIC and _is_open(text[found.end() :]):
            return Action.GENERAL
        if category is not None:
            return category
    return None


def _is_open(after: str) -> bool:
    """Whether what follows a verb leaves open what is to be done."""
    taken = _OPEN.match(after)
    return taken is not None and not _NOT_OPEN.search(taken.group())


class Check(StrEnum):
    """What a draft is looked at for."""

    EMPTY = "empty"
    ADDRESSED = "addressed"
    ONE_ACTION = "one_action"
    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    SHORT = "short"


@dataclass(frozen=True)
class Finding:
    """One thing that a draft was looked at for: whether it is as it should be, and what was found."""

    check: Check
    well: bool
    found: str = ""


_SECOND_ACTION = re.compile(r"(?:;|,?\s+and(?:\s+to)?|,?\s+as well as(?:\s+to)?)\s+([a-z]+)\b", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b\d+\b"
    r"|\bby (?:the end|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|\b(?:convention|protocol|covenant|treaty|statute|act|law|bill|code|article|penal|constitution)\b"
    r"|\b(?:action plan|plan of action|paris principles|standing invitation|moratorium)\b"
    r"|\b(?:institution|commission|court|quota|budget)\b",
    re.IGNORECASE,
)


def checks_of(text: str) -> list[Finding]:
    """What a draft (in English) looks like beside what the guidance for the UPR asks of a recommendation.

    One action, addressed by its verb to the state, specific, measurable, short. Nothing here decides: it
    says what a second reader would ask.
    """
    words = _WORD.findall(text)
    if not words:
        return [Finding(Check.EMPTY, False)]
    first = next((word.lower() for word in words if word.lower() not in _words("before")), "")
    category = category_of(text)
    second = [
        verb
        for verb in _SECOND_ACTION.findall(text)
        if verb.lower() in _categories() and verb.lower() not in _words("nouns")
    ]
    return [
        Finding(Check.ADDRESSED, first in _categories(), first),
        Finding(Check.ONE_ACTION, not second, ", ".join(dict.fromkeys(second))),
        Finding(Check.SPECIFIC, category is Action.SPECIFIC, str(int(category)) if category else ""),
        Finding(Check.MEASURABLE, bool(_MEASURE.search(text))),
        Finding(Check.SHORT, len(words) <= MOST_WORDS, str(len(words))),
    ]


def working_days_before(day: date, count: int) -> date:
    """The day so many working days (Monday to Friday) before another."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


@dataclass(frozen=True)
class Deadlines:
    """The days that matter before a review that begins on `opens`."""

    opens: date
    drafts: date
    questions: date


def deadlines_of(opens: date) -> Deadlines:
    """When drafts and advance questions are due for a session that opens on a day."""
    return Deadlines(opens, opens - timedelta(weeks=DRAFT_WEEKS), working_days_before(opens, QUESTION_DAYS))
