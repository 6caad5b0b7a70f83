# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the register: filters, figures, paging, and the past."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from praktijk.access.acting import System
from praktijk.access.models import RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.queries import Filter, Register
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


def titles(shown: Register) -> list[tuple[str, list[str]]]:
    return [
        (
            entry.recommendation.title_nl if entry.recommendation else "-",
            [one.title_nl for one in entry.commitments],
        )
        for entry in shown.page(1).object_list
    ]


def test_entries_stand_by_theme_then_number_and_what_stands_alone_comes_last():
    later, first = ThemeFactory(position=2), ThemeFactory(position=1)
    document = DocumentFactory()
    b = RecommendationFactory(document=document, number=2, title_nl="b", theme=first)
    RecommendationFactory(document=document, number=1, title_nl="a", theme=first)
    RecommendationFactory(document=document, number=3, title_nl="c", theme=later)
    CommitmentFactory(recommendation=b, title_nl="b1", number=1)
    CommitmentFactory(recommendation=None, document=document, theme=first, title_nl="los", number=2)
    assert titles(register()) == [("a", []), ("b", ["b1"]), ("-", ["los"]), ("c", [])]


def test_filters_combine_and_figures_follow():
    theme = ThemeFactory(key="migratie")
    dmm = UnitFactory(code="DMM")
    late = CommitmentFactory(
        recommendation__theme=theme,
        recommendation__position="adopted",
        unit=dmm,
        due_latest=date(2025, 12, 31),
    )
    CommitmentFactory(
        recommendation__theme=theme, recommendation__position="noted", unit=dmm, state="in_progress"
    )
    CommitmentFactory(unit=dmm)
    assert register().totals["commitments"] == 3
    assert register(theme="migratie").totals["commitments"] == 2
    assert register(theme="migratie", position="noted").totals == {
        "recommendations": 1, "commitments": 1, "overdue": 0, "to_verify": 0, "settled": 0, "unproven": 1,
        "unowned": 1, "mine": 0, "illustrative": 0,
    }  # fmt: skip
    found = register(overdue=True, unit="DMM")
    assert [entry.commitments for entry in found.page(1)] == [[late]]
    assert found.page(1)[0].commitments[0].late == (TODAY - date(2025, 12, 31)).days
    assert register(theme="migratie").counts("state") == {"open": 1, "in_progress": 1}
    assert register(theme="migratie", state="open").counts("state") == {"open": 1, "in_progress": 1}
    assert register(state="open").counts("unit") == {"DMM": 2}


@pytest.mark.parametrize(
    "words,expected", [("toolkits", 1), ("posten", 1), ("embassies", 1), ("xyz", 0), ("'\"&|!:*", 0)]
)
def test_words_are_found_in_both_languages_by_their_stem(words, expected):
    CommitmentFactory(title_nl="Een toolkit voor de post", title_en="A toolkit for every embassy")
    assert register(text=words).totals["commitments"] == expected


def test_evidence_decides_what_is_unproven():
    proven = CommitmentFactory()
    ProgressNoteFactory(commitment=proven, evidence_address="https://example.org/besluit")
    ProgressNoteFactory(commitment=CommitmentFactory(title_nl="zonder"))
    shown = register(unproven=True)
    assert [one.title_nl for entry in shown.page(1) for one in entry.commitments] == ["zonder"]


def test_by_deadline_the_soonest_comes_first_and_no_term_last():
    for title, due in (("later", date(2027, 1, 1)), ("geen", None), ("eerst", date(2025, 1, 1))):
        CommitmentFactory(title_nl=title, due_latest=due)
    shown = register(sort="due")
    assert [entry.commitments[0].title_nl for entry in shown.page(1)] == ["eerst", "later", "geen"]


