# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that nobody could tell: decided on once, and at once in all that was imported before."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.access.roles import Role
from praktijk.recommendations.un import importing
from praktijk.recommendations.un.models import SourceRecord, UNRecommendation
from praktijk.recommendations.un.search.index import Facet, Index, index
from praktijk.reference.actions import decide_spelling, keep_spelling
from praktijk.reference.exchange.suggesting import suggestions
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling, Term
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import as_json, record, taken_in

pytestmark = pytest.mark.django_db
BY = System("test")


@pytest.fixture(autouse=True)
def afresh(monkeypatch):
    """No sets of another test, whose corpus may have had the same version."""
    monkeypatch.setattr("praktijk.recommendations.un.search.index._here", Index())


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


def themed(*names: str) -> Spelling:
    """The theme that waits, after one record with these themes was imported."""
    taken_in(as_json(record("one", Themes=list(names))))
    return Spelling.objects.get(kind="theme")


def test_a_decision_reaches_the_recommendations_and_the_search_at_once():
    spelling = themed("Right to adequate housing", "Wellness for everybody")
    assert UNRecommendation.objects.get().themes == ["housing"]
    decide_spelling(by=BY, spelling=spelling, key="health")
    kept = UNRecommendation.objects.get()
    assert kept.themes == ["health", "housing"]
    assert SourceRecord.objects.get().themes == ["health", "housing"]
    assert kept.pk in index().members[Facet.THEME]["health"]
    event = AuditEvent.objects.get(action="spelling.decide")
    said = {"list": "theme", "spelling": "Wellness for everybody", "before": "", "after": "health"}
    assert event.details == said


def test_a_decision_can_be_changed_and_takes_nothing_that_the_source_says_itself():
    spelling = themed("Right to adequate housing", "Homes for all of us")
    decide_spelling(by=BY, spelling=spelling, key="housing")
    assert UNRecommendation.objects.get().themes == ["housing"]
    decide_spelling(by=BY, spelling=spelling, key="health")
    assert UNRecommendation.objects.get().themes == ["health", "housing"]
    decide_spelling(by=BY, spelling=spelling, key="")
    assert UNRecommendation.objects.get().themes == ["housing"]
    assert "health" not in index().members[Facet.THEME]


def test_it_counts_for_the_next_import_and_changes_nothing_in_the_one_after_that():
    spelling = themed("Homes for all of us")
    decide_spelling(by=BY, spelling=spelling, key="health")
    content = as_json(record("one", Themes=["Homes for all of us"]))
    taken_in(content)
    assert UNRecommendation.objects.get().themes == ["health"]
    second, _ = taken_in(content)
    assert second.unchanged == 1
    assert not Spelling.objects.filter(decided_at=None).exists()


def test_both_who_was_reviewed_and_who_recommended():
    taken_in(
        as_json(
            record("one", UprRecommendingCountry=["Atlantis", "Netherlands"]),
            record("two", Countries=["ATLANTIS"], Symbol="", DocumentId=None),
        )
    )
    spelling = Spelling.objects.get(kind="country", plain="atlantis")
    decide_spelling(by=BY, spelling=spelling, key="GR")
    one, two = (
        SourceRecord.objects.get(unknown__has_key=word).recommendation for word in ("state", "country")
    )
    assert one.recommending == ["GR", "NL"]
    assert two.countries == ["GR"]
    assert two.pk in index().members[Facet.COUNTRY]["GR"]


def test_a_body_that_was_kept_as_it_is_written():
    taken_in(as_json(record("one", Body="- Comite of Torture")))
    spelling = Spelling.objects.get(kind="body")
    assert UNRecommendation.objects.get().body == "Comite of Torture"
    for key in ("CAT", "CRC"):
        decide_spelling(by=BY, spelling=spelling, key=key)
        assert UNRecommendation.objects.get().body == key
    assert SourceRecord.objects.get().as_read == {"body": "Comite of Torture"}


def test_two_letters_that_can_be_several_countries_wait_for_a_person():
    taken_in(as_json(record("one", Countries=["MA"], Symbol="", DocumentId=None)))
    assert [one.spelling for one in Spelling.objects.filter(kind="country")] == ["MA"]
    decide_spelling(by=BY, spelling=Spelling.objects.get(), key="ML")
    assert UNRecommendation.objects.get().countries == ["ML"]


def test_it_can_become_an_entry_of_its_own():
    keep_spelling(by=BY, spelling=themed("Rights of rivers"))
    assert UNRecommendation.objects.get().themes == ["Rights of rivers"]
    assert Term.objects.get(kind="theme").key == "Rights of rivers"
    assert "Rights of rivers" in index().members[Facet.THEME]


