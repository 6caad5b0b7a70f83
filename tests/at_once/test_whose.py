# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two at once: hand-overs that meet, an account that closes while its owner is given a promise."""

from django.core.exceptions import ValidationError

from praktijk.access.acting import System
from praktijk.access.actions import change_person
from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.recommendations.actions import assign
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.linking import link
from praktijk.recommendations.assigning.models import HandOver
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.models import Commitment, CommitmentLink
from tests.at_once import at_once
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory, coordinator


def outcomes(*acts, gate=None) -> list[str]:
    """What became of acts that met at the same promises: what they made, or that they were refused."""
    return sorted(
        "refused"
        if isinstance(each, ValidationError)
        else "failed"
        if isinstance(each, Exception)
        else "done"
        for each in at_once(gate if gate is not None else Commitment.objects.all(), *acts)
    )


def test_of_two_hand_overs_at_once_one_gives_everything_and_the_other_is_told():
    unit = UnitFactory()
    leaving, first, second = (PersonFactory(role=Role.POLICY_OFFICER, units=[unit]) for _ in range(3))
    for _ in range(5):
        CommitmentFactory(unit=unit, owner=leaving)
    by = coordinator()

    def give(to):
        return lambda: hand_over(by=by, leaving=leaving, successors={Seat.OWNER: to})

    assert outcomes(give(first), give(second)) == ["done", "refused"]
    owners = set(Commitment.objects.values_list("owner", flat=True))
    assert len(owners) == 1
    assert owners < {first.pk, second.pk}
    assert HandOver.objects.count() == 1


def test_an_account_does_not_close_with_a_promise_that_is_given_at_that_moment():
    unit = UnitFactory()
    somebody = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    commitment = CommitmentFactory(unit=unit)
    by = coordinator()

    came = outcomes(
        lambda: assign(by=by, commitment=commitment, owner=somebody),
        lambda: change_person(
            by=System("test"), person=somebody, name=somebody.name, units=[unit], is_active=False
        ),
        gate=Person.objects.filter(pk=somebody.pk),
    )
    assert came == ["done", "refused"]
    commitment.refresh_from_db()
    somebody.refresh_from_db()
    assert (commitment.owner == somebody) is somebody.is_active


def test_two_who_link_the_same_two_promises_make_one_link():
    one, other = CommitmentFactory(), CommitmentFactory()
    by = coordinator()
    came = outcomes(
        lambda: link(by=by, commitment=one, other=other), lambda: link(by=by, commitment=other, other=one)
    )
    assert came == ["done", "refused"]
    assert CommitmentLink.objects.count() == 1
