# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The querysets of the register's records: what each adds to `visible_to`."""

import re
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, cast

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable
from django.db.models import Q

from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.rules import AWAITING_DELIVERY

#: Signs with which people ask for a phrase, or leave a word out: then words count as they are written.
_OPERATORS = re.compile(r"""["]|(?:^|\s)-|\bor\b""", re.IGNORECASE)
_MOST_WORDS = 20


def search_query(text: str) -> SearchQueryCombinable:
    """The search words as one question of the database, in Dutch or in English.

    A word may be only begun ("toolk"); quotation marks, a minus and "or" ask what they ask elsewhere.
    """
    begun = " & ".join(f"{word}:*" for word in re.findall(r"\w+", text)[:_MOST_WORDS])
    asked: list[Any] = []
    for language in ("dutch", "english"):
        asked.append(SearchQuery(text, config=language, search_type="websearch"))
        if begun and not _OPERATORS.search(text):
            asked.append(SearchQuery(begun, config=language, search_type="raw"))
    return cast("SearchQueryCombinable", reduce(or_, asked))


def matches(text: str, field: str = "words") -> Q:
    """The condition that the search words occur anywhere in `field`; see `search_query`."""
    return Q(**{field: search_query(text)})


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
