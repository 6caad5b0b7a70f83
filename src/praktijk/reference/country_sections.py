# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sections of the country page: each room registers its own; the page knows none by name.

A section says what it has to say as plain values (`Content`), in the language of the moment; the page, the
PDF and the ODT each draw them in their own way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from praktijk.web.charts import Figure


@dataclass(frozen=True)
class Cell:
    """A value in words, where it leads, its sign, and the language it is in where that is another.

    `tone` is one of ok, warn, danger, info, plain, and `icon` stands before the words; both empty for what
    is no sign. `number` is set for what is counted or measured: such cells stand to the right.
    """

    text: str
    address: str = ""
    tone: str = ""
    icon: str = ""
    language: str = ""
    number: float | None = None


@dataclass(frozen=True)
class Table:
    """Rows under columns; `columns` and every row are of one length. `more` leads to all of it."""

    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    more: Cell | None = None


@dataclass(frozen=True)
class Facts:
    """Terms, each with what is known of it."""

    rows: list[tuple[str, Cell]]


@dataclass(frozen=True)
class Items:
    """A list of records or events: what it is, a few words about it, and its day where it has one."""

    heading: str
    rows: list["Item"]
    more: Cell | None = None


@dataclass(frozen=True)
class Item:
    """One of `Items`; `what` carries its address, sign and language."""

    what: Cell
    about: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


Block = Words | Facts | Table | Items | Figure


def kind_of(block: Block) -> str:
    """The kind of a block: words, facts, table, items or figure."""
    return type(block).__name__.lower()


@dataclass(frozen=True)
class Headline:
    """One of the figures that matter at the top of the page, and a row of a comparison of countries.

    `number` is its measure where it has one, by which countries are compared. Figures with a lower `order`
    come first; the page shows the first four.
    """

    label: str
    value: Cell
    about: str = ""
    order: int = 100

    @property
    def number(self) -> float | None:
        """The measure, where there is one."""
        return self.value.number


@dataclass(frozen=True)
class Content:
    """What a section says of a country: a sentence, its headlines, blocks; `read` are the records shown.

    `source` says where it comes from and as of when. `compared` is what else countries can be compared by,
    as label and value; `illustrative` says that something in it was made up for the demonstration.
    """

    sentence: str
    blocks: list[Block] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    source: str = ""
    read: list[Any] = field(default_factory=list)
    compared: list[tuple[str, Cell]] = field(default_factory=list)
    illustrative: bool = False


@dataclass(frozen=True)
class Section:
    """How a room adds its section. `order` follows the chain (10 who we are there ... 90 latest changes).

    `say` gets who reads (a `Person`), the country (ISO 3166-1 alpha-2) and the day of today. It starts from
    `.visible_to(reader)`, asks a number of queries that does not grow with the rows, and gives None when the
    section has nothing to do with this reader; where there is simply nothing yet, its sentence says so and
    what the first step is. Records that carry a confidentiality level go in `Content.read`, so that
    restricted ones are audited as read.
    """

    key: str
    title: Any
    order: int
    say: Callable[[Any, str, date], Content | None]


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, or put it in the place of the one with its key; called when a room is ready."""
    _sections[section.key] = section


def sections() -> Iterable[Section]:
    """All sections, in the order of the page."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.key))
