# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searches that people keep: whose they are, what is new in them, and when it is new no more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.models import AuditEvent
from praktijk.access.publication import RULES, Rule
from praktijk.access.roles import Role
from praktijk.recommendations.un.saved.actions import MOST
from praktijk.recommendations.un.saved.models import SavedSearch
from praktijk.recommendations.un.saved.queries import listed
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db

TREES = record("trees", Text="<p>143.9 Plant trees beside clean water</p>")


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in()


@pytest.fixture
def person(client):
    person = PersonFactory(role=Role.READER, language="en")
    client.force_login(person)
    return person


def save(client, name: str, query: str = ""):
    return client.post(reverse("un_save"), {"name": name, "query": query})


def new(person) -> dict[str, int]:
    return {row.search.name: row.new for row in listed(person)}


def test_a_search_is_kept_in_its_one_form_and_finds_nothing_new_at_first(client, person):
    answer = save(client, "  Clean   water ", "page=3&q=water&after=1&country=KE&x=y")
    search = SavedSearch.objects.get()
    assert (search.name, search.query, search.count_then) == ("Clean water", "q=water&country=KE", 3)
    assert answer.headers["Location"] == "/un/?q=water&country=KE"
    page = client.get(answer.headers["Location"]).content.decode()
    assert 'aria-current="true">Clean water' in page
    assert "Save this search" not in page
    assert new(person) == {"Clean water": 0}


def test_what_is_added_is_new_until_the_search_is_opened(client, person):
    save(client, "Water", "q=water")
    save(client, "Prison", "q=prison")
    save(client, "Kenya", "country=KE")
    save(client, "Chad", "country=TD")
    save(client, "Nothing but not", "q=-water")
    take_in(TREES)
    assert new(person) == {"Chad": 0, "Kenya": 1, "Nothing but not": 0, "Prison": 0, "Water": 1}

    address = next(row.address_of_new for row in listed(person) if row.search.name == "Water")
    assert address in client.get(reverse("un_saved")).content.decode().replace("&amp;", "&")
    page = client.get(address).content.decode()
    assert page.count('<article class="hit">') == 1
    assert "beside clean" in page
    assert "New since you last looked" in page
    assert new(person)["Water"] == 0
    assert new(person)["Kenya"] == 1
    # And the address still shows what was new then.
    assert client.get(address).content.decode().count('<article class="hit">') == 1


def test_what_is_withdrawn_is_not_new(client, person):
    save(client, "Water", "q=water")
    take_in(TREES)
    take_in()
    assert new(person) == {"Water": 0}


def test_others_neither_see_nor_change_nor_remove_it(client, person):
    save(client, "Mine", "q=water")
    search = SavedSearch.objects.get()
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    assert "Mine" not in client.get(reverse("un_saved")).content.decode()
    assert "Mine" not in client.get("/un/?q=water").content.decode()
    for name in ("un_rename", "un_remove"):
        assert client.post(reverse(name, args=[search.pk]), {"name": "Theirs"}).status_code == 404
    search.refresh_from_db()
    assert search.name == "Mine"


def test_it_is_renamed_and_removed(client, person):
    save(client, "One", "q=water")
    search = SavedSearch.objects.get()
    client.post(reverse("un_rename", args=[search.pk]), {"name": "Other"})
    search.refresh_from_db()
    assert search.name == "Other"
    client.post(reverse("un_remove", args=[search.pk]))
    assert not SavedSearch.objects.exists()
    done = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"un.search.save", "un.search.rename", "un.search.remove"} <= done


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "water"])
def test_a_name_has_words_and_an_end_and_is_not_in_use(client, person, name):
    save(client, "Water", "q=water")
    answer = save(client, name, "q=prison")
    assert answer.status_code == 422
    assert 'value="q=prison"' in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_no_more_than_the_most(client, person):
    SavedSearch.objects.bulk_create(
        SavedSearch(person=person, name=f"n{n}", query="", seen_up_to=0, seen_at="2026-01-01T00:00Z", count_then=0)
        for n in range(MOST)
    )  # fmt: skip
    answer = save(client, "One more", "q=water")
    assert answer.status_code == 422
    assert f"You have kept {MOST} searches" in answer.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_searches(client, person):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            listed(person)
        return len(asked)

    save(client, "Water", "q=water")
    take_in(TREES)
    queries()  # reads the sets of the new corpus
    few = queries()
    for n in range(20):
        SavedSearch.objects.create(
            person=person, name=f"n{n}", query=f"q=word{n}&country=KE", seen_up_to=0,
            seen_at="2026-01-01T00:00Z", count_then=0,
        )  # fmt: skip
    assert queries() == few <= 4


def test_it_is_never_published():
    assert RULES["saved_search"] is Rule.NEVER
