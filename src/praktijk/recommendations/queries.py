# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as a page shows it: every read of it, for a person, as known today or on a date.

The number of database queries does not grow with the number of rows: entries are paged in the database,
counts are aggregates, and what hangs on the entries of one page is fetched once for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncQuarter

from praktijk.access.history import as_known_on
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote, Recommendation
from praktijk.recommendations.querysets import matches, overdue
from praktijk.recommendations.rules import State
from praktijk.recommendations.sourced import quoting, see_sources

PAGE_SIZE = 50
#: Sorts after every theme: what belongs to none.
NO_THEME = 1_000_000


@dataclass(frozen=True)
class Filter:
    """What of the register is wanted. Empty values mean: all of it."""

    theme: str = ""
    position: str = ""
    state: str = ""
    unit: str = ""
    document: int | None = None
    overdue: bool = False
    unproven: bool = False
    mine: bool = False
    text: str = ""
    sort: str = "theme"

    @property
    def about_commitments(self) -> bool:
        """Whether something is asked that only commitments have."""
        return bool(self.state or self.unit or self.overdue or self.unproven or self.mine)


@dataclass
class Entry:
    """A recommendation with the commitments wanted under it, or a commitment that stands alone."""

    recommendation: Any | None
    commitments: list[Any] = field(default_factory=list)

    @property
    def theme(self) -> Any | None:
        """The theme it stands under, or None."""
        return (self.recommendation or self.commitments[0]).theme


