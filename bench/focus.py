# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranking countries under many weights, beside the peers and beside the sorting and counting it takes."""

from collections.abc import Callable, Iterator

import numpy as np
import pymcdm.methods
import skcriteria
from numpy.typing import NDArray
from SALib.analyze import sobol as salib_analyze
from SALib.sample import sobol as salib_sample
from skcriteria.agg import simple

from bench.measuring import Row, beside
from praktijk.focus.engine import ranking, smaa, weighing
from praktijk.focus.engine.aggregating import power_mean
from praktijk.focus.engine.measuring import Indicator
from praktijk.focus.engine.ranking import Tally
from praktijk.focus.engine.sensitivity import sobol
from praktijk.focus.engine.weighing import Group, Leaf

Floats = NDArray[np.float64]

_COUNTRIES, _INDICATORS = 195, 20
_DRAWS, _DRAWS_OF_PEERS, _DRAWS_OF_ALL = 8192, 64, 100_000
_SIZE = f"{_COUNTRIES} countries, {_INDICATORS} indicators"
_FLOOR = "sorting packed keys and counting, scores given"


def rows() -> Iterator[Row]:
    """Rank acceptability and pairwise wins a draw, by everyone on the same weights; then Sobol indices."""
    random = np.random.default_rng(1)
    values = random.random((_COUNTRIES, _INDICATORS))
    tree = Group("", tuple(Leaf(str(number)) for number in range(_INDICATORS)))
    weights = weighing.draw(tree, 1, 0, _DRAWS)
    scores = weights @ values.T
    ways = {
        "scikit-criteria": (lambda some: _scikit_criteria(values, some), _DRAWS_OF_PEERS),
        "pymcdm": (lambda some: _pymcdm(values, some), _DRAWS_OF_PEERS),
        "plain NumPy": (lambda some: _numpy(values, some), 512),
        "Praktijk, one thread": (lambda some: _praktijk(values, some), _DRAWS),
    }
    expected = _numpy(values, weights[:_DRAWS_OF_PEERS])
    for name, (way, draws) in ways.items():
        counted = way(weights[:_DRAWS_OF_PEERS])
        if not all(np.array_equal(one, other) for one, other in zip(counted, expected, strict=True)):
            raise AssertionError(f"{name} counts otherwise")
        yield _a_draw(
            f"ranks and wins: {name}", lambda way=way, draws=draws: way(weights[:draws]), draws, scores
        )

    countries = tuple(map(str, range(_COUNTRIES)))
    indicators = tuple(Indicator(str(number), column) for number, column in enumerate(values.T))
    ready = smaa.prepare(smaa.Problem(countries, indicators, tree, first=15))
    for threads in (1, 2):
        what = f"the whole of SMAA-2, weights drawn too, {threads} thread(s)"
        yield _a_draw(
            what,
            lambda threads=threads: smaa.run(ready, _DRAWS_OF_ALL, threads=threads),
            _DRAWS_OF_ALL,
            scores,
        )
    yield _sobol()


def _a_draw(what: str, work: Callable[[], object], draws: int, scores: Floats) -> Row:
    row = beside(what, work, _FLOOR, lambda: _sorted_and_counted(scores))
    per_draw = 1000  # the table shows milliseconds
    return Row(
        f"{what}, 1,000 draws of {_SIZE}",
        row.took / draws * per_draw,
        row.floor,
        row.floor_took / len(scores) * per_draw,
    )


def _sorted_and_counted(scores: Floats) -> Tally:
    tally = Tally.empty(_COUNTRIES)
    for start in range(0, len(scores), weighing.BLOCK):
        _, ranks = ranking.ranked(scores[start : start + weighing.BLOCK], 0.0, 1.0)
        tally.count(ranks)
    return tally


def _praktijk(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    tally = Tally.empty(len(values))
    for start in range(0, len(weights), weighing.BLOCK):
        scores = power_mean(values, weights[start : start + weighing.BLOCK])
        tally.count(ranking.ranked(scores, 0.0, 1.0)[1])
    return tally.ranks, tally.wins


def _numpy(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    return _counted(np.argsort(np.argsort(-(weights @ values.T), axis=1), axis=1))


def _scikit_criteria(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    model = simple.WeightedSumModel()
    ranks = []
    for row in weights:
        matrix = skcriteria.mkdm(values, [max] * values.shape[1], weights=row)
        ranks.append(np.asarray(model.evaluate(matrix).rank_) - 1)
    return _counted(np.array(ranks))


def _pymcdm(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    model, kinds = pymcdm.methods.WSM(lambda column, cost=False: column), np.ones(values.shape[1])
    return _counted(np.array([model.rank(model(values, row, kinds)) - 1 for row in weights]).astype(int))


def _counted(ranks: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Rank acceptability and pairwise wins of ranks (draws, countries), as NumPy counts them."""
    countries = ranks.shape[1]
    flat = (np.arange(countries) * countries + ranks).ravel()
    counts = np.bincount(flat, minlength=countries**2).reshape(countries, countries)
    wins = np.zeros((countries, countries), np.int64)
    for part in np.array_split(ranks, max(1, len(ranks) // 32)):
        wins += (part[:, :, None] < part[:, None, :]).sum(axis=0)
    return counts, wins


def _sobol() -> Row:
    """The indices of a function that costs next to nothing, so that the rest is what is measured."""
    bounds = [(-np.pi, np.pi)] * 3
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": bounds}

    def theirs() -> dict[str, Floats]:
        given = salib_sample.sample(problem, 4096, calc_second_order=False, seed=1)
        return salib_analyze.analyze(problem, _ishigami(given), calc_second_order=False, num_resamples=2)

    own, other = sobol(_ishigami, bounds, 4096), theirs()
    if np.abs(own.first - other["S1"]).max() > 0.02 or np.abs(own.total - other["ST"]).max() > 0.02:
        raise AssertionError("SALib finds other indices")
    return beside(
        "Sobol indices of the Ishigami function, 20,480 rows",
        lambda: sobol(_ishigami, bounds, 4096),
        "SALib, without its confidence intervals",
        theirs,
    )


def _ishigami(rows: Floats) -> Floats:
    one, two, three = rows.T
    return np.asarray(np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one))
