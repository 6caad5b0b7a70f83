# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What we recommended to others: what is selected, counted, shown and taken along."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from praktijk.access.models import RoleAssignment, Unit
from praktijk.access.roles import Role
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.own.asked import Asked, Facet
from praktijk.recommendations.un.own.charts import by_theme, on_the_map
from praktijk.recommendations.un.own.queries import select
from praktijk.recommendations.un.own.to_us import to_us
from tests.factories import PersonFactory, UnitFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in(
        record(
            "us",
            Text="<p>99.1 Teach officials about rights</p>",
            Countries=["Netherlands"],
            UprRecommendingCountry=["Kenya", "Chad"],
            Symbol="A/HRC/36/15",
        )
    )


@pytest.fixture
def officer():
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


@pytest.fixture
def today():
    return timezone.localdate()


def selected(person, query=""):
    return select(person, Asked.of(QueryDict(query)), timezone.localdate())


def to_chad():
    return UNRecommendation.objects.get(countries=["TD"])


def assess(by, state, on):
    return actions.assess(
        by=by, recommendation=to_chad(), state=state, on=on, confidence="low", reason="Seen there."
    )


def test_only_ours_and_none_that_was_made_to_us(officer):
    assert {row.country for row in selected(officer).rows} == {"KE", "TD"}
    assert selected(officer).of_all == 4


def test_filters_narrow_and_values_of_one_facet_are_alternatives(officer):
    assert len(selected(officer, "country=TD").rows) == 1
    assert len(selected(officer, "country=TD&country=KE").rows) == 4
    assert len(selected(officer, "country=KE&position=noted").rows) == 1
    assert len(selected(officer, "q=prison").rows) == 2
    assert selected(officer, "q=prison&country=TD").rows[0].country == "TD"


def test_counts_say_what_choosing_a_value_would_give(officer):
    chosen = selected(officer, "country=TD")
    for value, count in chosen.counts[Facet.COUNTRY].items():
        assert len(selected(officer, f"country={value}").rows) == count
    for facet in Facet:
        for value, count in selected(officer).counts[facet].items():
            assert len(selected(officer, f"{facet}={value}").rows) == count, (facet, value)


def test_never_long_ago_and_due(officer, today):
    assert len(selected(officer, "look=never").rows) == 4
    assess(officer, "no_progress", today - timedelta(days=600))
    assert len(selected(officer, "look=never").rows) == 3
    assert [row.country for row in selected(officer, "look=long_ago").rows] == ["TD"]
    assess(officer, "some_progress", today)
    assert selected(officer, "look=long_ago").rows == []
    actions.set_next_look(by=officer, recommendation=to_chad(), on=today)
    assert [row.country for row in selected(officer, "look=due").rows] == ["TD"]
    assert [row.country for row in selected(officer, "state=some_progress").rows] == ["TD"]


def test_by_post_and_by_nobody(officer):
    post = UnitFactory(kind=Unit.Kind.POST, countries=["TD"])
    assert [row.country for row in selected(officer, f"unit={post.pk}").rows] == ["TD"]
    assert len(selected(officer, "unit=none").rows) == 3


def test_another_post_does_not_see_what_a_post_wrote(officer, today):
    post = UnitFactory(kind=Unit.Kind.POST, countries=["TD"])
    assess(officer, "regressed", today)
    other = PersonFactory()
    elsewhere = UnitFactory(kind=Unit.Kind.POST, countries=["KE"])
    RoleAssignment.objects.create(person=other, role=Role.POST_OFFICER, scope="post", unit=elsewhere)
    assert [row.country for row in selected(officer, "state=regressed").rows] == ["TD"]
    assert selected(other, "state=regressed").rows == []
    assert post.pk != elsewhere.pk


