# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When which state is reviewed: the sessions of the fourth cycle, and what may be expected after it."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from praktijk.recommendations.un.reviews.rules import Deadlines, deadlines_of
from praktijk.recommendations.un.words import cycle_of

#: A cycle has fourteen sessions, three a year.
_SESSIONS, _A_YEAR = 14, 3


@dataclass(frozen=True)
class Session:
    """A session of the UPR: it opens in the month of `opens`; `expected` is derived, or not announced."""

    number: int
    opens: date
    states: tuple[str, ...]
    expected: bool = False

    @property
    def cycle(self) -> int:
        """The cycle that it is part of."""
        return cycle_of(self.number)

    @property
    def closes(self) -> date:
        """The last day of its month: by then it was, or will have been."""
        return self.opens.replace(day=monthrange(self.opens.year, self.opens.month)[1])

    @property
    def deadlines(self) -> Deadlines:
        """The days that matter before it, counted from the first day of its month."""
        return deadlines_of(self.opens)


@cache
def sessions() -> tuple[Session, ...]:
    """The sessions of the fourth cycle, and those of the fifth as they would follow in the same order."""
    found = tomllib.loads((Path(__file__).parent / "sessions.toml").read_text("utf-8"))["sessions"]
    known = [
        Session(one["number"], one["opens"], tuple(one["states"].split()), one.get("provisional", False))
        for one in found
    ]
    return (*known, *(_a_cycle_on(one) for one in known))


def _a_cycle_on(one: Session) -> Session:
    months = one.opens.month - 1 + 12 * _SESSIONS // _A_YEAR
    opens = date(one.opens.year + months // 12, months % 12 + 1, 1)
    return Session(one.number + _SESSIONS, opens, one.states, expected=True)


def next_review(country: str, today: date) -> Session | None:
    """The session in which a state (ISO 3166-1 alpha-2) is reviewed next; None for what is no state."""
    return next((one for one in sessions() if country in one.states and one.closes >= today), None)


def last_review(country: str, today: date) -> Session | None:
    """The session of the fourth cycle or later in which a state was reviewed last; None before it was."""
    return next((one for one in reversed(sessions()) if country in one.states and one.closes < today), None)


def to_come(today: date) -> list[Session]:
    """The sessions that are not over on a day, in order."""
    return [one for one in sessions() if one.closes >= today]
