# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What rests on the passages of a document: rooms further on say it, this one only shows it.

This room knows nothing of registers or plans. A room whose records rest on passages registers once, when
it is ready, how to find them; the document's page asks all of them.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from praktijk.access.models import Person
from praktijk.sources.models import Document


@dataclass(frozen=True)
class Resting:
    """A record that rests on a passage, as a person may see it.

    `kind` names the look of the mark ("rec", "pos", "com"), `label` is the record's number, `word` says
    what the words are of it, `title` is the record's own title and `href` its page.
    """

    start: int
    end: int
    passage: int
    kind: str
    label: str
    word: str
    title: str
    href: str
    record: Any


@dataclass(frozen=True)
class Step:
    """Something that a person can do with a document in a room further on."""

    label: str
    href: str


class Room(Protocol):
    """What a room offers to the page of a document."""

    def resting(self, document: Document, user: Person) -> list[Resting]:
        """The records on passages of this document that the user may see."""

    def steps(self, document: Document, user: Person) -> list[Step]:
        """What the user can do with this document, the next thing first."""


_rooms: list[Room] = []


def register(room: Room) -> None:
    """Let a room show what rests on documents; called when it is ready."""
    _rooms.append(room)


def resting_on(document: Document, user: Person) -> list[Resting]:
    """All that rests on passages of this document and that the user may see, in the order of the text."""
    found = [one for room in _rooms for one in room.resting(document, user)]
    return sorted(found, key=lambda one: (one.start, one.end, one.kind))


def steps_with(document: Document, user: Person) -> list[Step]:
    """What the user can do with this document."""
    return [step for room in _rooms for step in room.steps(document, user)]
