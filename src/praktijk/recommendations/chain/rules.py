# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about promises that follow each other: no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from praktijk.access.publication import Level
from praktijk.recommendations.rules import AWAITING_DELIVERY, AnswerKind, State

#: From the most open level to the least open one.
_BY_OPENNESS = (Level.PUBLIC, Level.INTERNAL, Level.RESTRICTED)

Window = tuple[date | None, date | None]


@dataclass(frozen=True)
class Openness:
    """Who may see a record: its level, and the units of a restricted one."""

    level: Level
    units: frozenset[int] = frozenset()

    def no_more_open_than(self, other: "Openness") -> "Openness":
        """The stricter of the two; of two restricted ones, the other."""
        return self if _BY_OPENNESS.index(self.level) > _BY_OPENNESS.index(other.level) else other

    def seen_by_all_who_see(self, other: "Openness") -> bool:
        """Whether everybody who may see the other may see this one by its level and units."""
        if self.level is Level.RESTRICTED and other.level is Level.RESTRICTED:
            return other.units <= self.units
        return _BY_OPENNESS.index(self.level) <= _BY_OPENNESS.index(other.level)


class Unfit(StrEnum):
    """Why a letter cannot answer a promise so."""

    CLOSED = "answer_closed"
    DELIVERED = "answer_delivered"
    NO_TERM = "answer_no_term"
    SAME_TERM = "answer_same_term"
    NOT_EARLIER = "answer_not_earlier"
    MADE_UP = "answer_made_up"


@dataclass(frozen=True)
class Letter:
    """What decides which of two letters came first: its date where it has one, and its key."""

    on: date | None
    key: int

    def came_before(self, other: "Letter") -> bool:
        """By the dates; on one day, or without a date, in the order in which they were added here."""
        if self.on and other.on and self.on != other.on:
            return self.on < other.on
        return self.key < other.key


def unfit(kind: AnswerKind, state: State, window: Window, new: Window) -> Unfit | None:
    """Why a promise in this state, due in `window`, cannot be answered so by a letter that names `new`.

    What is delivered waits for its verifier, what is closed for somebody who reopens it; a deadline moves
    only to another window that has an end.
    """
    if state is State.DELIVERED:
        return Unfit.DELIVERED
    if state not in AWAITING_DELIVERY:
        return Unfit.CLOSED
    if kind is AnswerKind.MOVES and new[1] is None:
        return Unfit.NO_TERM
    if kind is AnswerKind.MOVES and new == window:
        return Unfit.SAME_TERM
    return None


class Unsplittable(StrEnum):
    """Why a promise cannot be split so."""

    STATE = "split_state"
    TOO_FEW = "split_too_few"
    ALIKE = "split_alike"


def unsplittable(state: State, words: Sequence[Sequence[str]]) -> Unsplittable | None:
    """Why a promise in this state cannot be split in parts with these words (each in Dutch and English).

    Only what is still to be delivered can, in two or more parts, no two of them in the same words.
    """
    if state not in AWAITING_DELIVERY:
        return Unsplittable.STATE
    if len(words) < 2:
        return Unsplittable.TOO_FEW
    for at in range(max(map(len, words))):
        same = [" ".join(part[at].casefold().split()) for part in words if part[at].strip()]
        if len(set(same)) < len(same):
            return Unsplittable.ALIKE
    return None
