# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one person is to hear at a moment: reads only, in a number of queries that does not grow."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from praktijk.access.models import Person
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.models.life import ProgressNote
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.notices.models import Notice, NoticeSettings, Reminder
from praktijk.recommendations.notices.rules import (
    AHEAD,
    LONG,
    OLDEST,
    Frequency,
    Stage,
    notices_until,
    waiting_stage,
)
from praktijk.recommendations.rules import AWAITING_DELIVERY, State
from praktijk.recommendations.work.queries import MyWork
from praktijk.recommendations.work.rules import NextStep, next_step

_AWAITING = Q(state__in=[state.value for state in AWAITING_DELIVERY])
_URGENCY = [Stage.OVERDUE, Stage.TODAY, Stage.AHEAD, Stage.WAITS_LONG, Stage.WAITS]
#: That something waits for verification, where it does so no more.
_VERIFIED = Q(kind=Notice.Kind.TO_VERIFY) & ~Q(commitment__state=State.DELIVERED)
_DAY = timedelta(days=1)
#: By so much the clock of the database, by which a delivery counts, may be ahead of that of a notice.
_CLOCKS_DIFFER = timedelta(minutes=1)


class HeldBack(StrEnum):
    """Why somebody is not mailed of something."""

    LEFT = "left"
    NO_ADDRESS = "no_address"
    MAY_NOT_SEE = "may_not_see"


@dataclass(frozen=True)
class Item:
    """A commitment of which a person is reminded; `since` is the moment of the delivery that waits."""

    commitment: Any
    stage: Stage
    step: NextStep
    since: datetime | None = None

    def reminder(self, person: Person, now: datetime) -> Reminder:
        """What is kept of it, so that nobody is reminded twice."""
        return Reminder(
            person=person,
            commitment=self.commitment,
            stage=self.stage,
            due_latest=None if self.since else self.commitment.due_latest,
            delivered_at=self.since,
            mailed_at=now,
        )


@dataclass(frozen=True)
class News:
    """A commitment with the notices about it, oldest first."""

    commitment: Any
    notices: list[Notice]


@dataclass(frozen=True)
class Digest:
    """All that one mail to one person says: reminders, the most urgent first, and news.

    `told` are the keys of the notices that it makes good, those too that a reminder says already; `daily`
    says whether it is the digest of the day, or only what was wanted at once.
    """

    person: Person
    on: date
    items: list[Item] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    daily: bool = True

    def __bool__(self) -> bool:
        return bool(self.items or self.news)


def people_concerned(on: date) -> set[int]:
    """Keys of those whom a digest of a day may concern; whether it does, `digest_of` says."""
    delivered = Commitment.objects.filter(state=State.DELIVERED).order_by()
    keys: set[int | None] = set(delivered.values_list("verifier_id", flat=True).distinct())
    for seat in ("owner_id", "deputy_id"):
        looked_after = Commitment.objects.filter(**{f"{seat}__isnull": False}).order_by()
        keys.update(_at_new_stage(looked_after, OuterRef(seat), on).values_list(seat, flat=True).distinct())
    asked = Notice.objects.filter(
        kind=Notice.Kind.TO_VERIFY, commitment__state=State.DELIVERED, at__lt=_begin(on - LONG + _DAY)
    )
    reminded = Reminder.objects.filter(
        person=OuterRef("person"),
        commitment=OuterRef("commitment"),
        stage=Stage.WAITS_LONG,
        delivered_at__gte=OuterRef("at") - _CLOCKS_DIFFER,
    )
    keys.update(asked.filter(~Exists(reminded)).order_by().values_list("person_id", flat=True).distinct())
    wanted = worth_mailing(on).exclude(person__notice_settings__frequency=Frequency.NONE.value)
    keys.update(wanted.order_by().values_list("person_id", flat=True).distinct())
    return {key for key in keys if key is not None}


