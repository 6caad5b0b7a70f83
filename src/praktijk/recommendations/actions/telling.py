# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who hears of what happens to a promise."""

from datetime import datetime

from praktijk.access.acting import Actor
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote
from praktijk.recommendations.notices.actions import tell, tell_many
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import NOTHING_DELIVERED, State, Step

#: Where nobody is named to verify, no more people than these are asked to.
MOST_ASKED = 5


def asked_to_verify(commitment: Commitment) -> list[Person]:
    """Who is told that a delivery waits: the named verifier who may settle it, else a few others who may.

    Those few belong to its unit; where nobody there may settle it, they are of elsewhere. Owner, deputy and
    who delivered are not among them.
    """
    not_they = {commitment.owner_id, commitment.deputy_id, commitment.delivered_by_id} - {None}
    named = commitment.verifier
    if (
        named is not None
        and named.pk not in not_they
        and named.may(Permission.SETTLE_COMMITMENTS, commitment)
    ):
        return [named]
    able = Person.objects.who_may(Permission.SETTLE_COMMITMENTS, commitment).exclude(pk__in=not_they)
    of_unit = list(able.filter(units=commitment.unit_id).order_by("name", "pk")[:MOST_ASKED])
    return of_unit or list(able.order_by("name", "pk")[:MOST_ASKED])


def tell_of_state(*, by: Actor, commitment: Commitment, step: Step, now: datetime | None) -> None:
    """A delivery to who verifies it; what comes back, is settled or opened again to owner and deputy."""
    details = {"was": step.old.value, "is": step.new.value}
    if step.new is State.DELIVERED:
        kind, to = Notice.Kind.TO_VERIFY, asked_to_verify(commitment)
        tell(by=by, commitment=commitment, kind=kind, to=to, details=details, now=now)
        return
    keys = {commitment.owner_id, commitment.deputy_id}
    returned = step.old is State.DELIVERED and step.new in NOTHING_DELIVERED
    if returned or step.new in (State.SETTLED, State.PARTLY_SETTLED):
        keys.add(step.delivered_by)
    else:
        keys.add(commitment.verifier_id)
    kind = Notice.Kind.RETURNED if returned else Notice.Kind.STATE
    tell_many(by=by, about=[(commitment, keys)], kind=kind, details=details, now=now)


def tell_of_move(*, by: Actor, move: DueMove, now: datetime | None) -> None:
    """A moved deadline to all who look after the promise."""
    commitment = move.commitment
    keys = (commitment.owner_id, commitment.deputy_id, commitment.verifier_id)
    details = {"was": move.old_latest, "is": commitment.due_latest}
    kind = Notice.Kind.DUE_MOVED
    tell_many(by=by, about=[(commitment, keys)], kind=kind, details=details, now=now)


def tell_of_note(*, by: Actor, note: ProgressNote, also: list[int | None], now: datetime | None) -> None:
    """A note to those who look after the promise, and to `also` (keys), as far as they may see the note."""
    commitment = note.commitment
    keys = {commitment.owner_id, commitment.deputy_id, commitment.verifier_id, *also} - {None}
    people = Person.objects.filter(pk__in=keys).with_reach().values()
    to = [person for person in people if person.may(Permission.VIEW_REGISTER, note)]
    tell(by=by, commitment=commitment, kind=Notice.Kind.NOTE, to=to, details={"note": note.pk}, now=now)