def test_a_country_cannot_be_added_and_a_key_must_be_on_the_list():
    taken_in(as_json(record("one", Countries=["Atlantis"])))
    spelling = Spelling.objects.get(kind="country")
    with pytest.raises(ValidationError):
        keep_spelling(by=BY, spelling=spelling)
    with pytest.raises(ValidationError):
        decide_spelling(by=BY, spelling=spelling, key="QQ")
    spelling.refresh_from_db()
    assert spelling.decided_at is None


def test_a_name_that_is_too_long_is_no_entry():
    spelling = themed("Rights of rivers and of whoever lives along them, far and near, now and later")
    with pytest.raises(ValidationError, match=r"too long|te lang"):
        keep_spelling(by=BY, spelling=spelling)
    assert not Term.objects.exists()


def test_who_may_not_decide_decides_nothing():
    spelling = themed("Rights of rivers")
    with pytest.raises(PermissionDenied):
        decide_spelling(by=PersonFactory(role=Role.READER), spelling=spelling, key="health")
    assert UNRecommendation.objects.get().themes == []


@pytest.mark.parametrize(
    "kind,name,key",
    [
        (Kind.COUNTRY, "Kenyya", "KE"),
        (Kind.COUNTRY, "Swazilnd", "SZ"),
        (Kind.COUNTRY, "sw", "SE"),
        (Kind.THEME, "Rihgt to adequate housing", "housing"),
        (Kind.THEME, "A14 Right to adecuate housing.", "housing"),
    ],
)
def test_the_nearest_names_are_suggested_and_three_at_most(kind, name, key):
    found = suggestions(kind, name)
    assert key in found
    assert len(found) <= 3
    assert suggestions(kind, "zzzz qqqq xxxx") == []


def test_the_page_suggests_and_one_press_decides(client, person):
    spelling = themed("Rihgt to adequate housing")
    page = client.get(reverse("un_names")).content.decode()
    assert 'name="key" value="housing"' in page
    answer = client.post(reverse("un_name", args=[spelling.pk]), {"key": "housing"}, follow=True)
    assert "is decided on" in answer.content.decode()
    assert UNRecommendation.objects.get().themes == ["housing"]
    spelling.refresh_from_db()
    assert (spelling.key, spelling.decided_by) == ("housing", person)
    assert "There are no names to decide on." in client.get(reverse("un_names")).content.decode()
    decided = client.get(reverse("un_names"), {"show": "decided"}).content.decode()
    assert "stands for" in decided


@pytest.mark.parametrize(
    "data,key",
    [
        ({"typed": "Right to adequate housing"}, "housing"),
        ({"typed": "RIGHT to adequate Housing"}, "housing"),
        ({"typed": "housing"}, "housing"),
        ({"how": "none"}, ""),
        ({"how": "own"}, "Rights of rivers"),
    ],
)
def test_by_its_name_as_none_or_as_one_of_its_own(client, person, data, key):
    spelling = themed("Rights of rivers")
    client.post(reverse("un_name", args=[spelling.pk]), data)
    spelling.refresh_from_db()
    assert (spelling.key, spelling.decided_at is None) == (key, False)


@pytest.mark.parametrize("data", [{}, {"typed": "no such thing"}, {"key": "no-such"}, {"typed": "\x00"}])
def test_what_is_not_on_the_list_is_refused_with_a_sentence(client, person, data):
    spelling = themed("Rights of rivers")
    answer = client.post(reverse("un_name", args=[spelling.pk]), data, follow=True)
    assert "notice--danger" in answer.content.decode()
    spelling.refresh_from_db()
    assert spelling.decided_at is None


def test_back_leads_nowhere_else(client, person):
    spelling = themed("Rights of rivers")
    data = {"how": "none", "back": "https://elsewhere.example/"}
    assert client.post(reverse("un_name", args=[spelling.pk]), data)["Location"] == reverse("un_names")


def test_while_an_import_is_under_way_nothing_is_decided(client, person, monkeypatch):
    spelling = themed("Rights of rivers")

    def busy() -> None:
        raise importing.BeingImported

    monkeypatch.setattr("praktijk.recommendations.un.intake.renaming.take_the_lock", busy)
    answer = client.post(reverse("un_name", args=[spelling.pk]), {"key": "health"}, follow=True)
    assert "Another import is under way" in answer.content.decode()
    spelling.refresh_from_db()
    assert spelling.decided_at is None


def test_names_are_shown_as_text(client, person):
    themed("<script>alert(1)</script>")
    assert "<script>alert" not in client.get(reverse("un_names")).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_names(client, person):
    counts = []
    for many in (2, 9):
        names = [f"Rights of river number {many} {one}" for one in range(many)]
        taken_in(as_json(record("one", Themes=names)))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("un_names"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
