# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom a digest reaches, with what, and that it says nothing twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from praktijk.access.models import RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.actions import add_note, change_state, move_due
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices import sending
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import Notice, Reminder
from praktijk.recommendations.notices.planned import planned
from praktijk.recommendations.rules import State
from tests.factories import CommitmentFactory, PersonFactory, ProgressNoteFactory, UnitFactory, coordinator
from tests.recommendations.notices.post import at, officer, outbox, promise, said_to

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def morning(day: date):
    """At nine on a day, by the worker's schedule."""
    return sending.every_hour(now=at(day.year, day.month, day.day))


def stages_of(commitment) -> list[str]:
    return list(Reminder.objects.filter(commitment=commitment).order_by("pk").values_list("stage", flat=True))


def test_a_term_is_told_thirty_days_before_on_the_day_and_when_it_has_passed():
    owner = officer()
    commitment = promise(DUE, owner=owner)
    told = {}
    for number in range(60):
        day = DUE - timedelta(days=40) + timedelta(days=number)
        morning(day)
        if text := said_to(owner):
            told[day] = text
    assert list(told) == [DUE - timedelta(days=30), DUE, DUE + timedelta(days=1)]
    ahead, today, late = told.values()
    assert "in 30 days, on 31 March 2026" in ahead
    assert "ends today, 31 March 2026" in today
    assert "ended yesterday, 31 March 2026" in late
    assert stages_of(commitment) == ["ahead", "today", "overdue"]


