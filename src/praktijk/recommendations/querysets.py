# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The querysets of the register's records: what each adds to `visible_to`."""

from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.rules import AWAITING_DELIVERY


def matches(text: str, field: str = "words") -> Q:
    """The condition that the search words occur, in Dutch or in English, anywhere in `field`."""
    return Q(**{field: SearchQuery(text, config="dutch", search_type="websearch")}) | Q(
        **{field: SearchQuery(text, config="english", search_type="websearch")}
    )


class RecommendationQuerySet(ConfidentialQuerySet):
    """Recommendations."""


class CommitmentQuerySet(ConfidentialQuerySet):
    """Commitments."""


class OfCommitmentQuerySet(ConfidentialQuerySet):
    """Records that hang on a commitment: seen only by those who may see the commitment too."""

    def visible_to(self, user: Any) -> "OfCommitmentQuerySet":
        """Those this user may see, of commitments this user may see."""
        commitments = self.model._meta.get_field("commitment").related_model.objects
        return super().visible_to(user).filter(commitment__in=commitments.visible_to(user))


def overdue(on: date) -> Q:
    """The condition that a commitment, or a version of one, is late on a day; see `rules`."""
    return Q(state__in=[state.value for state in AWAITING_DELIVERY], due_latest__lt=on)
