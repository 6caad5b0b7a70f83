# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searches of the corpus under a name."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.search.asked import Asked

LONGEST_NAME = 80


class SavedSearchQuerySet(models.QuerySet[Any]):
    """Saved searches."""

    def visible_to(self, user: Any) -> "SavedSearchQuerySet":
        """One's own. What somebody looks for is nobody else's business."""
        return self.filter(person=user) if getattr(user, "is_authenticated", False) else self.none()


class SavedSearch(models.Model):
    """A search that a person keeps: the question, in its one form, and what they have seen of its answer.

    `seen_up_to` is the newest key that the corpus had when they last looked: what was added to it later is
    new to them. `count_then` is how many were found at that moment.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.TextField(blank=True)
    seen_up_to = models.PositiveBigIntegerField()
    seen_at = models.DateTimeField()
    count_then = models.PositiveIntegerField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "saved search"
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(F("person"), Lower("name"), name="saved_search_name_once"),
            models.CheckConstraint(name="saved_search_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The search page with all that it finds."""
        return address_of(self.asked)

    @property
    def asked(self) -> Asked:
        """The question."""
        return Asked.of(QueryDict(self.query))


def address_of(asked: Asked) -> str:
    """The address of the search page with what is asked."""
    query = asked.query()
    return f"{reverse('un_search')}?{query}" if query else reverse("un_search")
