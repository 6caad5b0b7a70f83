# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists themselves: bodies, themes, groups of persons, goals, regions, each with its names.

A list of ours stands in a TOML file beside this one; what a ministry adds stands in the table `Term`.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

_HERE = Path(__file__).parent


class Kind(StrEnum):
    """What a name can be a name of."""

    COUNTRY = "country"
    BODY = "body"
    THEME = "theme"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: its key, its names, and what else sources call it."""

    key: str
    nl: str
    en: str
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the language of the moment."""
        return self.nl if (get_language() or "nl").startswith("nl") else self.en


@cache
def listed(kind: Kind) -> dict[str, Listed]:
    """Our own list of bodies, themes or groups, in its order."""
    file = {Kind.BODY: "bodies", Kind.THEME: "themes", Kind.GROUP: "groups"}[kind]
    found = tomllib.loads((_HERE / f"{file}.toml").read_text("utf-8"))
    return {
        key: Listed(key=key, nl=entry["nl"], en=entry["en"], also=tuple(entry["also"]))
        for key, entry in found.items()
    }


@cache
def goals() -> dict[str, Listed]:
    """The seventeen Sustainable Development Goals, by number."""
    found = tomllib.loads((_HERE / "goals.toml").read_text("utf-8"))
    return {key: Listed(key=key, nl=entry["nl"], en=entry["en"]) for key, entry in found.items()}


@cache
def regions() -> dict[str, Listed]:
    """The regional groups of the United Nations."""
    found = tomllib.loads((_HERE / "countries.toml").read_text("utf-8"))["region_names"]
    return {key: Listed(key=key, nl=entry["nl"], en=entry["en"]) for key, entry in found.items()}


@cache
def region_of() -> dict[str, str]:
    """The regional group of each state: code of the country to key of the region."""
    found = tomllib.loads((_HERE / "countries.toml").read_text("utf-8"))["regions"]
    return {code: key for key, codes in found.items() for code in codes.split()}


@cache
def other_spellings_of_countries() -> dict[str, tuple[str, ...]]:
    """Code of a country to what sources call it besides its names in CLDR and ISO 3166."""
    found = tomllib.loads((_HERE / "countries.toml").read_text("utf-8"))["spellings"]
    return {code: tuple(names) for code, names in found.items()}
