# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clusters with who asked, when, and what the state answered."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from praktijk.recommendations.un.clusters.models import Cluster, ClusterMember
from praktijk.recommendations.un.models import UNRecommendation


@dataclass(frozen=True)
class Grouped:
    """A cluster with its recommendations in order of time."""

    cluster: Cluster
    members: list[UNRecommendation]

    @property
    def cycles(self) -> list[int]:
        """The cycles of the UPR in which it was asked, in order."""
        return sorted({one.cycle for one in self.members if one.cycle})

    @property
    def bodies(self) -> list[str]:
        """The bodies that asked it."""
        return sorted({one.body for one in self.members if one.body})

    @property
    def states(self) -> list[str]:
        """The states that asked it, by code."""
        return sorted({code for one in self.members for code in one.recommending})

    @property
    def ours(self) -> bool:
        """Whether the own state asked it too."""
        return settings.OWN_STATE in self.states

    @property
    def position(self) -> str:
        """What the state answered last, where it did."""
        return next((one.position for one in reversed(self.members) if one.position), "")

    def answers(self) -> list[tuple[int, str]]:
        """For each cycle what the state answered in it last."""
        found = {one.cycle: one.position for one in self.members if one.cycle and one.position}
        return sorted(found.items())


def _time_of(one: UNRecommendation) -> tuple[Any, ...]:
    return (
        one.published_on.isoformat() if one.published_on else "",
        one.cycle or 0,
        one.session or 0,
        one.pk,
    )


def grouped(clusters: list[Cluster]) -> list[Grouped]:
    """These clusters with their recommendations. One query."""
    by_cluster: dict[int, list[UNRecommendation]] = defaultdict(list)
    members = ClusterMember.objects.filter(cluster__in=clusters).select_related("recommendation")
    for member in members:
        if member.recommendation.withdrawn_on is None:
            by_cluster[member.cluster_id].append(member.recommendation)
    return [Grouped(one, sorted(by_cluster[one.pk], key=_time_of)) for one in clusters if by_cluster[one.pk]]


def clusters_of(country: str) -> list[Grouped]:
    """The clusters of a state, those asked in most cycles and by most first. Two queries."""
    found = grouped(list(Cluster.objects.filter(country=country).select_related("typical")))
    return sorted(found, key=lambda one: (-len(one.cycles), -len(one.members), one.cluster.pk))


def cluster_with(recommendation: int) -> list[Grouped]:
    """The clusters that a recommendation is in: one for each state that it is to. Two queries."""
    return grouped(
        list(Cluster.objects.filter(members__recommendation=recommendation).select_related("typical"))
    )
