# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The series of publishers, as data: what each is, by its key."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from praktijk.indicators.importers.gathering import Scale


@dataclass(frozen=True)
class Known:
    """The facts about a series, before anything of it was read."""

    key: str
    source: str
    title_nl: str
    title_en: str
    publisher: str
    direction: str
    measure_nl: str
    measure_en: str
    scale_min: float | None = None
    scale_max: float | None = None
    licence: str = ""
    about_nl: str = ""
    about_en: str = ""
    absent: str = "unknown"
    is_key: bool = False
    position: int = 1000

    @property
    def scale(self) -> Scale:
        """Between what its values lie."""
        return Scale(self.scale_min, self.scale_max)


@cache
def known_series() -> dict[str, Known]:
    """Every series of a publisher, by its key, in the order of the list."""
    told = tomllib.loads(Path(__file__).with_name("known.toml").read_text("utf-8"))
    return {key: _known(key, facts, position) for position, (key, facts) in enumerate(told.items(), 1)}


def _known(key: str, facts: dict[str, Any], position: int) -> Known:
    words = {"title": "title", "unit": "measure", "about": "about"}
    both = {
        f"{ours}_{language}": facts.get(name, {}).get(language, "")
        for name, ours in words.items()
        for language in ("nl", "en")
    }
    rest = {name: value for name, value in facts.items() if name not in words}
    return Known(key=key, position=position, **both, **rest)
