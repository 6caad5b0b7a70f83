# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typing errors: what was meant is found, and it is said that it was not what was typed."""

import pytest
from django.http import QueryDict

from praktijk.access.roles import Role
from praktijk.recommendations.un.models import WordList
from praktijk.recommendations.un.search import spelling
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import find_as_meant
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _learnt(monkeypatch):
    forget(monkeypatch)
    monkeypatch.setattr(spelling, "_known", (-1, {}))
    take_in()
    spelling.learn()


@pytest.mark.parametrize(
    "typed,meant",
    [
        ("prisn", "prison"),  # a letter left out
        ("prisoon", "prison"),  # one too many
        ("prixon", "prison"),  # another one
        ("priosn", "prison"),  # two that changed places
        ("PRIOSN", "prison"),
        ("claen watre", "clean water"),
        ("pris", "pris*"),  # only begun
        ('"each prisn"', '"each prison"'),
        ("prisn -doctors", "prison -doctors"),
    ],
)
def test_what_was_meant_is_found_and_it_is_said(typed, meant):
    found = find_as_meant(Asked(words=typed))
    assert found.asked.words == meant
    assert found.instead_of == typed
    assert found.total


@pytest.mark.parametrize("typed", ["prison", "pri*", "", "prisons", "clean water"])
def test_what_is_found_is_not_set_right(typed):
    found = find_as_meant(Asked(words=typed))
    assert found.instead_of == ""
    assert found.asked.words == typed


@pytest.mark.parametrize(
    "typed",
    [
        "xyzzy",
        "zz",
        "prisn*",
        "-prisn",
        "1234",
        "<script>",
        "'; drop table",
        "\x00",
        "(((",
        "a" * 400,
        "日本語",
        "doctors judges",
    ],
)
def test_what_is_like_nothing_stays_as_it_is(typed):
    found = find_as_meant(Asked(words=typed))
    assert found.instead_of == ""


def test_a_filter_that_leaves_nothing_is_no_typing_error():
    found = find_as_meant(Asked.of(QueryDict("q=prison&country=SI")))
    assert found.total == 0
    assert found.instead_of == ""


def test_words_are_counted_in_small_letters():
    assert spelling.words_in(["Liberté, égalité", "liberté"]) == {"liberté": 2, "égalité": 1}


def test_the_words_are_learnt_once_for_each_version(django_assert_num_queries):
    with django_assert_num_queries(2):
        spelling.learn()
    take_in(record("zoo", Text="<p>143.9 Build a zoo</p>"))
    before = WordList.objects.get().version
    spelling.learn()
    assert WordList.objects.get().version > before


def test_without_a_list_of_words_nothing_is_set_right():
    WordList.objects.all().delete()
    assert find_as_meant(Asked(words="prisn")).total == 0


def test_the_page_says_what_it_took_instead(client):
    client.force_login(PersonFactory(role=Role.READER, language="en"))
    page = client.get("/un/?q=prisn").content.decode()
    assert "“prisn”" in page
    assert "“prison”" in page
    assert 'value="prisn"' in page


@pytest.mark.parametrize("role,sees", [(Role.READER, True), (Role.ADMINISTRATOR, False)])
def test_the_search_for_everything_finds_them_too(client, role, sees, django_assert_max_num_queries):
    client.force_login(PersonFactory(role=role, language="en"))
    with django_assert_max_num_queries(25):
        page = client.get("/search/?q=prisn").content.decode()
    assert ("Let doctors into each prison" in page) is sees
    assert ("Recommendations of the United Nations" in page) is sees
