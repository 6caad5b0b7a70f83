# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small round that holds its numbers, made up: sixteen countries, six indicators, one with gaps."""

import copy
import random
from typing import Any

from praktijk.focus.rounds.definition import Definition
from praktijk.focus.rounds.taking import read_again

COUNTRIES = ["TD", "KE", "NG", "SD", "ML", "ET", "CO", "MX", "HN", "BD", "PK", "KZ", "UZ", "GE", "TN", "LY"]


def made(**changes: Any) -> dict[str, Any]:
    """The mapping of the round, as a file would hold it; `changes` stand in the place of its parts."""
    chance = random.Random(5)
    keys = ["terror", "freedom", "staff", "space", "refugees", "trade"]
    data = {
        key: {code: {"value": round(chance.uniform(0, 10), 2), "year": 2024} for code in COUNTRIES}
        for key in keys
    }
    for key, value in (("terror", 9.8), ("freedom", 0.3), ("space", 9.5), ("staff", 8.0)):
        data[key]["TD"]["value"] = value  # one that stands out
    for code in ("GE", "TN"):
        del data["space"][code]
    data["freedom"]["KE"] |= {"sd": 0.5}
    mapping: dict[str, Any] = {
        "title": "Proefronde",
        "year": 2026,
        "draws": 2_000,
        "seed": 3,
        "criteria": [
            {
                "key": "need",
                "title": {"nl": "Nood", "en": "Need"},
                "weight": [0.3, 0.7],
                "criteria": [
                    {"key": "terror", "direction": "more", "goalposts": [0, 10]},
                    {"key": "freedom", "direction": "less", "goalposts": [0, 10]},
                ],
            },
            {
                "key": "effect",
                "title": {"nl": "Effect", "en": "Effect"},
                "weight": [0.1, 0.5],
                "criteria": [
                    {"key": "staff", "direction": "more", "goalposts": [0, 10]},
                    {"key": "space", "direction": "more", "goalposts": [0, 10]},
                ],
            },
            {
                "key": "interests",
                "title": {"nl": "Belangen", "en": "Interests"},
                "weight": [0.0, 0.3],
                "interests": True,
                "criteria": [
                    {"key": "refugees", "direction": "more", "kind": "log", "goalposts": [0, 10]},
                    {"key": "trade", "direction": "more", "goalposts": [0, 10]},
                ],
            },
        ],
        "candidates": {"countries": list(COUNTRIES)},
        "choice": {"how_many": 5, "themes": 2, "priorities": ["expression", "women"]},
        "method": {"data_sets": 5},
        "data": data,
    }
    return copy.deepcopy(mapping) | changes


def definition(**changes: Any) -> Definition:
    """The same, read."""
    return read_again(made(**changes))
