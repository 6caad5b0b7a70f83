# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the promises that somebody co-ordinates are looked after; the number of queries is always the same."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from statistics import median
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from praktijk.access.models import Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.queries import visible
from praktijk.access.roles import GRANTS, Permission, ScopeKind
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.coordination.rules import Age, Spread, age, spread
from praktijk.recommendations.models import Commitment, ProgressNote
from praktijk.recommendations.rules import CLOSED, State
from praktijk.reference.models import Theme

#: Of those whose people can act no more, a page names so many.
MOST_NAMED = 50


@dataclass(frozen=True)
class Filled:
    """Of `promises` that are not closed, how many have each thing; `delivered` and, of those, `proven`."""

    unit: str
    promises: int
    owner: int
    deputy: int
    verifier: int
    term: int
    theme: int
    delivered: int
    proven: int

    @property
    def share(self) -> float:
        """The part of what can be filled in that is, from 0 to 1."""
        asked = 5 * self.promises + self.delivered
        there = self.owner + self.deputy + self.verifier + self.term + self.theme + self.proven
        return there / asked


@dataclass
class Ages:
    """How old the last notes on a unit's promises are: by age, and the days of those that have a note."""

    unit: str
    by_age: Counter[Age] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)

    @property
    def median(self) -> float | None:
        """The middle age in days; None where no promise has a note."""
        return median(self.days) if self.days else None


@dataclass
class Answers:
    """The updates asked of a person: how many, how many answered, and how long it takes or has taken."""

    person: str
    asked: int = 0
    answered: int = 0
    days_to_answer: list[int] = field(default_factory=list)
    longest_waiting: int = 0

    @property
    def waiting(self) -> int:
        """How many have no answer yet."""
        return self.asked - self.answered

    @property
    def median(self) -> float | None:
        """The middle number of days to an answer; None where there was none."""
        return median(self.days_to_answer) if self.days_to_answer else None


@dataclass(frozen=True)
class Stuck:
    """A promise with somebody who can act on it no more: who, and as what."""

    commitment: Any
    person: Any
    part: str


