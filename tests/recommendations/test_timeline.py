# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order in which a commitment's page tells what happened."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.actions import assign
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.timeline import timeline
from tests.factories import DocumentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(by, commitment, *, now: datetime) -> list[str]:
    shown = Register(by, Filter(), today=timezone.localdate(now))
    return [event.kind for event in timeline(shown.commitment(commitment.pk), shown)]


# One moment for all is how the demonstration enters a day; moments that follow each other is life.
@pytest.mark.parametrize("step", [timedelta(0), timedelta(seconds=1)])
def test_events_of_one_day_stand_in_the_order_in_which_they_were_recorded(step):
    person, other = coordinator(), coordinator()
    moments = [NOON + number * step for number in range(5)]
    today = timezone.localdate(moments[0])
    commitment = actions.add_commitment(
        by=person, document=DocumentFactory(), title_en="A plan", now=moments[0]
    )
    actions.add_note(
        by=person,
        commitment=commitment,
        on=today,
        text_en="It is there",
        evidence_address="https://example.org/plan",
        now=moments[1],
    )
    actions.move_due(
        by=person, commitment=commitment, due_earliest=None, due_latest=today, reason="Late", now=moments[2]
    )
    actions.change_state(by=person, commitment=commitment, state="delivered", now=moments[3])
    actions.change_state(by=other, commitment=commitment, state="settled", now=moments[4])
    assert told(person, commitment, now=moments[4]) == ["settled", "delivered", "moved", "note", "entered"]


def test_a_note_about_an_earlier_day_stands_on_that_day():
    person = coordinator()
    commitment = actions.add_commitment(by=person, document=DocumentFactory(), title_en="A plan", now=NOON)
    earlier = timezone.localdate(NOON) - timedelta(days=3)
    actions.add_note(by=person, commitment=commitment, on=earlier, text_en="Begun", now=NOON)
    assert told(person, commitment, now=NOON) == ["entered", "note"]


def test_what_happened_while_it_was_restricted_is_for_those_who_could_see_it_then():
    unit, outsider = UnitFactory(), coordinator()
    member = PersonFactory(role=Role.COORDINATOR, units=[unit])
    commitment = actions.add_commitment(
        by=member,
        document=DocumentFactory(),
        title_en="A plan",
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
        now=NOON,
    )
    later = [NOON + timedelta(days=number) for number in range(1, 4)]
    actions.change_state(by=member, commitment=commitment, state="lapsed", reason="Secret", now=later[0])
    actions.change_state(by=member, commitment=commitment, state="open", reason="Again", now=later[1])
    actions.change_commitment(
        by=member, commitment=commitment, level=Level.INTERNAL, restricted_to=[], now=later[2]
    )
    assert told(member, commitment, now=later[2]) == ["open", "lapsed", "entered"]
    assert told(outsider, commitment, now=later[2]) == ["entered"]


def asked(by, commitment, *, now: datetime, on: datetime | None = None) -> list[str]:
    """What the line tells of updates, the oldest first, as known on a day or today."""
    shown = Register(by, Filter(), today=timezone.localdate(now), on=timezone.localdate(on) if on else None)
    told = timeline(shown.commitment(commitment.pk), shown)
    return [event.what for event in reversed(told) if event.kind.startswith("update_")]


def test_an_update_that_was_asked_and_its_answer_stand_in_the_line_as_known_on_each_day():
    lead, unit = coordinator(), UnitFactory()
    first, second = (
        PersonFactory(role=Role.POLICY_OFFICER, units=[unit], name=name) for name in ("An", "Bo")
    )
    days = [NOON + timedelta(days=number) for number in range(4)]
    commitment = actions.add_commitment(
        by=lead, document=DocumentFactory(), title_en="A plan", unit=unit, now=days[0]
    )
    assign(by=lead, commitment=commitment, owner=first, now=days[0])
    ask_for_update(by=lead, commitment=commitment, now=days[1])
    assign(by=lead, commitment=commitment, owner=second, now=days[2])
    commitment.refresh_from_db()
    actions.add_note(
        by=second, commitment=commitment, on=timezone.localdate(days[3]), text_en="Going well", now=days[3]
    )
    line = ["An update was asked of An", "An update was asked of Bo", "The update that was asked for came"]
    with override("en"):
        assert asked(lead, commitment, now=days[3]) == line
        assert [asked(lead, commitment, now=days[3], on=day) for day in days] == [
            [],
            line[:1],
            line[:2],
            line,
        ]


def test_who_takes_over_owes_the_answer_from_that_day_on():
    """Who was asked before did not leave it unanswered to the name of the one who came after."""
    lead, unit = coordinator(), UnitFactory()
    first, second = (PersonFactory(role=Role.POLICY_OFFICER, units=[unit]) for _ in range(2))
    commitment = actions.add_commitment(
        by=lead, document=DocumentFactory(), title_en="A plan", unit=unit, now=NOON
    )
    assign(by=lead, commitment=commitment, owner=first, now=NOON)
    ask_for_update(by=lead, commitment=commitment, now=NOON)
    later = NOON + timedelta(days=28)
    assign(by=lead, commitment=commitment, owner=second, now=later)
    request = UpdateRequest.objects.get()
    assert (request.asked_of, request.at) == (second, later)


def test_an_update_that_was_taken_back_is_not_in_the_line_any_more():
    lead, owner = coordinator(), PersonFactory(role=Role.POLICY_OFFICER)
    commitment = actions.add_commitment(by=lead, document=DocumentFactory(), title_en="A plan", now=NOON)
    request = UpdateRequest.objects.create(commitment=commitment, asked_of=owner, by=lead, at=NOON)
    now = timezone.now()
    assert len(asked(lead, commitment, now=now)) == 1
    request.withdrawn_at = now
    request.save()
    assert asked(lead, commitment, now=now) == []
