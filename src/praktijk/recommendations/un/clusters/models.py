# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clusters of recommendations, as proposed and as people decided. Public, as the recommendations are."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.publication import Level
from praktijk.recommendations.un.models import UNRecommendation


@keep_history()
class Cluster(models.Model):
    """Recommendations that ask the same of one state. One that a person confirmed is left as it is."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")

    level = Level.PUBLIC

    country = models.CharField(_("country"), max_length=2)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    typical = models.ForeignKey(UNRecommendation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("cluster")
        ordering = ["country", "pk"]
        indexes = [models.Index(fields=["country", "state"], name="cluster_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("un_cluster", args=[self.pk])


class ClusterMember(models.Model):
    """That a recommendation is part of a cluster; of one cluster at most for each state that it is to."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    recommendation = models.ForeignKey(UNRecommendation, on_delete=models.CASCADE, related_name="memberships")
    country = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "country"], name="one_cluster_a_state")
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.recommendation_id}"


class Apart(models.Model):
    """That a person took two recommendations apart: they are never proposed together again."""

    one = models.ForeignKey(UNRecommendation, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(UNRecommendation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_once"),
            models.CheckConstraint(name="apart_in_order", condition=models.Q(one__lt=models.F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Proposed(models.Model):
    """For which version of the corpus clusters of a state were proposed last."""

    country = models.CharField(max_length=2, primary_key=True)
    version = models.PositiveIntegerField()
    by_meaning = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.country} {self.version}"
