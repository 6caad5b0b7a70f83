# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling one or thousands, and choosing how to hear it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from praktijk.access.acting import System
from praktijk.access.models import RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices import schedule
from praktijk.recommendations.notices.actions import choose_frequency, tell, tell_many
from praktijk.recommendations.notices.models import Notice, NoticeSettings
from tests.factories import CommitmentFactory, PersonFactory, RecommendationFactory, UnitFactory, coordinator
from tests.recommendations.notices.post import officer, promise

pytestmark = pytest.mark.django_db


def _many(number: int) -> list[Commitment]:
    recommendation, unit = RecommendationFactory(), UnitFactory()
    made = [
        Commitment(
            document=recommendation.document,
            recommendation=recommendation,
            number=place,
            title_en="x",
            unit=unit,
        )
        for place in range(1, number + 1)
    ]
    return Commitment.objects.bulk_create(made)


def test_thousands_are_told_in_a_number_of_queries_that_hardly_grows():
    people = [officer() for _ in range(3)]
    keys = [person.pk for person in people]

    def queries(commitments: list[Commitment]) -> int:
        fresh = list(Commitment.objects.filter(pk__in=[one.pk for one in commitments]))
        with CaptureQueriesContext(connection) as caught:
            told = tell_many(by=System("x"), about=[(one, keys) for one in fresh], kind="handed_over")
        assert len(told) == 3 * len(commitments)
        return len(caught)

    few, many = queries(_many(3)), queries(_many(2000))
    assert many <= few + 6  # one insert for each thousand
    assert Notice.objects.count() == 6009


def test_each_hears_once_and_not_who_did_it_nor_who_may_not_see_it():
    unit = UnitFactory()
    inside, outside, doer = officer(units=[unit]), officer(), officer(units=[unit])
    secret = promise(None, level=Level.RESTRICTED, restricted_to=[unit.pk])
    told = tell(by=doer, commitment=secret, kind="note", to=[inside, inside, outside, doer, None])
    assert [notice.person for notice in told] == [inside]


def test_reach_by_countries_of_the_unit_counts_in_bulk():
    kenya, elsewhere = UnitFactory(countries=["KE"]), UnitFactory()
    person = PersonFactory()
    RoleAssignment.objects.create(person=person, role=Role.READER, scope="countries", countries=["KE"])
    about = [(CommitmentFactory(unit=unit), [person.pk]) for unit in (kenya, elsewhere)]
    (told,) = tell_many(by=System("x"), about=about, kind="note")
    assert told.commitment.unit == kenya


def test_nobody_is_nobody():
    assert tell(by=System("x"), commitment=promise(None), kind="note", to=[None]) == []
    assert tell_many(by=System("x"), about=[], kind="note") == []


def test_a_frequency_that_is_not_offered_is_refused():
    person = officer()
    with pytest.raises(ValidationError):
        choose_frequency(by=person, frequency="hourly")
    assert not NoticeSettings.objects.filter(frequency="hourly").exists()


def test_choosing_a_frequency_leaves_the_feed_alone():
    person = officer()
    NoticeSettings.objects.create(person=person, feed_digest="a" * 64)
    choose_frequency(by=person, frequency="weekly")
    assert NoticeSettings.objects.get(person=person).feed_digest == "a" * 64


def test_telling_who_wants_it_at_once_queues_one_mail(django_capture_on_commit_callbacks):
    person = officer()
    choose_frequency(by=person, frequency="at_once")
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            tell(by=coordinator(), commitment=promise(None), kind="note", to=[person])
    (job,) = ProcrastinateJob.objects.filter(task_name="notices.mail_notices")
    assert job.scheduled_at is not None


def test_telling_others_queues_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(by=coordinator(), commitment=promise(None), kind="note", to=[officer()])
    assert not ProcrastinateJob.objects.exists()


def test_a_queue_that_does_not_take_it_does_not_stop_the_action(
    django_capture_on_commit_callbacks, monkeypatch
):
    person = officer()
    choose_frequency(by=person, frequency="at_once")

    def stops(**_):
        raise RuntimeError("no queue")

    monkeypatch.setattr(schedule.mail_notices, "configure", stops)
    with django_capture_on_commit_callbacks(execute=True):
        tell(by=coordinator(), commitment=promise(None), kind="note", to=[person])
    assert Notice.objects.count() == 1


def test_the_worker_knows_the_schedule():
    names = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert "notices.mail_every_hour" in names
    assert {"notices.mail_every_hour", "notices.mail_notices"} <= set(app.tasks)