@pytest.mark.parametrize(
    "query",
    [
        "country=XX",
        "country=<script>",
        "cycle=nine",
        "state=wonderful",
        "look=tomorrow",
        "unit=999999",
        "unit=abc",
        "view=globe",
        "sort=luck",
        "page=0",
        "page=99999999999",
        "q=%00",
        "q=" + "a" * 500,
        "region=%27%3B+drop",
        "theme=&theme=",
    ],
)
@pytest.mark.parametrize(
    "path", ["/un/own/", "/un/own/recommendations.json", "/un/own/map.svg", "/un/own/themes.csv"]
)
def test_whatever_is_asked_there_is_an_answer(client, officer, path, query):
    client.force_login(officer)
    answer = client.get(f"{path}?{query}", follow=True)
    assert answer.status_code == 200 or (path.endswith("svg") and answer.status_code == 404)
    assert b"<script>a" not in answer.getvalue()


@pytest.mark.parametrize("view", ["list", "countries", "map", "themes"])
@pytest.mark.parametrize("sort", ["country", "date", "look", "state"])
def test_every_view_shows_all_that_is_selected(client, officer, view, sort):
    client.force_login(officer)
    page = client.get(f"/un/own/?view={view}&sort={sort}", follow=True).content.decode()
    assert "4 recommendations to 2 states" in page
    assert "Kenya" in page or "A/HRC/29/10" in page


def test_the_file_holds_exactly_what_is_selected_with_what_became_of_it(client, officer, today):
    assess(officer, "implemented", today)
    client.force_login(officer)
    for query, count in (("", 4), ("country=TD", 1), ("look=never", 3)):
        rows = json.loads(client.get(f"/un/own/recommendations.json?{query}").getvalue())
        assert rows["total"] == len(rows["results"]) == count
        text = client.get(f"/un/own/recommendations.csv?{query}").getvalue().decode("utf-8-sig")
        table = list(csv.reader(io.StringIO(text)))
        assert len([row for row in table if row and row[0].isdigit()]) == count
    (chad,) = json.loads(client.get("/un/own/recommendations.json?country=TD").getvalue())["results"]
    assert (chad["assessment"], chad["assessed_on"]) == ("implemented", today.isoformat())


def test_the_charts_count_what_is_selected(officer):
    drawn = on_the_map(selected(officer))
    assert sum(row[1] for row in drawn.rows) == 4
    assert "Kenya" in drawn.finding or "Kenia" in drawn.finding
    heat = by_theme(selected(officer, "country=TD"))
    assert [row[0] for row in heat.rows] in (["Tsjaad"], ["Chad"])
    assert on_the_map(selected(officer, "country=SI")).rows == []


def test_all_that_is_selected_is_given_to_a_post(client, officer):
    post = UnitFactory()
    client.force_login(officer)
    assert "4 recommendations were selected" in client.get("/un/own/give/").content.decode()
    answer = client.post("/un/own/give/?country=KE", {"unit": post.pk}, follow=True)
    assert "3 recommendations were given" in answer.content.decode()
    assert len(selected(officer, f"unit={post.pk}").rows) == 3
    assert client.post("/un/own/give/", {"unit": "999999"}).status_code == 422
    client.force_login(PersonFactory(role=Role.READER))
    assert client.post("/un/own/give/", {"unit": post.pk}).status_code == 403


def test_the_number_of_queries_does_not_grow(officer, today, django_assert_max_num_queries, client):
    assess(officer, "implemented", today)
    client.force_login(officer)
    with django_assert_max_num_queries(20):
        client.get("/un/own/")
    take_in(*(record(f"w{n}", Text=f"<p>150.{n} Dig well number {n} in the village</p>") for n in range(30)))
    with django_assert_max_num_queries(20):
        page = client.get("/un/own/").content.decode()
    assert "34 recommendations" in page


def test_what_others_recommended_to_us(client, officer):
    assert to_us().total == 1
    client.force_login(officer)
    page = client.get("/un/to-us/").content.decode()
    assert "1 recommendation was made to us, in the UPR by 2 states." in page
    assert client.get("/un/to-us/themes.csv").status_code == 200
    assert client.get("/un/to-us/themes.svg").status_code == 200


def test_without_a_corpus_the_pages_say_what_to_do(client, officer, monkeypatch):
    UNRecommendation.objects.all().delete()
    forget(monkeypatch)
    from praktijk.recommendations.un.search import index

    index.rebuild()
    client.force_login(officer)
    for path in ("/un/own/", "/un/to-us/"):
        assert "praktijk import uhri" in client.get(path).content.decode()
