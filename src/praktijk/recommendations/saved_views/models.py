# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters of the register under a name."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person, Unit

LONGEST_NAME = 80


class SavedViewQuerySet(models.QuerySet[Any]):
    """Saved views."""

    def visible_to(self, user: Any) -> "SavedViewQuerySet":
        """One's own, and those that a colleague shares with a unit to which both belong now."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        members = Person.units.through.objects.filter(person=OuterRef("person"), unit=OuterRef("shared_with"))
        shared = Q(Exists(members), shared_with__in=user.unit_ids, person__is_active=True)
        return self.filter(Q(person=user) | shared)


class SavedView(models.Model):
    """A filter of the register that a person keeps: it holds the question, never what was found.

    `query` is the one form of that question, as `Filter.query` writes it; who opens the view finds what they
    themselves may see. `shared_with` is a unit of that person, whose other people see the name too.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.TextField(blank=True)
    shared_with = models.ForeignKey(
        Unit,
        verbose_name=_("shared with"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "saved view"
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(F("person"), Lower("name"), name="saved_view_name_once"),
            models.CheckConstraint(name="saved_view_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The register with this filter."""
        return f"{reverse('register')}?{self.query}" if self.query else reverse("register")
