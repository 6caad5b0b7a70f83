# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for an update of one promise, and what answers it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.bulk.among import Among
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.models.life import ProgressNote
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.notices.actions import tell_many
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import CLOSED, State
from praktijk.web.dates import day

_AT_A_TIME = 1_000


def may_be_asked(commitment: Any) -> bool:
    """Whether there is somebody to ask, and something owed."""
    return bool(commitment.owner_id or commitment.deputy_id) and State(commitment.state) not in CLOSED


def ask_for_update(
    *, by: Actor, commitment: Commitment, words: str = "", now: datetime | None = None
) -> UpdateRequest:
    """Ask the owner of a promise, or else its deputy, for an update.

    Raises ValidationError when nobody looks after it, when it is closed, when who asks looks after it
    themself, or when an update was asked already and waits.
    """
    needs = Permission.EDIT_REGISTER
    with acting("commitment.ask_update", by=by, needs=needs, on=commitment, now=now) as act:
        commitment = hold(commitment, act, by=by, needs=needs)
        asked = commitment.owner_id or commitment.deputy_id
        if asked is None:
            raise ValidationError(_("Nobody looks after this promise yet: give it an owner first."))
        if State(commitment.state) in CLOSED:
            raise ValidationError(_("This promise is closed: nothing is owed any more."))
        if isinstance(by, Person) and asked == by.pk:
            raise ValidationError(_("You look after this promise yourself: add a note."))
        if waiting := commitment.update_requests.waiting().first():
            raise ValidationError(
                _("An update was asked already, on %(day)s, and waits for an answer."),
                params={"day": day(waiting.at)},
            )
        request = UpdateRequest.objects.create(
            commitment=commitment,
            asked_of_id=asked,
            by=by if isinstance(by, Person) else None,
            at=now or timezone.now(),
            words=words.strip(),
            level=commitment.level,
            restricted_to=commitment.restricted_to,
            illustrative=commitment.illustrative,
        )
        about = [(commitment, [asked])]
        tell_many(by=by, about=about, kind=Notice.Kind.UPDATE_ASKED, now=now)
        act.record = commitment
        act.details = {"asked_of": asked}
    return request


def answer_requests(*, by: Actor, note: ProgressNote, now: datetime | None) -> list[int | None]:
    """Let a note of owner or deputy answer what was asked; gives the keys of those who asked.

    Part of the action that adds the note and holds the promise.
    """
    commitment = note.commitment
    if not isinstance(by, Person) or by.pk not in (commitment.owner_id, commitment.deputy_id):
        return []
    waiting = list(commitment.update_requests.waiting())
    for request in waiting:
        request.answered_by, request.answered_at = note, now or timezone.now()
        request.save()
    return [request.by_id for request in waiting]


def ask_successors(
    *,
    by: Actor,
    keys: Iterable[int],
    details: dict[str, Any] | None = None,
    tell_again: bool = True,
    now: datetime | None = None,
) -> None:
    """Have updates that wait for an answer asked of who looks after these promises now, and tell them.

    Part of the action that gave the promises, with these keys, to somebody and holds them. That is the
    owner, or else the deputy, who owes an answer from this moment on; that it was asked of somebody else
    before stays in the history. Of a promise that nobody looks after any more nothing is owed: the request
    is withdrawn. Without `tell_again`, whom the same request was asked of before is asked as of then, and
    hears nothing. The number of queries does not grow with the promises, but with their thousands.
    """
    waiting = UpdateRequest.objects.waiting().filter(Among("commitment", keys))
    requests = list(waiting.select_related("commitment").defer("commitment__words"))
    asked_before = {} if tell_again else _asked_before(requests)
    moment = now or timezone.now()
    about: list[tuple[Commitment, list[int | None]]] = []
    moved, nobodys = [], []
    for request in requests:
        owing = request.commitment.owner_id or request.commitment.deputy_id
        if owing is None:
            nobodys.append(request.pk)
        elif owing != request.asked_of_id:
            before = asked_before.get((request.pk, owing))
            request.asked_of_id, request.at = owing, before or moment
            moved.append(request)
            if before is None:
                about.append((request.commitment, [owing]))
    if nobodys:
        UpdateRequest.objects.filter(Among("pk", nobodys)).update(withdrawn_at=moment)
    if moved:
        UpdateRequest.objects.bulk_update(moved, ["asked_of", "at"], batch_size=_AT_A_TIME)
        tell_many(by=by, about=about, kind=Notice.Kind.UPDATE_ASKED, details=details, now=now)


def _asked_before(requests: list[UpdateRequest]) -> dict[tuple[int, int], datetime]:
    """When each of these requests was asked of each person, by its history."""
    versions: Any = UpdateRequest.pgh_event_model  # type: ignore[attr-defined]
    asked = versions.objects.filter(Among("pgh_obj", [request.pk for request in requests]))
    return {
        (request, person): at
        for request, person, at in asked.order_by("pgh_id").values_list("pgh_obj_id", "asked_of_id", "at")
    }


def withdraw_when_closed(commitment: Commitment, now: datetime | None) -> None:
    """Withdraw the update that waits for an answer when the promise is closed: nothing is owed any more.

    Part of the action that changed the state and holds the promise.
    """
    if State(commitment.state) in CLOSED:
        commitment.update_requests.waiting().update(withdrawn_at=now or timezone.now())
