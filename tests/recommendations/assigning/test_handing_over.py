# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hand-over when somebody leaves: everything in one step, whole or not at all."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.actions import change_commitment
from praktijk.recommendations.assigning.handing_over import hand_over, hidden_count, plan
from praktijk.recommendations.assigning.models import HandOver
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.timeline import timeline
from praktijk.recommendations.versions import ChangedSince, newest
from tests.factories import CommitmentFactory, PersonFactory, RecommendationFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(code="DMM")


@pytest.fixture
def leaving(unit):
    return PersonFactory(role=Role.COORDINATOR, units=[unit], name="Anna")


@pytest.fixture
def successor(unit):
    return PersonFactory(role=Role.COORDINATOR, units=[unit], name="Bram")


@pytest.fixture
def by():
    return coordinator()


def everything(person) -> dict:
    return dict.fromkeys(Seat, person)


def messages(**values) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        hand_over(**values)
    return refused.value.messages


def test_everything_of_somebody_goes_in_one_step_with_a_note_on_each(by, unit, leaving, successor):
    owned = CommitmentFactory(unit=unit, owner=leaving)
    deputised = CommitmentFactory(unit=unit, deputy=leaving)
    verified = CommitmentFactory(unit=unit, verifier=leaving)
    other = CommitmentFactory(unit=unit, owner=by)

    hand_over(by=by, leaving=leaving, successors=everything(successor), note="Call the embassy first.")

    for commitment, seat in ((owned, "owner"), (deputised, "deputy"), (verified, "verifier")):
        commitment.refresh_from_db()
        assert getattr(commitment, seat) == successor
        shown = Register(by, Filter(), today=timezone.localdate())
        told = timeline(shown.commitment(commitment.pk), shown)[0]
        assert "Anna" in told.what
        assert "Bram" in told.what
        assert told.more == "Call the embassy first."
        assert told.by == by.name
    other.refresh_from_db()
    assert other.owner == by
    event = AuditEvent.objects.get(action="commitment.hand_over")
    assert event.details["count"] == 3


def test_each_role_may_go_to_somebody_else(by, unit, leaving, successor):
    third = PersonFactory(role=Role.POST_OFFICER, units=[unit])
    owned = CommitmentFactory(unit=unit, owner=leaving)
    deputised = CommitmentFactory(unit=unit, deputy=leaving)
    verified = CommitmentFactory(unit=unit, verifier=leaving)

    planned = plan(by=by, leaving=leaving, successors={Seat.OWNER: third, Seat.DEPUTY: successor})
    assert dict(planned.kept) == {Seat.VERIFIER: 1}
    hand_over(by=by, leaving=leaving, successors={Seat.OWNER: third, Seat.DEPUTY: successor})

    for one in (owned, deputised, verified):
        one.refresh_from_db()
    assert (owned.owner, deputised.deputy, verified.verifier) == (third, successor, leaving)


def test_who_takes_over_gets_one_notice_however_much_it_is(by, unit, leaving, successor):
    recommendation = RecommendationFactory()
    for _ in range(7):
        CommitmentFactory(recommendation=recommendation, unit=unit, owner=leaving)
    hand_over(by=by, leaving=leaving, successors=everything(successor))
    notice = Notice.objects.get(person=successor)
    assert notice.kind == Notice.Kind.HANDED_OVER
    assert notice.details["count"] == 7
    assert Notice.objects.filter(person=leaving).count() == 1


def test_one_promise_that_cannot_go_keeps_all_where_they_are(by, unit, leaving, successor):
    CommitmentFactory(unit=unit, owner=leaving)
    CommitmentFactory(unit=unit, owner=leaving, verifier=successor, title_en="Mine to verify")
    told = messages(by=by, leaving=leaving, successors=everything(successor))
    assert any("Bram" in message for message in told)
    assert Commitment.objects.filter(owner=leaving).count() == 2
    assert not HandOver.objects.exists()
    assert not Notice.objects.exists()


def test_a_promise_of_a_unit_that_the_successor_is_not_in_stays_and_is_named(by, unit, successor):
    other = UnitFactory(code="SAM")
    leaving = PersonFactory(role=Role.POLICY_OFFICER, units=[unit, other])
    goes = CommitmentFactory(unit=unit, owner=leaving)
    CommitmentFactory(unit=other, owner=leaving)

    planned = plan(by=by, leaving=leaving, successors=everything(successor))
    assert [line.commitment for line in planned.going] == [goes]
    assert "SAM" in planned.staying[0].why_not

    hand_over(by=by, leaving=leaving, successors=everything(successor), unit=unit)
    assert Commitment.objects.get(pk=goes.pk).owner == successor
    assert Commitment.objects.filter(owner=leaving).count() == 1


def test_a_deputy_who_takes_over_is_the_deputy_no_longer(by, unit, leaving, successor):
    commitment = CommitmentFactory(unit=unit, owner=leaving, deputy=successor)
    hand_over(by=by, leaving=leaving, successors=everything(successor))
    commitment.refresh_from_db()
    assert (commitment.owner, commitment.deputy) == (successor, None)


