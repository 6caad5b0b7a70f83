# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a file to a round, with the countries and regions of our own lists."""

from collections.abc import Iterator
from typing import Any

from praktijk.focus.rounds.definition import Definition
from praktijk.focus.rounds.files import parse
from praktijk.focus.rounds.reading import read
from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.terms import Kind, listed, regions


def taken(file: bytes, name: str = "") -> Definition:
    """The round in a file. Raises InvalidRound with all that is wrong with it."""
    return read_again(parse(file))


class _Anything:
    """A list on which everything stands."""

    def __contains__(self, key: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_frozen(mapping: dict[str, Any]) -> Definition:
    """What went into a run: as it was, also where our own lists have changed since."""
    return read(mapping, code_of=str, regions=_Anything(), themes=_Anything())


def read_again(mapping: dict[str, Any]) -> Definition:
    """The round that a mapping describes, as a file or the database holds it. Raises InvalidRound."""
    return read(mapping, code_of=code_of_country, regions=regions(), themes=listed(Kind.THEME))