class Register:
    """The register for one person, one filter, and one day.

    With `on` everything is as it was known at the end of that day, and overdue is reckoned on that day;
    without it, on `today`. Themes, units and people go by the names they have now: a record keeps which
    one it belonged to, not what that was called.
    """

    def __init__(self, user: Any, wanted: Filter, *, today: date, on: date | None = None) -> None:
        self.user = user
        self.wanted = wanted
        self.on = on
        self.day = on or today

    def records(self, model: type[Any]) -> QuerySet[Any]:
        """What the person may see of a kind of record, or of its versions of that day.

        Records and versions alike have `id`, the key of the record.
        """
        if self.on is None:
            return model.objects.visible_to(self.user)
        return as_known_on(model.objects.all(), self.on, self.user)

    def recommendations(self, wanted: Filter | None = None) -> QuerySet[Any]:
        """The recommendations wanted; where a commitment is asked, those that have such a one."""
        wanted = wanted or self.wanted
        records = self.records(Recommendation).filter(_common(wanted))
        if wanted.position:
            records = records.filter(position=wanted.position)
        if wanted.about_commitments:
            asked = self.records(Commitment).filter(self._asked(wanted), recommendation_id=OuterRef("id"))
            records = records.filter(Exists(asked))
        if wanted.text:
            found = self.records(Commitment).filter(matches(wanted.text))
            records = records.filter(
                matches(wanted.text) | Q(id__in=found.order_by().values("recommendation_id"))
            )
        return records

    def commitments(self, wanted: Filter | None = None) -> QuerySet[Any]:
        """The commitments wanted."""
        wanted = wanted or self.wanted
        records = self.records(Commitment).filter(_common(wanted), self._asked(wanted))
        if wanted.position:
            taken = self.records(Recommendation).filter(position=wanted.position)
            records = records.filter(recommendation_id__in=taken.order_by().values("id"))
        if wanted.text:
            found = self.records(Recommendation).filter(matches(wanted.text))
            records = records.filter(
                matches(wanted.text) | Q(recommendation_id__in=found.order_by().values("id"))
            )
        return records

    def _asked(self, wanted: Filter) -> Q:
        """The condition on what only commitments have."""
        asked = Q()
        if wanted.state:
            asked &= Q(state=wanted.state)
        if wanted.unit:
            asked &= Q(unit__code=wanted.unit)
        if wanted.mine:
            asked &= Q(unit_id__in=self.user.unit_ids)
        if wanted.overdue:
            asked &= overdue(self.day)
        if wanted.unproven:
            asked &= self._unproven()
        return asked

    def _unproven(self) -> Q:
        # Asked once for all and not for each row: among versions a question takes long.
        proven = (
            self.records(ProgressNote)
            .filter(on__lte=self.day)
            .exclude(evidence_address="", evidence_file="")
            .order_by()
            .values("commitment_id")
        )
        return ~Q(state=State.LAPSED) & ~Q(id__in=proven)

    @cached_property
    def totals(self) -> dict[str, int]:
        """Figures of what is wanted.

        Keys: recommendations, commitments, overdue, to_verify, settled, unproven (without evidence), mine
        (of a unit of this person), illustrative (commitments made up for show).
        """
        figures = self.commitments().aggregate(
            commitments=Count("id"),
            overdue=Count("id", filter=overdue(self.day)),
            to_verify=Count("id", filter=Q(state=State.DELIVERED)),
            settled=Count("id", filter=Q(state=State.SETTLED)),
            unproven=Count("id", filter=self._unproven()),
            illustrative=Count("id", filter=Q(illustrative=True)),
            mine=Count("id", filter=Q(unit_id__in=getattr(self.user, "unit_ids", []))),
        )
        return figures | {"recommendations": self.recommendations().count()}

    def counts(self, facet: str) -> dict[str, int]:
        """For each value of a facet, how many commitments choosing it would show.

        `facet` is a field of `Filter`: theme (by key), state, unit (by code), or position, which counts
        recommendations. The facet's own choice is left aside, so that the others can be compared.
        """
        without: dict[str, Any] = {facet: ""}
        wanted = replace(self.wanted, **without)
        column = {"theme": "theme__key", "unit": "unit__code"}.get(facet, facet)
        records = self.recommendations(wanted) if facet == "position" else self.commitments(wanted)
        rows = records.order_by().values_list(column).annotate(Count("id"))
        return {value: count for value, count in rows if value}

    def counts_by_theme(self) -> dict[str | None, int]:
        """How many of the recommendations wanted each theme has, by its key."""
        return dict(self.recommendations().order_by().values_list("theme__key").annotate(Count("id")))

    def states_by_theme(self) -> list[tuple[str | None, str, bool, int]]:
        """Rows of (theme key, state, overdue, number of commitments) of what is wanted."""
        rows = (
            self.commitments()
            .order_by()
            .annotate(late=overdue_column(self.day))
            .values_list("theme__key", "state", "late")
            .annotate(Count("id"))
        )
        return list(rows)

    def windows(self, limit: int) -> list[Any]:
        """The first `limit` commitments wanted that have a term, in order of its end."""
        return list(
            self.commitments()
            .filter(due_latest__isnull=False)
            .order_by("due_latest", "document_id", "number")[:limit]
        )

    def due_by_quarter(self) -> list[tuple[date, int, int]]:
        """Rows of (first day of a quarter, commitments whose term ends in it, how many are overdue)."""
        rows = (
            self.commitments()
            .filter(due_latest__isnull=False)
            .order_by()
            .annotate(quarter=TruncQuarter("due_latest"))
            .values_list("quarter")
            .annotate(all=Count("id"), late=Count("id", filter=overdue(self.day)))
        )
        return sorted(rows)

    @cached_property
    def dated(self) -> int:
        """How many of the commitments wanted name a term."""
        return self.commitments().filter(due_latest__isnull=False).count()

    def page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """One page of entries with what the page shows of each. A number out of range gives the last."""
        if self.wanted.sort == "due":
            page = Paginator(
                self.commitments().order_by(F("due_latest").asc(nulls_last=True), "document_id", "number"),
                size,
            ).get_page(number)
            on_page: Any = page.object_list
            commitments = self.filled(on_page.select_related("theme", "unit", "passage"))
            parents = self._recommendations_of(commitments)
            page.object_list = [
                Entry(parents.get(commitment.recommendation_id), [commitment]) for commitment in commitments
            ]
            return page
        page = Paginator(self._keys(), size).get_page(number)
        page.object_list = self._entries(list(page.object_list))
        return page

    def recommendation(self, key: int) -> Any | None:
        """One recommendation with its source, or None where there is none that the person may see."""
        return self._recommendations([key]).get(key)

    def commitment(self, key: int) -> Any | None:
        """One commitment with all that hangs on it, or None where there is none that the person may see."""
        record = self.records(Commitment).filter(id=key).select_related(
            "theme", "unit", "delivered_by", "settled_by"
        )  # fmt: skip
        return next(iter(self.filled(quoting(record, "passage"))), None)

    def commitments_of(self, recommendation: int) -> list[Any]:
        """The commitments that rest on a recommendation."""
        resting = self.records(Commitment).filter(recommendation_id=recommendation)
        return self.filled(resting.select_related("unit", "theme", "passage").order_by("number"))

    def entries(self) -> list[Entry]:
        """All entries wanted, in the order of the register; for a report, which is not paged."""
        return self._entries(list(self._keys()))

    def _keys(self) -> QuerySet[Any, Any]:
        """(theme's place, 0 or 1, document, number, id) of each entry; 1 for commitments that stand alone."""

        def keys(records: QuerySet[Any], alone: int) -> QuerySet[Any, Any]:
            place = Coalesce("theme__position", Value(NO_THEME), output_field=IntegerField())
            return (
                records.order_by()
                .annotate(place=place, alone=Value(alone, output_field=IntegerField()))
                .values_list("place", "alone", "document_id", "number", "id")
            )

        under_one = self.records(Recommendation).order_by().values("id")
        alone = self.commitments().exclude(recommendation_id__isnull=False, recommendation_id__in=under_one)
        return (
            keys(self.recommendations(), 0)
            .union(keys(alone, 1), all=True)
            .order_by("place", "alone", "document_id", "number", "id")
        )

    def _entries(self, keys: list[tuple[int, int, int, int, int]]) -> list[Entry]:
        of_recommendations = [key[4] for key in keys if key[1] == 0]
        of_commitments = [key[4] for key in keys if key[1] == 1]
        recommendations = self._recommendations(of_recommendations)
        shown = self.commitments().filter(
            Q(recommendation_id__in=of_recommendations) | Q(id__in=of_commitments)
        )
        below: dict[int, list[Any]] = defaultdict(list)
        alone: dict[int, Any] = {}
        for commitment in self.filled(shown.select_related("theme", "unit", "passage").order_by("number")):
            if commitment.id in of_commitments:
                alone[commitment.id] = commitment
            else:
                below[commitment.recommendation_id].append(commitment)
        return [
            Entry(recommendations[record], below[record]) if kind == 0 else Entry(None, [alone[record]])
            for _, kind, _, _, record in keys
        ]

    def filled(self, commitments: Iterable[Any]) -> list[Any]:
        """The commitments with what a page shows of each, for all of them at once.

        Sets `late` (days), `notes_then` and `moves_then` (newest first), `proven`, and the source; see
        `sourced.see_sources`.
        """
        filled = list(commitments)
        see_sources(filled, self.user)
        keys = [commitment.id for commitment in filled]
        notes: dict[int, list[Any]] = defaultdict(list)
        moves: dict[int, list[Any]] = defaultdict(list)
        for note in (
            self.records(ProgressNote)
            .filter(commitment_id__in=keys, on__lte=self.day)
            .select_related("author")
            .order_by("-on", "-id")
        ):
            notes[note.commitment_id].append(note)
        for move in (
            self.records(DueMove).filter(commitment_id__in=keys).select_related("by").order_by("-on", "-id")
        ):
            moves[move.commitment_id].append(move)
        for commitment in filled:
            commitment.late = commitment.days_overdue(self.day)
            commitment.notes_then = notes[commitment.id]
            commitment.moves_then = moves[commitment.id]
            commitment.proven = any(note.has_evidence for note in commitment.notes_then)
        return filled

    def _recommendations_of(self, commitments: list[Any]) -> dict[int, Any]:
        return self._recommendations({commitment.recommendation_id for commitment in commitments} - {None})

    def _recommendations(self, keys: Iterable[int]) -> dict[int, Any]:
        """The recommendations with these keys, each with its theme, its source and its words in there."""
        records = list(
            quoting(
                self.records(Recommendation).filter(id__in=keys).select_related("theme"),
                "passage",
                "position_passage",
            )
        )
        see_sources(records, self.user)
        return {record.id: record for record in records}


def _common(wanted: Filter) -> Q:
    """The condition on what recommendations and commitments share."""
    common = Q()
    if wanted.document:
        common &= Q(document_id=wanted.document)
    if wanted.theme:
        common &= Q(theme__key=wanted.theme)
    return common


def overdue_column(on: date) -> Case:
    """`overdue` as a column: true or false, never null."""
    return Case(When(overdue(on), then=True), default=False, output_field=BooleanField())
