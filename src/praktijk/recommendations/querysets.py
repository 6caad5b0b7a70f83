# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The querysets of the register's records: what each adds to `visible_to`."""

import re
from datetime import date
from typing import Any, cast

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.rules import AWAITING_DELIVERY

#: Signs with which people ask for a phrase, or leave a word out: then words count as they are written.
_OPERATORS = re.compile(r"""["]|(?:^|\s)-|\bor\b""", re.IGNORECASE)
_MOST_WORDS = 20


def matches(text: str, field: str = "words") -> Q:
    """The condition that the search words occur, in Dutch or in English, anywhere in `field`.

    A word may be only begun ("toolk"); quotation marks, a minus and "or" ask what they ask elsewhere.
    """
    found = Q()
    begun = " & ".join(f"{word}:*" for word in re.findall(r"\w+", text)[:_MOST_WORDS])
    for language in ("dutch", "english"):
        found |= Q(**{field: SearchQuery(text, config=language, search_type="websearch")})
        if begun and not _OPERATORS.search(text):
            found |= Q(**{field: SearchQuery(begun, config=language, search_type="raw")})
    return found


class OfCommitmentQuerySet(ConfidentialQuerySet):
    """Records that hang on a commitment: seen only by those who may see the commitment too."""

    def visible_to(self, user: Any) -> "OfCommitmentQuerySet":
        """Those this user may see, of commitments this user may see."""
        commitments = self.model._meta.get_field("commitment").related_model.objects
        seen = super().visible_to(user).filter(commitment__in=commitments.visible_to(user))
        return cast("OfCommitmentQuerySet", seen)


def overdue(on: date) -> Q:
    """The condition that a commitment, or a version of one, is late on a day; see `rules`."""
    return Q(state__in=[state.value for state in AWAITING_DELIVERY], due_latest__lt=on)
