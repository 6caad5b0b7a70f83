# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""To which units somebody may give promises."""

from django.db.models import Q, QuerySet

from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission, ScopeKind


def everywhere(user: Person) -> bool:
    """Whether a role of this person edits the whole register."""
    return any(role.scope == ScopeKind.EVERYTHING for role in user.holding(Permission.EDIT_REGISTER))


def units_to_give(user: Person) -> QuerySet[Unit]:
    """The units to which this person may hand a commitment: those within a role that edits the register."""
    if everywhere(user):
        return Unit.objects.all()
    within = Q(pk__in=[])
    for role in user.holding(Permission.EDIT_REGISTER):
        within |= Q(pk=role.unit_id) | Q(countries__overlap=role.countries)
    return Unit.objects.filter(within)
