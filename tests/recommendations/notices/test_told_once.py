# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits to be verified is told once by clocks that differ, and again when it has waited long."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import choose_frequency
from praktijk.recommendations.notices.digests import digest_of, people_concerned
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.notices.rules import LONG, OLDEST, Stage
from praktijk.recommendations.notices.sending import send_digests
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 2, 2, 12, tzinfo=UTC)
MORNING = datetime(2026, 2, 3, 8, tzinfo=UTC)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def verifier(unit) -> Person:
    return PersonFactory(role=Role.COORDINATOR, units=[unit])


def delivered(unit, **seats: Person) -> Commitment:
    owner = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    promise = CommitmentFactory(unit=unit, owner=owner, **seats)
    proof = "https://example.org/besluit"
    on = date(2026, 1, 1)
    actions.add_note(by=owner, commitment=promise, on=on, text_nl="Ja.", evidence_address=proof, now=THEN)
    actions.change_state(by=owner, commitment=promise, state="delivered", now=THEN)
    return promise


def test_a_notice_of_a_clock_just_behind_the_database_counts_as_told(unit, verifier):
    delivered(unit, verifier=verifier)
    Notice.objects.filter(person=verifier).update(
        at=THEN - timedelta(milliseconds=5), mailed_at=THEN, seen_at=None
    )
    assert digest_of(verifier, MORNING).items == []


@pytest.mark.parametrize("frequency", ["daily", "none"])
def test_without_a_verifier_those_asked_are_reminded_once_when_it_has_waited_long(unit, verifier, frequency):
    choose_frequency(by=verifier, frequency=frequency, now=THEN - timedelta(days=1))
    delivered(unit)
    assert digest_of(verifier, MORNING).items == []
    Notice.objects.filter(kind=Notice.Kind.TO_VERIFY).update(mailed_at=MORNING)
    late = THEN + LONG
    assert verifier.pk not in people_concerned(timezone.localdate(late) - timedelta(days=2))
    assert verifier.pk in people_concerned(timezone.localdate(late))
    assert [item.stage for item in digest_of(verifier, late).items] == [Stage.WAITS_LONG]
    assert send_digests(now=late).mailed == [verifier.pk]
    assert digest_of(verifier, late + timedelta(days=1)).items == []
    assert verifier.pk not in people_concerned(timezone.localdate(late) + timedelta(days=1))


def test_who_was_not_asked_to_verify_is_not_reminded_either(unit, verifier):
    delivered(unit)
    other = PersonFactory(role=Role.COORDINATOR)
    assert digest_of(other, THEN + LONG).items == []


@pytest.mark.parametrize("why", ["verified", "answered", "old"])
def test_who_has_only_stale_notices_is_not_read_every_hour(unit, why):
    person = PersonFactory(role=Role.COORDINATOR, units=[unit])
    kinds = {
        "verified": Notice.Kind.TO_VERIFY,
        "answered": Notice.Kind.UPDATE_ASKED,
        "old": Notice.Kind.STATE,
    }
    at = MORNING - OLDEST - timedelta(days=2) if why == "old" else THEN
    stale = Notice.objects.create(
        person=person, commitment=CommitmentFactory(unit=unit), kind=kinds[why], at=at
    )
    assert people_concerned(timezone.localdate(MORNING)) == set()
    Notice.objects.filter(pk=stale.pk).update(kind=Notice.Kind.STATE, at=THEN)
    assert people_concerned(timezone.localdate(MORNING)) == {person.pk}


class Slow(BaseEmailBackend):
    """A mail server that looks how long the database lets it take."""

    allowed: str = ""

    def send_messages(self, messages):
        with connection.cursor() as cursor:
            cursor.execute("SHOW idle_in_transaction_session_timeout")
            Slow.allowed = cursor.fetchone()[0]
        return len(messages)


def test_the_record_of_a_mail_outlives_a_slow_mail_server(unit, verifier, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    delivered(unit, verifier=verifier)
    assert send_digests(now=MORNING).mailed == [verifier.pk]
    assert Slow.allowed == "10min"
