# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""SMAA-2 (Lahdelma & Salminen 2001): what comes out over all weights and data that are possible.

Draws are made in blocks, block k from the seed and k alone and on data set k modulo their number; blocks
are added in their order. So the result is the same on any number of threads, and memory does not grow with
the draws.
"""

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import filling, ranking, weighing
from praktijk.focus.engine.problems import Prepared, Problem, made_ready, prepare, without_group
from praktijk.focus.engine.ranking import Tally
from praktijk.focus.engine.weighing import BLOCK

__all__ = ["Prepared", "Problem", "Result", "prepare", "run", "without_group"]

Floats = NDArray[np.float64]

_TOGETHER = 8  # blocks that one thread does at a time
_SAMPLE = 2048  # draws of which the scores are kept, for their quantiles
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, eq=False)
class Result:
    """What came out, for n countries in the order of ``countries`` and leaves in the order of ``leaves``.

    acceptability (n, n): the share of draws in which the country of the row has the rank of the column;
    rows and columns sum to 1. in_first (n,): that it is among the first N. wins (n, n): that the country of
    the row stands before that of the column; ties count half, and so does the diagonal. central (n,
    leaves): the mean weights of the draws in which it is among the first N; NaN where it never is.
    confidence (n,): the share of data sets in which it is so with those weights; NaN where it never is.
    mean_score (n,). score_quantiles (n, 3) and rank_quantiles (n, 3): 5, 50 and 95 in a hundred, ranks from
    1; those of scores from some 2,048 of the draws. share_imputed (n,): the share of its central weight
    that lies on missing values. out (n,): put out by a veto.
    """

    countries: tuple[str, ...]
    leaves: tuple[str, ...]
    first: int
    acceptability: Floats
    in_first: Floats
    wins: Floats
    central: Floats
    confidence: Floats
    mean_score: Floats
    score_quantiles: Floats
    rank_quantiles: NDArray[np.int64]
    share_imputed: Floats
    out: NDArray[np.bool_]
    draws: int
    seed: int
    data_sets: int


@dataclass
class _Part:
    """What some blocks add up to."""

    tally: Tally
    central: Floats
    scores: Floats
    kept: list[Floats]


def run(
    problem: Problem | Prepared,
    draws: int = 100_000,
    seed: int = 1,
    threads: int | None = None,
    data_sets: int = 20,
    progress: Callable[[int, int], object] | None = None,
) -> Result:
    """Draw weights and data ``draws`` times, rank, and count.

    ``threads``: as many as the machine has processors, unless given. ``progress`` is called with the draws
    done and those asked for. A ``Prepared`` is taken as it is, with its own data sets. Raises
    ``InvalidRound``.
    """
    ready = made_ready(problem, data_sets, seed)
    countries, columns = ready.matrix.shape
    total = _Part(Tally.empty(countries), np.zeros((countries, columns)), np.zeros(countries), [])
    blocks = -(-draws // BLOCK)
    sampled = _sampled(blocks, seed)
    waiting: deque[Future[_Part]] = deque()
    workers = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, blocks, _TOGETHER):
            together = range(start, min(start + _TOGETHER, blocks))
            waiting.append(pool.submit(_part, ready, seed, draws, together, sampled))
            while len(waiting) > 2 * workers or (waiting and together.stop == blocks):
                _add(total, waiting.popleft().result())
                if progress is not None:
                    progress(min(draws, (together.stop - len(waiting) * _TOGETHER) * BLOCK), draws)
    return _result(ready, total, draws, seed)


def _sampled(blocks: int, seed: int) -> dict[int, int]:
    """How many draws of which block are kept."""
    if blocks <= _SAMPLE:
        return dict.fromkeys(range(blocks), -(-_SAMPLE // max(blocks, 1)))
    chosen = np.random.default_rng([seed, blocks]).choice(blocks, _SAMPLE, replace=False)
    return dict.fromkeys(map(int, chosen), 1)


def _part(ready: Prepared, seed: int, draws: int, blocks: range, sampled: dict[int, int]) -> _Part:
    countries, columns = ready.matrix.shape
    part = _Part(Tally.empty(countries), np.zeros((countries, columns)), np.zeros(countries), [])
    for block in blocks:
        drawn = weighing.drawn_block(ready.problem.tree, seed, block)
        weights = weighing.product(ready.problem.tree, drawn)
        # Whole blocks until here: one of another size might be rounded otherwise.
        count = min(BLOCK, draws - block * BLOCK)
        scores = ready.scores(drawn, weights, block % len(ready.data))[:count]
        lined_up, low, high = ready.lined_up(scores)
        order, ranks = ranking.ranked(lined_up, low, high, block * BLOCK)
        part.tally.count(ranks)
        ranking.add_first(order, ready.first, weights, part.central)
        part.scores += scores.sum(axis=0)
        part.kept.append(scores[: sampled.get(block, 0)].copy())  # a view would keep the block
    return part


def _add(total: _Part, part: _Part) -> None:
    total.tally.add(part.tally)
    total.central += part.central
    total.scores += part.scores
    total.kept += part.kept


def _result(ready: Prepared, total: _Part, draws: int, seed: int) -> Result:
    problem, first = ready.problem, ready.first
    ranks, wins = total.tally.ranks, total.tally.wins / draws
    np.fill_diagonal(wins, 0.5)
    in_first = ranks[:, :first].sum(axis=1)
    central = np.full(total.central.shape, np.nan)
    np.divide(total.central, in_first[:, None], out=central, where=in_first[:, None] > 0)
    # The smallest rank up to which the share has come; counts, for their sums are exact.
    reached = np.cumsum(ranks, axis=1)
    quantiles = [(reached >= share * draws).argmax(axis=1) + 1 for share in QUANTILES]
    return Result(
        countries=problem.countries,
        leaves=weighing.leaves(problem.tree),
        first=first,
        acceptability=ranks / draws,
        in_first=in_first / draws,
        wins=wins,
        central=central,
        confidence=_confidence(ready, central),
        mean_score=total.scores / draws,
        score_quantiles=np.quantile(np.concatenate(total.kept), QUANTILES, axis=0).T,
        rank_quantiles=np.stack(quantiles, axis=1),
        share_imputed=filling.share_imputed(ready.matrix, weighing.central(problem.tree)),
        out=ready.out,
        draws=draws,
        seed=seed,
        data_sets=len(ready.data),
    )


def _confidence(ready: Prepared, central: Floats) -> Floats:
    """How often, over the data sets, a country is among the first with its own central weights."""
    ever = np.flatnonzero(~np.isnan(central).any(axis=1))
    confidence = np.full(len(central), np.nan)
    if not len(ever):
        return confidence
    held = np.zeros(len(ever))
    for values in ready.data:
        scores = ready.scored(values, central[ever])
        lined_up, _, _ = ready.lined_up(scores)
        own = lined_up[np.arange(len(ever)), ever][:, None]
        ahead = (lined_up > own).sum(axis=1) + ((lined_up == own).sum(axis=1) - 1) / 2
        held += ahead < ready.first
    confidence[ever] = held / len(ready.data)
    return confidence
