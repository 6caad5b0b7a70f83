# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The saved searches of a person, and how much is new in each."""

from dataclasses import dataclass, replace

from praktijk.access.models import Person
from praktijk.recommendations.un.saved.models import SavedSearch, address_of
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.news import added_since


@dataclass(frozen=True)
class Listed:
    """A search in a list: how many are new since its owner last looked, and whether it is on the page."""

    search: SavedSearch
    new: int
    present: bool

    @property
    def address_of_new(self) -> str:
        """The search page with what is new, and nothing else."""
        return address_of(replace(self.search.asked, after=self.search.seen_up_to))


def listed(person: Person, present: Asked | None = None) -> list[Listed]:
    """All searches that a person keeps, in the order of their names. Three queries, however many.

    `present` is what the page shows.
    """
    searches = list(SavedSearch.objects.visible_to(person))
    query = present.whole.query() if present else None
    new = added_since([(search.asked, search.seen_up_to) for search in searches])
    return [Listed(search, added, search.query == query) for search, added in zip(searches, new, strict=True)]
