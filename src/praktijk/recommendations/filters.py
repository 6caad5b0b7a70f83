# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the register is wanted, and the address that says so: the one description of a view.

Values of one filter widen it (open or in progress), filters narrow each other (open, and of this unit).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.http import urlencode

#: The value of a filter that picks what has none: no theme, no position, no unit, no owner.
NONE = "none"


class Sort(StrEnum):
    """The orders of the register. Only `THEME` and `RELEVANCE` show recommendations without a commitment."""

    THEME = "theme"
    DUE = "due"
    CHANGED = "changed"
    NOTED = "noted"
    OWNER = "owner"
    RELEVANCE = "relevance"


class AtParliament(StrEnum):
    """Whether Parliament keeps a commitment under a number that we know."""

    WITH = "with"
    WITHOUT = "without"


@dataclass(frozen=True)
class Filter:
    """What of the register is wanted. Empty values mean: all of it.

    theme (keys), position, state, unit (codes) and owner (keys of people) may hold `NONE` besides; country
    holds two-letter codes, person the keys of people who look after a commitment in any way, document keys.
    A window from `due_from` to `due_until` holds every commitment whose term ends in it. `nothing` is what
    is left of a question that was not understood: it finds no record, so that nobody takes all for some.

    A bare value stands for a choice of one; values are kept without doubles and in order.
    """

    text: str = ""
    theme: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    person: tuple[int, ...] = ()
    document: tuple[int, ...] = ()
    due_from: date | None = None
    due_until: date | None = None
    overdue: bool = False
    in_time: bool = False
    unproven: bool = False
    to_verify: bool = False
    mine: bool = False
    parliament: str = ""
    sort: str = Sort.THEME
    nothing: bool = False

    def __post_init__(self) -> None:
        """Bring choices into their one form."""
        for name in CHOICES:
            object.__setattr__(self, name, _ordered(getattr(self, name)))

    @property
    def about_commitments(self) -> bool:
        """Whether something is asked that only commitments have."""
        of_commitments = (self.state, self.unit, self.country, self.owner, self.person, self.due_from)
        return any((*of_commitments, self.due_until, self.parliament, *(getattr(self, one) for one in FLAGS)))

    def without(self, *names: str) -> "Filter":
        """The same with these filters left aside."""
        return self._with(**{name: getattr(_EMPTY, name) for name in names})

    def toggled(self, name: str, value: Any) -> "Filter":
        """The same with a value of a filter added, or taken away where it was chosen; flags turn over."""
        if name in FLAGS:
            return self._with(**{name: not getattr(self, name)})
        chosen = getattr(self, name)
        values = [one for one in chosen if one != value] if value in chosen else [*chosen, value]
        return self._with(**{name: tuple(values)})

    def _with(self, **changes: Any) -> "Filter":
        return replace(self, **changes)

    def parameters(self, on: date | None = None) -> list[tuple[str, str]]:
        """Names and values for an address, always in the same order; `on` is the day of "as known on"."""
        found: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for name in (one.name for one in fields(self)):
            value = getattr(self, name)
            if name in CHOICES:
                found += [(name, str(one)) for one in value]
            elif name in FLAGS and value:
                found.append((name, "on"))
            elif name in ("due_from", "due_until") and value:
                found.append((name, value.isoformat()))
            elif (name == "parliament" and value) or (name == "sort" and value != Sort.THEME):
                found.append((name, str(value)))
        return [*found, ("on", on.isoformat())] if on else found

    def query(self, on: date | None = None) -> str:
        """`parameters` as the query of an address, without its question mark; empty for all of it."""
        return urlencode(self.parameters(on))


#: The filters with several values, and those that are on or off.
CHOICES = ("theme", "position", "state", "unit", "country", "owner", "person", "document")
FLAGS = ("overdue", "in_time", "unproven", "to_verify", "mine")


def _ordered(values: Any) -> tuple[Any, ...]:
    if not values:
        return ()
    several: Iterable[Any] = (values,) if isinstance(values, str | int) else values
    return tuple(sorted({one for one in several if one != ""}))


_EMPTY = Filter()
