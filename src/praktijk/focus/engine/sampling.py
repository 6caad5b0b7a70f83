# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights among siblings, drawn uniformly from the part of the simplex that ranges and an order leave.

Exact where that is simple: the plain simplex by exponential spacings, an order by sorting them (by symmetry
each order of n weights is one n!-th part), lower bounds by drawing what is left above them. What also has
upper bounds, or bounds and an order, is drawn and kept where it fits; and where hardly any of it fits, by a
hit-and-run walk (Smith 1984; for SMAA: Tervonen et al. 2013), thinned.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine.compiling import compiled
from praktijk.focus.engine.solving import Row, minimised

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

BLOCK = 512
"""Draws that are made together, from one state of the generator."""

_LEAST_ACCEPTED = 1 / 64  # below this a walk is cheaper
_TRIED = 8192
_STEPS = 6  # of the walk between two draws, for each child
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Limits:
    """Ranges (each child's ``low`` and ``high``) and tiers of places, the most important first."""

    low: tuple[float, ...]
    high: tuple[float, ...]
    tiers: tuple[tuple[int, ...], ...] = ()

    @property
    def are_free(self) -> bool:
        """Whether no range says anything."""
        return max(self.low) <= 0 and min(self.high) >= 1


def tightened(limits: Limits) -> tuple[Floats, Floats]:
    """The ranges (children,), (children,) that are left when the order is applied to them too."""
    low, high = np.array(limits.low), np.array(limits.high)
    for better, worse in zip(limits.tiers, limits.tiers[1:], strict=False):
        high[list(worse)] = np.minimum(high[list(worse)], high[list(better)].min())
    for better, worse in reversed(list(zip(limits.tiers, limits.tiers[1:], strict=False))):
        low[list(better)] = np.maximum(low[list(better)], low[list(worse)].max())
    return low, high


def clash(limits: Limits) -> tuple[str, list[int]] | None:
    """Why no weights keep to the limits, and whose limits those are; None where some do.

    Weights that keep to an order and ranges are closed under the larger and the smaller of two, so there are
    some that sum to 1 exactly when the tightened lows sum to no more, and the highs to no less.
    """
    if sum(limits.low) > 1 + _TOLERANCE:
        return "lows", [place for place, low in enumerate(limits.low) if low > 0]
    if sum(limits.high) < 1 - _TOLERANCE:
        return "highs", list(range(len(limits.high)))
    low, high = tightened(limits)
    crossed = [place for place in range(len(low)) if low[place] > high[place] + _TOLERANCE]
    if crossed:
        return "order", crossed
    if low.sum() > 1 + _TOLERANCE:
        return "order", [place for place in range(len(low)) if low[place] > 0]
    if high.sum() < 1 - _TOLERANCE:
        return "order", list(range(len(high)))
    return None


def siblings(limits: Limits, random: np.random.Generator) -> Floats:
    """One block of weights (BLOCK, children), each row summing to 1. The limits must not clash."""
    if limits.are_free:
        return _proposed(limits, random, BLOCK)
    plan = _plan(limits)
    if plan is not None:
        return _walked(plan, random)
    kept: list[Floats] = []
    missing = BLOCK
    while missing > 0:
        proposed = _proposed(limits, random, BLOCK)
        fits = proposed[_fits(limits, proposed)][:missing]
        kept.append(fits)
        missing -= len(fits)
    return np.concatenate(kept)


def _proposed(limits: Limits, random: np.random.Generator, count: int) -> Floats:
    """Weights that keep to the order, or else to the lows, but not yet to the rest."""
    made: Floats = random.standard_exponential((count, len(limits.low)))
    made /= made.sum(axis=1, keepdims=True)
    if not limits.tiers:
        low: Floats = np.array(limits.low)
        return np.asarray(low + made * (1 - low.sum()))
    listed = [place for tier in limits.tiers for place in tier]
    largest_first = -np.sort(-made[:, listed], axis=1)
    begin = 0
    for tier in limits.tiers:
        mixed = (
            random.permuted(largest_first[:, begin : begin + len(tier)], axis=1) if len(tier) > 1 else None
        )
        made[:, list(tier)] = largest_first[:, begin : begin + len(tier)] if mixed is None else mixed
        begin += len(tier)
    return made


