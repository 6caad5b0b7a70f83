# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about recommendations and commitments: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from praktijk.access.publication import Level


class Position(StrEnum):
    """A cabinet's position on a recommendation made to it."""

    ADOPTED = "adopted"
    ALREADY_PRACTICE = "already_practice"
    PARTLY_ADOPTED = "partly_adopted"
    INTERPRETED = "interpreted"
    UNDER_EXAMINATION = "under_examination"
    NOTED = "noted"
    PAUSED = "paused"
    NOT_ADOPTED = "not_adopted"


class State(StrEnum):
    """Where a commitment stands. Overdue is not a state: it follows from the window and the day."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    PARTLY_SETTLED = "partly_settled"
    SETTLED = "settled"
    LAPSED = "lapsed"


class AnswerKind(StrEnum):
    """What a later letter does to an earlier promise."""

    SETTLES = "settles"
    MOVES = "moves"
    REPLACES = "replaces"


#: States in which nothing is due any more.
CLOSED = frozenset({State.SETTLED, State.LAPSED})
#: States in which the owner still has to deliver; a delivered commitment waits for its verifier.
AWAITING_DELIVERY = frozenset({State.OPEN, State.IN_PROGRESS, State.PARTLY_SETTLED})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.IN_PROGRESS, State.DELIVERED, State.LAPSED}),
    State.IN_PROGRESS: frozenset({State.OPEN, State.DELIVERED, State.LAPSED}),
    State.DELIVERED: frozenset({State.IN_PROGRESS, State.PARTLY_SETTLED, State.SETTLED}),
    State.PARTLY_SETTLED: frozenset({State.IN_PROGRESS, State.DELIVERED, State.LAPSED}),
    State.SETTLED: frozenset({State.IN_PROGRESS}),
    State.LAPSED: frozenset({State.OPEN}),
}

#: New states that ask for a reason: giving up, and going back.
NEEDS_REASON = frozenset({State.LAPSED})
#: New states that only a second person may set, and only where evidence was recorded.
NEEDS_SECOND_PERSON = frozenset({State.SETTLED, State.PARTLY_SETTLED})


class Refusal(StrEnum):
    """Why a change of state is not allowed."""

    NO_SUCH_STEP = "no_such_step"
    REASON_MISSING = "reason_missing"
    EVIDENCE_MISSING = "evidence_missing"
    OWN_DELIVERY = "own_delivery"


@dataclass(frozen=True)
class Step:
    """A wish to bring a commitment from one state to another, with what is known about it."""

    old: State
    new: State
    reason: str = ""
    has_evidence: bool = False
    by: int | None = None
    delivered_by: int | None = None


def refusal(step: Step) -> Refusal | None:
    """Why this step may not be made, or None when it may.

    Delivered needs evidence; settled and partly settled need evidence and another person than the one
    who delivered; lapsing, and opening again what was closed, need a reason.
    """
    if step.new not in TRANSITIONS[step.old]:
        return Refusal.NO_SUCH_STEP
    if (step.new in NEEDS_REASON or step.old in CLOSED) and not step.reason.strip():
        return Refusal.REASON_MISSING
    if step.new in NEEDS_SECOND_PERSON | {State.DELIVERED} and not step.has_evidence:
        return Refusal.EVIDENCE_MISSING
    if step.new in NEEDS_SECOND_PERSON and step.by is not None and step.by == step.delivered_by:
        return Refusal.OWN_DELIVERY
    return None


def days_overdue(state: str, due_latest: date | None, on: date) -> int:
    """Days between the end of the window and `on`, for what is still to be delivered; else 0."""
    if due_latest is None or State(state) not in AWAITING_DELIVERY or on <= due_latest:
        return 0
    return (on - due_latest).days


def level_of_note(commitment: Level, *, publish: bool) -> Level:
    """How confidential a note is: never less than its commitment, and public only when so chosen."""
    if commitment is Level.PUBLIC and not publish:
        return Level.INTERNAL
    return commitment
