# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records as they stood: on any day, over the change of the clock, and never rewritten."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from praktijk.access.acting import System
from praktijk.access.actions import withdraw_role
from praktijk.access.history import Version, as_known_on, end_of_day
from praktijk.access.models import Confidential, RoleAssignmentVersion
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, CommitmentVersion
from tests.factories import CommitmentFactory, DocumentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SYSTEM = System("test")


def made_at(moment: datetime) -> Commitment:
    return actions.add_commitment(by=SYSTEM, document=DocumentFactory(), title_nl="Eerst", now=moment)


def title_on(day: date) -> str | None:
    found = as_known_on(Commitment.objects.all(), day, coordinator()).first()
    return found and found.title_nl


def test_a_record_is_as_it_stood_on_each_day():
    made = made_at(datetime(2025, 3, 21, 12, tzinfo=UTC))
    actions.change_commitment(
        by=SYSTEM, commitment=made, title_nl="Later", now=datetime(2025, 6, 1, 12, tzinfo=UTC)
    )
    assert title_on(date(2025, 3, 20)) is None
    assert title_on(date(2025, 3, 21)) == "Eerst"
    assert title_on(date(2025, 5, 31)) == "Eerst"
    assert title_on(date(2025, 6, 1)) == "Later"
    assert title_on(date(2026, 1, 1)) == "Later"
    assert title_on(date(1990, 1, 1)) is None
    assert title_on(date(9998, 12, 31)) == "Later"


@pytest.mark.parametrize(
    "day",
    [date(2025, 3, 30), date(2025, 10, 26), date(2025, 12, 31), date(2024, 2, 29)],
    ids=["clock forward", "clock back", "new year", "leap day"],
)
def test_a_day_ends_at_midnight_in_the_ministry(day):
    midnight = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM) + timedelta(days=1)
    just_before = (midnight.astimezone(UTC) - timedelta(seconds=1)).astimezone(AMSTERDAM)
    assert just_before.date() == day
    assert just_before < end_of_day(day) < midnight
    made_at(just_before)
    assert title_on(day) == "Eerst"
    assert title_on(day - timedelta(days=1)) is None


def test_the_first_moment_of_the_next_day_is_not_yet_known():
    made_at(datetime(2025, 3, 31, 0, 0, tzinfo=AMSTERDAM))
    assert title_on(date(2025, 3, 30)) is None
    assert title_on(date(2025, 3, 31)) == "Eerst"


def test_the_hour_that_comes_twice_belongs_to_its_day_both_times():
    for fold in (0, 1):
        moment = datetime(2025, 10, 26, 2, 30, tzinfo=AMSTERDAM, fold=fold)
        assert moment < end_of_day(date(2025, 10, 26))
        assert moment > end_of_day(date(2025, 10, 25))


def test_two_changes_at_one_moment_leave_the_last_one_standing():
    moment = datetime(2025, 6, 1, 12, tzinfo=UTC)
    made = made_at(moment)
    for title in ("Tweede", "Derde"):
        actions.change_commitment(by=SYSTEM, commitment=made, title_nl=title, now=moment)
    assert title_on(date(2025, 6, 1)) == "Derde"


def test_what_was_written_when_is_kept_beside_from_when_it_counts():
    made_at(datetime(2025, 3, 21, 12, tzinfo=UTC))
    version = CommitmentVersion.objects.get()
    assert version.pgh_created_at == datetime(2025, 3, 21, 12, tzinfo=UTC)
    assert version.recorded_at > datetime(2026, 1, 1, tzinfo=UTC)
    assert version.recorded_by is None


def test_the_moment_of_one_action_does_not_stick_to_the_next():
    made = made_at(datetime(2025, 3, 21, 12, tzinfo=UTC))
    actions.change_commitment(by=coordinator(), commitment=made, title_nl="Nu")
    assert CommitmentVersion.objects.latest("pgh_id").pgh_created_at > datetime(2026, 1, 1, tzinfo=UTC)


def test_what_was_restricted_then_stays_hidden_from_who_is_no_member():
    unit = UnitFactory()
    made = actions.add_commitment(
        by=SYSTEM, document=DocumentFactory(), title_nl="Geheim toen",
        level=Level.RESTRICTED, restricted_to=[unit.pk], now=datetime(2025, 3, 21, 12, tzinfo=UTC),
    )  # fmt: skip
    actions.change_commitment(
        by=SYSTEM,
        commitment=made,
        level=Level.INTERNAL,
        restricted_to=[],
        now=datetime(2025, 6, 1, 12, tzinfo=UTC),
    )
    assert title_on(date(2025, 4, 1)) is None
    assert title_on(date(2025, 6, 1)) == "Geheim toen"


def test_a_save_that_changes_nothing_leaves_no_version():
    commitment = CommitmentFactory()
    commitment.save()
    assert CommitmentVersion.objects.count() == 1


VERSIONS = [model._meta.db_table for model in apps.get_models() if issubclass(model, Version)]


def test_every_kind_of_record_with_a_level_keeps_its_history():
    kinds = [model for model in apps.get_models() if issubclass(model, Confidential)]
    assert kinds
    assert [kind for kind in kinds if kind.pgh_event_model._meta.db_table not in VERSIONS] == []


@pytest.mark.parametrize(
    "table", ["recommendations_recommendationversion", "access_unitversion", "sources_documentversion"]
)
@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_versions_are_never_rewritten(table, statement):
    CommitmentFactory()
    with pytest.raises(DatabaseError, match="append"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", VERSIONS)
def test_versions_are_never_emptied(table):
    with (
        pytest.raises(DatabaseError, match=f"{table} is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


def test_what_is_removed_leaves_a_version_that_says_when_it_ended():
    person = PersonFactory(role=Role.READER)
    withdraw_role(by=SYSTEM, assignment=person.role_assignments.get())
    kept = RoleAssignmentVersion.objects.filter(person=person).order_by("pgh_id")
    assert [(version.pgh_label, version.role) for version in kept] == [
        ("insert", Role.READER),
        ("delete", Role.READER),
    ]
