# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom one can choose to look after a promise."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.access.roles import GRANTS, Permission
from praktijk.recommendations.assigning.rules import Seat

#: What each seat asks of somebody.
ASKS = {
    Seat.OWNER: Permission.REPORT_PROGRESS,
    Seat.DEPUTY: Permission.REPORT_PROGRESS,
    Seat.VERIFIER: Permission.SETTLE_COMMITMENTS,
}

Choices = list[tuple[str, list[tuple[int, str]]]]


class People:
    """Those who may look after promises, to choose from; read once for all fields of a form.

    They are people with a role that lets them, somewhere. Whether it reaches one promise is asked when
    they are given it: on a page the promise may still be going to another unit. `restricted_to` leaves
    those who belong to one of these units; `besides` are keys of people who are to be among them anyhow,
    `but` that of somebody who is not.
    """

    def __init__(
        self,
        restricted_to: Collection[int] = (),
        besides: Iterable[int | None] = (),
        but: int | None = None,
    ) -> None:
        kept = {key for key in besides if key}
        granting = [role for role, granted in GRANTS.items() if Permission.REPORT_PROGRESS in granted]
        able = Q(is_active=True, role_assignments__role__in=granting)
        found = Person.objects.filter(able | Q(pk__in=kept)).exclude(pk=but).order_by("name", "pk").distinct()
        self.people = [
            person
            for person in found.with_reach().values()
            if not restricted_to or set(restricted_to) & set(person.unit_ids) or person.pk in kept
        ]
        self.kept = kept

    def choices(self, seat: Seat, units: Collection[int]) -> Choices:
        """Groups of (key, name) for a seat: people of these units first, then everybody else."""
        first: list[tuple[int, str]] = []
        others: list[tuple[int, str]] = []
        for person in self.people:
            if person.pk not in self.kept and not person.holding(ASKS[seat]):
                continue
            codes = ", ".join(unit.code for unit in person.units.all())
            name = f"{person.name} ({codes})" if codes else person.name
            (first if set(units) & set(person.unit_ids) else others).append((person.pk, name))
        groups = [(_("Of the unit"), first), (_("Of other units"), others)]
        return [group for group in groups if group[1]]


def people_for(commitment: Any) -> People:
    """Those to choose from for a promise, with those who look after it now."""
    return People(commitment.restricted_to, [getattr(commitment, f"{seat}_id") for seat in Seat])
