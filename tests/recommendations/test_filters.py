# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters that combine, orders, and the one address of each view; what odd addresses get."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from praktijk.access.acting import System
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.filters import NONE, Filter
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink
from praktijk.recommendations.queries import Register
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    ProgressNoteFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def register(user=None, on=None, **wanted) -> Register:
    return Register(user or coordinator(), Filter(**wanted), today=TODAY, on=on)


def names(shown: Register) -> list[str]:
    return sorted(shown.commitments().values_list("title_nl", flat=True))


def form(query: str, user=None) -> RegisterForm:
    return RegisterForm(QueryDict(query), user=user or coordinator())


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, units=[UnitFactory(code="DMM")], language="en")
    client.force_login(person)
    return person


def test_values_of_one_filter_widen_and_filters_narrow():
    here, there = UnitFactory(code="DMM"), UnitFactory(code="DAF")
    for unit in (here, there, None):
        for state in ("open", "in_progress", "delivered"):
            CommitmentFactory(title_nl=f"{unit and unit.code} {state}", unit=unit, state=state)
    assert len(names(register(state=("open", "in_progress")))) == 6
    assert names(register(state=("open", "in_progress"), unit="DMM")) == ["DMM in_progress", "DMM open"]
    assert names(register(unit=("DAF", NONE), state="open")) == ["DAF open", "None open"]
    both = register(state=("open", "in_progress"), unit="DMM")
    assert both.counts("state") == {"open": 1, "in_progress": 1, "delivered": 1}
    assert both.counts("unit") == {"DMM": 2, "DAF": 2, NONE: 2}
    assert both.totals["commitments"] == 2


def test_what_has_no_theme_or_position_can_be_asked_for():
    theme = ThemeFactory(key="migratie")
    CommitmentFactory(
        title_nl="met", recommendation__theme=theme, theme=theme, recommendation__position="noted"
    )
    CommitmentFactory(title_nl="zonder", recommendation__theme=None, theme=None, recommendation__position="")
    assert names(register(theme=NONE)) == ["zonder"]
    assert names(register(theme=(NONE, "migratie"))) == ["met", "zonder"]
    assert names(register(position=NONE)) == ["zonder"]
    assert register().counts("position") == {"noted": 1, NONE: 1}
    assert register(position=NONE).totals["recommendations"] == 1


def test_people_are_found_as_owner_or_as_anyone_who_looks_after_it():
    owner, deputy, verifier = (PersonFactory(name=name) for name in ("Anna", "Bert", "Cees"))
    CommitmentFactory(title_nl="van Anna", owner=owner, deputy=deputy)
    CommitmentFactory(title_nl="van Bert", owner=deputy, verifier=verifier)
    CommitmentFactory(title_nl="van niemand")
    assert names(register(owner=str(owner.pk))) == ["van Anna"]
    assert names(register(owner=(NONE, str(owner.pk)))) == ["van Anna", "van niemand"]
    assert names(register(person=deputy.pk)) == ["van Anna", "van Bert"]
    assert names(register(person=verifier.pk)) == ["van Bert"]
    assert register().totals["unowned"] == 1


def test_countries_documents_and_the_period_in_which_a_term_ends():
    document = DocumentFactory()
    alone = {"recommendation": None, "theme": None, "document": document}
    CommitmentFactory(title_nl="Kenia", countries=["KE", "UG"], due_latest=date(2026, 1, 31))
    CommitmentFactory(title_nl="Suriname", countries=["SR"], due_latest=date(2026, 2, 1), **alone)
    CommitmentFactory(title_nl="nergens")
    assert names(register(country=("UG", "SR"))) == ["Kenia", "Suriname"]
    assert names(register(document=document.pk)) == ["Suriname"]
    assert names(register(due_from=date(2026, 2, 1))) == ["Suriname"]
    assert names(register(due_until=date(2026, 1, 31))) == ["Kenia"]
    assert names(register(due_from=date(2026, 1, 31), due_until=date(2026, 2, 1))) == ["Kenia", "Suriname"]
    assert names(register(due_from=date(2026, 3, 1), country="KE")) == []


def test_a_number_at_parliament_counts_while_its_link_holds():
    kept, was, never = (CommitmentFactory(title_nl=name) for name in ("wel", "niet meer", "nooit"))
    item = ParliamentItem.objects.create(
        kind="commitment", number="TZ202411-1", text="Toezegging", status="open", status_words="Openstaand"
    )
    ParliamentLink.objects.create(commitment=kept, item=item, on=TODAY, level=Level.INTERNAL)
    ParliamentLink.objects.create(commitment=was, item=item, on=TODAY, level=Level.INTERNAL, withdrawn=True)
    assert names(register(parliament="with")) == ["wel"]
    assert names(register(parliament="without")) == sorted([was.title_nl, never.title_nl])