def test_nobody_hands_over_to_who_leaves(by, unit, leaving):
    CommitmentFactory(unit=unit, owner=leaving)
    assert any(
        "Anna" in message for message in messages(by=by, leaving=leaving, successors=everything(leaving))
    )


def test_a_closed_account_takes_nothing_over(by, unit, leaving):
    CommitmentFactory(unit=unit, owner=leaving)
    gone = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], is_active=False)
    messages(by=by, leaving=leaving, successors=everything(gone))
    assert Commitment.objects.get().owner == leaving


def test_nothing_to_hand_over_is_said(by, leaving, successor):
    assert messages(by=by, leaving=leaving, successors=everything(successor))


def test_what_is_done_with_keeps_its_owner_unless_asked(by, unit, leaving, successor):
    done = CommitmentFactory(unit=unit, owner=leaving, state="lapsed", state_reason="Geen geld.")
    CommitmentFactory(unit=unit, owner=leaving)
    hand_over(by=by, leaving=leaving, successors=everything(successor))
    done.refresh_from_db()
    assert done.owner == leaving
    hand_over(by=by, leaving=leaving, successors=everything(successor), closed=True)
    done.refresh_from_db()
    assert done.owner == successor


def test_promises_out_of_sight_are_counted_for_who_edits_everything_and_left(unit, leaving, successor, by):
    secret = UnitFactory()
    leaving.units.add(secret)
    CommitmentFactory(unit=unit, owner=leaving)
    hidden = CommitmentFactory(
        unit=unit, owner=leaving, level=Level.RESTRICTED, restricted_to=[secret.pk], title_nl="Geheim"
    )
    planned = plan(by=by, leaving=leaving, successors=everything(successor))
    assert hidden_count(by, leaving) == 1
    assert len(planned.going) == 1
    assert "Geheim" not in str([line.commitment.title for line in [*planned.going, *planned.staying]])

    hand_over(by=by, leaving=leaving, successors=everything(successor))
    hidden.refresh_from_db()
    assert hidden.owner == leaving


def test_a_successor_who_may_not_see_a_restricted_promise_does_not_get_it(unit, leaving, successor):
    secret = UnitFactory()
    leaving.units.add(secret)
    CommitmentFactory(unit=unit, owner=leaving, level=Level.RESTRICTED, restricted_to=[secret.pk])
    planned = plan(by=leaving, leaving=leaving, successors=everything(successor))
    assert len(planned.staying) == 1
    assert hidden_count(leaving, leaving) == 0


def test_one_hands_over_ones_own_promises_without_editing_the_register(unit, successor):
    self_leaving = PersonFactory(role=Role.POST_OFFICER, units=[unit])
    commitment = CommitmentFactory(unit=unit, owner=self_leaving)
    hand_over(by=self_leaving, leaving=self_leaving, successors=everything(successor))
    commitment.refresh_from_db()
    assert commitment.owner == successor


def test_nobody_else_hands_over_without_editing_the_register(unit, leaving, successor):
    CommitmentFactory(unit=unit, owner=leaving)
    with pytest.raises(PermissionDenied):
        hand_over(by=PersonFactory(role=Role.POST_OFFICER), leaving=leaving, successors=everything(successor))
    assert AuditEvent.objects.filter(action="commitment.hand_over", result="refused").exists()


def test_the_second_of_two_hand_overs_is_told_that_it_changed(by, unit, leaving, successor):
    CommitmentFactory(unit=unit, owner=leaving)
    third = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    seen = plan(by=by, leaving=leaving, successors=everything(third)).digest
    hand_over(by=by, leaving=leaving, successors=everything(successor))
    messages(by=by, leaving=leaving, successors=everything(third), seen=seen)
    assert Commitment.objects.get().owner == successor


def test_who_edits_while_a_promise_is_handed_over_is_told_and_undoes_nothing(by, unit, leaving, successor):
    commitment = CommitmentFactory(unit=unit, owner=leaving)
    seen = newest(Commitment, commitment.pk)
    hand_over(by=by, leaving=leaving, successors=everything(successor))
    with pytest.raises(ChangedSince) as refused:
        change_commitment(by=by, commitment=commitment, seen=seen, title_nl="Anders", owner=leaving)
    assert any("Bram" in message for message in refused.value.messages)
    assert Commitment.objects.get().owner == successor


def test_the_number_of_queries_does_not_grow_with_what_is_handed_over(by, unit, leaving, successor):
    recommendation = RecommendationFactory()

    def queries(count: int) -> int:
        first = CommitmentFactory(recommendation=recommendation, unit=unit, owner=leaving)
        Commitment.objects.bulk_create(
            Commitment(
                document=first.document,
                number=1_000 * count + number,
                title_nl="Nog een",
                unit=unit,
                owner=leaving,
            )
            for number in range(count)
        )
        with CaptureQueriesContext(connection) as captured:
            hand_over(by=by, leaving=leaving, successors=everything(successor))
        return len(captured)

    few = queries(4)
    Commitment.objects.update(owner=by)
    assert queries(900) <= few
