# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader of a file gives: rows as they are to be kept, and what was found wrong."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from praktijk.recommendations.un.words import Source


class Fault(StrEnum):
    """What can be wrong with one row; those in `REJECTING` keep it out."""

    NO_TEXT = "no_text"
    NOISE = "noise"
    NOT_A_ROW = "not_a_row"
    UNKNOWN_TYPE = "unknown_type"
    SAME_KEY = "same_key"
    NO_KEY = "no_key"
    NO_COUNTRY = "no_country"
    COUNTRY_FROM_SYMBOL = "country_from_symbol"
    COUNTRY_FROM_DOCUMENT = "country_from_document"
    COUNTRY_FROM_STUB = "country_from_stub"
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_BODY = "unknown_body"
    UNKNOWN_THEME = "unknown_theme"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_POSITION = "unknown_position"
    UNKNOWN_SESSION = "unknown_session"
    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_GOAL = "unknown_goal"
    BAD_DATE = "bad_date"
    ENTITIES = "entities"
    SPACES = "spaces"
    FORMULA = "formula"


#: A row with one of these is not kept.
REJECTING = frozenset({Fault.NO_TEXT, Fault.NOISE, Fault.NOT_A_ROW, Fault.UNKNOWN_TYPE, Fault.SAME_KEY})


class Finding(NamedTuple):
    """What was found in one field of a row, counted from 1 as in its file; `file` 0 is the one being read."""

    row: int
    field: str
    fault: Fault
    found: str
    file: int = 0


class BrokenFile(Exception):
    """A file that cannot be read as what it should be; nothing of it is kept."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


@dataclass(slots=True)
class Row:
    """One row of a file, its names on our lists, ready to be kept."""

    number: int
    source: Source
    key: UUID
    type: str
    text: str
    language: str
    wording: UUID
    body: str = ""
    document: UUID | None = None
    symbol: str = ""
    paragraph: str = ""
    countries: list[str] = field(default_factory=list)
    stub: str = ""
    session: int | None = None
    cycle: int | None = None
    recommending: list[str] = field(default_factory=list)
    position: str = ""
    themes: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    action: int | None = None
    published_on: date | None = None
    unknown: dict[str, list[str]] = field(default_factory=dict)
    repaired: bool = False

    def facts(self) -> tuple[object, ...]:
        """All that the publisher says in this row, besides its words."""
        return (
            self.type,
            self.body,
            self.symbol,
            self.paragraph,
            self.countries,
            self.stub,
            self.session,
            self.cycle,
            self.recommending,
            self.position,
            self.themes,
            self.groups,
            self.goals,
            self.action,
            self.published_on,
            self.unknown,
        )


def digest(*said: object) -> UUID:
    """A UUID made of what was said: the same for the same, in every process."""
    return UUID(bytes=blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest())