def test_the_orders():
    anna, bert = PersonFactory(name="Anna"), PersonFactory(name="Bert")
    first = CommitmentFactory(title_nl="a", owner=bert, due_latest=date(2027, 1, 1))
    second = CommitmentFactory(title_nl="b", due_latest=date(2026, 1, 1))
    third = CommitmentFactory(title_nl="c", owner=anna)
    ProgressNoteFactory(commitment=first, on=date(2026, 1, 1))
    ProgressNoteFactory(commitment=third, on=date(2025, 1, 1))
    ProgressNoteFactory(commitment=third, on=date(2024, 1, 1))
    Commitment.objects.filter(pk=second.pk).update(state_reason="later")

    def order(sort, on=None):
        page = register(sort=sort, on=on).page(1)
        return "".join(one.title_nl for entry in page for one in entry.commitments)

    assert order("due") == "bac"
    assert order("owner") == "cab"
    assert order("noted") == "bca"
    assert order("changed")[0] == "b"
    for sort in ("due", "owner", "noted", "changed"):
        assert order(sort, on=timezone.localdate()) == order(sort)


def test_the_best_match_comes_first_and_nothing_found_is_left_out():
    RecommendationFactory(title_nl="Toolkit toolkit toolkit")
    weak = RecommendationFactory(title_nl="Iets heel anders over heel veel andere dingen")
    CommitmentFactory(
        recommendation=weak, title_nl="Een lange toezegging waarin ook een toolkit wordt genoemd"
    )
    CommitmentFactory(recommendation=None, theme=None, document=DocumentFactory(), title_nl="Toolkit toolkit")
    CommitmentFactory(title_nl="Niets")
    for on in (None, timezone.localdate()):
        found = register(text="toolkit", sort="relevance", on=on).page(1)
        assert found.paginator.count == 3
        assert [entry.recommendation and entry.recommendation.title_nl[:4] for entry in found] == [
            "Tool", None, "Iets",
        ]  # fmt: skip
    assert register(sort="relevance").sort == "theme"


