# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came back is delivered again with something new only, on evidence that who acts may see."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, PersonFactory, ProgressNoteFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db

PROOF = "https://example.org/besluit"


@pytest.fixture
def promise() -> Commitment:
    unit = UnitFactory()
    owner = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    return CommitmentFactory(unit=unit, owner=owner)


def to(promise: Commitment, by, state: str) -> None:
    actions.change_state(by=by, commitment=promise, state=state, reason="Zo is het.")


def note(promise: Commitment, **values) -> None:
    day = date(2026, 1, 1)
    actions.add_note(by=promise.owner, commitment=promise, on=day, text_nl="Klaar.", **values)


@pytest.mark.parametrize("opened_again", [False, True])
def test_what_came_back_is_delivered_with_a_note_that_says_what_is_new(promise, opened_again):
    note(promise, evidence_address=PROOF)
    to(promise, promise.owner, "delivered")
    lead = coordinator()
    if opened_again:
        to(promise, lead, "settled")
    to(promise, lead, "in_progress")
    with pytest.raises(ValidationError) as refused:
        to(promise, promise.owner, "delivered")
    assert refused.value.code == "nothing_added"
    note(promise, text_en="Now with the annex.")
    to(promise, promise.owner, "delivered")
    assert Commitment.objects.get().state == "delivered"


def test_a_change_of_something_else_after_the_return_asks_for_no_other_note(promise):
    note(promise, evidence_address=PROOF)
    to(promise, promise.owner, "delivered")
    to(promise, coordinator(), "in_progress")
    note(promise, text_en="Now with the annex.")
    actions.change_commitment(by=coordinator(), commitment=promise, title_nl="Anders")
    to(promise, promise.owner, "delivered")
    assert Commitment.objects.get().state == "delivered"


def test_evidence_that_who_settles_may_not_see_does_not_count(promise):
    secret = UnitFactory()
    ProgressNoteFactory(
        commitment=promise, evidence_address=PROOF, level=Level.RESTRICTED, restricted_to=[secret.pk]
    )
    promise.owner.units.add(secret)
    to(promise, promise.owner, "delivered")
    with pytest.raises(ValidationError) as refused:
        to(promise, coordinator(), "settled")
    assert refused.value.code == "evidence_missing"
    to(promise, PersonFactory(role=Role.COORDINATOR, units=[secret]), "settled")
    assert Commitment.objects.get().state == "settled"
