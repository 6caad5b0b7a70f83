# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the co-ordinator's page counts, against an account kept by hand."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from praktijk.access.models import RoleAssignment
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.coordination.queries import Coordination
from praktijk.recommendations.coordination.rules import Age, age
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import State
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

TODAY = date(2026, 6, 30)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=AMSTERDAM)


def shown(user=None) -> Coordination:
    return Coordination(user or coordinator(), today=TODAY)


@pytest.mark.parametrize(
    "last, expected",
    [
        (None, Age.NEVER),
        (date(2026, 6, 30), Age.MONTH),
        (date(2026, 5, 31), Age.MONTH),
        (date(2026, 5, 30), Age.QUARTER),
        (date(2026, 3, 31), Age.QUARTER),
        (date(2026, 3, 30), Age.HALF_YEAR),
        (date(2025, 12, 30), Age.HALF_YEAR),
        (date(2025, 12, 29), Age.LONGER),
        (date(2026, 7, 1), Age.MONTH),
    ],
)
def test_the_age_of_a_note(last, expected):
    assert age(last, TODAY) == expected


def test_what_is_filled_in_counts_what_is_open_per_unit_the_emptiest_first():
    full, bare = UnitFactory(code="VOL"), UnitFactory(code="LEEG")
    people = [PersonFactory(role=Role.COORDINATOR, units=[full]) for _ in range(3)]
    done = CommitmentFactory(
        unit=full,
        owner=people[0],
        deputy=people[1],
        verifier=people[2],
        due_latest=TODAY,
        state=State.DELIVERED,
        delivered_by=people[0],
    )
    ProgressNoteFactory(commitment=done, evidence_address="https://example.org/a")
    CommitmentFactory(unit=bare, theme=None)
    CommitmentFactory(unit=bare, state=State.LAPSED, state_reason="Vervallen")
    CommitmentFactory(unit=None, owner=people[0])
    rows = {row.unit: row for row in shown().filled}
    assert [row.unit for row in shown().filled] == ["LEEG", "", "VOL"]
    assert (rows["LEEG"].promises, rows["LEEG"].theme, rows["LEEG"].share) == (1, 0, 0)
    assert (rows["VOL"].delivered, rows["VOL"].proven, rows["VOL"].share) == (1, 1, 1)
    assert rows[""].share == 2 / 5


def test_the_last_note_counts_and_the_median_leaves_out_what_has_none():
    unit = UnitFactory(code="A")
    for days in ([date(2026, 6, 20), date(2025, 1, 1)], [date(2026, 4, 1)], []):
        commitment = CommitmentFactory(unit=unit)
        for day in days:
            ProgressNoteFactory(commitment=commitment, on=day)
    (row,) = shown().ages
    assert row.by_age == {Age.MONTH: 1, Age.QUARTER: 1, Age.NEVER: 1}
    assert row.median == (10 + 90) / 2


def asked(person, *, on: datetime, answered: datetime | None = None, withdrawn: datetime | None = None):
    return UpdateRequest.objects.create(
        commitment=CommitmentFactory(), asked_of=person, at=on, answered_at=answered, withdrawn_at=withdrawn
    )


def test_who_never_answers_comes_first_and_what_was_withdrawn_is_not_owed():
    silent, slow, spared = (PersonFactory(name=name) for name in ("Stil", "Traag", "Vrij"))
    asked(silent, on=at(2026, 6, 1))
    asked(slow, on=at(2026, 1, 1), answered=at(2026, 1, 11))
    asked(slow, on=at(2026, 1, 1))
    asked(spared, on=at(2026, 1, 1), withdrawn=at(2026, 1, 2))
    first, second = shown().answers
    assert (first.person, first.asked, first.answered, first.longest_waiting) == ("Stil", 1, 0, 29)
    assert (second.person, second.waiting, second.median, second.longest_waiting) == ("Traag", 1, 10, 180)


def live(commitment: Commitment, *steps: tuple[str, datetime]) -> None:
    """Bring a commitment through states, each delivered by one and settled by another."""
    owner, verifier = coordinator(), coordinator()
    for state, now in steps:
        by = verifier if state == State.SETTLED else owner
        actions.change_state(by=by, commitment=commitment, state=state, reason="Reden", now=now)
        commitment.refresh_from_db()


