# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who do something with one commitment, or one document, at the same moment."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from praktijk.access.models import AuditEvent, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role, ScopeKind
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, CommitmentVersion, ProgressNote
from praktijk.sources.models import Document
from tests.at_once import at_once
from tests.factories import CommitmentFactory, DocumentFactory, PersonFactory, UnitFactory, coordinator


@pytest.fixture
def delivered() -> Commitment:
    """A commitment that somebody delivered, with evidence."""
    commitment, deliverer = CommitmentFactory(), coordinator()
    actions.add_note(
        by=deliverer,
        commitment=commitment,
        on=date(2026, 1, 1),
        text_nl="Klaar.",
        evidence_address="https://example.org/",
    )
    return actions.change_state(by=deliverer, commitment=commitment, state="delivered")


def test_only_one_of_two_settles(delivered):
    first, second = coordinator(), coordinator()
    outcomes = at_once(
        Commitment.objects.all(),
        *[
            lambda person=person: actions.change_state(by=person, commitment=delivered, state="settled")
            for person in (first, second)
        ],
    )
    (settled,) = [one for one in outcomes if isinstance(one, Commitment)]
    (refused,) = [one for one in outcomes if isinstance(one, ValidationError)]
    assert refused.code == "no_such_step"
    assert Commitment.objects.get().settled_by == settled.settled_by
    assert CommitmentVersion.objects.filter(state="settled").count() == 1
    assert AuditEvent.objects.filter(details__contains={"is": "settled"}).count() == 1


def test_of_settling_and_taking_back_only_one_is_done(delivered):
    outcomes = at_once(
        Commitment.objects.all(),
        lambda: actions.change_state(by=coordinator(), commitment=delivered, state="settled"),
        lambda: actions.change_state(by=coordinator(), commitment=delivered, state="partly_settled"),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Commitment", "ValidationError"]


def test_a_deadline_that_two_move_keeps_both_windows():
    commitment = CommitmentFactory(due_latest=date(2026, 1, 1))
    days = (date(2026, 6, 1), date(2026, 9, 1))
    outcomes = at_once(
        Commitment.objects.all(),
        *[
            lambda day=day: actions.move_due(
                by=coordinator(), commitment=commitment, due_earliest=None, due_latest=day, reason="Later."
            )
            for day in days
        ],
    )
    olds = {move.old_latest for move in outcomes}
    assert olds | {Commitment.objects.get().due_latest} == {date(2026, 1, 1), *days}


def test_what_has_just_gone_out_of_reach_is_not_changed_any_more():
    here, there = UnitFactory(), UnitFactory()
    commitment, officer = CommitmentFactory(unit=here), PersonFactory()
    RoleAssignment.objects.create(person=officer, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=here)
    waits = [
        lambda: actions.change_state(by=officer, commitment=commitment, state="in_progress"),
        lambda: actions.change_commitment(by=officer, commitment=commitment, title_nl="Van ons"),
        lambda: actions.add_note(
            by=officer, commitment=commitment, on=date(2026, 1, 1), text_nl="Er is iets gebeurd."
        ),
        lambda: actions.move_due(
            by=officer, commitment=commitment, due_earliest=None, due_latest=date(2027, 1, 1), reason="x"
        ),
    ]
    Commitment.objects.update(unit=there, level=Level.INTERNAL)
    for act in waits:
        with pytest.raises(PermissionDenied):
            act()
    assert not ProgressNote.objects.exists()
    assert Commitment.objects.get().state == "open"
    assert AuditEvent.objects.filter(result="refused").count() == len(waits)


def test_two_who_add_to_a_document_get_a_number_each():
    document, titles = DocumentFactory(), ("Eerste", "Tweede")
    at_once(
        Document.objects.all(),
        *[
            lambda title=title: actions.add_commitment(by=coordinator(), document=document, title_nl=title)
            for title in titles
        ],
    )
    assert sorted(Commitment.objects.values_list("number", flat=True)) == [1, 2]
