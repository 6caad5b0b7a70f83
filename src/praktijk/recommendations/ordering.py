# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The orders of the register: of commitments one by one, and of recommendations with theirs below them."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchRank
from django.db.models import (
    DateField,
    DateTimeField,
    F,
    FloatField,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Least

from praktijk.recommendations.filters import Filter, Sort
from praktijk.recommendations.models import Commitment, ProgressNote
from praktijk.recommendations.querysets import search_query

if TYPE_CHECKING:
    from praktijk.recommendations.queries import Register

#: Sorts after every theme: what belongs to none.
NO_THEME = 1_000_000


def sort_of(wanted: Filter) -> str:
    """The order that is wanted, where what it sorts by is asked; else that of the themes."""
    by_words = wanted.sort == Sort.RELEVANCE
    return Sort.THEME if by_words and not wanted.text else wanted.sort


def in_order(register: "Register") -> QuerySet[Any]:
    """The commitments wanted, in the order asked; where that is one of entries, by theme."""
    keys = {
        Sort.DUE: [F("due_latest").asc(nulls_last=True)],
        Sort.CHANGED: [F("last_changed").desc()],
        Sort.NOTED: [F("last_noted").asc(nulls_first=True)],
        Sort.OWNER: [F("owner__name").asc(nulls_last=True), F("due_latest").asc(nulls_last=True)],
    }
    place = F("theme__position").asc(nulls_last=True)
    commitments = register.commitments()
    if register.sort == Sort.CHANGED:
        commitments = commitments.annotate(last_changed=_last_changed(register))
    elif register.sort == Sort.NOTED:
        commitments = commitments.annotate(last_noted=_last_noted(register))
    return commitments.order_by(*keys.get(Sort(register.sort), [place]), "document_id", "number")


def _last_changed(register: "Register") -> Any:
    """The moment of the newest version of a commitment."""
    if register.on is not None:
        return F("pgh_created_at")
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    newest = versions.objects.filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    return Subquery(newest.values("pgh_created_at")[:1], output_field=DateTimeField())


def _last_noted(register: "Register") -> Any:
    """The day of the last note on a commitment that the person may see."""
    notes = register.of_seen_commitments(ProgressNote).filter(
        commitment_id=OuterRef("id"), on__lte=register.day
    )
    newest = notes.order_by().values("commitment_id").annotate(newest=Max("on")).values("newest")
    return Subquery(newest, output_field=DateField())


def keys(register: "Register") -> QuerySet[Any, Any]:
    """(place, 0 or 1, document, number, id) of each entry; 1 for commitments that stand alone.

    The place is that of the theme, or by relevance a number that is lower the better the words fit.
    """
    recommendations, alone = register.recommendations(), register.commitments().filter(register.alone())
    return (
        _keyed(recommendations, 0, _place_of_recommendations(register))
        .union(_keyed(alone, 1, _place(register)), all=True)
        .order_by("place", "alone", "document_id", "number", "id")
    )


def _place(register: "Register") -> Any:
    if register.sort == Sort.THEME:
        return Coalesce("theme__position", Value(NO_THEME), output_field=IntegerField())
    return Value(0.0) - SearchRank(F("words"), search_query(register.wanted.text))


def _place_of_recommendations(register: "Register") -> Any:
    """A recommendation stands where its own words or those of one of its commitments put it."""
    if register.sort == Sort.THEME:
        return _place(register)
    below = (
        register.commitments()
        .filter(recommendation_id=OuterRef("id"))
        .order_by()
        .values("recommendation_id")
        .annotate(best=Min(_place(register)))
        .values("best")
    )
    return Coalesce(Least(_place(register), Subquery(below)), _place(register), output_field=FloatField())


def _keyed(records: QuerySet[Any], alone: int, place: Any) -> QuerySet[Any, Any]:
    return (
        records.order_by()
        .annotate(place=place, alone=Value(alone, output_field=IntegerField()))
        .values_list("place", "alone", "document_id", "number", "id")
    )
