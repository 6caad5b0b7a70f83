# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of a commitment, as a table of steps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.access.publication import Level
from praktijk.recommendations.rules import (
    TRANSITIONS,
    Refusal,
    State,
    Step,
    days_overdue,
    level_of_note,
    refusal,
)


@pytest.mark.parametrize(
    "step,expected",
    [
        (Step(State.OPEN, State.IN_PROGRESS), None),
        (Step(State.OPEN, State.SETTLED), Refusal.NO_SUCH_STEP),
        (Step(State.OPEN, State.DELIVERED), Refusal.EVIDENCE_MISSING),
        (Step(State.OPEN, State.DELIVERED, has_evidence=True), None),
        (Step(State.OPEN, State.LAPSED), Refusal.REASON_MISSING),
        (Step(State.OPEN, State.LAPSED, reason="  "), Refusal.REASON_MISSING),
        (Step(State.OPEN, State.LAPSED, reason="Het programma is gestopt."), None),
        (Step(State.DELIVERED, State.SETTLED, has_evidence=True, by=2, delivered_by=1), None),
        (Step(State.DELIVERED, State.SETTLED, has_evidence=True, by=1, delivered_by=1), Refusal.OWN_DELIVERY),
        (
            Step(State.DELIVERED, State.PARTLY_SETTLED, has_evidence=True, by=1, delivered_by=1),
            Refusal.OWN_DELIVERY,
        ),
        (Step(State.DELIVERED, State.SETTLED, by=2, delivered_by=1), Refusal.EVIDENCE_MISSING),
        (Step(State.SETTLED, State.IN_PROGRESS), Refusal.REASON_MISSING),
        (Step(State.SETTLED, State.IN_PROGRESS, reason="Bleek niet waar."), None),
        (Step(State.DELIVERED, State.IN_PROGRESS), Refusal.REASON_MISSING),
        (Step(State.DELIVERED, State.IN_PROGRESS, reason=" \n\t"), Refusal.REASON_MISSING),
        (Step(State.DELIVERED, State.IN_PROGRESS, reason="De bijlage ontbreekt."), None),
        (Step(State.PARTLY_SETTLED, State.IN_PROGRESS), None),
        (Step(State.DELIVERED, State.PARTLY_SETTLED, has_evidence=True), Refusal.REMAINDER_MISSING),
        (Step(State.DELIVERED, State.PARTLY_SETTLED, "Deel twee.", has_evidence=True), None),
        (
            Step(State.DELIVERED, State.SETTLED, has_evidence=True, by=2, looked_after_by=frozenset({2, 3})),
            Refusal.OWN_PROMISE,
        ),
        (
            Step(State.DELIVERED, State.SETTLED, has_evidence=True, by=4, looked_after_by=frozenset({2, 3})),
            None,
        ),
        # An owner may deliver, return and give up: only verifying is for somebody else.
        (Step(State.DELIVERED, State.IN_PROGRESS, "Nog niet.", by=2, looked_after_by=frozenset({2})), None),
    ],
)
def test_a_step(step, expected):
    assert refusal(step) == expected


@given(
    st.sampled_from(State),
    st.sampled_from(State),
    st.text(),
    st.booleans(),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_nobody_settles_what_they_delivered(old, new, reason, has_evidence, by, delivered_by):
    step = Step(old, new, reason, has_evidence=has_evidence, by=by, delivered_by=delivered_by)
    if new in {State.SETTLED, State.PARTLY_SETTLED} and refusal(step) is None:
        assert by != delivered_by
        assert has_evidence


def test_every_state_can_be_left_and_reached():
    reached = set().union(*TRANSITIONS.values())
    assert reached == set(State)
    assert all(TRANSITIONS[state] for state in State)


@pytest.mark.parametrize(
    "state,due,on,days",
    [
        ("open", date(2025, 12, 31), date(2026, 1, 1), 1),
        ("open", date(2025, 12, 31), date(2025, 12, 31), 0),
        ("open", None, date(2026, 1, 1), 0),
        ("in_progress", date(2025, 12, 31), date(2026, 11, 24), 328),
        ("partly_settled", date(2025, 12, 31), date(2026, 1, 2), 2),
        ("delivered", date(2025, 12, 31), date(2026, 1, 2), 0),
        ("settled", date(2025, 12, 31), date(2026, 1, 2), 0),
        ("lapsed", date(2025, 12, 31), date(2026, 1, 2), 0),
    ],
)
def test_days_overdue(state, due, on, days):
    assert days_overdue(state, due, on) == days


def test_a_note_is_never_less_confidential_than_its_commitment():
    for level in Level:
        for publish in (True, False):
            assert level_of_note(level, publish=publish) is not Level.PUBLIC or level is Level.PUBLIC
    assert level_of_note(Level.PUBLIC, publish=False) is Level.INTERNAL
    assert level_of_note(Level.RESTRICTED, publish=True) is Level.RESTRICTED