def _fits(limits: Limits, weights: Floats) -> NDArray[np.bool_]:
    within = (weights >= np.array(limits.low)) & (weights <= np.array(limits.high))
    return np.asarray(within.all(axis=1))


@dataclass(frozen=True)
class _Walk:
    """Where a walk starts, what can move, and its limits; better[i] weighs at least what worse[i] does."""

    start: Floats
    moving: Places
    low: Floats
    high: Floats
    better: Places
    worse: Places


@lru_cache(maxsize=256)
def _plan(limits: Limits) -> _Walk | None:
    """The walk, or None where drawing and keeping what fits is good enough."""
    low, high = tightened(limits)
    # Where the bounds take all the room there is, a point is left and no volume.
    if low.sum() >= 1 - _TOLERANCE:
        high = low
    elif high.sum() <= 1 + _TOLERANCE:
        low = high
    moving = np.flatnonzero(high - low > _TOLERANCE)
    if len(moving) == len(low):
        tried = _proposed(limits, np.random.default_rng(0), _TRIED)
        if _fits(limits, tried).mean() >= _LEAST_ACCEPTED:
            return None
    pairs = [
        (one, other)
        for better, worse in zip(limits.tiers, limits.tiers[1:], strict=False)
        for one in better
        for other in worse
        if one in moving and other in moving
    ]
    start = low / low.sum() if not len(moving) else _middle(low, high, moving, pairs)
    better = np.array([one for one, _ in pairs], dtype=np.int64)
    worse = np.array([other for _, other in pairs], dtype=np.int64)
    return _Walk(start, moving, low, high, better, worse)


def _middle(low: Floats, high: Floats, moving: Places, pairs: list[tuple[int, int]]) -> Floats:
    """The point that lies as far as can be within every limit of what moves."""
    size = len(low)
    rows = [Row(range(size), [1.0] * size, 1.0, 1.0)]
    for place in map(int, moving):
        rows.append(Row((place, size), (1.0, -1.0), low=low[place]))
        rows.append(Row((place, size), (1.0, 1.0), high=high[place]))
    rows += [Row((one, other, size), (1.0, -1.0, -1.0), low=0.0) for one, other in pairs]
    found = minimised([0.0] * size + [-1.0], [*low, 0.0], [*high, 1.0], rows)
    if found is None:
        raise ValueError("limits that clash")
    return np.clip(found[:size], low, high)


def _walked(plan: _Walk, random: np.random.Generator) -> Floats:
    made = np.tile(plan.start, (BLOCK, 1))
    if len(plan.moving) > 1:
        seed = int(random.integers(2**32))
        _walk(plan.start.copy(), plan.moving, plan.low, plan.high, plan.better, plan.worse, seed, made)
        made = np.clip(made, plan.low, plan.high)
    return made


@compiled
def _walk(
    at: Floats,
    moving: Places,
    low: Floats,
    high: Floats,
    better: Places,
    worse: Places,
    seed: int,
    made: Floats,
) -> None:
    np.random.seed(seed)  # of this function's own generator, in this thread
    size = len(moving)
    step = np.zeros(len(at))
    for draw in range(-BLOCK // 8, len(made)):
        for _ in range(_STEPS * size):
            mean = 0.0
            for place in moving:
                step[place] = np.random.standard_normal()
                mean += step[place] / size
            back, forth = -1e300, 1e300
            for place in moving:
                step[place] -= mean
                one, other = (low[place] - at[place]) / step[place], (high[place] - at[place]) / step[place]
                back, forth = max(back, min(one, other)), min(forth, max(one, other))
            for pair in range(len(better)):
                apart = at[better[pair]] - at[worse[pair]]
                speed = step[better[pair]] - step[worse[pair]]
                if speed > 0:
                    back = max(back, -apart / speed)
                elif speed < 0:
                    forth = min(forth, -apart / speed)
            if forth > back:
                length = back + (forth - back) * np.random.random()
                for place in moving:
                    at[place] += length * step[place]
        if draw >= 0:
            made[draw] = at
