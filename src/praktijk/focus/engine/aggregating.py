# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""One score from many values: the weighted power mean, over all leaves at once or level by level.

With power 1 it is the arithmetic mean, where good makes up for bad entirely; 0 the geometric mean; -1 the
harmonic; 0.5 lies half-way. The lower, the less one good value makes up for a bad one (OECD/JRC 2008, step
6).
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine.compiling import compiled
from praktijk.focus.engine.weighing import Group

Floats = NDArray[np.float64]

FLOOR = 0.01
"""With a power of 0 or below a value counts as at least this, or one 0 would make all else worthless."""


def power_mean(values: Floats, weights: Floats, power: float = 1.0) -> Floats:
    """Scores (draws, countries) of values (countries, leaves) under weights (draws, leaves) that sum to 1.

    The score lies between the least and the greatest value. With a power other than 1, values below 0 count
    as 0; with a power of 0 or less, those below ``FLOOR`` as that.
    """
    scores = np.zeros((len(weights), len(values)))
    _weighed(np.ascontiguousarray(weights), np.ascontiguousarray(bent(values, power).T), scores)
    return _bent_back(scores, power)


@compiled
def _weighed(weights: Floats, columns: Floats, scores: Floats) -> None:
    """The product of two matrices, added up in one order on every machine, and in this thread only."""
    leaves = len(columns)
    for draw in range(len(weights)):
        row, own = scores[draw], weights[draw]
        # Two leaves at a time: each row of scores is read and written half as often.
        for leaf in range(0, leaves - 1, 2):
            one, other = columns[leaf], columns[leaf + 1]
            weight, next_weight = own[leaf], own[leaf + 1]
            for country in range(len(row)):
                row[country] += weight * one[country] + next_weight * other[country]
        if leaves % 2:
            weight, one = own[leaves - 1], columns[leaves - 1]
            for country in range(len(row)):
                row[country] += weight * one[country]


def bent(values: Floats, power: float) -> Floats:
    """Values on the axis on which a power mean is a plain mean, of the same shape."""
    if power == 1:
        return values
    if power == 0:
        return np.asarray(np.log(np.maximum(values, FLOOR)))
    return np.asarray(np.maximum(values, FLOOR if power < 0 else 0.0) ** power)


def _bent_back(means: Floats, power: float) -> Floats:
    if power == 1:
        return means
    if power == 0:
        return np.asarray(np.exp(means))
    return np.asarray(np.maximum(means, 0.0) ** (1 / power))


def nested(values: Floats, tree: Group, drawn: Sequence[Floats], power: float) -> Floats:
    """Scores (draws, countries), each group's a power mean of those below it.

    ``values`` (countries, leaves); ``drawn`` holds the weights among siblings (draws, children) of each
    group of the tree, as ``weighing.drawn_block`` gives them. With power 1 this is the plain weighted mean
    again.
    """
    columns = iter(np.ascontiguousarray(values.T))
    return _nested(tree, columns, iter(drawn), power)


def _nested(group: Group, columns: Iterator[Floats], drawn: Iterator[Floats], power: float) -> Floats:
    own = next(drawn)
    total: Floats | float = 0.0
    for place, child in enumerate(group.children):
        below = _nested(child, columns, drawn, power) if isinstance(child, Group) else next(columns)
        total = total + own[:, place, None] * bent(below, power)
    return _bent_back(np.asarray(total), power)
