# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Removing recommendations that were made up for show, and what was made up about them."""

import pgtrigger
from django.db.models import Exists, OuterRef

from praktijk.recommendations.un.clusters.models import Cluster
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpEvidence, FollowUpNote
from praktijk.recommendations.un.models import ImportRun, SourceRecord, UNRecommendation, UNText
from praktijk.recommendations.un.search import index
from praktijk.recommendations.un.words import Source

_APPEND_ONLY = ("un.Assessment:append_only", "un.FollowUpEvidence:append_only")


def remove_made_up() -> tuple[int, int]:
    """(recommendations that went, those that stay because somebody follows them in earnest).

    The sets of the search are made anew. Part of an action of its caller's.
    """
    with pgtrigger.ignore(*_APPEND_ONLY):
        for kind in (FollowUpEvidence, Assessment, FollowUpNote):
            kind.objects.filter(illustrative=True)._raw_delete("default")
        held = [
            Exists(kind.objects.filter(follow_up=OuterRef("pk")))
            for kind in (FollowUpEvidence, Assessment, FollowUpNote)
        ]
        followed = FollowUp.objects.filter(illustrative=True)
        for one in held:
            followed = followed.exclude(one)
        followed._raw_delete("default")
        made_up = UNRecommendation.objects.filter(illustrative=True)
        going = list(
            made_up.exclude(Exists(FollowUp.objects.filter(recommendation=OuterRef("pk")))).values_list(
                "pk", flat=True
            )
        )
        Cluster.objects.filter(members__recommendation__in=going).delete()
        for part in (UNText, SourceRecord):
            part.objects.filter(recommendation__in=going)._raw_delete("default")
        UNRecommendation.objects.filter(pk__in=going).delete()
        ImportRun.objects.filter(source=Source.ILLUSTRATIVE).delete()
        kept = made_up.count()
        if going:
            index.rebuild()
    return len(going), kept
