# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recommendations that we may make in a review to come."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential


@keep_history()
class Draft(Confidential):
    """A recommendation being drafted for the review of a state; internal until it is made at the review.

    `countries` holds the one state under review, by which roles within countries reach it.
    """

    class State(models.TextChoices):
        IDEA = "idea", _("idea")
        DRAFT = "draft", _("draft")
        AGREED = "agreed", _("agreed")
        MADE = "made", _("made at the review")
        DROPPED = "dropped", _("dropped")

    countries = ArrayField(models.CharField(max_length=2), verbose_name=_("state under review"), size=1)
    session = models.PositiveSmallIntegerField(_("session"))
    text = models.TextField(_("text"))
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.IDEA)
    reason = models.TextField(_("why we ask this"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta(Confidential.Meta):
        verbose_name = _("draft recommendation")
        ordering = ["theme", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="draft_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="draft_for_one_state", condition=Q(countries__len=1)),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def country(self) -> str:
        """The state under review."""
        return self.countries[0]

    def get_absolute_url(self) -> str:
        """Its place on the page of the review."""
        return f"{reverse('un_review', args=[self.country])}#draft-{self.pk}"
