# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling people what happened to promises, and how they want to hear it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.notices.models import Notice, NoticeSettings
from praktijk.recommendations.notices.schedule import soon

_ROWS_AT_A_TIME = 1000


def tell(
    *,
    by: Actor,
    commitment: Commitment,
    kind: str,
    to: Iterable[Person | None],
    details: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> list[Notice]:
    """Leave a notice for each of these people, once each, within the action that is under way.

    Who did it is not told, nor is somebody who may not see the commitment; None stands for nobody.
    """
    keys = [person.pk for person in to if person is not None]
    return tell_many(by=by, about=[(commitment, keys)], kind=kind, details=details, now=now)


def tell_many(
    *,
    by: Actor,
    about: Iterable[tuple[Commitment, Iterable[int | None]]],
    kind: str,
    details: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> list[Notice]:
    """As `tell`, of many commitments at once: each with the keys of those who are to hear of it.

    The number of queries grows with the thousands only. Whoever wants to hear at once gets one mail of
    everything that came within a few minutes; see `schedule.soon`.
    """
    told = [(commitment, {key for key in keys if key is not None}) for commitment, keys in about]
    people = Person.objects.filter(pk__in={key for _, keys in told for key in keys}).with_reach()
    if isinstance(by, Person):
        people.pop(by.pk, None)
    if not people:
        return []
    prefetch_related_objects([commitment for commitment, _ in told], "unit")
    moment = now or timezone.now()
    notices = Notice.objects.bulk_create(
        [
            Notice(
                person=people[key],
                commitment=commitment,
                kind=kind,
                by=by if isinstance(by, Person) else None,
                at=moment,
                details=details or {},
            )
            for commitment, keys in told
            for key in sorted(keys & people.keys())
            if people[key].may(Permission.VIEW_REGISTER, commitment)
        ],
        batch_size=_ROWS_AT_A_TIME,
    )
    _mail_soon({notice.person_id for notice in notices})
    return notices


def concerned(commitment: Commitment) -> list[Person]:
    """Those who look after a commitment: owner, deputy and verifier, where there are any."""
    return [person for person in (commitment.owner, commitment.deputy, commitment.verifier) if person]


def choose_frequency(*, by: Person, frequency: str, now: datetime | None = None) -> NoticeSettings:
    """Keep how often a person wants mail of notices: one of `NoticeSettings.Frequency`.

    What was told while no mail was wanted is never mailed afterwards, and what was mailed never again.
    Raises ValidationError for a frequency that there is not.
    """
    with acting("notices.frequency", by=by, needs=None, on=by, now=now) as act:
        NoticeSettings.objects.get_or_create(person=by)
        kept = NoticeSettings.objects.select_for_update().get(person=by)
        act.details = {"was": kept.frequency, "is": frequency}
        if kept.frequency == NoticeSettings.Frequency.NONE != frequency:
            kept.since = now or timezone.now()
        kept.frequency = frequency
        kept.clean_fields(exclude={field.name for field in kept._meta.fields} - {"frequency"})
        kept.save(update_fields=["frequency", "since"])
    return kept


def _mail_soon(told: set[int]) -> None:
    """Have the mail of notices sent soon, when somebody among these wants to hear at once."""
    at_once = NoticeSettings.objects.filter(
        person_id__in=told, frequency=NoticeSettings.Frequency.AT_ONCE
    ).exists()
    if at_once:
        # Where the queue does not take it, the hourly run finds the notices all the same.
        transaction.on_commit(soon, robust=True)
