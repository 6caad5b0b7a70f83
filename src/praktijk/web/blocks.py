# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says as plain values, in the language of the moment; page, PDF and ODT each draw it their way.

`paper.document` sets it on paper; the template ``web/block.html`` draws a block on a page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
    """What a section says: a sentence, its headlines, blocks; `read` are the records shown.

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


def figures_in(content: Content) -> list[Figure]:
    """The figures of a section, in their order."""
    return [block for block in content.blocks if isinstance(block, Figure)]


def with_addresses(content: Content, address: Callable[[int, str], str]) -> Content:
    """The same, each figure with the addresses of its numbers and of its image.

    `address` gives that of the figure of a number, counted from 1, as "csv" or "svg".
    """
    blocks: list[Block] = []
    number = 0
    for block in content.blocks:
        if isinstance(block, Figure):
            number += 1
            block = replace(block, csv_url=address(number, "csv"), svg_url=address(number, "svg"))
        blocks.append(block)
    return replace(content, blocks=blocks)


@dataclass(frozen=True)
class Part:
    """A section as it is drawn: its place on the page, its title, and what it says."""

    key: str
    title: str
    content: Content


@dataclass(frozen=True)
class Paper:
    """What is set on paper: its title, for whom it is, the day as of which it speaks, and its parts."""

    title: str
    audience: str
    as_of: date
    parts: list[Part]
    headlines: list[Headline] = field(default_factory=list)

    @property
    def illustrative(self) -> bool:
        """Whether anything in it was made up for the demonstration."""
        return any(part.content.illustrative for part in self.parts)
