# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as a page shows it: every read of it, for a person, as known today or on a date.

The number of database queries does not grow with the number of rows: entries are paged in the database,
counts are aggregates, and what hangs on the entries of one page is fetched once for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Q,
    QuerySet,
)

from praktijk.access.history import as_known_on
from praktijk.access.models import Person
from praktijk.access.queries import NOTHING, visible
from praktijk.recommendations.counting import Figures
from praktijk.recommendations.filters import NONE, AtParliament, Filter, Sort
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote, Recommendation
from praktijk.recommendations.ordering import in_order, keys, sort_of
from praktijk.recommendations.parliament.models import ParliamentLink
from praktijk.recommendations.querysets import matches, overdue
from praktijk.recommendations.rules import State
from praktijk.recommendations.sourced import quoting, see_sources

__all__ = ["PAGE_SIZE", "Entry", "Filter", "Register"]

PAGE_SIZE = 25


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
            records = records.filter(_position(wanted))
        if wanted.about_commitments:
            asked = self.records(Commitment).filter(self._asked(wanted), recommendation_id__isnull=False)
            records = records.filter(id__in=asked.order_by().values("recommendation_id"))
        if wanted.text:
            found = self.records(Commitment).filter(matches(wanted.text), recommendation_id__isnull=False)
            records = records.filter(
                Q(id__in=self._with_words(Recommendation, wanted))
                | Q(id__in=found.order_by().values("recommendation_id"))
            )
        return records

    def commitments(self, wanted: Filter | None = None) -> QuerySet[Any]:
        """Exactly the commitments wanted: what a list, a file and work on many at once are about."""
        wanted = wanted or self.wanted
        records = self.records(Commitment).filter(_common(wanted), self._asked(wanted))
        if wanted.position:
            taken = self.records(Recommendation).filter(_position(wanted))
            records = records.filter(recommendation_id__in=taken.order_by().values("id"))
        if wanted.text:
            records = records.filter(
                Q(id__in=self._with_words(Commitment, wanted))
                | Q(recommendation_id__in=self._with_words(Recommendation, wanted))
            )
        return records

    def _with_words(self, model: type[Any], wanted: Filter) -> QuerySet[Any, Any]:
        """Keys of the records with the words in themselves: found by the index, once for all rows."""
        return self.records(model).filter(matches(wanted.text)).order_by().values("id")

    def _asked(self, wanted: Filter) -> Q:
        """The condition on what only commitments have."""
        asked = Q(**{f"{name}__in": getattr(wanted, name) for name in ("state",) if getattr(wanted, name)})
        if wanted.unit:
            asked &= _one_of("unit__code", "unit", wanted.unit)
        if wanted.owner:
            asked &= _one_of("owner_id", "owner", wanted.owner)
        if wanted.person:
            roles = ("owner_id__in", "deputy_id__in", "verifier_id__in")
            asked &= Q(*((role, wanted.person) for role in roles), _connector=Q.OR)
        if wanted.country:
            asked &= Q(countries__overlap=list(wanted.country))
        if wanted.due_from:
            asked &= Q(due_latest__gte=wanted.due_from)
        if wanted.due_until:
            asked &= Q(due_latest__lte=wanted.due_until)
        return asked & self._flagged(wanted)

    def _flagged(self, wanted: Filter) -> Q:
        """The condition of the filters that are on or off."""
        asked = Q()
        if wanted.mine:
            asked &= Q(unit_id__in=getattr(self.user, "unit_ids", []))
        if wanted.overdue:
            asked &= overdue(self.day)
        if wanted.in_time:
            asked &= ~overdue(self.day)
        if wanted.to_verify:
            asked &= Q(state=State.DELIVERED)
        if wanted.unproven:
            asked &= self.unproven()
        if wanted.parliament:
            linked = self.records(ParliamentLink).filter(withdrawn=False).order_by().values("commitment_id")
            numbered = Q(id__in=linked)
            asked &= numbered if wanted.parliament == AtParliament.WITH else ~numbered
        return asked

    def unproven(self) -> Q:
        """The condition that no evidence was recorded for a commitment that has not lapsed."""
        # Asked once for all and not for each row: among versions a question takes long.
        proven = (
            self.of_seen_commitments(ProgressNote)
            .filter(on__lte=self.day)
            .exclude(evidence_address="", evidence_file="")
            .order_by()
            .values("commitment_id")
        )
        return ~Q(state=State.LAPSED) & ~Q(id__in=proven)

    def alone(self) -> Q:
        """The condition that a commitment rests on no recommendation that the person may see."""
        if self.on is None:
            hidden = ~visible(self.user, Recommendation, Recommendation.objects.all().view_permission)
            unseen = Recommendation.objects.filter(hidden).order_by().values("id")
            return Q(recommendation_id__isnull=True) | Q(recommendation_id__in=unseen)
        seen = self.records(Recommendation).order_by().values("id")
        return Q(recommendation_id__isnull=True) | ~Q(recommendation_id__in=seen)

    def of_seen_commitments(self, model: type[Any]) -> QuerySet[Any]:
        """What may be seen of a kind that hangs on commitments, for a question about commitments.

        They are themselves asked of `records`, so whether they may be seen is not asked a second time.
        """
        if self.on is not None:
            return self.records(model)
        return model.objects.filter(visible(self.user, model, model.objects.all().view_permission))

    @cached_property
    def figures(self) -> Figures:
        """The counts behind all that follows, each asked of the database once."""
        return Figures(self)

    @cached_property
    def totals(self) -> dict[str, int]:
        """Figures of what is wanted.

        Keys: recommendations, commitments, overdue, to_verify, settled, unproven (without evidence),
        unowned (without an owner), mine (of a unit of this person), illustrative (commitments made up for
        show).
        """
        return self.figures.totals()

    def counts(self, facet: str) -> dict[str, int]:
        """For each value of a facet, how many commitments choosing it would show.

        `facet` is a field of `Filter`: theme (by key), state, unit (by code), or position, which counts
        recommendations; `NONE` stands for what has none. The facet's own choice is left aside, so that
        the others can be compared.
        """
        return self.figures.counts(facet)

    def counts_by_theme(self) -> dict[str | None, int]:
        """How many of the recommendations wanted each theme has, by its key; None for those without."""
        counted = self.figures.recommendations_by_theme()
        return {self._theme_key(theme): count for theme, count in counted.items()}

    def states_by_theme(self) -> list[tuple[str | None, str, bool, int]]:
        """Rows of (theme key, state, overdue, number of commitments) of what is wanted."""
        return [
            (self._theme_key(group.theme), group.state, bool(group.late), group.count)
            for group in self.figures.groups
        ]

    def _theme_key(self, theme: int | None) -> str | None:
        return None if theme is None else self.figures.theme_keys.get(theme)

    def windows(self, limit: int) -> list[Any]:
        """The first `limit` commitments wanted that have a term, in order of its end."""
        return list(
            self.commitments()
            .filter(due_latest__isnull=False)
            .order_by("due_latest", "document_id", "number")[:limit]
        )

    def due_by_quarter(self) -> list[tuple[date, int, int]]:
        """Rows of (first day of a quarter, commitments whose term ends in it, how many are overdue)."""
        return self.figures.by_quarter

    @property
    def dated(self) -> int:
        """How many of the commitments wanted name a term."""
        return sum(count for _quarter, count, _late in self.figures.by_quarter)

    def page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """One page of entries with what the page shows of each. A number out of range gives the last."""
        if self.sort in (Sort.THEME, Sort.RELEVANCE):
            count = self.totals["recommendations"] + self.figures.sum(lambda group: group.alone)
            page = _Counted(keys(self), size, count).get_page(number)
            page.object_list = self._entries(list(page.object_list))
            return page
        page = _Counted(in_order(self), size, self.totals["commitments"]).get_page(number)
        on_page: Any = page.object_list
        commitments = self._fill(on_page.select_related("passage"))
        parents = self._recommendations({commitment.recommendation_id for commitment in commitments} - {None})
        see_sources([*commitments, *parents.values()], self.user)
        page.object_list = [
            Entry(parents.get(commitment.recommendation_id), [commitment]) for commitment in commitments
        ]
        return page

    @property
    def sort(self) -> str:
        """The order in which entries stand; see `ordering.sort_of`."""
        return sort_of(self.wanted)

    def recommendation(self, key: int) -> Any | None:
        """One recommendation with its source, or None where there is none that the person may see."""
        found = self._recommendations([key])
        see_sources(found.values(), self.user)
        return found.get(key)

    def commitment(self, key: int) -> Any | None:
        """One commitment with all that hangs on it, or None where there is none that the person may see."""
        people = ("owner", "deputy", "verifier", "delivered_by", "settled_by")
        record = self.records(Commitment).filter(id=key).select_related(*people)
        return next(iter(self.filled(quoting(record, "passage"))), None)

    def commitments_of(self, recommendation: int) -> list[Any]:
        """The commitments that rest on a recommendation."""
        resting = self.records(Commitment).filter(recommendation_id=recommendation)
        return self.filled(resting.select_related("passage").order_by("number"))

    def entries(self) -> list[Entry]:
        """All entries wanted, in the order of the register; for a report, which is not paged."""
        return self._entries(list(keys(self)))

    def _entries(self, keys: list[tuple[int, int, int, int, int]]) -> list[Entry]:
        of_recommendations = [key[4] for key in keys if key[1] == 0]
        of_commitments = {key[4] for key in keys if key[1] == 1}
        recommendations = self._recommendations(of_recommendations)
        shown = self.commitments().filter(
            Q(recommendation_id__in=of_recommendations) | Q(id__in=of_commitments)
        )
        below: dict[int, list[Any]] = defaultdict(list)
        alone: dict[int, Any] = {}
        commitments = self._fill(shown.select_related("passage").order_by("number"))
        see_sources([*commitments, *recommendations.values()], self.user)
        for commitment in commitments:
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
        filled = self._fill(commitments)
        see_sources(filled, self.user)
        return filled

    def _fill(self, commitments: Iterable[Any]) -> list[Any]:
        """`filled` without the source."""
        filled = list(commitments)
        self._with_names(filled)
        keys = [commitment.id for commitment in filled]
        notes: dict[int, list[Any]] = defaultdict(list)
        moves: dict[int, list[Any]] = defaultdict(list)
        for note in (
            self.of_seen_commitments(ProgressNote)
            .filter(commitment_id__in=keys, on__lte=self.day)
            .select_related("author")
            .order_by("-on", "-id")
        ):
            notes[note.commitment_id].append(note)
        for move in (
            self.of_seen_commitments(DueMove)
            .filter(commitment_id__in=keys)
            .select_related("by")
            .order_by("-on", "-id")
        ):
            moves[move.commitment_id].append(move)
        for commitment in filled:
            commitment.late = commitment.days_overdue(self.day)
            commitment.notes_then = notes[commitment.id]
            commitment.moves_then = moves[commitment.id]
            commitment.proven = any(note.has_evidence for note in commitment.notes_then)
        return filled

    def _with_names(self, commitments: list[Any]) -> None:
        """Give commitments their theme, their unit and the name of their owner, read once for all."""
        self._with_themes(commitments)
        units = {unit.pk: unit for unit in self.figures.units}
        owners = {one.owner_id for one in commitments} - {None}
        names = dict(Person.objects.filter(pk__in=owners).values_list("pk", "name")) if owners else {}
        for one in commitments:
            one.unit = units.get(one.unit_id)
            one.owner_name = names.get(one.owner_id, "")

    def _with_themes(self, records: Iterable[Any]) -> None:
        themes = {theme.pk: theme for theme in self.figures.themes}
        for one in records:
            one.theme = themes.get(one.theme_id)

    def _recommendations(self, keys: Iterable[int]) -> dict[int, Any]:
        """The recommendations with these keys, each with its theme, and the words of its passages."""
        wanted = self.records(Recommendation).filter(id__in=keys)
        found = {record.id: record for record in quoting(wanted, "passage", "position_passage")}
        self._with_themes(found.values())
        return found


class _Counted(Paginator):
    """Pages of which the number of rows is known already."""

    def __init__(self, rows: Any, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.count = count


def _common(wanted: Filter) -> Q:
    """The condition on what recommendations and commitments share."""
    common = NOTHING if wanted.nothing else Q()
    if wanted.document:
        common &= Q(document_id__in=wanted.document)
    if wanted.theme:
        common &= _one_of("theme__key", "theme", wanted.theme)
    return common


def _one_of(field: str, relation: str, values: Iterable[str]) -> Q:
    """The condition that a field has one of these values; `NONE` stands for the relation being empty."""
    named = [value for value in values if value != NONE]
    asked = Q(**{f"{field}__in": named}) if named else Q(pk__in=[])
    return asked | Q(**{f"{relation}__isnull": True}) if NONE in values else asked


def _position(wanted: Filter) -> Q:
    return Q(position__in=["" if value == NONE else value for value in wanted.position])