def digest_of(person: Person, now: datetime, *, reminders: bool = True) -> Digest:
    """What a person is to hear now: nothing that they heard, may not see or have no address for.

    Without `reminders`, the notices only.
    """
    on = timezone.localdate(now)
    if cannot_be_mailed(person):
        return Digest(person, on)
    items = [*_due(person, on), *_waiting(person, on)] if reminders else []
    items.sort(key=lambda item: _URGENCY.index(item.stage))
    notices = _notices(person, now)
    waiting = {item.commitment.pk for item in items if item.since}
    fresh = [
        notice
        for notice in notices
        if not (notice.kind == Notice.Kind.TO_VERIFY and notice.commitment_id in waiting)
    ]
    told = [notice.pk for notice in notices]
    return Digest(person, on, items, _by_commitment(fresh), told, daily=reminders)


def cannot_be_mailed(person: Person) -> HeldBack | None:
    """Why nothing at all is mailed to somebody, or None."""
    if not person.is_active:
        return HeldBack.LEFT
    try:
        validate_email(person.email)
    except ValidationError:
        return HeldBack.NO_ADDRESS
    return None


def held_back(person: Person, now: datetime) -> list[tuple[Any, HeldBack]]:
    """Commitments of which this person would be reminded, were it not for the reason given."""
    on = timezone.localdate(now)
    looked_after = Q(_AWAITING, Q(owner=person) | Q(deputy=person), due_latest__lte=on + AHEAD)
    to_verify = Q(verifier=person, state=State.DELIVERED)
    concerned = Commitment.objects.filter(looked_after | to_verify).order_by("due_latest", "pk")
    if reason := cannot_be_mailed(person):
        return [(commitment, reason) for commitment in concerned]
    hidden = concerned.exclude(pk__in=Commitment.objects.visible_to(person).values("pk"))
    return [(commitment, HeldBack.MAY_NOT_SEE) for commitment in hidden]


def _due(person: Person, on: date) -> Iterator[Item]:
    """What the person owns or deputises for, at the stage that its term has reached, when that is new."""
    asked = MyWork(person, today=on).asked()
    mine = Commitment.objects.visible_to(person).filter(Q(owner=person) | Q(deputy=person))
    due = (
        _at_new_stage(mine, person, on)
        .annotate(proven=Exists(_proof(person)))
        .annotate(asked=Exists(asked.filter(commitment=OuterRef("pk"))))
        .select_related("unit")
        .order_by("due_latest", "document_id", "number")
    )
    for commitment in due:
        step = next_step(commitment.state, proven=commitment.proven, asked=commitment.asked)
        yield Item(commitment, Stage(commitment.stage), step)


def _at_new_stage(commitments: QuerySet[Any], person: Person | OuterRef, on: date) -> QuerySet[Any]:
    """Those to be delivered of which `person` was not reminded at the `stage` that their term has reached.

    As `rules.term_stage` has it.
    """
    stage = Case(
        When(due_latest__lt=on, then=Value(Stage.OVERDUE.value)),
        When(due_latest=on, then=Value(Stage.TODAY.value)),
        default=Value(Stage.AHEAD.value),
        output_field=CharField(),
    )
    reminded = Reminder.objects.filter(
        person=person, commitment=OuterRef("pk"), stage=OuterRef("stage"), due_latest=OuterRef("due_latest")
    )
    awaiting = commitments.filter(_AWAITING, due_latest__lte=on + AHEAD)
    return awaiting.annotate(stage=stage).filter(~Exists(reminded))


