# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's doors: one click steps into a role. Closed in every other installation."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from praktijk.access.acting import acting
from praktijk.access.models import Person, RoleChoice
from praktijk.access.roles import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def doors() -> list[dict[str, Any]]:
    """Role, its words and its made-up person, for each role that can be stepped into; else nothing."""
    if not settings.DEMO:
        return []
    people = Person.objects.filter(illustrative=True, is_active=True).prefetch_related("role_assignments")
    first: dict[str, Person] = {}
    for person in people.order_by("pk"):
        for held in person.role_assignments.all():
            first.setdefault(held.role, person)
    return [
        {"role": role.value, "label": RoleChoice(role).label, "person": first[role]}
        for role in Role
        if role in first
    ]


def step_in(request: HttpRequest, role: str) -> Person:
    """Sign the visitor in as the made-up person who holds this role.

    Raises PermissionDenied outside the demonstration, and for a role that has no such person.
    """
    person = next((door["person"] for door in doors() if door["role"] == role), None)
    if person is None:
        raise PermissionDenied("no such door")
    with acting("person.step_in", by=person, needs=None, on=person) as act:
        act.details = {"role": role}
    login(request, person, backend=BACKEND)
    return person
