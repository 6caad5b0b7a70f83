# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about who may look after a promise: no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from praktijk.recommendations.rules import CLOSED, State


class Seat(StrEnum):
    """What somebody is to a promise; the value is the field of the commitment."""

    OWNER = "owner"
    DEPUTY = "deputy"
    VERIFIER = "verifier"


class Objection(StrEnum):
    """Why somebody cannot take a seat."""

    CLOSED_ACCOUNT = "closed_account"
    MAY_NOT_SEE = "may_not_see"
    OUTSIDE_UNIT = "outside_unit"
    MAY_NOT_REPORT = "may_not_report"
    MAY_NOT_SETTLE = "may_not_settle"
    IS_OWNER = "is_owner"
    IS_DEPUTY = "is_deputy"
    IS_VERIFIER = "is_verifier"


@dataclass(frozen=True)
class Candidate:
    """Somebody who is to look after a promise, as far as it matters for that promise.

    `in_unit` is whether they belong to its unit; the permissions are those on this very promise.
    """

    key: int
    active: bool
    sees: bool
    in_unit: bool
    may_report: bool
    may_settle: bool


def objection(seat: Seat, candidate: Candidate) -> Objection | None:
    """Why this person cannot take this seat, whoever has the others; None when they can.

    Owner and deputy belong to the unit of the promise and may report on it; the verifier may settle it.
    """
    if not candidate.active:
        return Objection.CLOSED_ACCOUNT
    if not candidate.sees:
        return Objection.MAY_NOT_SEE
    if seat is Seat.VERIFIER:
        return None if candidate.may_settle else Objection.MAY_NOT_SETTLE
    if not candidate.in_unit:
        return Objection.OUTSIDE_UNIT
    return None if candidate.may_report else Objection.MAY_NOT_REPORT


def objections(seats: Mapping[Seat, Candidate | None]) -> dict[Seat, Objection]:
    """What is wrong with the people who look after one promise, by seat; empty when nothing is.

    Besides `objection`: owner, deputy and verifier are three people, so that nobody verifies their own.
    """
    found: dict[Seat, Objection] = {}
    keys = {seat: candidate.key for seat, candidate in seats.items() if candidate}
    for seat, candidate in seats.items():
        if candidate is None:
            continue
        if seat is not Seat.OWNER and candidate.key == keys.get(Seat.OWNER):
            found[seat] = Objection.IS_OWNER
        elif seat is Seat.VERIFIER and candidate.key == keys.get(Seat.DEPUTY):
            found[seat] = Objection.IS_DEPUTY
        elif wrong := objection(seat, candidate):
            found[seat] = wrong
    return found


def objection_to_taking_over(seat: Seat, wrong: Mapping[Seat, Objection]) -> Objection | None:
    """Why a successor cannot take one seat over, given what is wrong with all seats afterwards.

    What was wrong with others before stays as it is; but nobody takes over what they verify.
    """
    if seat in wrong:
        return wrong[seat]
    own = {Objection.IS_OWNER, Objection.IS_DEPUTY}
    return Objection.IS_VERIFIER if wrong.get(Seat.VERIFIER) in own and seat is not Seat.VERIFIER else None


class MainStep(StrEnum):
    """The one thing that somebody does next with a promise."""

    ASSIGN = "assign"
    NOTE = "note"
    ANSWER = "answer"
    DELIVER = "deliver"
    VERIFY = "verify"
    WAIT = "wait"
    NOTHING = "nothing"


def main_step(
    state: str,
    *,
    proven: bool,
    asked: bool,
    owned: bool,
    may_edit: bool,
    may_report: bool,
    may_verify: bool,
) -> MainStep:
    """What somebody with these permissions does next; WAIT where it is the turn of another one.

    A delivery is verified by who may; a promise of nobody is given to somebody first; who asked for an
    update is answered; and without evidence (`proven`) a note comes before the delivery.
    """
    if State(state) in CLOSED:
        return MainStep.NOTHING
    if state == State.DELIVERED:
        return MainStep.VERIFY if may_verify else MainStep.WAIT
    if not owned and may_edit:
        return MainStep.ASSIGN
    if not may_report:
        return MainStep.WAIT
    if asked:
        return MainStep.ANSWER
    return MainStep.DELIVER if proven else MainStep.NOTE
