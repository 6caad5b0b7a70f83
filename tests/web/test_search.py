# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search for everything: what it finds, and what it keeps from whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.models import AuditEvent, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.web.search import MOST, search
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    RecommendationFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db


def titles(person, text: str) -> dict[str, list[str]]:
    found = search(person, text)
    return {type(group.hits[0].record).__name__: [hit.title for hit in group.hits] for group in found}


def test_it_finds_recommendations_commitments_and_documents_in_both_languages():
    letter = DocumentFactory(title_nl="Brief over posten", identifier="kst-32735-403")
    recommendation = RecommendationFactory(
        document=letter, title_nl="Stuur posten aan", title_en="Steer embassies"
    )
    CommitmentFactory(recommendation=recommendation, title_nl="Toolkit voor posten", title_en="Toolkit")
    person = coordinator()
    assert titles(person, "post") == {
        "Recommendation": ["Stuur posten aan"],
        "Commitment": ["Toolkit voor posten"],
        "Document": ["Brief over posten"],
    }
    assert titles(person, "embassy") == {"Recommendation": ["Stuur posten aan"]}
    assert titles(person, "32735-403") == {"Document": ["Brief over posten"]}


@pytest.mark.parametrize("odd", ["", "   ", "\x00", "'\"&|!:*()", "%", "a" * 5000, '"', "-"])
def test_odd_words_find_nothing_and_break_nothing(client, odd):
    CommitmentFactory()
    client.force_login(coordinator())
    answer = client.get(reverse("search"), {"q": odd})
    assert answer.status_code == 200
    assert "Toezegging" not in [hit.title for group in answer.context["found"] for hit in group.hits]


def test_restricted_records_are_found_by_members_only_and_that_is_in_the_trail():
    unit = UnitFactory()
    CommitmentFactory(title_nl="Zwaluwplan", level=Level.RESTRICTED, restricted_to=[unit.pk])
    DocumentFactory(title_nl="Zwaluwbrief", level=Level.RESTRICTED, restricted_to=[unit.pk])
    outsiders = [
        coordinator(),
        PersonFactory(role=Role.EVALUATOR),
        PersonFactory(role=Role.ADMINISTRATOR, units=[unit]),
        PersonFactory(units=[unit]),
    ]
    for person in outsiders:
        assert titles(person, "zwaluwplan") == titles(person, "zwaluwbrief") == {}
    assert not AuditEvent.objects.filter(action="read").exists()
    member = PersonFactory(role=Role.READER, units=[unit])
    assert titles(member, "zwaluwplan") == {"Commitment": ["Zwaluwplan"]}
    assert AuditEvent.objects.filter(action="read", person=member).count() == 1


def test_a_scope_limits_what_is_found():
    mine, theirs = UnitFactory(), UnitFactory()
    person = PersonFactory()
    RoleAssignment.objects.create(person=person, role=Role.POST_OFFICER, scope="unit", unit=mine)
    CommitmentFactory(title_nl="Cursus hier", unit=mine)
    CommitmentFactory(title_nl="Cursus daar", unit=theirs)
    assert titles(person, "cursus") == {"Commitment": ["Cursus hier"]}


def test_the_number_of_queries_does_not_grow_with_what_is_found(django_assert_num_queries):
    person = coordinator()
    assert person.roles_held
    assert person.unit_ids == []
    CommitmentFactory(title_nl="Veel werk", recommendation__title_nl="Veel werk")
    with CaptureQueriesContext(connection) as of_little:
        search(person, "werk")
    for _ in range(MOST + 5):
        CommitmentFactory(title_nl="Veel werk", recommendation__title_nl="Veel werk")
    with django_assert_num_queries(len(of_little)):
        found = search(person, "werk")
    assert [(len(group.hits), group.more) for group in found] == [(MOST, True), (MOST, True)]


def test_the_page_says_what_to_do_when_nothing_is_found(client):
    client.force_login(coordinator())
    assert "Controleer de spelling" in client.get(reverse("search"), {"q": "xyzzy"}).content.decode()
    assert "kst-32735-403" in client.get(reverse("search")).content.decode()


def test_a_visitor_cannot_search(client):
    answer = client.get(reverse("search"), {"q": "toolkit"})
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


def test_words_of_the_search_are_never_markup(client):
    client.force_login(coordinator())
    page = client.get(reverse("search"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
