# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching the corpus: words and filters, counts, order, pages, on the screen and on the command line."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk import cli
from praktijk.access.roles import Role
from praktijk.cli import installation
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import find, results
from praktijk.recommendations.un.search.index import Facet
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import as_json, record, taken_in
from tests.recommendations.un.searching import CORPUS, forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in()


@pytest.fixture
def person(client):
    person = PersonFactory(role=Role.READER, language="en")
    client.force_login(person)
    return person


def found(query: str) -> list[str]:
    """The texts that a query finds, in their order, without the number of the paragraph."""
    keys = [int(key) for key in find(Asked.of(QueryDict(query))).keys]
    return [re.sub(r"^[\d.]+ ", "", one.text) for one in results(keys)]


WELL, DRY = "Dig wells so that all may drink clean water", "Clean the water of each village"
JAIL, CHAD = "Let doctors into each prison", "Let judges into each prison"
CEDAW = "Teach girls to read clean water meters"


@pytest.mark.parametrize(
    "words, texts",
    [
        ("water", {WELL, DRY, CEDAW}),
        ("well", {WELL}),  # by its stem
        ("water village", {DRY}),
        ('"clean water"', {WELL, CEDAW}),
        ("“clean water”", {WELL, CEDAW}),
        ("water -village", {WELL, CEDAW}),
        ('water -"clean water"', {DRY}),
        ("docto*", {JAIL}),
        ("doctors OR judges", {JAIL, CHAD}),
        ("doctors | judges", {JAIL, CHAD}),
        ("zebra", set()),
        ("-water", set()),
    ],
)
def test_words_phrases_exclusion_beginnings_and_alternatives(words, texts):
    assert set(found(urlencode({"q": words}))) == texts


def test_filters_narrow_and_the_counts_of_a_facet_leave_out_its_own_filter():
    what = find(Asked.of(QueryDict("country=KE&position=supported")))
    assert what.total == 2
    assert what.counts[Facet.COUNTRY] == {"KE": 2, "TD": 1}
    assert what.counts[Facet.POSITION] == {"supported": 2, "noted": 1}
    assert what.counts[Facet.BODY] == {"UPR": 2}
    assert find(Asked.of(QueryDict("country=KE&country=TD"))).total == 5
    assert found("recommending=FR") == [CHAD]
    assert found("body=CEDAW&q=water") == [CEDAW]
    assert found("year=2020") == [CHAD]


def test_every_count_is_what_choosing_it_gives():
    asked = Asked.of(QueryDict("q=water&country=KE"))
    counts = find(asked).counts
    for facet in Facet:
        if facet is Facet.COUNTRY:
            continue
        for value, count in counts[facet].items():
            assert find(asked.with_value(facet, value)).total == count, (facet, value)


def test_the_order_is_by_day_by_country_or_by_relevance():
    assert found("")[:2] == [CHAD, CEDAW]
    assert found("sort=country")[0] == CHAD
    assert found("sort=country")[1] == CEDAW
    assert found("q=water&sort=date")[0] == CEDAW


def test_what_is_added_after_is_all_that_after_leaves():
    before = max(UNRecommendation.objects.values_list("pk", flat=True))
    assert found(f"after={before}") == []
    take_in(record("new", Text="<p>143.9 Plant trees</p>"))
    assert found(f"after={before}") == ["Plant trees"]


def test_what_its_publisher_withdrew_is_found_only_where_it_is_asked_for():
    taken_in(as_json(*(one for one in CORPUS if "143.2" not in one["Text"])))
    assert set(found("q=water")) == {WELL, CEDAW}
    assert set(found("q=water&withdrawn=on")) == {WELL, DRY, CEDAW}


def test_words_are_found_in_two_languages():
    taken_in(
        as_json(record("fr", Text="<p>143.7 Protéger les forêts du pays</p>")), language="fr", whole=False
    )
    assert found("q=forêt") == ["Protéger les forêts du pays"]
    assert found("q=wells") == [WELL]


def test_the_page_has_one_address_and_marks_the_words(client, person):
    address = reverse("un_search")
    answer = client.get(f"{address}?country=KE&q=water&page=1&nothing=x&sort=relevance")
    assert answer.headers["Location"] == f"{address}?q=water&country=KE"
    page = client.get(answer.headers["Location"]).content.decode()
    assert page.count('<article class="hit">') == 3
    assert "<mark>water</mark>" in page
    assert 'name="country" value="KE"' in page


