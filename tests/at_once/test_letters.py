# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people who review one letter at the same moment."""

import pytest
from django.core.exceptions import ValidationError

from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.entering import enter
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.models import Recommendation
from tests.at_once import at_once
from tests.factories import coordinator
from tests.recommendations.intake.letters_read import proposal, seen, taken_in


@pytest.fixture
def reading() -> LetterReading:
    return taken_in(coordinator())


def test_the_second_of_two_who_decide_on_a_proposal_is_told(reading):
    chosen = seen(reading, "1")
    outcomes = at_once(
        LetterReading.objects.all(),
        lambda: actions.accept(by=coordinator(), reading=reading, chosen=chosen),
        lambda: actions.reject(by=coordinator(), reading=reading, chosen=chosen),
    )
    (decided,) = [one for one in outcomes if isinstance(one, LetterProposal)]
    (refused,) = [one for one in outcomes if isinstance(one, ValidationError)]
    assert refused.code == "stale"
    assert proposal(reading, "1").status == decided.status
    assert Decision.objects.count() == 1


def test_a_decision_is_taken_back_once(reading):
    actions.reject(by=coordinator(), reading=reading, chosen=seen(reading, "2"))
    actions.reject(by=coordinator(), reading=reading, chosen=seen(reading, "1"))
    last = actions.last_undoable(reading)
    outcomes = at_once(
        LetterReading.objects.all(),
        *[lambda: actions.undo(by=coordinator(), reading=reading, decision=last)] * 2,
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Decision", "ValidationError"]
    assert proposal(reading, "1").status == "open"
    assert proposal(reading, "2").status == "rejected"


def test_what_two_enter_comes_into_the_register_once(reading):
    actions.accept(by=coordinator(), reading=reading, chosen=seen(reading, "1"))
    listed = [seen(reading, "1")]
    outcomes = at_once(
        LetterReading.objects.all(),
        *[lambda: enter(by=coordinator(), reading=reading, listed=listed)] * 2,
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["ValidationError", "list"]
    assert Recommendation.objects.count() == 1


def test_of_entering_and_taking_back_only_one_is_done(reading):
    actions.accept(by=coordinator(), reading=reading, chosen=seen(reading, "1"))
    listed, last = [seen(reading, "1")], actions.last_undoable(reading)
    at_once(
        LetterReading.objects.all(),
        lambda: enter(by=coordinator(), reading=reading, listed=listed),
        lambda: actions.undo(by=coordinator(), reading=reading, decision=last),
    )
    entered = Recommendation.objects.count()
    assert proposal(reading, "1").status == ("entered" if entered else "open")
