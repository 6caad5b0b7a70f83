# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The human-rights guidelines of the European Union, and to which themes each applies."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Guideline:
    """A guideline: what it is about, when the Council adopted and revised it, and our themes under it."""

    key: str
    nl: str
    en: str
    adopted: int
    revised: tuple[int, ...]
    themes: frozenset[str]

    @property
    def name(self) -> str:
        """What it is about, in the language of the moment."""
        return self.nl if (get_language() or "nl").startswith("nl") else self.en


@cache
def guidelines() -> tuple[Guideline, ...]:
    """All of them, in the order in which they were adopted."""
    found = tomllib.loads((Path(__file__).parent / "eu_guidelines.toml").read_text("utf-8"))
    return tuple(
        Guideline(
            key,
            entry["nl"],
            entry["en"],
            entry["adopted"],
            tuple(entry["revised"]),
            frozenset(entry["themes"]),
        )
        for key, entry in found.items()
    )


def that_apply(themes: Iterable[str]) -> list[Guideline]:
    """Those that apply to any of these themes, in the order in which they were adopted."""
    wanted = set(themes)
    return [one for one in guidelines() if one.themes & wanted]
