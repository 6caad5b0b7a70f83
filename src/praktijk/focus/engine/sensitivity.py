# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sensitivity: what ranks hang on among the choices of method, and what each indicator really counts for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import measuring, weighing
from praktijk.focus.engine.measuring import Kind
from praktijk.focus.engine.problems import Prepared, Problem, made_ready, prepare
from praktijk.focus.engine.variance import Indices, sobol

__all__ = ["FACTORS", "HangsOn", "Indices", "Influence", "hangs_on", "influence", "sobol", "spearman"]

Floats = NDArray[np.float64]

FACTORS = ("weights", "normalisation", "aggregation", "data")
_DRAWS = 4096  # of weights, one of which is a choice of the first factor


@dataclass(frozen=True, eq=False)
class HangsOn:
    """Indices over the choices of method, in the order of ``factors``.

    ``rank`` (4, countries) of each country's rank; ``in_first`` (4, countries) of whether it is among the
    first; ``shift`` (4,) of the average shift in rank of all countries from the ranking as it was set up,
    with central weights and mean values (Saisana, Saltelli & Tarantola 2005). ``mean_shift``: that shift
    itself, in places.
    """

    countries: tuple[str, ...]
    factors: tuple[str, ...]
    rank: Indices
    in_first: Indices
    shift: Indices
    mean_shift: float


def hangs_on(
    problem: Problem,
    n: int = 512,
    seed: int = 1,
    data_sets: int = 10,
    kinds: Sequence[Kind | None] = (None, "rank", "z"),
    powers: Sequence[float] = (1.0, 0.0),
) -> HangsOn:
    """Sobol indices over weights, normalisation, aggregation and imputed data.

    ``kinds`` are scales for all indicators, None being each one's own; ``powers`` those of the mean. Raises
    ``InvalidRound`` as ``prepare`` does.
    """
    on = [prepare(_on(problem, kind), data_sets, seed) for kind in kinds]
    blocks = [weighing.drawn_block(problem.tree, seed, block) for block in range(_DRAWS // weighing.BLOCK)]
    drawn = [np.concatenate(group) for group in zip(*blocks, strict=True)]
    ready = prepare(problem, data_sets, seed)
    usual = _ranks(ready, ready.in_the_middle()[2][None, :])
    sets = max(len(each.data) for each in on)

    def ranks(rows: Floats) -> Floats:
        made = np.empty((len(rows), len(problem.countries)))
        choices, group_of = np.unique(rows[:, 1:].astype(int), axis=0, return_inverse=True)
        for number, (kind, power, data_set) in enumerate(choices):
            here = np.flatnonzero(group_of.reshape(-1) == number)
            chosen = rows[here, 0].astype(int)
            one = _with_power(on[kind], powers[power])
            weights = [each[chosen] for each in drawn]
            scores = one.scores(weights, weighing.product(problem.tree, weights), data_set % len(one.data))
            made[here] = _ranks(one, scores)
        return made

    def outputs(rows: Floats) -> Floats:
        made = ranks(rows)
        shift = np.abs(made - usual).mean(axis=1)
        return np.concatenate([made, made < ready.first, shift[:, None]], axis=1)

    shifts: list[float] = []

    def watched(rows: Floats) -> Floats:
        made = outputs(rows)
        shifts.append(float(made[:, -1].mean()))
        return made

    found = sobol(watched, (_DRAWS, len(kinds), len(powers), sets), n, seed)
    size = len(problem.countries)

    def part(begin: int, end: int) -> Indices:
        return Indices(found.first[:, begin:end], found.total[:, begin:end])

    shift = Indices(found.first[:, -1], found.total[:, -1])
    return HangsOn(problem.countries, FACTORS, part(0, size), part(size, 2 * size), shift, shifts[0])


def _on(problem: Problem, kind: Kind | None) -> Problem:
    if kind is None:
        return problem
    return replace(problem, indicators=tuple(measuring.scaled(each, kind) for each in problem.indicators))


def _with_power(ready: Prepared, power: float) -> Prepared:
    return replace(ready, problem=replace(ready.problem, power=power))


def _ranks(ready: Prepared, scores: Floats) -> Floats:
    """Ranks (rows, countries), 0 the best; ties share their mean, for no factor decides between them."""
    ahead = -ready.lined_up(scores)[0]
    made = np.empty(ahead.shape)
    for row, ordered, values in zip(made, np.sort(ahead, axis=1), ahead, strict=True):
        row[:] = (np.searchsorted(ordered, values) + np.searchsorted(ordered, values, "right") - 1) / 2
    return made


@dataclass(frozen=True)
class Influence:
    """A leaf's nominal weight beside its real influence; both sum to 1 over the leaves.

    ``correlation`` is that of ranks between the leaf and the score, -1..1; the influence is its square, as a
    share of those of all leaves. NaN where a leaf is the same for all countries.
    """

    leaf: str
    nominal: float
    real: float
    correlation: float


def influence(problem: Problem | Prepared) -> tuple[Influence, ...]:
    """What each leaf counts for in the score with central weights and mean values.

    After Paruolo, Saisana & Saltelli (2013) and Becker et al. (2017): not the weight says what an indicator
    counts for, but how much of the variance of the score it goes with. Here by correlation of ranks, which
    needs no smoothing to be chosen and sees any monotone relation.
    """
    ready = made_ready(problem)
    values, weights, scores = ready.in_the_middle()
    correlations = np.array([spearman(column, scores) for column in values.T])
    squares = np.nan_to_num(correlations**2)
    shares = squares / squares.sum() if squares.sum() > 0 else squares
    found = zip(weighing.leaves(ready.problem.tree), weights, shares, correlations, strict=True)
    return tuple(Influence(leaf, float(w), float(share), float(r)) for leaf, w, share, r in found)


def spearman(one: Floats, other: Floats) -> float:
    """The correlation of ranks, -1..1, over the countries that have both; NaN where one does not vary."""
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < 3:
        return float("nan")
    ranks = [measuring.shares_below(each[both]) for each in (one, other)]
    if min(each.std() for each in ranks) == 0:
        return float("nan")
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