def test_filters_hold_on_another_day_too():
    loader, owner = System("test"), PersonFactory(name="Anna")
    made = actions.add_commitment(
        by=loader, document=DocumentFactory(), title_nl="Plan", due_latest=date(2026, 5, 1),
        now=datetime(2025, 3, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    Commitment.objects.filter(pk=made.pk).update(owner=owner, countries=["KE"])
    past = date(2025, 12, 31)
    for wanted in ({"owner": NONE}, {"due_until": date(2026, 12, 31)}, {"state": ("open", "delivered")}):
        assert register(on=past, **wanted).totals["commitments"] == 1, wanted
    for wanted in ({"owner": str(owner.pk)}, {"country": "KE"}, {"person": owner.pk}, {"parliament": "with"}):
        assert register(on=past, **wanted).totals["commitments"] == 0, wanted
    assert register(owner=str(owner.pk), country="KE").totals["commitments"] == 1


def test_every_view_has_one_address_and_the_address_gives_the_view():
    owner = PersonFactory()
    unit, theme, document = UnitFactory(code="DMM"), ThemeFactory(key="migratie"), DocumentFactory()
    CommitmentFactory(owner=owner, unit=unit, countries=["KE"])
    user = coordinator()
    asked = form(
        f"on=&sort=due&unit=DMM&unit=none&q=+plan+&overdue=on&owner={owner.pk}&owner=none&person={owner.pk}"
        f"&state=open&state=delivered&state=open&theme=migratie&country=KE&document={document.pk}"
        "&due_until=31-12-2026&due_from=2026-01-01&parliament=without&mine=&page=3",
        user,
    )
    assert asked.errors == {}
    assert asked.canonical_query == (
        f"q=plan&theme=migratie&state=delivered&state=open&unit=DMM&unit=none&country=KE&owner={owner.pk}"
        f"&owner=none&person={owner.pk}&document={document.pk}&due_from=2026-01-01&due_until=2026-12-31"
        "&overdue=on&parliament=without&sort=due"
    )
    assert form(asked.canonical_query, user).wanted == asked.wanted
    assert (unit.code, theme.key) == ("DMM", "migratie")


def test_a_page_asked_for_in_another_way_leads_to_its_one_address(client, person):
    CommitmentFactory()
    sent = client.get(f"{reverse('register')}?q=&state=open&state=delivered&sort=theme&on=&page=2&overdue=1")
    assert sent.headers["Location"] == f"{reverse('register')}?state=delivered&state=open&overdue=on&page=2"
    assert client.get(sent.headers["Location"]).status_code == 200
    part = client.get(f"{reverse('register')}?q=&state=open", headers={"HX-Request": "true"})
    assert part.headers["HX-Push-Url"] == f"{reverse('register')}?state=open"


@pytest.mark.parametrize(
    "query,message",
    [
        ("due_from=31-02-2026", "not a date"),
        ("due_from=2026-12-31&due_until=2026-01-01", "ends before it begins"),
        ("due_until=0001-01-01", "between 1900 and 2199"),
        ("theme=nergens&theme=none", "nergens is not one of the available choices"),
        ("state=open&state=klaar", "klaar is not one of the available choices"),
        ("state=open%00", "valid choice"),
        ("q=a%00b", "Null characters"),
        (f"q={'x' * 5000}", "at most 200 characters"),
        (f"unit={'x' * 5000}", f"{'x' * 60} is not one"),
        ("owner=1%27%20OR%201=1", "valid choice"),
        ("person=999999", "valid choice"),
        ("document=-1", "valid choice"),
        ("document=99999999999999999999999", "valid choice"),
        ("country=XX", "valid choice"),
        ("overdue=misschien", "neither yes nor no"),
        ("sort=willekeurig", "valid choice"),
        ("sort=due&sort=owner", "more than once"),
        ("q=een&q=twee", "more than once"),
        ("on=2026-01-01&on=2026-01-02", "more than once"),
        ("parliament=soms", "valid choice"),
    ],
)
def test_an_odd_address_is_answered_in_words_and_finds_nothing(client, person, query, message):
    CommitmentFactory(title_en="Here it is", due_latest=date(2027, 1, 1))
    page = client.get(f"{reverse('register')}?{query}")
    assert page.status_code == 200
    assert message in page.content.decode()
    assert "so nothing is shown" in page.content.decode()
    assert b"Here it is" not in page.content
    asked = form(query, person)
    assert not Register(person, asked.wanted, today=TODAY).commitments().exists()
    assert b"Here it is" in client.get(f"{reverse('register')}?{asked.canonical_query}").content


@pytest.mark.parametrize(
    "query", ["page=-1", "page=0", "page=9999999999", "page=een", "page=%00", "page=2&page=x"]
)
def test_a_page_that_is_not_there_is_the_nearest_that_is(client, person, query):
    CommitmentFactory(title_en="Here it is")
    assert b"Here it is" in client.get(f"{reverse('register')}?{query}").content


@pytest.mark.parametrize(
    "query", ["state=&theme=&owner=", "overdue=off", "q=%20%20", "vreemd=1", "state=open&state=open"]
)
def test_what_says_nothing_asks_nothing(client, person, query):
    CommitmentFactory(title_en="Here it is")
    assert b"Here it is" in client.get(f"{reverse('register')}?{query}", follow=True).content


def test_only_those_who_look_after_something_in_sight_can_be_chosen():
    unit = UnitFactory()
    seen, hidden, idle = (PersonFactory(name=name) for name in ("Anna", "Vogelkooi", "Zonder"))
    CommitmentFactory(owner=seen, countries=["KE"])
    CommitmentFactory(verifier=hidden, countries=["SY"], level=Level.RESTRICTED, restricted_to=[unit.pk])
    for user, people, countries in (
        (coordinator(), [seen.pk], ["KE"]),
        (PersonFactory(role=Role.READER, units=[unit]), [seen.pk, hidden.pk], ["KE", "SY"]),
        (PersonFactory(role=Role.ADMINISTRATOR), [], []),
    ):
        offered = form("", user).offered
        assert sorted(int(key) for key, _name in offered.person) == sorted(people)
        assert sorted(code for code, _name in offered.country) == countries
        assert bool(form(f"person={hidden.pk}", user).errors) == (hidden.pk not in people)
    assert idle.pk not in people


def test_the_filters_that_are_on_stand_above_the_list_and_come_off_one_by_one(client, person):
    CommitmentFactory(title_en="Here it is", owner=person, due_latest=date(2026, 1, 1))
    query = f"q=here&state=delivered&state=open&owner={person.pk}&due_until=2026-12-31&parliament=without"
    page = client.get(f"{reverse('register')}?{query}")
    on = {one.label: one.address for one in page.context["chosen"]}
    assert list(on) == [
        "Words: here", "State: delivered, to be verified", "State: open", f"Owner: {person.name}", "Due until 31 Dec 2026",
        "Without a number at Parliament",
    ]  # fmt: skip
    assert on["State: open"] == f"?{query.replace('&state=open', '')}"
    assert f'name="owner" value="{person.pk}" id="id_owner_0" checked' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["sort=changed", "sort=noted", "sort=owner", "q=toezegging&sort=relevance", "state=open&owner=none"],
)
def test_no_order_and_no_filter_asks_more_of_a_larger_register(client, person, query):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{reverse('register')}?{query}").status_code == 200
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            ProgressNoteFactory(commitment=CommitmentFactory(owner=None, title_nl="Een toezegging"))

    fill(3)
    few = queries()
    fill(40)
    assert queries() <= few
    assert few < 35
