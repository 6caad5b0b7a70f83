# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every action: one transaction with its permission, its audit event and its version inside."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from praktijk.access.acting import System, acting, record_reads
from praktijk.access.history import as_known_on
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Permission, Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, CommitmentVersion, ProgressNote
from tests.factories import CommitmentFactory, DocumentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


def test_an_action_leaves_who_what_and_which_record():
    commitment, person = CommitmentFactory(), coordinator()
    actions.add_note(by=person, commitment=commitment, on=date(2026, 1, 5), text_nl="Concept klaar.")
    event = AuditEvent.objects.get()
    assert (event.person, event.action, event.result) == (person, "commitment.note", "done")
    assert event.record_kind == "recommendations.progressnote"
    assert event.record_id == str(ProgressNote.objects.get().pk)


def test_when_the_audit_event_cannot_be_written_the_change_is_gone_too(monkeypatch):
    commitment, person = CommitmentFactory(), coordinator()

    def refuse(*args, **kwargs):
        raise DatabaseError("the audit trail is full")

    monkeypatch.setattr(AuditEvent, "save", refuse)
    with pytest.raises(DatabaseError):
        actions.change_state(by=person, commitment=commitment, state="in_progress")
    commitment.refresh_from_db()
    assert commitment.state == "open"
    assert CommitmentVersion.objects.count() == 1


def test_when_the_audit_event_cannot_be_written_the_file_is_gone_too(monkeypatch, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }

    def note() -> None:
        actions.add_note(
            by=System("test"),
            commitment=CommitmentFactory(),
            on=date(2026, 1, 1),
            text_nl="Klaar.",
            evidence_file=SimpleUploadedFile("bewijs.txt", b"Klaar"),
        )

    note()
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept.read_bytes() == b"Klaar"

    def refuse(*args, **kwargs):
        raise DatabaseError("the audit trail is full")

    monkeypatch.setattr(AuditEvent, "save", refuse)
    with pytest.raises(DatabaseError):
        note()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    assert ProgressNote.objects.count() == 1


def test_a_refused_action_is_in_the_trail_and_changes_nothing():
    commitment, reader = CommitmentFactory(), PersonFactory(role=Role.READER)
    with pytest.raises(PermissionDenied):
        actions.change_state(by=reader, commitment=commitment, state="in_progress")
    assert AuditEvent.objects.get().result == "refused"
    commitment.refresh_from_db()
    assert commitment.state == "open"


def test_a_refusal_within_another_action_undoes_that_and_is_in_the_trail():
    commitment, reader = CommitmentFactory(), PersonFactory(role=Role.READER)

    def enter() -> None:
        with acting("letter.enter", by=reader, needs=Permission.VIEW_REGISTER):
            Commitment.objects.update(title_nl="Anders")
            actions.change_state(by=reader, commitment=commitment, state="in_progress")

    with pytest.raises(PermissionDenied):
        enter()
    event = AuditEvent.objects.get()
    assert (event.action, event.result, event.person) == ("commitment.state", "refused", reader)
    assert Commitment.objects.get().title_nl != "Anders"


def test_a_refusal_that_another_action_lives_with_is_in_the_trail_once():
    commitment, reader = CommitmentFactory(), PersonFactory(role=Role.READER)
    with acting("x", by=reader, needs=Permission.VIEW_REGISTER), pytest.raises(PermissionDenied):
        actions.change_state(by=reader, commitment=commitment, state="in_progress")
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "result")) == [
        ("commitment.state", "refused"),
        ("x", "done"),
    ]


def test_who_and_when_hold_on_after_an_action_within_another():
    commitment, person = CommitmentFactory(), coordinator()
    long_ago = datetime(2025, 6, 1, 12, tzinfo=UTC)
    with acting("x", by=person, needs=None, now=long_ago):
        actions.change_state(by=System("test"), commitment=commitment, state="in_progress")
        Commitment.objects.update(title_nl="Anders")
    version = CommitmentVersion.objects.latest("pgh_id")
    assert (version.recorded_by, version.pgh_created_at) == (person.pk, long_ago)
    Commitment.objects.update(title_nl="Nog anders")
    version = CommitmentVersion.objects.latest("pgh_id")
    assert version.recorded_by is None
    assert version.pgh_created_at > long_ago


def test_a_wrong_action_leaves_neither_change_nor_event():
    commitment, person = CommitmentFactory(), coordinator()
    with pytest.raises(ValidationError):
        actions.change_state(by=person, commitment=commitment, state="settled")
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_auditevent SET actor = 'nobody'",
        "DELETE FROM access_auditevent",
        "TRUNCATE access_auditevent",
        "UPDATE recommendations_commitmentversion SET state = 'settled'",
        "DELETE FROM recommendations_commitmentversion",
        "TRUNCATE recommendations_commitmentversion",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(statement):
    actions.change_state(by=coordinator(), commitment=CommitmentFactory(), state="in_progress")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().actor != "nobody"


def test_reading_a_restricted_record_is_in_the_trail():
    unit = UnitFactory()
    member = PersonFactory(role=Role.READER, units=[unit])
    secret = CommitmentFactory(level=Level.RESTRICTED, restricted_to=[unit.pk])
    record_reads([secret, secret, CommitmentFactory()], by=member)
    event = AuditEvent.objects.get()
    assert (event.action, event.record_id) == ("read", str(secret.pk))


def test_a_version_counts_from_the_moment_of_the_action():
    commitment = CommitmentFactory()
    loader = System("test")
    actions.change_commitment(
        by=loader, commitment=commitment, title_nl="Eerst", now=datetime(2999, 1, 1, 12, tzinfo=UTC)
    )
    actions.change_commitment(
        by=loader, commitment=commitment, title_nl="Later", now=datetime(2999, 6, 1, 12, tzinfo=UTC)
    )
    then = as_known_on(Commitment.objects.all(), date(2999, 3, 1), coordinator()).get()
    assert then.title_nl == "Eerst"
    assert then.id == commitment.pk
    assert then.recorded_at.year < 2999


def test_who_wrote_a_version_is_kept_with_it():
    person = coordinator()
    actions.change_state(by=person, commitment=CommitmentFactory(), state="in_progress")
    assert CommitmentVersion.objects.latest("pgh_id").recorded_by == person.pk


def test_what_was_restricted_since_stays_hidden_in_the_past():
    unit, outsider, day = UnitFactory(), coordinator(), date(2025, 6, 1)
    commitment = actions.add_commitment(
        by=System("test"),
        document=DocumentFactory(),
        title_nl="Open toen",
        now=datetime(2025, 3, 21, 12, tzinfo=UTC),
    )
    assert as_known_on(Commitment.objects.all(), day, outsider).get().level == Level.INTERNAL
    actions.change_commitment(
        by=System("test"), commitment=commitment, level=Level.RESTRICTED, restricted_to=[unit.pk]
    )
    assert not as_known_on(Commitment.objects.all(), day, outsider).exists()
    member = PersonFactory(role=Role.READER, units=[unit])
    assert as_known_on(Commitment.objects.all(), day, member).get().level == Level.INTERNAL


def test_a_person_without_the_permission_is_stopped_before_the_body_runs():
    ran = []
    with (
        pytest.raises(PermissionDenied),
        acting("x", by=PersonFactory(), needs=Permission.EDIT_REGISTER),
    ):
        ran.append(1)
    assert not ran
