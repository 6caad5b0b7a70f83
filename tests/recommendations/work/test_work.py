# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""My work: which promises, deliveries and changes are somebody's, in which order, and what comes next."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import State
from praktijk.recommendations.work.queries import AT_FIRST, PAGE_SIZE, MyWork
from praktijk.recommendations.work.rules import NextStep, Urgency
from tests.factories import CommitmentFactory, PersonFactory, ProgressNoteFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def me(client):
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


@pytest.fixture
def other():
    return PersonFactory(role=Role.COORDINATOR)


def mine(me, **about):
    return CommitmentFactory(owner=me, **about)


def work_of(person, today=TODAY):
    return MyWork(type(person).objects.get(pk=person.pk), today=today)


def delivered(by, **about) -> Commitment:
    commitment = CommitmentFactory(state=State.IN_PROGRESS, **about)
    ProgressNoteFactory(commitment=commitment, evidence_address="https://example.org/x")
    return actions.change_state(by=by, commitment=commitment, state=State.DELIVERED)


def test_what_is_mine_stands_in_order_of_urgency(me, other):
    none = mine(me)
    later = mine(me, due_latest=TODAY + timedelta(days=31))
    soon = mine(me, due_latest=TODAY + timedelta(days=30))
    now = mine(me, due_latest=TODAY)
    late = mine(me, due_latest=TODAY - timedelta(days=1))
    very_late = CommitmentFactory(deputy=me, owner=other, due_latest=TODAY - timedelta(days=400))
    mine(other, due_latest=TODAY - timedelta(days=9))
    CommitmentFactory(verifier=me, due_latest=TODAY)
    rows = list(work_of(me).due_page(1))
    assert [row.commitment for row in rows] == [very_late, late, now, soon, later, none]
    assert [row.urgency for row in rows] == [
        Urgency.LATE,
        Urgency.LATE,
        Urgency.SOON,
        Urgency.SOON,
        Urgency.LATER,
        Urgency.NO_TERM,
    ]
    assert [row.commitment.late for row in rows] == [400, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("state", [State.DELIVERED, State.SETTLED, State.LAPSED])
def test_what_is_delivered_or_closed_is_not_due(me, other, state):
    mine(me, state=state, delivered_by=me, settled_by=other, state_reason="x", due_latest=TODAY)
    assert not list(work_of(me).due_page(1))


def test_the_next_step_is_a_note_until_something_is_proven(me):
    commitment = mine(me)
    (row,) = work_of(me).due_page(1)
    assert row.step is NextStep.NOTE
    ProgressNoteFactory(commitment=commitment, evidence_address="https://example.org/x")
    (row,) = work_of(me).due_page(1)
    assert row.step is NextStep.DELIVER


def test_an_update_asked_of_me_stands_on_top_until_it_is_answered(me, other, client):
    commitment = mine(me)
    asked = UpdateRequest.objects.create(
        commitment=commitment, asked_of=me, by=other, at=timezone.now(), words="How far are you?"
    )
    UpdateRequest.objects.create(commitment=mine(other), asked_of=other, by=me, at=timezone.now())
    page = client.get("/work/").content.decode()
    assert "1 update is asked of you." in page
    assert "How far are you?" in page
    (row,) = work_of(me).due_page(1)
    assert row.step is NextStep.ANSWER
    UpdateRequest.objects.filter(pk=asked.pk).update(answered_at=timezone.now())
    assert "How far are you?" not in client.get("/work/").content.decode()
    assert client.get("/work/?list=asked").status_code == 200


def test_a_delivery_waits_for_its_named_verifier_and_for_nobody_else(me, other):
    commitment = delivered(by=other, verifier=me)
    assert list(work_of(me).to_verify()) == [commitment]
    assert not work_of(PersonFactory(role=Role.COORDINATOR)).to_verify()


def test_without_a_verifier_it_waits_for_who_may_settle_it(me, other):
    commitment = delivered(by=other)
    assert list(work_of(me).to_verify()) == [commitment]
    assert not work_of(other).to_verify()  # who delivered it
    assert not work_of(PersonFactory(role=Role.POLICY_OFFICER)).to_verify()
    elsewhere = PersonFactory()
    RoleAssignment.objects.create(
        person=elsewhere, role=Role.COORDINATOR, scope="unit", unit=UnitFactory(code="ELDERS")
    )
    assert not work_of(elsewhere).to_verify()


@pytest.mark.parametrize("part", ["owner", "deputy"])
def test_nobody_verifies_what_is_their_own(me, other, part):
    delivered(by=other, **{part: me})
    assert not work_of(me).to_verify()


def test_the_longest_waiting_comes_first_by_its_last_delivery(me, other):
    first = delivered(by=other)
    second = delivered(by=other)
    actions.change_state(by=me, commitment=first, state=State.IN_PROGRESS, reason="Not yet.")
    actions.add_note(by=other, commitment=first, on=timezone.localdate(), text_en="What was missing.")
    actions.change_state(by=other, commitment=first, state=State.DELIVERED)
    assert list(work_of(me).to_verify()) == [second, first]


def test_what_changed_is_grouped_by_commitment_newest_first(me, other):
    one, two = CommitmentFactory(), CommitmentFactory()
    now = timezone.now()
    for days, commitment in ((3, one), (2, two), (1, one)):
        tell(by=other, commitment=commitment, kind="note", to=[me], now=now - timedelta(days=days))
    rows = list(work_of(me).changed_page(1))
    assert [(row.commitment, row.count, row.unseen) for row in rows] == [(one, 2, True), (two, 1, True)]


def test_seen_marks_what_was_shown_and_nothing_that_came_later(me, other, client):
    one, two = CommitmentFactory(), CommitmentFactory()
    tell(by=other, commitment=one, kind="note", to=[me])
    (second,) = tell(by=other, commitment=two, kind="note", to=[me])
    (third,) = tell(by=other, commitment=one, kind="state", to=[me])
    (others,) = tell(by=me, commitment=one, kind="note", to=[other])
    answer = client.post("/work/seen/", {"commitment": one.pk, "until": second.pk})
    assert answer.status_code == 302
    unseen = set(Notice.objects.filter(seen_at=None))
    assert unseen == {second, third, others}
    client.post("/work/seen/", {"until": third.pk})
    assert set(Notice.objects.filter(seen_at=None)) == {others}


@pytest.mark.parametrize("sent", [{}, {"until": "x"}, {"until": "-1"}, {"until": "9" * 30}])
def test_marking_nonsense_is_refused(me, client, sent):
    assert client.post("/work/seen/", sent).status_code == 400


def test_opening_the_commitment_marks_its_notices_as_seen(me, other, client):
    one, two = CommitmentFactory(), CommitmentFactory()
    for commitment in (one, two):
        tell(by=other, commitment=commitment, kind="note", to=[me])
    client.get(f"{one.get_absolute_url()}?on=2020-01-01")
    assert Notice.objects.filter(seen_at=None).count() == 2
    client.get(one.get_absolute_url())
    assert [notice.commitment for notice in Notice.objects.filter(seen_at=None)] == [two]


def test_what_one_may_no_longer_see_is_gone_from_all_lists(me, other, client):
    hidden = UnitFactory(code="GEHEIM")
    commitments = [mine(me, due_latest=TODAY), delivered(by=other, verifier=me)]
    for commitment in commitments:
        tell(by=other, commitment=commitment, kind="note", to=[me])
        Commitment.objects.filter(pk=commitment.pk).update(level=Level.RESTRICTED, restricted_to=[hidden.pk])
    work = work_of(me)
    assert work.totals == {"due": 0, "late": 0, "soon": 0, "to_verify": 0, "asked": 0, "unseen": 0}
    page = client.get("/work/").content.decode()
    for commitment in commitments:
        assert commitment.title_en not in page


def test_restricted_work_that_is_shown_is_in_the_trail(me, client):
    unit = UnitFactory(code="GEHEIM")
    me.units.add(unit)
    commitment = mine(me, level=Level.RESTRICTED, restricted_to=[unit.pk])
    assert commitment.title_en in client.get("/work/").content.decode()
    assert AuditEvent.objects.filter(action="read", record_id=str(commitment.pk)).exists()


def test_the_page_sums_up_and_leads_to_the_next_step(me, other, client):
    late = mine(me, due_latest=TODAY - timedelta(days=3))
    waiting = delivered(by=other, verifier=me)
    tell(by=other, commitment=late, kind="due_moved", to=[me])
    page = client.get("/work/").content.decode()
    assert "Of 1 commitment of yours 1 is late and 0 are due within 30 days." in page
    assert "1 delivery waits for your verification." in page
    assert "There are 2 notices that you have not seen." in page
    assert "3 days late" in page
    assert f'href="{late.get_absolute_url()}#note"' in page
    assert f'href="{waiting.get_absolute_url()}#next"' in page
    assert "deadline moved" in page


def test_who_has_nothing_is_told_what_will_be_here(me, client):
    page = client.get("/work/").content.decode()
    assert page.count('class="empty"') == 3


def test_lists_beyond_a_page_are_paged(me, client):
    for _ in range(PAGE_SIZE + 1):
        mine(me, due_latest=TODAY)
    first = client.get("/work/").content.decode()
    assert first.count("data-row") == AT_FIRST
    assert 'href="?list=due"' in first
    assert client.get("/work/?list=due").content.decode().count("data-row") == PAGE_SIZE
    second = client.get("/work/?list=due&page=2").content.decode()
    assert second.count("data-row") == 1
    assert "?list=due&amp;page=1" in second
    assert client.get("/work/?list=nonsense&page=x").status_code == 200


def test_the_number_of_queries_does_not_grow(me, other, client):
    def fill() -> None:
        mine(me, due_latest=TODAY)
        delivered(by=other, verifier=me)
        UpdateRequest.objects.create(commitment=mine(me), asked_of=me, at=timezone.now())
        for commitment in (CommitmentFactory(), CommitmentFactory()):
            tell(by=other, commitment=commitment, kind="note", to=[me])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/work/").status_code == 200
        return len(captured)

    fill()
    before = queries()
    for _ in range(5):
        fill()
    assert queries() == before


def test_signing_in_leads_to_my_work(me, client):
    answer = client.get("/")
    assert answer.headers["Location"] == "/work/"


def test_who_may_not_see_the_register_has_no_work(client):
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR))
    assert client.get("/work/").status_code == 403
    assert client.get("/").headers["Location"] == "/administration/"
    assert client.post("/work/seen/", {"until": 1}).status_code == 403


def test_the_system_may_tell_too(me):
    tell(by=System("test"), commitment=CommitmentFactory(), kind="parliament", to=[me])
    assert work_of(me).totals["unseen"] == 1
