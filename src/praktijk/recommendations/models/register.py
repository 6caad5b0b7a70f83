# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was recommended and what was promised."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential, Unit
from praktijk.recommendations.models.choices import PositionChoice, StateChoice
from praktijk.recommendations.models.facts import (
    CommitmentAsItStood,
    CommitmentFacts,
    RecommendationAsItStood,
    RecommendationFacts,
)
from praktijk.recommendations.rules import Position, State
from praktijk.reference.models import Theme
from praktijk.sources.models import Document, Passage


def _search(*fields: str) -> Any:
    """Words of the `<field>_nl` and `<field>_en` columns, stemmed in their own language."""
    return SearchVector(*[f"{field}_nl" for field in fields], config="dutch") + SearchVector(
        *[f"{field}_en" for field in fields], config="english"
    )


@keep_history(RecommendationAsItStood)
class Recommendation(RecommendationFacts, Confidential):
    """What was recommended, in which passage, and the position taken on it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField(_("number"))
    title_nl = models.CharField(_("recommendation in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("recommendation in English"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(_("position"), max_length=20, choices=PositionChoice, blank=True, default="")
    position_passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_nl = models.TextField(_("reason in Dutch"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    words = models.GeneratedField(
        expression=_search("title", "reason"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta(Confidential.Meta):
        ordering = ["document", "number"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["document", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                name="recommendation_has_a_title", condition=~Q(title_nl="") | ~Q(title_en="")
            ),
            models.CheckConstraint(
                name="recommendation_position_known", condition=Q(position__in=["", *Position])
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="recommendation_words")]


@keep_history(CommitmentAsItStood)
class Commitment(CommitmentFacts, Confidential):
    """What was promised, by which unit, due in a window, from which passage."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="commitments")
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
    )
    number = models.PositiveIntegerField(_("number"))
    title_nl = models.CharField(_("commitment in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("commitment in English"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_assumed = models.BooleanField(
        _("unit assumed"), default=False, help_text=_("The document does not name the unit.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deputy"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verifier"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True
    )
    due_earliest = models.DateField(_("due from"), null=True, blank=True)
    due_latest = models.DateField(_("due by"), null=True, blank=True)
    due_words_nl = models.CharField(_("term in Dutch"), max_length=120, blank=True)
    due_words_en = models.CharField(_("term in English"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=StateChoice, default=State.OPEN)
    state_reason = models.TextField(_("reason"), blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.GeneratedField(
        expression=_search("title"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta(Confidential.Meta):
        ordering = ["document", "number"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["document", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                name="commitment_has_a_title", condition=~Q(title_nl="") | ~Q(title_en="")
            ),
            models.CheckConstraint(
                name="commitment_window_in_order",
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
            ),
            models.CheckConstraint(name="commitment_state_known", condition=Q(state__in=list(State))),
            models.CheckConstraint(
                name="commitment_lapses_with_reason", condition=~Q(state="lapsed") | ~Q(state_reason="")
            ),
            models.CheckConstraint(
                name="commitment_settled_by_second_person",
                condition=~Q(state__in=["settled", "partly_settled"])
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("delivered_by"))),
            ),
            models.CheckConstraint(
                name="commitment_deputy_is_another",
                condition=~Q(deputy=F("owner")) | Q(owner=None) | Q(deputy=None),
            ),
            models.CheckConstraint(
                name="commitment_verifier_is_another",
                condition=(~Q(verifier=F("owner")) | Q(owner=None) | Q(verifier=None))
                & (~Q(verifier=F("deputy")) | Q(deputy=None) | Q(verifier=None)),
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="commitment_words"),
            GinIndex(fields=["countries"], name="commitment_countries"),
            models.Index(fields=["state", "due_latest"], name="commitment_due"),
        ]
