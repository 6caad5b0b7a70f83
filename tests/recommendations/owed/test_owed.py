# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who owes what: every promise once, the most urgent first, and figures that lead to what they count."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.owed.figures import owed_by_unit, unit_name
from praktijk.recommendations.owed.queries import Owed, WhoOwes
from praktijk.recommendations.queries import Filter, Register
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def owing(user=None, **wanted) -> WhoOwes:
    return WhoOwes(Register(user or coordinator(), Filter(**wanted), today=TODAY))


def due(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_every_kind_is_counted_where_it_belongs():
    unit, owner = UnitFactory(code="DMM"), PersonFactory(name="Ans")
    about = {"unit": unit, "owner": owner}
    for days in (-1, -40, 0, 30, 31, None):
        CommitmentFactory(**about, due_latest=None if days is None else due(days))
    CommitmentFactory(**about, state="delivered", due_latest=due(-5))
    CommitmentFactory(**about, state="settled", settled_by=PersonFactory(), due_latest=due(-5))
    CommitmentFactory(**about, state="lapsed", state_reason="x", due_latest=due(-5))
    CommitmentFactory(unit=unit, state="in_progress")
    (of_unit,) = owing().units
    assert of_unit.owed == Owed(open=7, soon=2, late=2, to_verify=1, unowned=1, longest=40)
    assert [(row.person and row.person.name, row.owed.open) for row in of_unit.people] == [
        ("Ans", 6),
        (None, 1),
    ]


def test_a_person_in_two_units_is_never_counted_double():
    one, two = UnitFactory(code="A"), UnitFactory(code="B")
    person = PersonFactory(units=[one, two])
    CommitmentFactory.create_batch(2, unit=one, owner=person)
    CommitmentFactory(unit=two, owner=person)
    found = owing()
    assert {unit_name(row): row.owed.open for row in found.units} == {"A": 2, "B": 1}
    assert found.total.open == 3
    assert sum(row.owed.open for unit in found.units for row in unit.people) == 3


def test_the_most_urgent_stands_first():
    for code, days in (("SOON", 5), ("LATE", -3), ("LATER", 200), ("LATEST", -90)):
        CommitmentFactory(unit=UnitFactory(code=code), due_latest=due(days))
    both = UnitFactory(code="BOTH")
    CommitmentFactory.create_batch(2, unit=both, due_latest=due(-1))
    CommitmentFactory(unit=None)
    names = [row.unit.code if row.unit else "" for row in owing().units]
    assert names == ["BOTH", "LATEST", "LATE", "SOON", "", "LATER"]


def test_the_chart_has_every_promise_that_is_not_closed_once():
    unit = UnitFactory(code="DMM")
    for days in (-3, 3, 300, None):
        CommitmentFactory(unit=unit, due_latest=None if days is None else due(days))
    CommitmentFactory(unit=unit, state="delivered")
    drawn = owed_by_unit(owing())
    assert sum(value["count"] for value in drawn.spec["data"]["values"]) == 5
    late = sum(value["count"] for value in drawn.spec["data"]["values"] if value["order"] == 0)
    assert str(late) in drawn.finding
    assert "<svg" in drawn.svg()


@pytest.fixture
def person(client):
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "query", ["", "state=open&state=delivered", "theme=none", "due_from={soon}", "overdue=on", "mine=on"]
)
def test_every_figure_opens_as_many_commitments_as_it_counts(client, person, query):
    today = timezone.localdate()
    unit, owner = UnitFactory(), PersonFactory()
    person.units.set([unit])
    for state in ("open", "in_progress", "delivered"):
        for days in (-9, 9, 99, None):
            term = today + timedelta(days=days) if days is not None else None
            CommitmentFactory(unit=unit, owner=owner, state=state, due_latest=term)
            CommitmentFactory(unit=None, theme=None, state=state, due_latest=term)
    page = client.get(f"{reverse('owed')}?{query.format(soon=today + timedelta(days=5))}").content.decode()
    figures = re.findall(r'<td class="num"><a href="([^"]+)">(\d+)</a>', page)
    assert len(figures) >= 2
    for address, count in figures:
        answer = client.get(unescape(address))
        assert answer.status_code == 200, address
        assert answer.context["register"].totals["commitments"] == int(count), address


def test_it_is_of_what_one_may_see(client, person):
    hidden = UnitFactory(code="GEHEIM")
    CommitmentFactory(level=Level.RESTRICTED, restricted_to=[hidden.pk], unit=hidden)
    page = client.get(reverse("owed")).content.decode()
    assert "GEHEIM" not in page
    assert "Nothing is owed here" in page


def test_the_table_comes_along_as_csv_to_the_person(client, person):
    unit = UnitFactory(code="DMM")
    CommitmentFactory(unit=unit, owner=PersonFactory(name="=1+1"), due_latest=date(2020, 1, 1))
    answer = client.get(reverse("owed_figure", args=["csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [["DMM", "everybody", "1"], ["DMM", "'=1+1", "1"]]


def test_what_is_not_understood_leads_to_the_page_that_says_so(client, person):
    for address in (reverse("owed"), reverse("owed_figure", args=["csv"])):
        answer = client.get(f"{address}?theme=gone")
        assert answer.headers["Location"] == "/register/?theme=gone"


def test_the_number_of_queries_does_not_grow(client, person):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("owed")).status_code == 200
        return len(captured)

    CommitmentFactory(owner=PersonFactory())
    few = queries()
    for _ in range(15):
        CommitmentFactory(owner=PersonFactory(), state="delivered", verifier=PersonFactory())
    assert queries() <= few + 1