@pytest.mark.parametrize("due", [date(2026, 1, 31), date(2026, 3, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_ends_of_months_and_leap_days(due):
    owner = officer()
    promise(due, owner=owner)
    days = [due + timedelta(days=number) for number in range(-31, 3)]
    mailed = [day for day in days if morning(day).mailed]
    assert mailed == [due - timedelta(days=30), due, due + timedelta(days=1)]


def test_a_run_made_again_the_same_day_or_hour_says_nothing():
    owner = officer()
    promise(DUE, owner=owner)
    assert morning(DUE).mailed == [owner.pk]
    for hour in range(7, 24):
        assert not sending.every_hour(now=at(2026, 3, 31, hour)).mailed
        assert not sending.send_digests(now=at(2026, 3, 31, hour)).mailed


def test_one_mail_holds_everything_the_most_urgent_first():
    owner = officer()
    titles = {"late": -9, "very late": -40, "today": 0, "soon": 3, "in a month": 30, "far": 31}
    for title, days in titles.items():
        promise(DUE + timedelta(days=days), owner=owner, title_en=f"<{title}>")
    promise(DUE, deputy=owner, title_en="<deputised>")
    promise(None, owner=owner, title_en="<no term>")
    morning(DUE)
    text = said_to(owner)
    order = sorted((text.index(f"<{title}>"), title) for title in titles if f"<{title}>" in text)
    assert [title for _, title in order] == ["very late", "late", "today", "soon", "in a month"]
    assert "<deputised>" in text
    assert "You are the deputy." in text
    assert "<no term>" not in text


def test_owner_and_deputy_each_hear_it_in_their_own_language():
    owner, deputy = officer(language="nl"), officer(language="en")
    promise(DUE, owner=owner, deputy=deputy, title_nl="Een plan", title_en="A plan")
    morning(DUE)
    by_address = {message.to[0]: message for message in outbox()}
    assert "* Een plan" in by_address[owner.email].body
    assert "* A plan" in by_address[deputy.email].body
    assert by_address[owner.email].extra_headers["Content-Language"] == "nl"


def test_without_a_deputy_only_the_owner_hears_it_and_without_either_nobody():
    owner = officer()
    promise(DUE, owner=owner)
    promise(DUE)
    assert morning(DUE).mailed == [owner.pk]
    assert Reminder.objects.count() == 1


def test_a_deadline_that_moved_is_told_anew():
    owner, mover = officer(), coordinator()
    commitment = promise(DUE, owner=owner)
    morning(DUE)
    outbox()
    later = DUE + timedelta(days=60)
    move_due(by=mover, commitment=commitment, due_earliest=None, due_latest=later, reason="Later.")
    Notice.objects.all().delete()
    told = [day for number in range(1, 70) if morning(day := DUE + timedelta(days=number)).mailed]
    assert told == [later - timedelta(days=30), later, later + timedelta(days=1)]


def test_a_deadline_moved_back_to_where_it_was_is_not_told_twice():
    owner, mover = officer(), coordinator()
    commitment = promise(DUE, owner=owner)
    morning(DUE)
    for due in (DUE + timedelta(days=90), DUE):
        move_due(by=mover, commitment=commitment, due_earliest=None, due_latest=due, reason="Hm.")
    Notice.objects.all().delete()
    assert not sending.send_digests(now=at(2026, 3, 31, 15)).mailed


def test_a_deadline_moved_into_the_past_is_late_at_once():
    owner, mover = officer(), coordinator()
    commitment = promise(DUE + timedelta(days=20), owner=owner)
    morning(DUE)
    outbox()
    due = DUE - timedelta(days=4)
    move_due(by=mover, commitment=commitment, due_earliest=None, due_latest=due, reason="A mistake.")
    Notice.objects.all().delete()
    morning(DUE + timedelta(days=1))
    assert "ended 5 days ago" in said_to(owner)


@pytest.mark.parametrize("state", [State.DELIVERED, State.SETTLED, State.LAPSED])
def test_what_is_delivered_or_closed_is_silent(state):
    owner = officer()
    about = {"settled_by": coordinator()} if state is State.SETTLED else {}
    promise(DUE, owner=owner, state=state, state_reason="Given up.", **about)
    assert not morning(DUE).mailed
    assert not morning(DUE + timedelta(days=1)).mailed


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS, State.PARTLY_SETTLED])
def test_what_is_still_to_be_delivered_is_told(state):
    owner = officer()
    about = {"settled_by": coordinator()} if state is State.PARTLY_SETTLED else {}
    promise(DUE, owner=owner, state=state, **about)
    assert morning(DUE).mailed == [owner.pk]


def test_a_new_owner_of_what_is_late_hears_it_once():
    first, second = officer(), officer()
    commitment = promise(DUE - timedelta(days=50), owner=first)
    morning(DUE)
    outbox()
    Commitment.objects.filter(pk=commitment.pk).update(owner=second)
    morning(DUE + timedelta(days=1))
    assert "ended 51 days ago" in said_to(second)
    for number in range(2, 100):
        assert not morning(DUE + timedelta(days=number)).mailed


def test_what_comes_up_after_the_mail_of_the_day_waits_until_the_morning():
    owner = officer()
    promise(DUE, owner=owner)
    morning(DUE)
    promise(DUE, owner=owner)
    assert not sending.every_hour(now=at(2026, 3, 31, 15)).mailed
    assert sending.every_hour(now=at(2026, 4, 1, 7)).mailed == [owner.pk]


def test_whoever_asks_for_it_by_hand_need_not_wait():
    owner = officer()
    promise(DUE, owner=owner)
    morning(DUE)
    promise(DUE, owner=owner)
    assert sending.send_digests(now=at(2026, 3, 31, 15)).mailed == [owner.pk]


def test_of_a_restricted_commitment_no_word_is_mailed():
    unit = UnitFactory(code="GEHEIM")
    owner = officer(units=[unit])
    secret = promise(
        DUE,
        owner=owner,
        unit=unit,
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
        title_nl="zqxwoord",
        title_en="zqxword",
        due_words_nl="zqxterm",
        due_words_en="zqxterm",
    )
    tell(by=coordinator(), commitment=secret, kind="note", to=[owner], now=at(2026, 3, 30))
    morning(DUE)
    (message,) = outbox()
    whole = message.message().as_string()
    assert "zqx" not in whole
    assert "GEHEIM" not in whole
    assert message.body.count("a restricted commitment") == 2
    assert f"http://127.0.0.1:8000/register/commitments/{secret.pk}/" in message.body


def test_who_may_not_see_it_is_not_mailed_and_the_dry_run_says_so():
    unit = UnitFactory()
    outside = officer()
    secret = promise(DUE, owner=outside, level=Level.RESTRICTED, restricted_to=[unit.pk], title_en="zqxword")
    assert not morning(DUE).mailed
    assert not Reminder.objects.exists()
    (row,) = planned(on=DUE)
    assert not row.digest
    with override("en"):
        assert row.reasons() == {"may not see it": ["a restricted commitment"]}
    outside.units.add(unit)
    assert morning(DUE).mailed == [outside.pk]
    assert stages_of(secret) == ["today"]


def test_a_role_taken_away_is_asked_again_at_the_moment_of_sending():
    owner = officer()
    commitment = promise(DUE, owner=owner)
    tell(by=coordinator(), commitment=commitment, kind="note", to=[owner], now=at(2026, 3, 30))
    RoleAssignment.objects.filter(person=owner).delete()
    assert not morning(DUE).mailed


def test_somebody_in_two_units_hears_of_both_in_one_mail_and_of_a_third_nothing():
    here, there, elsewhere = UnitFactory(), UnitFactory(), UnitFactory()
    owner = PersonFactory(units=[here, there], language="en")
    for unit in (here, there):
        RoleAssignment.objects.create(person=owner, role=Role.POLICY_OFFICER, scope="unit", unit=unit)
    for unit in (here, there, elsewhere):
        promise(DUE, owner=owner, unit=unit, title_en=f"For {unit.code}.")
    morning(DUE)
    text = said_to(owner)
    assert f"For {here.code}." in text
    assert f"For {there.code}." in text
    assert f"For {elsewhere.code}." not in text


@pytest.mark.parametrize("why", ["left", "address"])
def test_who_left_or_has_no_address_is_not_mailed_and_the_deputy_is(why):
    about = {"left": {"is_active": False}, "address": {"email": "not an address"}}[why]
    owner, deputy = officer(**about), officer()
    promise(DUE, owner=owner, deputy=deputy)
    assert morning(DUE).mailed == [deputy.pk]
    held = {row.person: row.held_back for row in planned(on=DUE)}
    assert [reason for _, reason in held[owner]] == [{"left": "left", "address": "no_address"}[why]]


def delivered(by, when, **about) -> Commitment:
    commitment = CommitmentFactory(state=State.IN_PROGRESS, **about)
    ProgressNoteFactory(commitment=commitment, evidence_address="https://example.org/x")
    made = change_state(by=by, commitment=commitment, state=State.DELIVERED, now=when)
    Notice.objects.all().delete()
    return made


def test_the_verifier_hears_of_a_delivery_once_and_once_more_after_a_month():
    verifier, owner = coordinator(), officer()
    commitment = delivered(owner, at(2026, 3, 1), owner=owner, verifier=verifier, due_latest=DUE)
    told = [day for number in range(80) if morning(day := date(2026, 3, 1) + timedelta(days=number)).mailed]
    assert told == [date(2026, 3, 1), date(2026, 3, 31)]
    assert stages_of(commitment) == ["waits", "waits_long"]


def test_a_second_delivery_is_told_again():
    verifier, owner = coordinator(), officer()
    commitment = delivered(owner, at(2026, 3, 1), owner=owner, verifier=verifier)
    morning(date(2026, 3, 2))
    change_state(by=verifier, commitment=commitment, state="in_progress", reason="No.", now=at(2026, 3, 3))
    change_state(by=owner, commitment=commitment, state="delivered", now=at(2026, 3, 4))
    Notice.objects.all().delete()
    assert morning(date(2026, 3, 5)).mailed == [verifier.pk]
    assert stages_of(commitment) == ["waits", "waits"]


def test_a_notice_of_the_same_delivery_is_not_told_beside_the_reminder_nor_after_it():
    verifier, owner = coordinator(), officer()
    verifier.language = "en"
    verifier.save()
    commitment = delivered(owner, at(2026, 3, 1), owner=owner, verifier=verifier)
    tell(by=owner, commitment=commitment, kind="to_verify", to=[verifier], now=at(2026, 3, 1))
    morning(date(2026, 3, 2))
    text = said_to(verifier)
    assert text.count(commitment.title_en) == 1
    assert Notice.objects.get().mailed_at
    assert not morning(date(2026, 3, 3)).mailed


def test_that_something_waited_is_not_told_when_it_was_settled_since():
    verifier, owner = coordinator(), officer()
    commitment = delivered(owner, at(2026, 3, 1), owner=owner, verifier=verifier)
    tell(by=owner, commitment=commitment, kind="to_verify", to=[verifier], now=at(2026, 3, 1))
    change_state(by=verifier, commitment=commitment, state="settled", now=at(2026, 3, 1, 12))
    Notice.objects.exclude(kind="to_verify").delete()
    assert not morning(date(2026, 3, 2)).mailed


def test_an_update_that_is_asked_is_the_next_step_until_it_is_answered():
    owner, asking = officer(), coordinator()
    commitment = promise(DUE, owner=owner, state=State.IN_PROGRESS)
    ask_for_update(by=asking, commitment=commitment, now=at(2026, 3, 30))
    morning(DUE)
    text = said_to(owner)
    assert "an update was asked of you; answer with a note" in " ".join(text.split())
    assert "an update is asked of you" in text


def test_that_an_update_was_asked_is_not_told_when_it_was_answered_since():
    owner, asking = officer(), coordinator()
    commitment = promise(None, owner=owner, state=State.IN_PROGRESS)
    ask_for_update(by=asking, commitment=commitment, now=at(2026, 3, 30))
    add_note(by=owner, commitment=commitment, on=date(2026, 3, 30), text_en="Here.", now=at(2026, 3, 30, 12))
    assert owner.pk not in morning(DUE).mailed


@pytest.mark.parametrize(
    "day,before", [(date(2026, 3, 29), date(2026, 3, 28)), (date(2026, 10, 25), date(2026, 10, 24))]
)
def test_days_of_23_and_25_hours_make_no_double_and_no_gap(day, before):
    owner = officer()
    promise(day, owner=owner)
    start = datetime(before.year, before.month, before.day, tzinfo=UTC)
    hours = [start + timedelta(hours=number) for number in range(96)]
    mailed = [hour for hour in hours if sending.every_hour(now=hour).mailed]
    assert [at_hour.astimezone(at(2026, 1, 1).tzinfo).hour for at_hour in mailed] == [7, 7, 7]
    assert stages_of(Commitment.objects.get()) == ["ahead", "today", "overdue"]


def test_the_queries_for_a_person_do_not_grow_with_their_commitments():
    def queries(number: int) -> int:
        owner = officer()
        commitments = [promise(DUE, owner=owner) for _ in range(number)]
        for commitment in commitments:
            tell(by=coordinator(), commitment=commitment, kind="note", to=[owner], now=at(2026, 3, 30))
        with CaptureQueriesContext(connection) as caught:
            assert morning(DUE).mailed == [owner.pk]
        return len(caught)

    assert queries(2) == queries(12)


def test_an_hour_with_nothing_new_looks_at_nobody_however_much_is_due():
    for _ in range(5):
        promise(DUE, owner=officer(), deputy=officer())
    morning(DUE)
    with CaptureQueriesContext(connection) as caught:
        assert not sending.send_digests(now=at(2026, 3, 31, 15)).mailed
    assert len(caught) <= 5
