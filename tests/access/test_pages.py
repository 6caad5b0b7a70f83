# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about people and the trail: what they show, and what they ask of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.acting import System, acting
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


def touch(*records) -> None:
    for record in records:
        with acting("read", by=System("test"), needs=None, on=record):
            pass


@pytest.mark.parametrize("language,word", [("nl", "toezegging"), ("en", "commitment")])
def test_the_trail_leads_to_the_records_that_one_may_see(client, language, word):
    evaluator = PersonFactory(role=Role.EVALUATOR, language=language)
    client.force_login(evaluator)
    seen = CommitmentFactory()
    closed = CommitmentFactory(level=Level.RESTRICTED, restricted_to=[UnitFactory().pk])
    gone = Commitment(pk=987654, title_en="Gone")
    touch(seen, closed, gone, evaluator)
    page = client.get(reverse("audit")).content.decode()
    assert f'<a href="{seen.get_absolute_url()}">{word} {seen.pk}</a>' in page
    for record in (closed, gone):
        assert f">{word} {record.pk}</td>" in page
    assert evaluator.get_absolute_url() not in page  # the account is for administrators
    assert "recommendations.commitment" not in page


def test_an_administrator_gets_to_the_account_from_its_events(client):
    administrator, other = PersonFactory(role=Role.ADMINISTRATOR, language="en"), PersonFactory()
    client.force_login(administrator)
    touch(other)
    page = client.get(other.get_absolute_url()).content.decode()
    assert f'<a href="{other.get_absolute_url()}">person {other.pk}</a>' in page


def test_a_kind_of_an_earlier_version_shows_its_code(client):
    client.force_login(PersonFactory(role=Role.EVALUATOR))
    for kind, key in (("plans.forgotten", "12"), ("nothing", "x"), ("", "")):
        AuditEvent.objects.create(actor="somebody", action="read", record_kind=kind, record_id=key)
    page = client.get(reverse("audit")).content.decode()
    assert "plans.forgotten 12" in page


@pytest.mark.parametrize("words", ["commitment", "recommendations.commitment", "COMMIT"])
def test_a_record_is_found_by_its_kind_in_words_and_by_its_code(client, words):
    client.force_login(PersonFactory(role=Role.EVALUATOR, language="en"))
    commitment = CommitmentFactory()
    touch(commitment, commitment.unit)
    page = client.get(reverse("audit"), {"record": f"{words} {commitment.pk}"})
    assert [event.record_kind for event in page.context["events"]] == ["recommendations.commitment"]


def test_the_trail_asks_no_more_for_more_events(client):
    client.force_login(PersonFactory(role=Role.EVALUATOR))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("audit"))
        return len(captured)

    touch(*CommitmentFactory.create_batch(2))
    few = queries()
    touch(*CommitmentFactory.create_batch(20))
    assert queries() == few


def test_units_are_ticked_by_code_and_name(client):
    unit = UnitFactory(code="DMM", name_en="Human rights department")
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR, language="en"))
    for address in (reverse("add_person"), PersonFactory().get_absolute_url()):
        page = client.get(address).content.decode()
        assert "DMM – Human rights department" in page
        assert f'<input type="checkbox" name="units" value="{unit.pk}"' in page
    sent = {"email": "new@example.org", "name": "New", "units": [unit.pk], "language": "nl"}
    made = client.post(reverse("add_person"), sent)
    assert made.status_code == 302
    assert "checked" in client.get(made.url).content.decode()


@pytest.fixture
def administrator(client):
    administrator = PersonFactory(role=Role.ADMINISTRATOR, language="en", name="Zora Admin")
    client.force_login(administrator)
    return administrator


def names(page) -> list[str]:
    return [person.name for person in page.context["page"]]


@pytest.mark.parametrize(
    "query,expected",
    [
        ({}, ["Anna", "Bram", "Zora Admin"]),
        ({"sort": "newest"}, ["Bram", "Anna", "Zora Admin"]),
        ({"sort": "closed"}, ["Bram", "Anna", "Zora Admin"]),
        ({"sort": "nonsense"}, ["Anna", "Bram", "Zora Admin"]),
        ({"q": "dmm"}, ["Anna"]),
        ({"q": "bram@"}, ["Bram"]),
        ({"q": "anna dmm", "sort": "newest"}, ["Anna"]),
        ({"q": "nobody"}, []),
    ],
)
def test_people_are_found_and_put_in_order_by_an_address(client, administrator, query, expected):
    PersonFactory(name="Anna", units=[UnitFactory(code="DMM"), UnitFactory(code="AVT")])
    PersonFactory(name="Bram", email="bram@example.org", is_active=False)
    assert names(client.get(reverse("people"), query)) == expected


def test_the_trail_is_told_from_either_end(client):
    client.force_login(PersonFactory(role=Role.EVALUATOR))
    first, second = CommitmentFactory.create_batch(2)
    touch(first, second)
    for sort, expected in (("", [second, first]), ("newest", [second, first]), ("oldest", [first, second])):
        page = client.get(reverse("audit"), {"sort": sort, "record": "recommendations.commitment"})
        assert [event.record_id for event in page.context["events"]] == [str(one.pk) for one in expected]
