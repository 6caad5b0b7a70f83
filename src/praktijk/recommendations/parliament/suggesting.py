# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which commitments of ours an item of Parliament is likely to be about, and why; never decided here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink
from praktijk.recommendations.parliament.rules import LIKELY, Likeness, likeness, telling_words
from praktijk.recommendations.rules import State
from praktijk.recommendations.sourced import quoting, see_sources
from praktijk.sources.reading.references import find_references
from praktijk.web.dates import day

_CANDIDATES = 8  # a commitment, at most, of each item that is looked at closely
_MOST_WORDS = 8  # the longest words: they tell most, and the database finds least by them


@dataclass(frozen=True)
class Suggestion:
    """A commitment that an item may be about; `numbered` when it has an item of Parliament already."""

    commitment: Any
    likeness: Likeness

    @property
    def numbered(self) -> bool:
        """Whether the commitment is linked to another item already."""
        return bool(self.commitment.numbered)

    @property
    def why(self) -> str:
        """What speaks for it, in words."""
        why = []
        if self.likeness.words:
            why.append(_("both speak of %(words)s") % {"words": ", ".join(self.likeness.words)})
        if self.likeness.same_deadline:
            why.append(_("both are due on %(day)s") % {"day": day(self.commitment.due_latest)})
        if self.likeness.named_document:
            why.append(_("Parliament names the document it stands in"))
        return "; ".join(why)


def suggestions(items: Iterable[ParliamentItem], user: Any, *, most: int = 3) -> dict[int, list[Suggestion]]:
    """For each item, by its key, the likeliest commitments that the user may see, best first.

    Three queries for all of them: the candidates by words, their contents, their documents.
    """
    listed = list(items)
    named = {item.pk: _documents_named(item) for item in listed}
    asked = [query for item in listed if (query := _candidates(item, named[item.pk], user)) is not None]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    pairs: dict[int, list[int]] = defaultdict(list)
    for item_key, commitment_key in rows:
        pairs[item_key].append(commitment_key)
    commitments = _contents({key for keys in pairs.values() for key in keys}, user)
    found = {}
    for item in listed:
        weighed = [
            Suggestion(commitment, _weighed(item, commitment, named[item.pk]))
            for key in pairs[item.pk]
            if (commitment := commitments.get(key)) is not None
        ]
        likely = [one for one in weighed if one.likeness.score >= LIKELY]
        found[item.pk] = sorted(likely, key=lambda one: (-one.likeness.score, one.commitment.pk))[:most]
    return found


def _documents_named(item: ParliamentItem) -> set[str]:
    return {reference.id for reference in find_references(item.in_full)}


def _candidates(item: ParliamentItem, named: set[str], user: Any) -> QuerySet[Any, Any] | None:
    """Rows of (item, commitment): those that share most words, or stand in a document that is named."""
    words = sorted(telling_words(item.in_full).values(), key=len, reverse=True)[:_MOST_WORDS]
    if not words and not named:
        return None
    query = SearchQuery(" | ".join(words) or "x", config="dutch", search_type="raw")
    linked = ParliamentLink.objects.filter(commitment=OuterRef("pk"), item=item, withdrawn=False)
    rank = SearchRank(F("words"), query)
    return (
        Commitment.objects.visible_to(user)
        .exclude(state=State.LAPSED)
        .filter(Q(words=query) | Q(document__identifier__in=named))
        .exclude(Exists(linked))
        .annotate(of_item=Value(item.pk), rank=rank)
        .order_by("-rank", "pk")
        .values_list("of_item", "pk")[:_CANDIDATES]
    )


def _contents(keys: set[int], user: Any) -> dict[int, Any]:
    numbered = ParliamentLink.objects.filter(commitment=OuterRef("pk"), withdrawn=False)
    records = list(
        quoting(
            Commitment.objects.visible_to(user)
            .filter(pk__in=keys)
            .select_related("unit", "theme")
            .annotate(numbered=Exists(numbered)),
            "passage",
        )
    )
    see_sources(records, user)
    return {record.pk: record for record in records}


def _weighed(item: ParliamentItem, commitment: Any, named: set[str]) -> Likeness:
    source = commitment.source
    return likeness(
        theirs=item.in_full,
        ours=" ".join([commitment.title_nl or commitment.title_en, commitment.quote]),
        deadlines=(item.deadline, commitment.due_latest),
        named_document=bool(source and source.identifier and source.identifier in named),
    )
