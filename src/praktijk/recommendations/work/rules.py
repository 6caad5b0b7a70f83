# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about what somebody does next: no database, no clock."""

from datetime import date, timedelta
from enum import StrEnum

from praktijk.recommendations.rules import State

#: A deadline within so many days asks for attention now.
SOON = timedelta(days=30)


class Urgency(StrEnum):
    """How pressing a promise is, from the most to the least."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    NO_TERM = "no_term"


class NextStep(StrEnum):
    """What the owner or the verifier of a promise does next."""

    ANSWER = "answer"
    NOTE = "note"
    DELIVER = "deliver"
    VERIFY = "verify"


def urgency(due_latest: date | None, on: date) -> Urgency:
    """How pressing a promise that is still to be delivered is on a day."""
    if due_latest is None:
        return Urgency.NO_TERM
    if due_latest < on:
        return Urgency.LATE
    return Urgency.SOON if due_latest <= on + SOON else Urgency.LATER


def next_step(state: str, *, proven: bool, asked: bool) -> NextStep:
    """The next step on a promise: verify what was delivered, answer who asks, deliver what is proven.

    Without evidence nothing can be delivered, so a note comes first.
    """
    if state == State.DELIVERED:
        return NextStep.VERIFY
    if asked:
        return NextStep.ANSWER
    return NextStep.DELIVER if proven else NextStep.NOTE
