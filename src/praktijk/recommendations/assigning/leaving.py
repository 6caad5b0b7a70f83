# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody who leaves still looks after in the register; see `access.leaving`."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.access.leaving import Holding
from praktijk.access.models import Person
from praktijk.access.roles import GRANTS, Permission
from praktijk.recommendations.assigning.checking import candidate
from praktijk.recommendations.assigning.handing_over import (
    count_by_seat,
    held_by,
    may_hand_over,
    seat_of,
)
from praktijk.recommendations.assigning.rules import Seat, objection
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import CLOSED, State

_DECISIVE = ("unit", "countries", "level", "restricted_to", *(seat.value for seat in Seat))


class PromisesOfPeople:
    """Promises, as what somebody may still look after."""

    def holding(self, person: Person, *, user: Person) -> Holding | None:
        """How many promises that are not done with, by what the person is to them."""
        count = count_by_seat(held_by(person), person)
        if not count:
            return None
        address = reverse("hand_over", args=[person.pk])
        may = user == person or user.may(Permission.EDIT_REGISTER)
        words = _("%(person)s is %(promises)s.") % {"person": person.name, "promises": _counted(count)}
        return Holding(words, address, open_to=may and may_hand_over(user, person))

    def obstacles(self, before: Person, after: Person) -> list[str]:
        """What the person could not look after any more, and what nobody could settle any more."""
        return [*_left_behind(before, after), *_left_unsettled(before, after)]


def _left_behind(before: Person, after: Person) -> list[str]:
    left: Counter[Seat] = Counter()
    for commitment in held_by(before).select_related("unit").only("unit__countries", *_DECISIVE):
        seat = seat_of(before, commitment)
        why = objection(seat, candidate(after, commitment))
        if why and why != objection(seat, candidate(before, commitment)):
            left[seat] += 1
    if not left:
        return []
    return [
        _("%(person)s is still %(promises)s. Have them handed over to somebody else first.")
        % {"person": before.name, "promises": _counted(left)}
    ]


def _left_unsettled(before: Person, after: Person) -> list[str]:
    if not before.holding(Permission.SETTLE_COMMITMENTS):
        return []
    granting = [role for role, granted in GRANTS.items() if Permission.SETTLE_COMMITMENTS in granted]
    others = (
        Person.objects.filter(is_active=True, role_assignments__role__in=granting)
        .exclude(pk=before.pk)
        .distinct()
        .with_reach()
        .values()
    )
    is_open = ~Q(state__in=[state.value for state in CLOSED])
    commitments = Commitment.objects.filter(is_open).select_related("unit")
    settle = Permission.SETTLE_COMMITMENTS
    left = sum(
        before.may(settle, one)
        and not after.may(settle, one)
        and not any(_may_settle(other, one) for other in others)
        for one in commitments.only("unit__countries", "state", "delivered_by", *_DECISIVE)
    )
    if not left:
        return []
    return [
        ngettext(
            "Without %(person)s nobody may settle %(count)s promise. Give somebody else a role that settles "
            "commitments (co-ordinator) first, for the unit and, where it is restricted, within a unit that "
            "may see it.",
            "Without %(person)s nobody may settle %(count)s promises. Give somebody else a role that settles "
            "commitments (co-ordinator) first, for their units and, where they are restricted, within a unit "
            "that may see them.",
            left,
        )
        % {"person": before.name, "count": left}
    ]


def _may_settle(person: Person, commitment: Any) -> bool:
    own = {commitment.owner_id, commitment.deputy_id}
    if commitment.state == State.DELIVERED:
        own.add(commitment.delivered_by_id)
    return person.pk not in own and person.may(Permission.SETTLE_COMMITMENTS, commitment)


def _counted(count: Counter[Seat]) -> str:
    """ "owner of 9 promises, verifier of 1 promise"."""
    owner, deputy, verifier = (count[seat] for seat in Seat)
    words = (
        owner and ngettext("owner of %(count)s promise", "owner of %(count)s promises", owner),
        deputy and ngettext("deputy of %(count)s promise", "deputy of %(count)s promises", deputy),
        verifier and ngettext("verifier of %(count)s promise", "verifier of %(count)s promises", verifier),
    )
    counts = (owner, deputy, verifier)
    return ", ".join(word % {"count": number} for word, number in zip(words, counts, strict=True) if word)
