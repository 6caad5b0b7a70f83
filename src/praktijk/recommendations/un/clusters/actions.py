# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people decide about clusters."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting
from praktijk.access.roles import Permission
from praktijk.recommendations.un.clusters.models import Apart, Cluster, ClusterMember

_NEEDS = Permission.EDIT_REGISTER


def confirm(*, by: Actor, cluster: Cluster, now: datetime | None = None) -> Cluster:
    """Say that these ask the same: it is left as it is from then on. ValidationError when it is gone."""
    with acting("un.cluster_confirm", by=by, needs=_NEEDS, on=cluster, now=now):
        held = _hold(cluster)
        held.state = Cluster.State.CONFIRMED
        held.save(update_fields=["state"])
    return held


def split(
    *, by: Actor, cluster: Cluster, leaving: Collection[int], now: datetime | None = None
) -> tuple[Cluster | None, Cluster | None]:
    """Take recommendations (by key) out of a cluster; (what stays, what they form), None where one is left.

    What leaves together stays together, as a cluster of its own where it is two or more. Both are
    confirmed: a person looked at them. Raises ValidationError for nothing, all, or what is not in it.
    """
    with acting("un.cluster_split", by=by, needs=_NEEDS, on=cluster, now=now) as act:
        held = _hold(cluster)
        members = set(held.members.values_list("recommendation", flat=True))
        going = set(leaving)
        if not going or not going < members:
            raise ValidationError(_("Choose some of the recommendations of this cluster, and not all."))
        staying = members - going
        Apart.objects.bulk_create(
            [Apart(one_id=min(one, other), other_id=max(one, other)) for one in going for other in staying],
            ignore_conflicts=True,
        )
        held.members.filter(recommendation__in=going).delete()
        formed = _formed(held.country, going) if len(going) > 1 else None
        act.details = {"left": sorted(going), "formed": formed.pk if formed else None}
        if len(staying) < 2:
            held.delete()
            return None, formed
        held.state = Cluster.State.CONFIRMED
        if held.typical_id in going:
            held.typical_id = min(staying)
        held.save(update_fields=["state", "typical"])
    return held, formed


def merge(*, by: Actor, cluster: Cluster, other: Cluster, now: datetime | None = None) -> Cluster:
    """Put another cluster of the same state into this one. ValidationError for one of another state."""
    with acting("un.cluster_merge", by=by, needs=_NEEDS, on=cluster, now=now) as act:
        if cluster.pk == other.pk or cluster.country != other.country:
            raise ValidationError(_("Choose another cluster of the same state."))
        first, second = sorted([cluster, other], key=lambda one: one.pk)
        held = {one.pk: _hold(one) for one in (first, second)}
        kept, gone = held[cluster.pk], held[other.pk]
        act.details = {"other": gone.pk}
        gone.members.update(cluster=kept)
        gone.delete()
        kept.state = Cluster.State.CONFIRMED
        kept.save(update_fields=["state"])
    return kept


def _formed(country: str, keys: Collection[int]) -> Cluster:
    formed = Cluster.objects.create(country=country, state=Cluster.State.CONFIRMED, typical_id=min(keys))
    ClusterMember.objects.bulk_create(
        [ClusterMember(cluster=formed, recommendation_id=key, country=country) for key in sorted(keys)]
    )
    return formed


def _hold(cluster: Cluster) -> Cluster:
    held = Cluster.objects.select_for_update().filter(pk=cluster.pk).first()
    if held is None:
        raise ValidationError(_("This cluster is gone: somebody changed it, or it was proposed anew."))
    return held