def test_the_number_of_queries_does_not_grow_with_the_rows():
    def fill(count):
        for _ in range(count):
            ProgressNoteFactory(commitment=CommitmentFactory(due_latest=date(2026, 1, 1)))

    def queries(user):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown = register(user)
            list(shown.page(1))
            assert shown.totals
            shown.counts("state")
            shown.states_by_theme()
        return len(captured)

    user = coordinator()
    assert user.roles_held
    assert user.unit_ids == []
    fill(2)
    few = queries(user)
    fill(30)
    assert queries(user) == few
    assert few <= 12


def test_the_register_of_another_day_is_as_it_was():
    loader = System("test")
    start = datetime(2025, 3, 21, 12, tzinfo=UTC)
    document = DocumentFactory()
    theme = ThemeFactory()
    made = actions.add_commitment(
        by=loader, document=document, title_nl="Toolkit", theme=theme,
        due_latest=date(2025, 12, 31), now=start,
    )  # fmt: skip
    actions.add_note(
        by=loader, commitment=made, on=date(2026, 3, 1), text_nl="Klaar.",
        evidence_address="https://example.org/toolkit", now=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    actions.change_state(
        by=loader, commitment=made, state="delivered", now=datetime(2026, 3, 2, 12, tzinfo=UTC)
    )

    before = register(on=date(2025, 3, 20))
    assert before.totals["commitments"] == 0
    in_time = register(on=date(2025, 12, 31)).totals
    assert (in_time["commitments"], in_time["overdue"], in_time["unproven"]) == (1, 0, 1)
    late = register(on=date(2026, 1, 1))
    assert late.totals["overdue"] == 1
    (entry,) = late.page(1)
    assert (entry.commitments[0].state, entry.commitments[0].late, entry.commitments[0].notes_then) == (
        "open",
        1,
        [],
    )
    after = register(on=date(2026, 3, 2))
    assert (after.totals["overdue"], after.totals["to_verify"], after.totals["unproven"]) == (0, 1, 0)
    assert register(on=date(2026, 3, 2), text="toolkit").totals["commitments"] == 1


def test_a_scope_of_one_unit_shows_that_unit_only():
    unit, other = UnitFactory(), UnitFactory()
    person = PersonFactory()
    RoleAssignment.objects.create(person=person, role=Role.POST_OFFICER, scope="unit", unit=unit)
    mine = CommitmentFactory(unit=unit)
    CommitmentFactory(unit=other)
    CommitmentFactory(unit=None)
    assert list(register(person).commitments()) == [mine]


def test_restricted_records_are_for_members_of_their_units_only():
    unit = UnitFactory()
    CommitmentFactory(level=Level.RESTRICTED, restricted_to=[unit.pk])
    assert register(coordinator()).totals["commitments"] == 0
    member = PersonFactory(role=Role.READER, units=[unit])
    assert register(member).totals["commitments"] == 1
    assert register(PersonFactory(role=Role.ADMINISTRATOR, units=[unit])).totals["commitments"] == 0


def test_parliament_sees_what_is_public_and_only_notes_meant_for_it():
    public = CommitmentFactory(level=Level.PUBLIC, recommendation__level=Level.PUBLIC)
    CommitmentFactory()
    actions.add_note(by=System("test"), commitment=public, on=date(2026, 1, 1), text_nl="Intern.")
    actions.add_note(
        by=System("test"), commitment=public, on=date(2026, 1, 2), text_nl="Openbaar.", publish=True
    )
    (entry,) = register(Public()).page(1)
    assert [note.text_nl for note in entry.commitments[0].notes_then] == ["Openbaar."]


def test_due_by_quarter_counts_every_dated_commitment():
    for days in range(0, 400, 40):
        CommitmentFactory(due_latest=date(2026, 1, 1) + timedelta(days=days))
    rows = register().due_by_quarter()
    assert sum(row[1] for row in rows) == 10
    assert rows == sorted(rows)


def test_a_page_out_of_range_is_the_last_page():
    CommitmentFactory()
    assert register().page("99").number == 1
    assert register().page("zes").number == 1
