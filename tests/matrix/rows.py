# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of an address: for which records it is fetched, and who may change what by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from praktijk.access.roles import Role
from tests.matrix.canaries import World

NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Row:
    """One address: the records it is fetched for, queries to try, and what a POST with `data` takes.

    `heavy` queries take long and answer everybody alike, so that a few viewers try them. `changing` are
    the roles whose POST on the record `on` succeeds; a POST by anybody else changes nothing. `own` marks
    what concerns one's own account or browser only.
    """

    path: str
    records: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=lambda: [""])
    heavy: list[str] = field(default_factory=list)
    changing: frozenset[Role] = NOBODY
    on: str = ""
    data: Callable[[World], dict[str, Any]] | None = None
    own: bool = False

    def addresses(self, world: World, *, heavy: bool) -> Iterator[str]:
        """The addresses to fetch."""
        for name in self.records or [""]:
            for query in [*self.queries, *(self.heavy if heavy else [])]:
                yield self.address(world, name) + (f"?{query}" if query else "")

    def address(self, world: World, name: str = "") -> str:
        """The address for the record of this name."""
        key = world.keys[name] if name else 0
        named = {name: world.keys[name] for name in ("assignment", "link")}
        return "/" + self.path.format(pk=key, **named)
