# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""People, units, roles and the audit trail; and the level that every other record carries."""

from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.access.audit_words import in_words, kind_in_words
from praktijk.access.history import NEVER_EMPTIED, keep_history
from praktijk.access.publication import Level
from praktijk.access.queries import AuditEventQuerySet, ConfidentialQuerySet, PersonQuerySet
from praktijk.access.roles import GRANTS, READING, Permission, Role, ScopeKind


class LevelChoice(models.TextChoices):
    """`Level` with its words on the screen."""

    PUBLIC = Level.PUBLIC, _("public")
    INTERNAL = Level.INTERNAL, _("internal")
    RESTRICTED = Level.RESTRICTED, _("restricted")


class RoleChoice(models.TextChoices):
    """`Role` with its words on the screen."""

    READER = Role.READER, _("reader")
    POST_OFFICER = Role.POST_OFFICER, _("officer at a post")
    POLICY_OFFICER = Role.POLICY_OFFICER, _("policy officer")
    COORDINATOR = Role.COORDINATOR, _("co-ordinator")
    SAFEGUARDS_OFFICER = Role.SAFEGUARDS_OFFICER, _("safeguards officer")
    EVALUATOR = Role.EVALUATOR, _("evaluator")
    ADMINISTRATOR = Role.ADMINISTRATOR, _("administrator")


class ScopeChoice(models.TextChoices):
    """`ScopeKind` with its words on the screen."""

    EVERYTHING = ScopeKind.EVERYTHING, _("everything")
    UNIT = ScopeKind.UNIT, _("a unit")
    POST = ScopeKind.POST, _("a post")
    COUNTRIES = ScopeKind.COUNTRIES, _("countries")


class Bilingual:
    """Reads `<field>_nl` or `<field>_en`, whichever suits the language of the moment."""

    def in_language(self, field: str, language: str | None = None) -> tuple[str, str]:
        """The text of a field and the language it is in: the asked one, else the other one."""
        wanted = (language or get_language() or "nl")[:2]
        for code in (wanted, "en" if wanted == "nl" else "nl"):
            if text := getattr(self, f"{field}_{code}", ""):
                return text, code
        return "", wanted


