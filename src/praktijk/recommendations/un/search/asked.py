# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody asks: words, filters, order, page; and its one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from praktijk.recommendations.un.search.index import Facet

#: Results on a page.
A_PAGE = 25
#: Characters of what is asked that are looked at.
MOST_WORDS = 400
_LAST_PAGE = 100_000


class Order(StrEnum):
    """How results are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"
    COUNTRY = "country"


@dataclass(frozen=True)
class Asked:
    """Words and filters; several values of one facet are alternatives, facets narrow each other.

    `meaning` takes the words as a sentence and finds what means the same.
    `after` leaves only what was added after the recommendation with this key (0: everything).
    """

    words: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    page: int = 1
    withdrawn: bool = False
    after: int = 0
    meaning: bool = False

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """Out of the query of an address (a QueryDict). What it does not know it leaves out."""
        chosen = {}
        for facet in Facet:
            values = tuple(sorted({value.strip()[:80] for value in query.getlist(facet) if value.strip()}))
            if values:
                chosen[facet] = values
        words = " ".join(query.get("q", "").replace("\x00", " ").split())[:MOST_WORDS]
        order = query.get("sort", "")
        return cls(
            words=words,
            chosen=chosen,
            order=Order(order) if order in set(Order) else Order.RELEVANCE if words else Order.DATE,
            page=min(max(_number(query.get("page", "")), 1), _LAST_PAGE),
            withdrawn=query.get("withdrawn") == "on",
            after=_number(query.get("after", "")),
            meaning=query.get("meaning") == "on" and bool(words),
        )

    def query(self, *, page: int | None = None) -> str:
        """The query of the one address of what is asked."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(str(facet), value) for facet in Facet for value in self.chosen.get(facet, ())]
        if self.order != (Order.RELEVANCE if self.words else Order.DATE):
            pairs.append(("sort", str(self.order)))
        if self.withdrawn:
            pairs.append(("withdrawn", "on"))
        if self.meaning and self.words:
            pairs.append(("meaning", "on"))
        if self.after:
            pairs.append(("after", str(self.after)))
        if (page or 1) > 1:
            pairs.append(("page", str(page)))
        return urlencode(pairs)

    def with_value(self, facet: Facet, value: str) -> "Asked":
        """The same with one value more, or one less where it was chosen; from the first page."""
        values = set(self.chosen.get(facet, ())) ^ {value}
        chosen = {**self.chosen, facet: tuple(sorted(values))}
        return replace(self, chosen={key: kept for key, kept in chosen.items() if kept}, page=1)

    @property
    def whole(self) -> "Asked":
        """The same from the first page on, whenever it was added: what is kept under a name."""
        return replace(self, page=1, after=0)


def _number(typed: str) -> int:
    """What was typed as a number, if it is one of at most nine digits; else 0."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
