# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody leaves with what they still look after: rooms further on say what that is, this one only asks.

This room knows nothing of promises. A room in which people look after records registers once, when it is
ready, what somebody holds and what would stay behind; closing an account, taking somebody out of a unit and
withdrawing a role ask all of them, within the action.
"""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import connection

from praktijk.access.models import Person, RoleAssignment

#: The lock in PostgreSQL of those who leave, so that two who could each stand in for the other do not both.
_LEAVING = 7_261_003


@dataclass(frozen=True)
class Holding:
    """What somebody looks after in one room: in words, with counts only, and where it is handed over.

    The words are for who manages accounts, who may not see the records themselves. `open_to` is whether
    that person may use the page of the hand-over.
    """

    words: str
    address: str
    open_to: bool


class Room(Protocol):
    """What a room tells of the people who look after its records."""

    def holding(self, person: Person, *, user: Person) -> Holding | None:
        """What this person looks after, for the page that `user` looks at; None for nothing."""

    def obstacles(self, before: Person, after: Person) -> list[str]:
        """What stands in the way of somebody becoming as they are `after`, in words with counts only.

        Both are the same person; roles, units and whether they may sign in differ.
        """


_rooms: list[Room] = []


def register(room: Room) -> None:
    """Have a room asked before somebody leaves; called when it is ready."""
    _rooms.append(room)


def holdings(person: Person, *, user: Person) -> list[Holding]:
    """What somebody looks after, room by room."""
    return [found for room in _rooms if (found := room.holding(person, user=user))]


def refuse_when_holding(
    person: Person,
    *,
    is_active: bool | None = None,
    units: Collection[int] | None = None,
    without: RoleAssignment | None = None,
) -> None:
    """Refuse a change of a person with which something would be left that they look after.

    `is_active` and `units` (keys) are what they become, where they change; `without` is a role that goes.
    Holds the person until the action has ended, so that nothing is given to them meanwhile, and has others
    who leave wait until then. Raises ValidationError with what stands in the way.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LEAVING])
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    before = Person.objects.filter(pk=person.pk).with_reach()[person.pk]
    after: Any = copy(before)
    if is_active is not None:
        after.is_active = is_active
    if units is not None:
        after.unit_ids = list(units)
    if without is not None:
        after.roles_held = [role for role in before.roles_held if role.pk != without.pk]
    if obstacles := [words for room in _rooms for words in room.obstacles(before, after)]:
        raise ValidationError(obstacles, code="still_holding")
