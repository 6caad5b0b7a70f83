# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of the register, each row of the database counted once for all of them.

Three passes over the commitments that are wanted (by theme and state, by unit, by quarter) and one over the
recommendations; every figure of a page is a sum of their few rows. A filter with choices asks one pass more:
its counts leave its own choice aside.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    Func,
    OuterRef,
    Q,
    QuerySet,
)

from praktijk.access.models import Unit
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.querysets import overdue
from praktijk.recommendations.rules import State
from praktijk.reference.models import Theme

if TYPE_CHECKING:
    from praktijk.recommendations.queries import Register


@dataclass(frozen=True)
class Group:
    """Commitments that are alike in all of this, and how many they are."""

    theme: int | None
    state: str
    late: bool | None
    unproven: bool
    unowned: bool
    alone: bool
    illustrative: bool
    count: int


class Figures:
    """The counts of one view of the register."""

    def __init__(self, register: "Register") -> None:
        self.register = register
        self.wanted = register.wanted

    @cached_property
    def themes(self) -> list[Theme]:
        """Every theme, in order."""
        return list(Theme.objects.all())

    @cached_property
    def units(self) -> list[Unit]:
        """Every unit, in order."""
        return list(Unit.objects.all())

    @cached_property
    def groups(self) -> list[Group]:
        """The commitments wanted, by all that is counted of them but unit and term."""
        register = self.register
        rows = (
            register.commitments()
            .order_by()
            .annotate(
                is_late=_column(overdue(register.day)),
                is_unproven=_column(register.unproven()),
                is_unowned=_column(Q(owner=None)),
                is_alone=_column(register.alone()),
            )
            .values_list(
                "theme_id", "state", "is_late", "is_unproven", "is_unowned", "is_alone", "illustrative"
            )
            .annotate(Count("id"))
        )
        return [Group(*row) for row in rows]

    @cached_property
    def by_unit(self) -> dict[int | None, int]:
        """The commitments wanted, by the key of their unit."""
        return dict(self.register.commitments().order_by().values_list("unit_id").annotate(Count("id")))

    @cached_property
    def by_quarter(self) -> list[tuple[date, int, int]]:
        """Rows of (first day of a quarter, commitments whose term ends in it, how many are overdue)."""
        rows = (
            self.register.commitments()
            .filter(due_latest__isnull=False)
            .order_by()
            .annotate(quarter=_Quarter("due_latest"), late=_column(overdue(self.register.day)))
            .values_list("quarter", "late")
            .annotate(Count("id"))
        )
        all_of_them: Counter[date] = Counter()
        late: Counter[date] = Counter()
        for quarter, is_late, count in rows:
            all_of_them[quarter] += count
            late[quarter] += count if is_late else 0
        return [(quarter, all_of_them[quarter], late[quarter]) for quarter in sorted(all_of_them)]

    @cached_property
    def recommended(self) -> dict[tuple[int | None, str], int]:
        """The recommendations wanted, whatever position was taken, by the key of their theme and position."""
        rows = self.register.recommendations(self.wanted.without("position")).order_by()
        counted = rows.values_list("theme_id", "position").annotate(Count("id"))
        return {(theme, position): count for theme, position, count in counted}

    def recommendations(self, theme: int | None = None) -> int:
        """How many recommendations are wanted; of one theme, where its key is given."""
        return sum(
            count
            for (of_theme, position), count in self.recommended.items()
            if self.is_wanted(position) and (theme is None or of_theme == theme)
        )

    def recommendations_by_theme(self) -> Counter[int | None]:
        """How many of the recommendations wanted each theme has, by the theme's key."""
        counted: Counter[int | None] = Counter()
        for (theme, position), count in self.recommended.items():
            counted[theme] += count if self.is_wanted(position) else 0
        return counted

    def is_wanted(self, position: str) -> bool:
        """Whether a position, or none, is among those wanted."""
        return not self.wanted.position or (position or NONE) in self.wanted.position

    @cached_property
    def without_promise(self) -> int:
        """How many of the recommendations wanted have none of the commitments wanted."""
        if self.wanted.about_commitments:
            return 0
        below = self.register.commitments().filter(recommendation_id=OuterRef("id")).order_by()
        return self.register.recommendations().filter(~Exists(below)).order_by().count()

    def sum(self, asked: Callable[[Group], bool]) -> int:
        """How many of the commitments wanted are in groups of which this holds."""
        return sum(group.count for group in self.groups if asked(group))

    def totals(self) -> dict[str, int]:
        """See `Register.totals`."""
        mine = getattr(self.register.user, "unit_ids", [])
        return {
            "commitments": self.sum(lambda group: True),
            "overdue": self.sum(lambda group: bool(group.late)),
            "to_verify": self.sum(lambda group: group.state == State.DELIVERED),
            "settled": self.sum(lambda group: group.state == State.SETTLED),
            "unproven": self.sum(lambda group: group.unproven),
            "unowned": self.sum(lambda group: group.unowned),
            "illustrative": self.sum(lambda group: group.illustrative),
            "mine": sum(count for unit, count in self.by_unit.items() if unit in mine) if mine else 0,
            "recommendations": self.recommendations(),
        }

    def counts(self, facet: str) -> dict[str, int]:
        """See `Register.counts`."""
        if facet == "position":
            rows: Iterable[tuple[Any, int]] = [
                (position, count) for (_theme, position), count in self.recommended.items()
            ]
        elif getattr(self.wanted, facet):
            rows = self._aside(facet)
        elif facet == "unit":
            rows = self.by_unit.items()
        else:
            rows = [(getattr(group, facet), group.count) for group in self.groups]
        counted: Counter[str] = Counter()
        for value, count in rows:
            counted[self._key(facet, value)] += count
        return dict(counted)

    def _aside(self, facet: str) -> QuerySet[Any, Any]:
        column = facet if facet == "state" else f"{facet}_id"
        records = self.register.commitments(self.wanted.without(facet)).order_by()
        return records.values_list(column).annotate(Count("id"))

    def _key(self, facet: str, value: Any) -> str:
        """The value as addresses have it: a theme by its key, a unit by its code."""
        if facet == "theme":
            return self.theme_keys.get(value, NONE)
        if facet == "unit":
            return self._unit_codes.get(value, NONE)
        return value or NONE

    @cached_property
    def theme_keys(self) -> dict[int | None, str]:
        """The keys of the themes in addresses, by their keys in the database."""
        return {None: NONE} | {theme.pk: theme.key for theme in self.themes}

    @cached_property
    def _unit_codes(self) -> dict[int | None, str]:
        return {None: NONE} | {unit.pk: unit.code for unit in self.units}


class _Quarter(Func):
    """The first day of the quarter in which a day lies; without a time zone, which would take long."""

    template = "date_trunc('quarter', %(expressions)s::timestamp)::date"
    output_field = DateField()


def _column(condition: Q) -> ExpressionWrapper:
    """A condition as a column: true, or false or null where it does not hold."""
    return ExpressionWrapper(condition, output_field=BooleanField())
