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

#: New states that ask for words: why it is given up, and what remains to be done.
NEEDS_REASON = frozenset({State.LAPSED, State.PARTLY_SETTLED})
#: States in which nothing is delivered: coming to one of these, nobody has delivered or settled any more.
NOTHING_DELIVERED = frozenset({State.OPEN, State.IN_PROGRESS})
#: New states that only a second person may set, and only where evidence was recorded.
NEEDS_SECOND_PERSON = frozenset({State.SETTLED, State.PARTLY_SETTLED})


class Refusal(StrEnum):
    """Why a change of state is not allowed."""

    NO_SUCH_STEP = "no_such_step"
    REASON_MISSING = "reason_missing"
    REMAINDER_MISSING = "remainder_missing"
    EVIDENCE_MISSING = "evidence_missing"
    NOTHING_ADDED = "nothing_added"
    OWN_DELIVERY = "own_delivery"
    OWN_PROMISE = "own_promise"


@dataclass(frozen=True)
class Step:
    """A wish to bring a commitment from one state to another, with what is known about it."""

    old: State
    new: State
    reason: str = ""
    has_evidence: bool = False
    added_since_back: bool = True
    by: int | None = None
    delivered_by: int | None = None
    looked_after_by: frozenset[int] = frozenset()

    @property
    def goes_back(self) -> bool:
        """Whether a delivery is returned, or what was closed is opened again."""
        return self.old in CLOSED or (self.old is State.DELIVERED and self.new in NOTHING_DELIVERED)


def refusal(step: Step) -> Refusal | None:
    """Why this step may not be made, or None when it may.

    Settled and partly settled need somebody who neither delivered nor looks after the promise (as owner or
    deputy, now or at any moment since it was delivered), and evidence; delivered needs evidence, and a note
    since it was last returned or opened again. Lapsing, returning a delivery and opening again what was
    closed need a reason; partly settled needs what remains.
    """
    if step.new not in TRANSITIONS[step.old]:
        return Refusal.NO_SUCH_STEP
    if step.new in NEEDS_SECOND_PERSON and step.by is not None:
        if step.by == step.delivered_by:
            return Refusal.OWN_DELIVERY
        if step.by in step.looked_after_by:
            return Refusal.OWN_PROMISE
    if (step.new in NEEDS_REASON or step.goes_back) and not step.reason.strip():
        partly = step.new is State.PARTLY_SETTLED
        return Refusal.REMAINDER_MISSING if partly else Refusal.REASON_MISSING
    if step.new in NEEDS_SECOND_PERSON | {State.DELIVERED} and not step.has_evidence:
        return Refusal.EVIDENCE_MISSING
    if step.new is State.DELIVERED and not step.added_since_back:
        return Refusal.NOTHING_ADDED
    return None


def due_before_promise(due_latest: date | None, promised_on: date | None) -> bool:
    """Whether a window ends before the promise was made; where either day is unknown, it does not."""
    return due_latest is not None and promised_on is not None and due_latest < promised_on


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