def _waiting(person: Person, on: date) -> Iterator[Item]:
    """What waits for this person to verify it, when they did not hear that yet of this delivery.

    Who is not its verifier, but was asked to verify it when it was delivered, is reminded once it has
    waited long.
    """
    rows = MyWork(person, today=on).to_verify().select_related("unit", "delivered_by")
    asked = Notice.objects.filter(
        person=person,
        commitment=OuterRef("pk"),
        kind=Notice.Kind.TO_VERIFY,
        at__gte=OuterRef("since") - _CLOCKS_DIFFER,
    )
    delivered: QuerySet[Any] = rows.filter(Q(verifier=person) | Q(Exists(asked)), since__isnull=False)
    waiting = list(delivered)
    reminded = set(
        Reminder.objects.filter(
            person=person, commitment__in=waiting, delivered_at__isnull=False
        ).values_list("commitment_id", "stage", "delivered_at")
    )
    noticed = {
        (key, at)
        for key, at in Notice.objects.filter(
            person=person, commitment__in=waiting, kind=Notice.Kind.TO_VERIFY, mailed_at__isnull=False
        ).values_list("commitment_id", "at")
    }
    for commitment in waiting:
        stage = waiting_stage(timezone.localdate(commitment.since), on)
        heard = (commitment.pk, stage.value, commitment.since) in reminded
        told = stage is Stage.WAITS and any(
            key == commitment.pk and at >= commitment.since - _CLOCKS_DIFFER for key, at in noticed
        )
        too_early = stage is Stage.WAITS and commitment.verifier_id != person.pk
        if not heard and not told and not too_early:
            yield Item(commitment, stage, NextStep.VERIFY, commitment.since)


def _proof(person: Person) -> QuerySet[Any]:
    notes = ProgressNote.objects.visible_to(person).filter(commitment=OuterRef("pk"))
    return notes.exclude(evidence_address="", evidence_file="")


def _unmailed() -> QuerySet[Notice]:
    """Notices that were neither mailed nor seen on a page."""
    return Notice.objects.filter(mailed_at__isnull=True, seen_at__isnull=True)


def worth_mailing(on: date) -> QuerySet[Notice]:
    """Notices that may join a mail of this day or later; not what is news no more, as `_notices` has it."""
    waiting = UpdateRequest.objects.waiting().filter(
        commitment=OuterRef("commitment"), asked_of=OuterRef("person")
    )
    since = Q(person__notice_settings__since=None) | Q(at__gte=F("person__notice_settings__since"))
    answered = Q(Q(kind=Notice.Kind.UPDATE_ASKED), ~Exists(waiting))
    return _unmailed().filter(since, ~_VERIFIED, ~answered, at__gte=_begin(on - OLDEST))


def _begin(on: date) -> datetime:
    """The moment at which a day begins, by the ministry's clock."""
    return timezone.make_aware(datetime.combine(on, time.min), timezone.get_default_timezone())


def _notices(person: Person, now: datetime) -> list[Notice]:
    """Those that join a mail of now, as the person wants them, of what they may see; oldest first.

    That something waits for verification, or for an answer, is not told when it does so no more; and what
    is older than a month, because no mail went for so long, stands on the page of one's work only.
    """
    wanted = NoticeSettings.objects.filter(person=person).first() or NoticeSettings(person=person)
    until = notices_until(Frequency(wanted.frequency), now, timezone.get_default_timezone())
    if until is None:
        return []
    asked = MyWork(person, today=timezone.localdate(now)).asked()
    answered = Q(kind=Notice.Kind.UPDATE_ASKED) & ~Q(commitment__in=asked.order_by().values("commitment"))
    visible = (_unmailed() & Notice.objects.visible_to(person)).filter(at__lte=until)
    visible = visible.exclude(_VERIFIED | answered)
    oldest = now - OLDEST if wanted.since is None else max(wanted.since, now - OLDEST)
    visible = visible.filter(at__gte=oldest)
    return list(visible.select_related("commitment__unit", "by").order_by("at", "pk"))


def _by_commitment(notices: list[Notice]) -> list[News]:
    """The notices by commitment, the commitment that was first told of first."""
    place: dict[int, int] = {}
    for notice in notices:
        place.setdefault(notice.commitment_id, len(place))
    ordered = sorted(notices, key=lambda notice: place[notice.commitment_id])
    return [
        News(told[0].commitment, told)
        for told in (list(group) for _, group in groupby(ordered, key=lambda notice: notice.commitment_id))
    ]
