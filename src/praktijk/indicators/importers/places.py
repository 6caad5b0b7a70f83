# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a source names to a country of today: never by guessing."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from praktijk.indicators.importers.faults import Fault
from praktijk.reference.exchange.names import Names
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind


class Historic(NamedTuple):
    """A state that is no more; from `since` on its name stands for `code`."""

    code: str
    since: int


@cache
def _told() -> tuple[dict[str, Historic], frozenset[str], dict[str, str]]:
    told = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))
    historic = {
        plain(name): Historic(one.get("code", ""), one.get("since", 9999))
        for one in told["historic"]
        for name in one["names"]
    }
    spelt = {plain(name): code for code, names in told["spellings"].items() for name in names}
    return historic, frozenset(map(plain, told["parts"]["names"])), spelt


class Places:
    """The countries that an import meets. What nobody can tell waits with `names` for a person."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._met: dict[tuple[int, str, str], str | Fault] = {}

    def country(self, year: int, *, code: str = "", name: str = "") -> str | Fault:
        """The ISO 3166-1 alpha-2 code of a country by code, name or both; or why there is none."""
        asked = (year, code, name)
        if asked not in self._met:
            self._met[asked] = self._country(year, code, name)
        return self._met[asked]

    def _country(self, year: int, code: str, name: str) -> str | Fault:
        given = [one for one in (name, code) if one]
        if not given:
            return Fault.NO_COUNTRY
        historic, parts, spelt = _told()
        for one in given:
            bare = plain(one)
            if bare in self._names.decided.get(Kind.COUNTRY, {}):
                return self._names.decided[Kind.COUNTRY][bare] or Fault.NOT_A_COUNTRY
            if bare in parts:
                return Fault.NOT_A_COUNTRY
            if bare in historic:
                now = historic[bare]
                return now.code if year >= now.since else Fault.HISTORIC
        told = {
            spelt.get(plain(one)) or self._names.key_of(Kind.COUNTRY, one)
            for one in given
            if plain(one) in spelt or self._names.knows(Kind.COUNTRY, one)
        }
        if not told:
            self._names.key_of(Kind.COUNTRY, given[0])  # waits for a person from now on
            return Fault.UNKNOWN_COUNTRY
        if len(told) > 1:
            return Fault.COUNTRIES_DISAGREE
        return told.pop() or Fault.NOT_A_COUNTRY
