# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody asks of the page of our own recommendations, and its one address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

_LAST_PAGE = 100_000
_MOST_WORDS = 200


class Facet(StrEnum):
    """What can be filtered on, in the order of the page."""

    COUNTRY = "country"
    REGION = "region"
    CYCLE = "cycle"
    THEME = "theme"
    POSITION = "position"
    STATE = "state"
    LOOK = "look"
    UNIT = "unit"


class Look(StrEnum):
    """When it was looked at last, or is to be looked at."""

    NEVER = "never"
    LONG_AGO = "long_ago"
    DUE = "due"


class View(StrEnum):
    """How it is shown."""

    LIST = "list"
    COUNTRIES = "countries"
    MAP = "map"
    THEMES = "themes"


class Order(StrEnum):
    """How the list is ordered."""

    COUNTRY = "country"
    DATE = "date"
    OLDEST_LOOK = "look"
    STATE = "state"


@dataclass(frozen=True)
class Asked:
    """Filters; several values of one facet are alternatives, facets narrow each other."""

    words: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    view: View = View.LIST
    order: Order = Order.COUNTRY
    page: int = 1

    @classmethod
    def of(cls, query: Any) -> "Asked":
        """Out of the query of an address (a QueryDict). What it does not know it leaves out."""
        chosen = {}
        for facet in Facet:
            values = tuple(sorted({value.strip()[:80] for value in query.getlist(facet) if value.strip()}))
            if values:
                chosen[facet] = values
        view, order, page = query.get("view", ""), query.get("sort", ""), query.get("page", "")
        return cls(
            words=" ".join(query.get("q", "").replace("\x00", " ").split())[:_MOST_WORDS],
            chosen=chosen,
            view=View(view) if view in set(View) else View.LIST,
            order=Order(order) if order in set(Order) else Order.COUNTRY,
            page=min(max(int(page), 1), _LAST_PAGE)
            if page.isascii() and page.isdigit() and len(page) < 10
            else 1,
        )

    def query(self, *, page: int | None = None) -> str:
        """The query of the one address of what is asked."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(str(facet), value) for facet in Facet for value in self.chosen.get(facet, ())]
        if self.view is not View.LIST:
            pairs.append(("view", str(self.view)))
        if self.order is not Order.COUNTRY:
            pairs.append(("sort", str(self.order)))
        if (page or 1) > 1:
            pairs.append(("page", str(page)))
        return urlencode(pairs)

    def with_value(self, facet: Facet, value: str) -> "Asked":
        """The same with one value more, or one less where it was chosen; from the first page."""
        values = set(self.chosen.get(facet, ())) ^ {value}
        chosen = {**self.chosen, facet: tuple(sorted(values))}
        return replace(self, chosen={key: kept for key, kept in chosen.items() if kept}, page=1)

    def only(self, facet: Facet, value: str) -> "Asked":
        """The same with this value of the facet alone; as a list, from the first page."""
        return replace(self, chosen={**self.chosen, facet: (value,)}, view=View.LIST, page=1)