@keep_history()
class Unit(Bilingual, models.Model):
    """A directorate, a post (embassy, representation), an agency or another part that owns promises."""

    class Kind(models.TextChoices):
        DIRECTORATE = "directorate", _("directorate")
        POST = "post", _("post")
        AGENCY = "agency", _("agency")
        OTHER = "other", _("other")

    code = models.CharField(_("code"), max_length=20)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.DIRECTORATE)
    countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True
    )
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(Lower("code"), name="unit_code_once")]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        """The name in the language of the moment."""
        return self.in_language("name")[0]


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds people whatever the case of their address."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this address, in any case of letters."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    class Theme(models.TextChoices):
        SYSTEM = "system", _("as the device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    class Density(models.TextChoices):
        COMFORTABLE = "comfortable", _("comfortable")
        COMPACT = "compact", _("compact")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    units = models.ManyToManyField(Unit, verbose_name=_("units"), related_name="people", blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    theme = models.CharField(_("colours"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(
        _("density of lists"), max_length=12, choices=Density, default=Density.COMFORTABLE
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    illustrative = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="email_in_lower_case", condition=Q(email=Lower("email")))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of the account, for who manages access."""
        return reverse("person", args=[self.pk])

    @cached_property
    def roles_held(self) -> list["RoleAssignment"]:
        """The assignments of now, read once a request."""
        return list(self.role_assignments.select_related("unit"))

    @cached_property
    def unit_ids(self) -> list[int]:
        """Keys of the units this person belongs to."""
        return list(self.units.values_list("pk", flat=True))

    def holding(self, permission: str) -> list["RoleAssignment"]:
        """The assignments of this person that grant a permission; none for who may not sign in."""
        if not self.is_active:
            return []
        return [held for held in self.roles_held if Permission(permission) in GRANTS[Role(held.role)]]

    def may(self, permission: str, record: Any = None) -> bool:
        """Whether a role of this person grants the permission, on this record where one is given.

        A restricted record is out of reach of every scope unless the person belongs to one of the
        units it names. What belongs to no unit or country is everyone's to read, and only a role over
        everything changes it. See `RoleAssignment.reaches` for the rest.
        """
        held = self.holding(permission)
        if record is None or not held:
            return bool(held)
        if getattr(record, "level", None) == Level.RESTRICTED and not (
            set(record.restricted_to) & set(self.unit_ids)
        ):
            return False
        if not belongs_somewhere(record) and Permission(permission) not in READING:
            return any(assignment.scope == ScopeKind.EVERYTHING for assignment in held)
        return any(assignment.reaches(record) for assignment in held)


@keep_history()
class RoleAssignment(models.Model):
    """A role of a person within a scope. Written by `actions.assign_role` and `withdraw_role` only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=30, choices=RoleChoice)
    scope = models.CharField(_("scope"), max_length=12, choices=ScopeChoice, default=ScopeChoice.EVERYTHING)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)

    class Meta:
        ordering = ["role", "scope"]
        constraints = [
            models.CheckConstraint(
                name="scope_names_what_it_covers",
                condition=(
                    Q(scope__in=["unit", "post"], unit__isnull=False, countries=[])
                    | Q(scope="countries", unit__isnull=True, countries__len__gt=0)
                    | Q(scope="everything", unit__isnull=True, countries=[])
                ),
            ),
            models.CheckConstraint(name="role_known", condition=Q(role__in=list(Role))),
            models.UniqueConstraint(
                fields=["person", "role", "scope", "unit", "countries"],
                nulls_distinct=False,
                name="role_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.scope_in_words})"

    @property
    def scope_in_words(self) -> str:
        """What the scope covers, for people to read."""
        if self.unit is not None:
            return self.unit.code
        return ", ".join(self.countries) or str(self.get_scope_display())

    def reaches(self, record: Any) -> bool:
        """Whether a record lies within the scope: by its unit, or by its countries or those of its unit.

        Kinds of record that belong to no unit or country (a letter, a recommendation) are everyone's.
        """
        if not belongs_somewhere(record):
            return True
        match ScopeKind(self.scope):
            case ScopeKind.EVERYTHING:
                return True
            case ScopeKind.UNIT | ScopeKind.POST:
                return getattr(record, "unit_id", None) == self.unit_id
            case ScopeKind.COUNTRIES:
                places = (record, getattr(record, "unit", None))
                of_record = {code for place in places for code in getattr(place, "countries", ())}
                return not of_record.isdisjoint(self.countries)


def belongs_somewhere(record: Any) -> bool:
    """Whether this kind of record belongs to a unit or to countries."""
    return hasattr(record, "unit_id") or hasattr(record, "countries")


class Confidential(models.Model):
    """Every domain record: who may see it, and whether it is made up for the demonstration."""

    level = models.CharField(
        _("confidentiality"), max_length=10, choices=LevelChoice, default=LevelChoice.INTERNAL
    )
    restricted_to = ArrayField(models.BigIntegerField(), verbose_name=_("units"), default=list, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_restricted_names_units",
                condition=Q(level="restricted", restricted_to__len__gt=0)
                | (Q(level__in=["public", "internal"]) & Q(restricted_to=[])),
            )
        ]


class AuditEvent(models.Model):
    """Who did what to which record, from where, with what result. Written once, never changed."""

    class Result(models.TextChoices):
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    at = models.DateTimeField(db_default=Now())
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    record_kind = models.CharField(max_length=60, blank=True)
    record_id = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.DONE)
    details = models.JSONField(default=dict, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["record_kind", "record_id", "-at"], name="audit_by_record"),
            models.Index(fields=["person", "-at"], name="audit_by_person"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.record_kind} {self.record_id}"

    @property
    def action_in_words(self) -> str:
        """What was done, in the language of the moment; empty where only the code is known."""
        return in_words(self.action)

    @property
    def kind_in_words(self) -> str:
        """What kind of record, in the language of the moment."""
        return kind_in_words(self.record_kind)
