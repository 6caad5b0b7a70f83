# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reminders of looks: one mail a person, never twice for one day, no words of what is restricted."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from praktijk.access.models import RoleAssignment, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.followup.models import FollowUp, LookReminder
from praktijk.recommendations.un.followup.reminding import due_looks, remind
from praktijk.recommendations.un.models import UNRecommendation
from tests.factories import PersonFactory, UnitFactory
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in()


@pytest.fixture
def post():
    return UnitFactory(kind=Unit.Kind.POST, countries=["TD"])


@pytest.fixture
def officer(post):
    person = PersonFactory(units=[post], language="en", name="Ans")
    RoleAssignment.objects.create(person=person, role=Role.POST_OFFICER, scope="post", unit=post)
    return person


@pytest.fixture
def headquarters():
    return PersonFactory(role=Role.POLICY_OFFICER)


def look(by, on):
    ours = UNRecommendation.objects.get(countries=["TD"])
    return actions.set_next_look(by=by, recommendation=ours, on=on)


def test_two_weeks_before_and_when_the_day_has_come_and_no_more(officer, headquarters):
    now = timezone.now()
    today = timezone.localdate(now)
    look(headquarters, today + timedelta(days=14))
    sent = [remind(now=now + timedelta(days=days)) for days in (0, 1, 13, 14, 15, 40)]
    assert sent == [1, 0, 0, 1, 0, 0]
    assert [message.to for message in mail.outbox] == [[officer.email]] * 2
    assert "Chad" in mail.outbox[0].body
    assert "Within two weeks" in mail.outbox[0].body or "WITHIN TWO WEEKS" in mail.outbox[0].body


def test_a_day_set_anew_is_another_one(officer, headquarters):
    today = timezone.localdate()
    look(headquarters, today)
    assert remind() == 1
    look(headquarters, today + timedelta(days=3))
    assert remind() == 1
    assert LookReminder.objects.count() == 2


def test_far_away_or_without_a_day_nobody_is_told(officer, headquarters):
    look(headquarters, timezone.localdate() + timedelta(days=15))
    assert remind() == 0
    look(headquarters, None)
    assert remind() == 0


def test_only_who_can_do_something_about_it_is_told(officer, headquarters, post):
    look(headquarters, timezone.localdate())
    reader = PersonFactory(units=[post])
    RoleAssignment.objects.create(person=reader, role=Role.READER, scope="unit", unit=post)
    closed = PersonFactory(units=[post], role=Role.POLICY_OFFICER, is_active=False)
    assert set(due_looks(timezone.localdate())) == {officer.pk}
    assert reader.pk != closed.pk


def test_of_what_is_restricted_there_are_no_words(officer, headquarters, post):
    look(headquarters, timezone.localdate())
    FollowUp.objects.update(level=Level.RESTRICTED, restricted_to=[post.pk])
    assert remind() == 1
    assert "Chad" not in mail.outbox[0].body
    assert "restricted" in mail.outbox[0].body


def test_mail_that_is_refused_is_tried_again_and_the_others_go(officer, headquarters, post):
    look(headquarters, timezone.localdate())
    other = PersonFactory(units=[post], role=Role.POLICY_OFFICER)
    taken = []

    def send(message):
        if message.to == [officer.email]:
            raise OSError("no route")
        taken.append(message.to)

    assert remind(send=send) == 1
    assert taken == [[other.email]]
    assert remind() == 1
    assert mail.outbox[-1].to == [officer.email]


def test_my_work_says_how_many_wait(client, officer, headquarters):
    look(headquarters, timezone.localdate())
    client.force_login(officer)
    assert "1 recommendation of ours waits for your post" in client.get("/work/").content.decode()
