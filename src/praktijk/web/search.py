# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one search for everything: each room adds how its own records are found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from praktijk.access.acting import record_reads
from praktijk.access.models import Person

#: Hits of one kind on the page; beyond it the person is asked for more words.
MOST = 20


@dataclass(frozen=True)
class Hit:
    """A record found: its title with the language it is in, its page, and a few words about it."""

    record: Any
    title: str
    language: str
    address: str
    about: str = ""


@dataclass(frozen=True)
class Provider:
    """How one kind of record is found.

    `find` gets the person, the words (not empty) and the most it may return; it starts from
    `.visible_to(person)`, asks a few queries whatever there is, and returns the best hits first.
    `all_address`, where there is one, gives the address of a page with all of them.
    """

    label: Any
    order: int
    find: Callable[[Person, str, int], list[Hit]]
    all_address: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Found:
    """The hits of one kind; `more` when there are more than are shown."""

    label: Any
    hits: list[Hit]
    more: bool
    all_address: str


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a kind of record; called when a room is ready."""
    _providers.append(provider)
    _providers.sort(key=lambda entry: entry.order)


def search(person: Person, text: str) -> list[Found]:
    """What this person may see of each kind that meets the words; kinds without any are left out.

    Restricted records among the hits are audited as read.
    """
    words = text.replace("\x00", "").strip()
    if not words:
        return []
    found = []
    for provider in _providers:
        hits = provider.find(person, words, MOST + 1)
        if hits:
            address = provider.all_address(words) if provider.all_address else ""
            found.append(Found(provider.label, hits[:MOST], len(hits) > MOST, address))
    record_reads([hit.record for group in found for hit in group.hits], by=person)
    return found
