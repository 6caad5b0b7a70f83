# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure reckoning for the co-ordinator: ages, shares and medians; no database, no clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median


class Age(StrEnum):
    """How long ago the last note on a promise was written."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    LONGER = "longer"
    NEVER = "never"


#: The most days that an age spans, from young to old.
WITHIN = {Age.MONTH: 30, Age.QUARTER: 91, Age.HALF_YEAR: 182}


def age(last: date | None, today: date) -> Age:
    """The age of a note of this day; NEVER where there is none."""
    if last is None:
        return Age.NEVER
    days = (today - last).days
    return next((name for name, most in WITHIN.items() if days <= most), Age.LONGER)


@dataclass(frozen=True)
class Spread:
    """How many durations there are, and their middle one; `shortest` and `longest` in days."""

    count: int
    median: float
    shortest: int
    longest: int


def spread(days: list[int]) -> Spread:
    """The spread of durations in days, at least one. Raises StatisticsError for none."""
    return Spread(len(days), median(days), min(days), max(days))
