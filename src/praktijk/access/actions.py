# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about people, their units and roles. Nothing else changes who may do what."""

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting
from praktijk.access.leaving import refuse_when_holding
from praktijk.access.models import Person, RoleAssignment, Unit
from praktijk.access.roles import Permission, Role, ScopeKind


def create_unit(
    *,
    by: Actor,
    code: str,
    name_nl: str,
    name_en: str,
    kind: str = Unit.Kind.DIRECTORATE,
    countries: list[str] | None = None,
    illustrative: bool = False,
    now: datetime | None = None,
) -> Unit:
    """Add a directorate, post, agency or other unit. Raises ValidationError when the code is taken."""
    with acting("unit.create", by=by, needs=Permission.MANAGE_ACCESS, now=now) as act:
        unit = Unit(
            code=code,
            name_nl=name_nl,
            name_en=name_en,
            kind=kind,
            countries=countries or [],
            illustrative=illustrative,
        )
        unit.full_clean()
        unit.save()
        act.record = unit
    return unit


def create_person(
    *,
    by: Actor,
    email: str,
    name: str,
    units: list[Unit] | None = None,
    language: str = "nl",
    password: str | None = None,
    illustrative: bool = False,
) -> Person:
    """Add somebody who can sign in: with this password, or after setting one by mail.

    Raises ValidationError when the address is taken or malformed, or the password too weak.
    """
    with acting("person.create", by=by, needs=Permission.MANAGE_ACCESS) as act:
        person = Person(
            email=Person.objects.normalize_email(email).lower(),
            name=name,
            language=language,
            illustrative=illustrative,
        )
        if password is None:
            person.set_unusable_password()
        else:
            validate_password(password, person)
            person.set_password(password)
        person.full_clean()
        person.save()
        person.units.set(units or [])
        act.record = person
    return person


def set_password(*, by: Actor, person: Person, password: str) -> None:
    """Give a person another password. Raises ValidationError when it is too weak."""
    with acting("person.password", by=by, needs=Permission.MANAGE_ACCESS, on=person):
        validate_password(password, person)
        person.set_password(password)
        person.save(update_fields=["password"])


def change_person(*, by: Actor, person: Person, name: str, units: list[Unit], is_active: bool) -> Person:
    """Change a person's name and units, or whether they may sign in.

    Raises ValidationError when they still look after something for which they need the account or unit.
    """
    with acting("person.change", by=by, needs=Permission.MANAGE_ACCESS, on=person) as act:
        if not is_active and by == person:
            raise ValidationError(_("You cannot close your own account."))
        if not is_active:
            _see_an_administrator_left(without=_administrators().filter(person=person))
        refuse_when_holding(person, is_active=is_active, units=[unit.pk for unit in units])
        act.details = {"was": {"name": person.name, "units": person.unit_ids, "is_active": person.is_active}}
        person.name, person.is_active = name, is_active
        person.full_clean()
        person.save(update_fields=["name", "is_active"])
        person.units.set(units)
    return person


def assign_role(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: str = ScopeKind.EVERYTHING,
    unit: Unit | None = None,
    countries: list[str] | None = None,
) -> RoleAssignment:
    """Give a person a role within a scope.

    Raises ValidationError when the role is not one of `Role`, when the scope lacks what it covers or does
    not suit the role, or when the person holds it already.
    """
    with acting("role.assign", by=by, needs=Permission.MANAGE_ACCESS, on=person) as act:
        if role not in set(Role):
            raise ValidationError(_("There is no role “%(role)s”."), params={"role": role})
        if role == Role.ADMINISTRATOR and scope != ScopeKind.EVERYTHING:
            raise ValidationError(
                {"scope": _("An administrator looks after everybody: choose “everything”.")}
            )
        assignment = RoleAssignment(
            person=person, role=role, scope=scope, unit=unit, countries=sorted(set(countries or []))
        )
        assignment.full_clean()
        assignment.save()
        act.details = {"role": role, "scope": scope, "covers": assignment.scope_in_words}
        _forget_roles(person)
    return assignment


def withdraw_role(*, by: Actor, assignment: RoleAssignment) -> None:
    """Take a role away.

    Raises ValidationError when nobody would be left to manage access, or when the person still looks after
    something for which they need it.
    """
    with acting("role.withdraw", by=by, needs=Permission.MANAGE_ACCESS, on=assignment.person) as act:
        if assignment.role == Role.ADMINISTRATOR:
            _see_an_administrator_left(without=_administrators().filter(pk=assignment.pk))
        refuse_when_holding(assignment.person, without=assignment)
        act.details = {"role": assignment.role, "covers": assignment.scope_in_words}
        person = assignment.person
        assignment.delete()
        _forget_roles(person)


def set_preferences(*, by: Person, **preferences: Any) -> Person:
    """Keep how a person wants to see the pages: any of `language`, `theme` and `density`.

    Raises ValidationError for a value that is not offered.
    """
    with acting("person.preferences", by=by, needs=None, on=by) as act:
        for name in ("language", "theme", "density"):
            setattr(by, name, preferences.get(name, getattr(by, name)))
        by.full_clean()
        by.save(update_fields=["language", "theme", "density"])
        act.details = preferences
    return by


def _administrators() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True)


def _see_an_administrator_left(*, without: QuerySet[RoleAssignment]) -> None:
    """Raise ValidationError when nobody would be left to manage access without these assignments.

    Locks every assignment of an administrator, in one order, so that two who remove each other's at the
    same moment follow one another; who is left is asked only then, as the first may have closed an account.
    """
    locked = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR).select_for_update().order_by("pk")
    list(locked)
    held = set(_administrators().values_list("pk", flat=True))
    going = set(without.values_list("pk", flat=True))
    if going and not held - going:
        raise ValidationError(_("This is the last administrator. Appoint another one first."))


def _forget_roles(person: Person) -> None:
    person.__dict__.pop("roles_held", None)
