# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person may see: every read that a page shows starts here."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from praktijk.access.audit_words import codes_meant, kinds_meant
from praktijk.access.publication import RULES, Level, Rule
from praktijk.access.roles import GRANTS, Permission, ScopeKind

if TYPE_CHECKING:
    from praktijk.access.models import Person, RoleAssignment

NOTHING = Q(pk__in=[])
#: The orders of the list of people.
PEOPLE_SORTS = {"name": ["name"], "newest": ["-created_at"], "closed": ["is_active", "name"]}


class Public:
    """Everybody outside the ministry: sees what the rules of publication let out, and nothing else."""

    is_authenticated = False

    def may_see(self, model: type[models.Model]) -> Q:
        """The condition that picks, of this kind of record, what may be published.

        Raises KeyError for a kind without a rule. Kinds whose publication depends on more than the level
        bring their own condition when their room is built; until then nothing of them goes out.
        """
        kind = getattr(model, "pgh_tracked_model", model)._meta.verbose_name_raw.replace(" ", "_")
        return Q(level=Level.PUBLIC) if RULES[kind] is Rule.WHEN_PUBLIC else NOTHING


def visible(user: Any, model: type[models.Model], permission: str) -> Q:
    """The condition that picks, of this kind of record, what the user may see.

    Public and internal records: those that a role granting `permission` reaches (see
    `RoleAssignment.reaches`). Restricted ones besides that only for members of the units they name.
    Works on a record's table and on the table of its versions alike.
    """
    if isinstance(user, Public):
        return user.may_see(model)
    held = user.holding(permission) if getattr(user, "is_authenticated", False) else []
    if not held:
        return NOTHING
    return _within(held, model) & (~Q(level=Level.RESTRICTED) | Q(restricted_to__overlap=user.unit_ids))


def _within(held: list["RoleAssignment"], model: type[models.Model]) -> Q:
    fields = {field.name for field in model._meta.fields}
    belongs_somewhere = bool(fields & {"unit", "countries"})
    if not belongs_somewhere or any(assignment.scope == ScopeKind.EVERYTHING for assignment in held):
        return Q()
    reach = NOTHING
    for assignment in held:
        if assignment.unit_id is not None and "unit" in fields:
            reach |= Q(unit_id=assignment.unit_id)
        if assignment.countries:
            if "countries" in fields:
                reach |= Q(countries__overlap=assignment.countries)
            if "unit" in fields:
                reach |= Q(unit__countries__overlap=assignment.countries)
    return reach


class ConfidentialQuerySet(models.QuerySet[Any]):
    """Records that carry a confidentiality level."""

    #: The permission that reading this kind of record asks.
    view_permission: str = Permission.VIEW_REGISTER

    def visible_to(self, user: Any) -> "ConfidentialQuerySet":
        """The records this user may see; none for one who is not signed in. See `visible`."""
        return self.filter(visible(user, self.model, self.view_permission))


class PersonQuerySet(models.QuerySet[Any]):
    """People who sign in."""

    def visible_to(self, user: Any) -> "PersonQuerySet":
        """Everybody, for who manages access; else only oneself."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self if user.may(Permission.MANAGE_ACCESS) else self.filter(pk=user.pk)

    def who_may(self, permission: str, record: Any) -> "PersonQuerySet":
        """Those for whom `Person.may` holds of this permission and a record of a unit or of countries."""
        assignments = self.model._meta.get_field("role_assignments").related_model.objects
        granting = [role for role, granted in GRANTS.items() if permission in granted]
        reaching = Q(scope=ScopeKind.EVERYTHING)
        if record.unit is not None:
            reaching |= Q(unit=record.unit)
        if countries := [*record.countries, *(record.unit.countries if record.unit else [])]:
            reaching |= Q(countries__overlap=countries)
        held = assignments.filter(reaching, person=OuterRef("pk"), role__in=granting)
        people = self.filter(Exists(held), is_active=True)
        if record.level == Level.RESTRICTED:
            members = self.model.units.through.objects.filter(unit__in=record.restricted_to)
            people = people.filter(Exists(members.filter(person=OuterRef("pk"))))
        return people

    def matching(self, *, q: str = "", sort: str = "name") -> "PersonQuerySet":
        """People whose name, address or unit (by its code) contains each of these words, in an order.

        `sort` is one of `PEOPLE_SORTS`; anything else is by name.
        """
        found = self
        for word in q.split():
            unit = Exists(
                self.model.units.through.objects.filter(person=OuterRef("pk"), unit__code__iexact=word)
            )
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | unit)
        return found.order_by(*PEOPLE_SORTS.get(sort, PEOPLE_SORTS["name"]), "pk")

    def with_reach(self) -> "dict[int, Person]":
        """These people by key, each with roles and units read already: three queries for all of them."""
        roles = self.model._meta.get_field("role_assignments").related_model.objects.select_related("unit")
        people = self.prefetch_related(
            "units", models.Prefetch("role_assignments", roles, to_attr="roles_held")
        )
        for person in people:
            person.unit_ids = [unit.pk for unit in person.units.all()]
        return {person.pk: person for person in people}


class AuditEventQuerySet(models.QuerySet[Any]):
    """The audit trail."""

    def visible_to(self, user: Any) -> "AuditEventQuerySet":
        """All of it, for who may look into it by a role over everything; else nothing.

        An event belongs to no unit, so a role within a narrower scope shows none of them.
        """
        held = user.holding(Permission.VIEW_AUDIT) if getattr(user, "is_authenticated", False) else []
        return self if any(role.scope == ScopeKind.EVERYTHING for role in held) else self.none()

    def matching(
        self, *, person: str = "", action: str = "", record: str = "", sort: str = "newest"
    ) -> "AuditEventQuerySet":
        """Events whose actor, action, or record ("commitment 12") contain these words.

        An action and a kind of record are found by their codes and by their words in the language of the
        moment. `sort` is newest (also for anything else) or oldest.
        """
        events = self.order_by("at", "id") if sort == "oldest" else self
        if person:
            events = events.filter(actor__icontains=person)
        if action:
            events = events.filter(Q(action__icontains=action) | Q(action__in=codes_meant(action)))
        for word in record.split():
            kind = Q(record_kind__icontains=word) | Q(record_kind__in=kinds_meant(word))
            events = events.filter(kind | Q(record_id=word))
        return events
