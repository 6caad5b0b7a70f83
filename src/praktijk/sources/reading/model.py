# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reader of letters takes in and gives out: plain, frozen values.

Every passage is a pair of character offsets into `LetterText.text`, half-open: `text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

SURE = 0.75
"""A proposal whose confidence (0.0-1.0) is at least this counts as sure."""

Position = Literal[
    "adopted",
    "already_practice",
    "partly_adopted",
    "interpreted",
    "under_examination",
    "noted",
    "paused",
    "not_adopted",
]

BlockKind = Literal["heading", "paragraph", "cell", "list_item", "footnote"]


class Unreadable(Exception):
    """A file or text that cannot be read as a letter.

    `str()` is one plain English line; `code` is a stable snake_case key that a page can translate
    ("password_protected", "no_text_in_pdf", "broken_file", "too_large", "zip_bomb",
    "unknown_encoding", "unknown_format", "empty"); `details` are values for that message.
    """

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.details: dict[str, object] = details


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of a letter's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document whose form is known: what a .docx or .html says and a .txt does not.

    `level` is a heading's depth (1 is the highest); `row` and `column` count a cell's place in its
    table from 0. A loader numbers the tables of a document in `table`, from 0; cells of a nested
    table belong to the outer cell. Blocks come in the order of the text and do not overlap.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    row: int | None = None
    column: int | None = None
    table: int | None = None

    @property
    def span(self) -> Span:
        """The block's characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class LetterText:
    """The text of a letter; for plain text `structure` is empty and the reader finds the form itself."""

    text: str
    title: str | None = None
    structure: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text came from. `language` is "nl" or "en"; `date` the letter's own date, if it says one."""

    file: str | None
    sha256: str
    title: str | None
    language: str
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its words, its characters, and where the text under it ends (`body_end`)."""

    title: str
    start: int
    end: int
    body_end: int
    level: int = 1

    @property
    def span(self) -> Span:
        """The heading's characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class PositionFound:
    """A position with the words that show it."""

    value: Position
    span: Span
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Something an adviser recommended, and what the government answers to it.

    `position` is None when no words show one: nothing is made up. `number` is the letter's own
    number ("4", "3a") where it has one. `section` is the title of the section it stands in.
    """

    id: str
    section: str | None
    text: str
    span: Span
    position: PositionFound | None
    confidence: float
    doubts: tuple[str, ...] = ()
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A window in time: first and last day on which it may be delivered; either may be open."""

    text: str
    span: Span
    earliest: date | None
    latest: date | None
    derived: bool = False
    """The year is not said, but follows from the letter's date."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something the government promises. `owner` is the letter's own words for who does it."""

    id: str
    text: str
    span: Span
    due: Due | None
    owner: str | None
    recommendation: str | None
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that the letter refers to; `id` is its name in one fixed form ("kst-32735-370")."""

    text: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one letter. `warnings` are codes such as "no_letter"."""

    source: Source
    text: str
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...]
    commitments: tuple[Commitment, ...]
    references: tuple[Reference, ...]
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The reading as plain values for JSON; see `as_json.py` for the keys."""
        from praktijk.sources.reading.as_json import reading_as_json

        return reading_as_json(self)