def test_pages_follow_each_other_and_beyond_the_last_is_the_last(client, person):
    take_in(*(record(f"n{n}", Text=f"<p>{n + 200}.1 Plant {n} trees</p>") for n in range(40)))
    seen = [client.get(f"/un/?q=plant&page={page}").content.decode() for page in (2, 99)]
    first = client.get("/un/?q=plant").content.decode()
    assert [page.count('<article class="hit">') for page in (first, *seen)] == [25, 15, 15]


def test_the_number_of_queries_does_not_grow_with_what_is_found(client, person):
    def queries() -> int:
        client.get("/un/?q=plant")
        with CaptureQueriesContext(connection) as asked:
            client.get("/un/?q=plant")
        return len(asked)

    take_in(record("n", Text="<p>200.1 Plant trees</p>"))
    few = queries()
    take_in(*(record(f"n{n}", Text=f"<p>{n + 200}.1 Plant {n} trees</p>") for n in range(40)))
    assert queries() == few


@pytest.mark.parametrize(
    "query",
    [
        "q=%27%3B+DROP+TABLE+un_untext%3B--",
        "q=%00water%00",
        "q=" + "x" * 400,
        "q=" + "water+" * 300,
        "q=%26%7C%21%3A%2A%28%29%3C-%3E%5C",
        "q=%22",
        "q=-",
        "q=*",
        "q=a%3A*",
        "q=%F0%9F%92%A7+%E6%B0%B4",
        "q=the",
        "q=%25s+%25(x)s",
        "country=ZZ",
        "country=" + "x" * 500,
        "country=%00",
        "cycle=abc&session=-1&year=%C2%B2",
        "goal=x.y",
        "nothing=1",
        "page=abc",
        "page=-3",
        "page=99999999999999999999",
        "after=99999999999999999999",
        "after=-1",
        "after=x",
        "sort=up",
        "withdrawn=maybe",
        "q=water&q=prison",
    ],
)
@pytest.mark.parametrize("path", ["/un/", "/un/values/cycle/", "/un/recommendations.json"])
def test_whatever_is_typed_there_is_a_page(client, person, path, query):
    answer = client.get(f"{path}?{query}", follow=True)
    answer.getvalue()  # read to its end, which closes the file
    assert answer.status_code == 200
    assert UNRecommendation.objects.count() == 5


def test_what_is_typed_comes_back_as_text(client, person):
    page = client.get("/un/?q=%3Cscript%3Ealert%281%29%3C%2Fscript%3E", follow=True).content.decode()
    assert "<script>alert" not in page


def test_who_may_not_use_the_register_does_not_search(client):
    client.force_login(PersonFactory())
    for name in ("un_search", "un_saved"):
        assert client.get(reverse(name)).status_code == 403


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setattr(installation, "open_up", lambda: None)
    for name in ("PRAKTIJK_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "praktijk.config.settings" if name.startswith("DJANGO") else "var")

    def carried_out(*arguments: str) -> tuple[int, str, str]:
        code = cli.carry_out(["search", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return carried_out


def test_the_command_finds_the_same_as_json(run):
    code, out, _ = run("prison", "--country", "Chad", "--recommending", "NLD", "--body", "UPR", "--json")
    assert code == 0
    said = json.loads(out)
    assert said["total"] == 1
    one = said["results"][0]
    assert (one["country"], one["recommending"], one["symbol"]) == ("TCD", ["FRA", "NLD"], "A/HRC/40/15")
    assert one["url"].endswith(f"/un/{one['id']}/")
    assert set(one) == {
        "id", "text", "country", "recommending", "body", "session", "position", "themes", "symbol", "date",
        "url",
    }  # fmt: skip


def test_the_command_without_words_lists_what_the_filters_leave(run):
    code, out, _ = run("--country", "KEN", "--limit", "1")
    assert code == 0
    assert out.startswith("4 found, 1 shown")
    assert json.loads(run("--session", "21", "--position", "noted", "--json")[1])["total"] == 1


@pytest.mark.parametrize(
    "option, value",
    [("country", "Atlantis"), ("body", "Nobody"), ("position", "maybe"), ("session", "abc"), ("theme", "x")],
)
def test_the_command_says_which_name_it_does_not_know(run, option, value):
    code, out, err = run(f"--{option}", value)
    assert (code, out) == (2, "")
    assert f"--{option} {value}" in err