class Coordination:
    """The promises within what a person co-ordinates, as they are looked after on a day."""

    def __init__(self, user: Person, *, today: date) -> None:
        self.user = user
        self.today = today

    def commitments(self) -> QuerySet[Any]:
        """All that the person may see and settle."""
        within = visible(self.user, Commitment, Permission.SETTLE_COMMITMENTS)
        return Commitment.objects.visible_to(self.user).filter(within).order_by()

    def living(self) -> QuerySet[Any]:
        """Those that are neither settled nor lapsed."""
        return self.commitments().exclude(state__in=[state.value for state in CLOSED])

    @cached_property
    def filled(self) -> list[Filled]:
        """For each unit what is filled in, the emptiest first; promises without a unit under ""."""
        notes = ProgressNote.objects.visible_to(self.user).filter(commitment=OuterRef("pk"))
        proven = Exists(notes.exclude(evidence_address="", evidence_file="").order_by())
        rows = (
            self.living()
            .annotate(proven=proven)
            .values(code=F("unit__code"))
            .annotate(
                promises=Count("pk"),
                **{name: Count(name) for name in ("owner", "deputy", "verifier", "theme")},
                term=Count("due_latest"),
                delivered=Count("pk", filter=Q(state=State.DELIVERED)),
                shown=Count("pk", filter=Q(state=State.DELIVERED, proven=True)),
            )
        )
        filled = [Filled(row.pop("code") or "", proven=row.pop("shown"), **row) for row in rows]
        return sorted(filled, key=lambda row: (row.share, row.unit))

    @cached_property
    def ages(self) -> list[Ages]:
        """For each unit how old the last notes are on what is not closed, the oldest first."""
        last = (
            ProgressNote.objects.visible_to(self.user)
            .filter(commitment=OuterRef("pk"))
            .order_by()
            .values("commitment")
            .values(last=Max("on"))
        )
        by_unit: dict[str, Ages] = {}
        for code, day in self.living().values_list("unit__code", Subquery(last)):
            of_unit = by_unit.setdefault(code or "", Ages(code or ""))
            of_unit.by_age[age(day, self.today)] += 1
            if day is not None:
                of_unit.days.append(max((self.today - day).days, 0))
        never_first = sorted(by_unit.values(), key=lambda row: row.unit)
        return sorted(never_first, key=lambda row: (-row.by_age[Age.NEVER], -(row.median or 0)))

    @cached_property
    def answers(self) -> list[Answers]:
        """For each person who was asked for updates what came of it; who owes most answers first.

        Requests that were withdrawn do not count.
        """
        asked = (
            UpdateRequest.objects.visible_to(self.user)
            .filter(commitment__in=self.commitments().values("pk"), withdrawn_at=None)
            .order_by()
            .values_list("asked_of_id", "asked_of__name", "at", "answered_at")
        )
        by_person: dict[int, Answers] = {}
        for key, name, at, answered_at in asked:
            of_person = by_person.setdefault(key, Answers(name))
            of_person.asked += 1
            asked_on = timezone.localdate(at)
            if answered_at is not None:
                of_person.answered += 1
                of_person.days_to_answer.append((timezone.localdate(answered_at) - asked_on).days)
            else:
                waiting = (self.today - asked_on).days
                of_person.longest_waiting = max(of_person.longest_waiting, waiting)
        by_name = sorted(by_person.values(), key=lambda row: row.person)
        return sorted(by_name, key=lambda row: (row.answered > 0, -row.waiting, -row.longest_waiting))

    @cached_property
    def _settled(self) -> list[tuple[str, int | None, int]]:
        """(code of the unit, key of the theme, days from promise to settled) of each settled promise.

        A promise is made on the day of its document, or where that is not known on the day on which it
        came into the register. One that was reopened counts to the last time that it was settled.
        """
        versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
        of_this = versions.objects.filter(pgh_obj=OuterRef("pk")).order_by()
        entered = of_this.values("pgh_obj").values(first=Min("pgh_created_at"))
        before = of_this.exclude(state=State.SETTLED).values("pgh_obj").values(last=Max("pgh_id"))
        settled = (
            versions.objects.filter(pgh_obj=OuterRef("pk"), pgh_id__gt=Coalesce(OuterRef("before"), 0))
            .order_by("pgh_id")
            .values("pgh_created_at")[:1]
        )
        rows = (
            self.commitments()
            .filter(state=State.SETTLED)
            .annotate(before=Subquery(before), entered=Subquery(entered))
            .annotate(settled_at=Subquery(settled))
            .values_list("unit__code", "theme_id", "document__published_on", "entered", "settled_at")
        )
        return [
            (
                unit or "",
                theme,
                max((timezone.localdate(end) - (made or timezone.localdate(entered))).days, 0),
            )
            for unit, theme, made, entered, end in rows
        ]

    def settling(self) -> Spread | None:
        """How long settling takes over all; None where nothing is settled yet."""
        days = [row[2] for row in self._settled]
        return spread(days) if days else None

    def settling_by_unit(self) -> list[tuple[str, Spread]]:
        """(code of the unit, how long settling takes), the slowest first."""
        return _slowest_first([(unit, days) for unit, _, days in self._settled])

    def settling_by_theme(self) -> list[tuple[str, Spread]]:
        """(name of the theme, how long settling takes), the slowest first."""
        names = {theme.pk: theme.name for theme in Theme.objects.all()}
        return _slowest_first([(names.get(theme or 0, ""), days) for _, theme, days in self._settled])

    @cached_property
    def stuck(self) -> list[Stuck]:
        """The first MOST_NAMED promises not closed with somebody who can act on them no more.

        That is somebody whose account is closed, who has left the unit (owner and deputy) or the units that
        a restricted promise names, or who has no role any more that reaches the promise.
        """
        found = self.stuck_commitments().select_related("unit", "owner", "deputy", "verifier")
        return [
            Stuck(commitment, getattr(commitment, part), part)
            for commitment in found.order_by("document_id", "number")[:MOST_NAMED]
            for part in ("owner", "deputy", "verifier")
            if getattr(commitment, f"{part}_stuck")
        ]

    @cached_property
    def stuck_count(self) -> int:
        """How many promises `stuck` would name if it named all."""
        return self.stuck_commitments().count()

    def stuck_commitments(self) -> QuerySet[Any]:
        """Those that `stuck` names, each with `owner_stuck`, `deputy_stuck` and `verifier_stuck`."""
        marked = self.living().annotate(
            owner_stuck=_cannot_act("owner", Permission.REPORT_PROGRESS, in_unit=True),
            deputy_stuck=_cannot_act("deputy", Permission.REPORT_PROGRESS, in_unit=True),
            verifier_stuck=_cannot_act("verifier", Permission.SETTLE_COMMITMENTS, in_unit=False),
        )
        return marked.filter(Q(owner_stuck=True) | Q(deputy_stuck=True) | Q(verifier_stuck=True))


def _cannot_act(part: str, permission: Permission, *, in_unit: bool) -> Q:
    """The condition that who has a part in a promise is there, and can act on it no more."""
    granting = [role for role, granted in GRANTS.items() if permission in granted]
    reach = (
        Q(scope=ScopeKind.EVERYTHING)
        | Q(unit=OuterRef("unit"))
        | Q(countries__overlap=OuterRef("countries"))
        | Q(countries__overlap=OuterRef("unit__countries"))
    )
    reaching = Exists(RoleAssignment.objects.filter(reach, person=OuterRef(part), role__in=granting))
    units = Person.units.through.objects.filter(person=OuterRef(part))
    member = Exists(units.filter(unit=OuterRef("unit")))
    restricted_to = ExpressionWrapper(OuterRef("restricted_to"), ArrayField(BigIntegerField()))
    of_unit = Func(
        F("unit_id"), template="ARRAY[%(expressions)s]", output_field=ArrayField(BigIntegerField())
    )
    named = Exists(units.annotate(named=restricted_to).filter(Q(named__contains=of_unit)))
    gone = Q(**{f"{part}__is_active": False}) | ~Q(reaching) | (Q(level=Level.RESTRICTED) & ~Q(named))
    if in_unit:
        gone |= Q(unit__isnull=False) & ~Q(member)
    return Q(**{f"{part}__isnull": False}) & gone


def _slowest_first(rows: list[tuple[str, int]]) -> list[tuple[str, Spread]]:
    days: dict[str, list[int]] = defaultdict(list)
    for name, took in rows:
        days[name].append(took)
    spreads = [(name, spread(taken)) for name, taken in days.items()]
    return sorted(spreads, key=lambda row: (-row[1].median, row[0]))
