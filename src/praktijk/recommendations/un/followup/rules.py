# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a recommendation, and when it was looked at too long ago: pure decisions."""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What became of a recommendation, from worst to best; the last says that nobody can tell."""

    NOT_ASSESSED = "not_assessed"
    REGRESSED = "regressed"
    NO_PROGRESS = "no_progress"
    SOME_PROGRESS = "some_progress"
    PARTLY = "partly_implemented"
    IMPLEMENTED = "implemented"
    UNABLE = "unable_to_assess"


class Confidence(StrEnum):
    """How sure who assessed it is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Side(StrEnum):
    """Which way a piece of evidence points."""

    FOR = "for"
    AGAINST = "against"


#: After so many months without a look a recommendation stands on the list of those.
MONTHS_WITHOUT_A_LOOK = 18


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one; 0 or less where it is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def a_year_on(today: date) -> date:
    """The same day a year later; 28 February after a leap day."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return today.replace(year=today.year + 1, day=28)


def too_long_ago(assessed_on: date | None, today: date) -> bool:
    """Whether the last look lies `MONTHS_WITHOUT_A_LOOK` months back or more; False where there was none."""
    return assessed_on is not None and months_between(assessed_on, today) >= MONTHS_WITHOUT_A_LOOK