def test_settling_is_reckoned_from_the_letter_to_the_last_time_that_it_was_settled():
    theme, unit = ThemeFactory(name_nl="Vrijheid"), UnitFactory(code="A")
    letter = DocumentFactory(published_on=date(2026, 1, 1))
    recommendation = RecommendationFactory(document=letter, theme=theme)
    once, twice, half = (CommitmentFactory(recommendation=recommendation, unit=unit) for _ in range(3))
    for commitment in (once, twice, half):
        ProgressNoteFactory(commitment=commitment, evidence_address="https://example.org/a")
    live(once, (State.DELIVERED, at(2026, 1, 5)), (State.SETTLED, at(2026, 1, 11)))
    live(
        twice,
        (State.DELIVERED, at(2026, 1, 5)),
        (State.SETTLED, at(2026, 1, 6)),
        (State.IN_PROGRESS, at(2026, 2, 1)),
        (State.DELIVERED, at(2026, 3, 1)),
        (State.SETTLED, at(2026, 4, 1)),
    )
    live(half, (State.DELIVERED, at(2026, 1, 5)))
    over_all = shown().settling()
    assert over_all is not None
    assert (over_all.count, over_all.shortest, over_all.longest, over_all.median) == (2, 10, 90, 50)
    assert shown().settling_by_unit() == [("A", over_all)]
    assert [name for name, _ in shown().settling_by_theme()] == ["Vrijheid"]


def test_who_can_act_no_more_is_named():
    unit = UnitFactory(code="A")
    role = {"role": Role.COORDINATOR}
    fine = PersonFactory(name="Kan", units=[unit], **role)
    gone = PersonFactory(name="Weg", units=[unit], is_active=False, **role)
    moved = PersonFactory(name="Elders", **role)
    bare = PersonFactory(name="Zonder rol", units=[unit])
    far = PersonFactory(name="Ander bereik", units=[unit])
    RoleAssignment.objects.create(person=far, role=Role.POST_OFFICER, scope="unit", unit=UnitFactory())
    near = PersonFactory(name="Land", units=[unit])
    RoleAssignment.objects.create(person=near, role=Role.POST_OFFICER, scope="countries", countries=["KE"])
    for owner in (fine, gone, moved, bare, far, near):
        CommitmentFactory(
            unit=unit, owner=owner, verifier=moved if owner != moved else None, countries=["KE"]
        )
    CommitmentFactory(unit=unit, owner=gone, state=State.LAPSED, state_reason="Vervallen")
    CommitmentFactory(unit=unit, verifier=bare)
    found = {(row.person.name, row.part) for row in shown().stuck}
    assert found == {
        ("Weg", "owner"),
        ("Elders", "owner"),
        ("Zonder rol", "owner"),
        ("Ander bereik", "owner"),
        ("Zonder rol", "verifier"),
    }
    assert shown().stuck_count == 5


def test_who_may_see_a_restricted_promise_no_more_can_do_nothing_with_it():
    unit = UnitFactory()
    chief = PersonFactory(role=Role.COORDINATOR, units=[unit])
    stays, left = (PersonFactory(role=Role.COORDINATOR, units=[unit]) for _ in range(2))
    for verifier in (stays, left):
        CommitmentFactory(unit=unit, verifier=verifier, level="restricted", restricted_to=[unit.pk])
    left.units.clear()
    assert [(row.person, row.part) for row in shown(chief).stuck] == [(left, "verifier")]


def test_a_coordinator_of_one_unit_sees_that_unit_only():
    here, there = UnitFactory(code="HIER"), UnitFactory(code="DAAR")
    scoped = PersonFactory(units=[here])
    RoleAssignment.objects.create(person=scoped, role=Role.COORDINATOR, scope="unit", unit=here)
    CommitmentFactory(unit=here)
    elsewhere = CommitmentFactory(unit=there)
    UpdateRequest.objects.create(commitment=elsewhere, asked_of=PersonFactory(), at=at(2026, 1, 1))
    assert [row.unit for row in shown(scoped).filled] == ["HIER"]
    assert shown(scoped).answers == []


def page(user, path: str = "") -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.get(path or reverse("coordination"))
    return answer.status_code, answer.content.decode()


def test_the_page_stands_empty_and_full_and_is_the_coordinators():
    chief = coordinator()
    assert page(chief)[0] == 200
    CommitmentFactory(owner=PersonFactory(name="Wie weg is", is_active=False))
    status, html = page(chief)
    assert status == 200
    assert "Wie weg is" in html
    assert page(PersonFactory(role=Role.READER))[0] == 403


@pytest.mark.parametrize("name", ["filled", "ages", "answers", "settling-by-unit", "settling-by-theme"])
def test_each_figure_can_be_taken_along(name):
    chief = coordinator()
    CommitmentFactory(unit=UnitFactory(code="=1+1"))
    client = Client()
    client.force_login(chief)
    answer = client.get(reverse("coordination_figure", args=[name, "csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    if name in ("filled", "ages"):
        assert rows[1][0] == "'=1+1"
        assert client.get(reverse("coordination_figure", args=[name, "svg"])).status_code == 200
    else:
        assert client.get(reverse("coordination_figure", args=[name, "svg"])).status_code == 404


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    chief = coordinator()
    for number in range(12):
        unit = UnitFactory()
        commitment = CommitmentFactory(unit=unit, owner=PersonFactory(is_active=False))
        ProgressNoteFactory(commitment=commitment, on=date(2026, 1, number + 1))
        asked(PersonFactory(), on=at(2026, 1, 1))
    client = Client()
    client.force_login(chief)
    with django_assert_max_num_queries(22):
        client.get(reverse("coordination"))
