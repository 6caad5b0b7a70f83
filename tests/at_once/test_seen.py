# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who change one commitment from the same page, at the same moment."""

from datetime import date

import pytest

from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, CommitmentVersion, DueMove, ProgressNote
from praktijk.recommendations.versions import ChangedSince, newest
from tests.at_once import at_once
from tests.factories import CommitmentFactory, coordinator


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


def test_of_settling_and_reopening_one_wins_and_the_other_is_told(delivered):
    first, second, lead = coordinator(), coordinator(), coordinator()
    actions.change_state(by=lead, commitment=delivered, state="settled")
    seen = newest(Commitment, delivered.pk)
    outcomes = at_once(
        Commitment.objects.all(),
        *[
            lambda person=person: actions.change_state(
                by=person, commitment=delivered, state="in_progress", reason="Bleek niet waar.", seen=seen
            )
            for person in (first, second)
        ],
    )
    (refused,) = [one for one in outcomes if isinstance(one, ChangedSince)]
    winner = first if isinstance(outcomes[0], Commitment) else second
    assert [change.name for change in refused.since.changes][:2] == ["state", "state_reason"]
    assert winner.name in str(refused.since.changes[0])
    assert CommitmentVersion.objects.filter(state="in_progress").count() == 1


def test_of_settling_and_returning_a_delivery_one_wins_and_the_other_is_told(delivered):
    seen = newest(Commitment, delivered.pk)
    steps = {"settled": "", "in_progress": "De bijlage ontbreekt."}
    outcomes = at_once(
        Commitment.objects.all(),
        *[
            lambda state=state, reason=reason: actions.change_state(
                by=coordinator(), commitment=delivered, state=state, reason=reason, seen=seen
            )
            for state, reason in steps.items()
        ],
    )
    (done,) = [one for one in outcomes if isinstance(one, Commitment)]
    (refused,) = [one for one in outcomes if isinstance(one, ChangedSince)]
    told = refused.since.changes[0]
    assert (told.name, told.before, told.now) == ("state", "delivered", done.state)
    assert Commitment.objects.get().state == done.state


def test_a_deadline_and_a_title_changed_from_one_page(delivered):
    seen = newest(Commitment, delivered.pk)
    outcomes = at_once(
        Commitment.objects.all(),
        lambda: actions.move_due(
            by=coordinator(),
            commitment=delivered,
            due_earliest=None,
            due_latest=date(2027, 1, 1),
            reason="Later.",
            seen=seen,
        ),
        lambda: actions.change_commitment(
            by=coordinator(), commitment=delivered, title_nl="Anders", seen=seen
        ),
    )
    assert sum(isinstance(one, ChangedSince) for one in outcomes) == 1
    assert (DueMove.objects.count() == 1) != (Commitment.objects.get().title_nl == "Anders")


def test_notes_never_clash(delivered):
    outcomes = at_once(
        Commitment.objects.all(),
        *[
            lambda text=text: actions.add_note(
                by=coordinator(), commitment=delivered, on=date(2026, 2, 1), text_nl=text
            )
            for text in ("Een.", "Twee.")
        ],
    )
    assert all(isinstance(one, ProgressNote) for one in outcomes)
