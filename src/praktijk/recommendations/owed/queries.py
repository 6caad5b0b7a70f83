# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the register is still owed, counted by unit and owner in one pass of the database."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from praktijk.access.models import Person, Unit
from praktijk.recommendations.queries import Register
from praktijk.recommendations.querysets import overdue
from praktijk.recommendations.rules import AWAITING_DELIVERY, State
from praktijk.recommendations.work.rules import SOON

AWAITING = sorted(state.value for state in AWAITING_DELIVERY)


@dataclass
class Owed:
    """Promises that are not closed: `open` ones are still to be delivered, `soon` and `late` are of those.

    `to_verify` were delivered; `unowned` of all have no owner; `longest` is the most days that one is late.
    """

    open: int = 0
    soon: int = 0
    late: int = 0
    to_verify: int = 0
    unowned: int = 0
    longest: int = 0

    @property
    def urgency(self) -> tuple[int, ...]:
        """Sorts what is most urgent first: by how many are late, for how long, and what is due soon."""
        return (-self.late, -self.longest, -self.soon, -self.open, -self.to_verify)

    def add(self, other: "Owed") -> None:
        """Count what another one counts too."""
        for name in ("open", "soon", "late", "to_verify", "unowned"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)


@dataclass(frozen=True)
class OfPerson:
    """What somebody owes within one unit; `person` is None for what nobody owns."""

    person: Person | None
    owed: Owed


@dataclass
class OfUnit:
    """What a unit owes, and within it each person; `unit` is None for what belongs to none."""

    unit: Unit | None
    owed: Owed = field(default_factory=Owed)
    people: list[OfPerson] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """How many deliveries wait for a verifier; `person` is None where none was named."""

    person: Person | None
    count: int


class WhoOwes:
    """What the register shows as owed; every promise is counted once, in its own unit."""

    def __init__(self, shown: Register) -> None:
        self.shown = shown
        self.total = Owed()
        self.units = self._units()

    def _units(self) -> list[OfUnit]:
        day = self.shown.day
        awaiting, delivered = Q(state__in=AWAITING), Q(state=State.DELIVERED)
        counted = {
            "open": Count("id", filter=awaiting),
            "soon": Count("id", filter=awaiting & Q(due_latest__range=(day, day + SOON))),
            "late": Count("id", filter=overdue(day)),
            "to_verify": Count("id", filter=delivered),
            "unowned": Count("id", filter=Q(owner_id=None)),
        }
        rows = list(
            self.shown.commitments()
            .filter(awaiting | delivered)
            .order_by()
            .values_list("unit_id", "owner_id")
            .annotate(first=Min("due_latest", filter=overdue(day)), **counted)
            .values_list("unit_id", "owner_id", "first", *counted)
        )
        units: dict[int, Unit] = {unit.pk: unit for unit in Unit.objects.all()}
        people = _named({row[1] for row in rows})
        by_unit: dict[int | None, OfUnit] = {}
        for unit, owner, first, *counts in rows:
            owed = Owed(**dict(zip(counted, counts, strict=True)), longest=_days_late(first, day))
            of_unit = by_unit.setdefault(unit, OfUnit(units.get(unit or 0)))
            of_unit.owed.add(owed)
            of_unit.people.append(OfPerson(people.get(owner), owed))
            self.total.add(owed)
        for of_unit in by_unit.values():
            of_unit.people.sort(key=lambda row: (*row.owed.urgency, row.person.name if row.person else ""))
        return sorted(
            by_unit.values(), key=lambda row: (*row.owed.urgency, row.unit.code if row.unit else "")
        )

    def waiting(self) -> list[Waiting]:
        """For each verifier how many deliveries wait for them, the most first."""
        rows = (
            self.shown.commitments()
            .filter(state=State.DELIVERED)
            .order_by()
            .values_list("verifier_id")
            .annotate(count=Count("id"))
        )
        counted: dict[int | None, int] = defaultdict(int, rows)
        people = _named(set(counted))
        waiting = [Waiting(people.get(verifier or 0), count) for verifier, count in counted.items()]
        return sorted(waiting, key=lambda row: (-row.count, row.person.name if row.person else ""))


def _named(keys: set[int | None]) -> dict[Any, Person]:
    return {person.pk: person for person in Person.objects.filter(pk__in=keys - {None})}


def _days_late(first: date | None, day: date) -> int:
    return (day - first).days if first else 0
