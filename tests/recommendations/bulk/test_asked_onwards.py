# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An update that was asked goes along with the promise, and ends with it."""

from datetime import date

import pytest

from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.actions import do, prepare, undo
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from tests.factories import CommitmentFactory, PersonFactory, ProgressNoteFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Person:
    return coordinator()


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def first(unit) -> Person:
    return PersonFactory(role=Role.POLICY_OFFICER, units=[unit])


@pytest.fixture
def second(unit) -> Person:
    return PersonFactory(role=Role.POLICY_OFFICER, units=[unit])


@pytest.fixture
def asked(lead, unit, first) -> Commitment:
    commitment = CommitmentFactory(unit=unit, owner=first)
    ask_for_update(by=lead, commitment=commitment)
    return commitment


def told(person: Person) -> int:
    return Notice.objects.filter(person=person, kind=Notice.Kind.UPDATE_ASKED).count()


def test_who_is_assigned_is_asked_and_told(lead, first, second, asked):
    actions.assign(by=lead, commitment=asked, owner=second)
    assert UpdateRequest.objects.waiting().get().asked_of == second
    assert (told(first), told(second)) == (1, 1)


def test_with_another_deputy_or_verifier_the_owner_stays_asked(lead, first, second, asked):
    actions.assign(by=lead, commitment=asked, owner=first, deputy=second, verifier=coordinator())
    assert UpdateRequest.objects.waiting().get().asked_of == first
    assert (told(first), told(second)) == (1, 0)


def test_what_the_deputy_was_asked_goes_to_the_next_deputy_and_then_to_an_owner(lead, unit, first, second):
    commitment = CommitmentFactory(unit=unit, deputy=first)
    ask_for_update(by=lead, commitment=commitment)
    actions.assign(by=lead, commitment=commitment, owner=None, deputy=second)
    assert UpdateRequest.objects.waiting().get().asked_of == second
    actions.assign(by=lead, commitment=commitment, owner=first, deputy=second)
    assert UpdateRequest.objects.waiting().get().asked_of == first


def test_of_a_promise_that_nobody_looks_after_nothing_is_owed(lead, asked):
    actions.assign(by=lead, commitment=asked, owner=None)
    assert UpdateRequest.objects.get().withdrawn_at is not None


def test_what_was_answered_stays_with_who_answered(lead, first, second, asked):
    actions.add_note(by=first, commitment=asked, on=date(2026, 1, 1), text_nl="Het loopt.")
    actions.assign(by=lead, commitment=asked, owner=second)
    assert UpdateRequest.objects.get().asked_of == first
    assert told(second) == 0


def test_a_hand_over_hands_over_what_was_asked(lead, unit, first, second, asked):
    CommitmentFactory(unit=unit, owner=first)
    hand_over(by=lead, leaving=first, successors=dict.fromkeys(Seat, second))
    assert UpdateRequest.objects.waiting().get().asked_of == second
    assert told(second) == 1


def test_an_act_on_many_takes_what_was_asked_along_and_gives_it_back(lead, unit, first, second, asked):
    CommitmentFactory(unit=unit, owner=first)
    bulk = do(by=lead, prepared=prepare(by=lead, kind="assign", values={"owner": second.pk}))
    assert UpdateRequest.objects.waiting().get().asked_of == second
    assert told(second) == 1
    undo(by=lead, bulk=bulk)
    assert UpdateRequest.objects.waiting().get().asked_of == first
    assert (told(first), told(second)) == (1, 0)


def test_moving_what_was_asked_takes_no_more_queries_for_more(
    lead, unit, first, second, django_assert_max_num_queries
):
    for _ in range(40):
        CommitmentFactory(unit=unit, owner=first)
    do(by=lead, prepared=prepare(by=lead, kind="ask", values={}))
    with django_assert_max_num_queries(40):
        hand_over(by=lead, leaving=first, successors=dict.fromkeys(Seat, second))
    assert UpdateRequest.objects.waiting().filter(asked_of=second).count() == told(second) == 40


@pytest.mark.parametrize("state", ["settled", "lapsed"])
def test_a_closed_promise_owes_no_answer(lead, first, asked, state):
    ProgressNoteFactory(commitment=asked, evidence_title="Plan", evidence_address="https://example.org/plan")
    actions.change_state(by=first, commitment=asked, state="delivered")
    assert UpdateRequest.objects.waiting().exists()
    if state == "lapsed":
        actions.change_state(by=first, commitment=asked, state="in_progress", reason="Toch niet.")
    actions.change_state(by=lead, commitment=asked, state=state, reason="Zo besloten.")
    assert UpdateRequest.objects.get().withdrawn_at is not None
