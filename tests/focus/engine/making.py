# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Problems to test with, from numbers that a seed gives."""

from typing import Any

import numpy as np

from praktijk.focus.engine.measuring import Indicator
from praktijk.focus.engine.smaa import Problem
from praktijk.focus.engine.weighing import Group, Leaf


def flat(leaves: int) -> Group:
    return Group("", tuple(Leaf(f"i{number}") for number in range(leaves)))


def problem_of(values: Any, first: int = 1, sd: float | None = None, **more: Any) -> Problem:
    """Countries are rows and indicators columns, already on the scale 0..1."""
    values = np.asarray(values, dtype=float)
    return Problem(
        countries=tuple(f"c{number}" for number in range(len(values))),
        indicators=tuple(
            Indicator(f"i{number}", column, sd=None if sd is None else np.full(len(column), sd))
            for number, column in enumerate(values.T)
        ),
        **{"tree": flat(values.shape[1]), "first": first, **more},
    )


def any_problem(countries: int, leaves: int, missing: float = 0.0, seed: int = 0, **more: Any) -> Problem:
    random = np.random.default_rng(seed)
    values = random.random((countries, leaves))
    values[random.random(values.shape) < missing] = np.nan
    return problem_of(values, **{"first": max(1, countries // 5), **more})
