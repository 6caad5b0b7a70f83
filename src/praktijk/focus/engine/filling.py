# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Missing values as several likely data sets, so that what is not known shows in the result.

EMB (Honaker & King 2010): each data set comes from a bootstrap of the countries, on which the mean and the
covariance of a multivariate normal are estimated by EM (Dempster, Laird & Rubin 1977) with a ridge prior;
what is missing is drawn from its distribution given what that country has. Values that are there move by
their source's own standard deviation.
"""

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine.errors import Fault, InvalidRound

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_RIDGE = 0.02  # observations of no correlation, for each country
_ROUNDS_FIRST, _ROUNDS_AFTER = 40, 8
_SPREAD = 12**-0.5  # of values anywhere on the scale


def data_sets(
    matrix: Floats,
    sds: Floats | None,
    m: int,
    seed: int,
    bounds: tuple[Floats | float, Floats | float] = (0.0, 1.0),
) -> Floats:
    """Data sets (m, countries, indicators) without gaps, from a matrix (countries, indicators) with NaN.

    ``sds`` has the shape of the matrix, 0 where a value is taken as it is. Everything stays within
    ``bounds``, two numbers or arrays (indicators,). The same seed gives the same sets, and set j does not
    depend on m. A country without any value gets values of the whole distribution. Raises ``InvalidRound``:
    all_missing.
    """
    known = ~np.isnan(matrix)
    empty = [int(column) for column in np.flatnonzero(~known.any(axis=0))]
    if empty:
        raise InvalidRound([Fault("all_missing", {"columns": tuple(empty)})])
    middle = np.nanmean(matrix, axis=0)
    # One value more, somewhere on the scale: a few that happen to be equal do not make for certainty.
    spread = np.sqrt((np.nansum((matrix - middle) ** 2, axis=0) + _SPREAD**2) / known.sum(axis=0))
    standard = np.where(known, (matrix - middle) / spread, 0.0)
    made = np.empty((m, *matrix.shape))
    complete = bool(known.all())
    first = None if complete else _estimated(standard, known, None, _ROUNDS_FIRST)
    for number in range(m):
        random = np.random.default_rng([seed, number])
        filled = standard
        if first is not None:
            chosen = _bootstrapped(known, random)
            fitted = _estimated(standard[chosen], known[chosen], first, _ROUNDS_AFTER)
            filled = _drawn(standard, known, fitted, random)
        made[number] = filled * spread + middle
        # As they were, without the rounding of there and back.
        made[number][known] = matrix[known]
        if sds is not None:
            made[number] += np.where(known, sds, 0.0) * random.standard_normal(matrix.shape)
    return np.clip(made, *bounds)


def share_imputed(matrix: Floats, weights: Floats) -> Floats:
    """The share (countries,) of each country's weight that lies on missing values: 0 none, 1 all of it.

    ``matrix`` (countries, leaves) with NaN, ``weights`` (leaves,).
    """
    return np.asarray(np.isnan(matrix) @ (weights / weights.sum()))


_Normal = tuple[Floats, Floats]


def _bootstrapped(known: Flags, random: np.random.Generator) -> NDArray[np.int64]:
    """Countries (countries,) drawn with return; where one indicator has no value among them, one that has."""
    chosen = random.integers(len(known), size=len(known))
    for column in np.flatnonzero(~known[chosen].any(axis=0)):
        chosen[random.integers(len(chosen))] = random.choice(np.flatnonzero(known[:, column]))
    return chosen


def _estimated(standard: Floats, known: Flags, start: _Normal | None, rounds: int) -> _Normal:
    """Mean (indicators,) and covariance (indicators, indicators) by EM, drawn somewhat to no correlation."""
    patterns, pattern_of = np.unique(known, axis=0, return_inverse=True)
    pattern_of = pattern_of.reshape(-1)
    rows, columns = standard.shape
    mean, covariance = start or (np.zeros(columns), np.eye(columns))
    often = np.bincount(pattern_of, minlength=len(patterns)).astype(float)
    for _ in range(rounds):
        slopes, left = _given(patterns, covariance)
        filled = _expected(standard, known, mean, slopes[pattern_of])
        mean = filled.mean(axis=0)
        apart = filled - mean
        scatter = apart.T @ apart + np.tensordot(often, left, axes=1)
        prior = _RIDGE * rows + 1
        covariance = (scatter + prior * np.eye(columns)) / (rows + prior)
    return mean, covariance


def _given(patterns: Flags, covariance: Floats) -> tuple[Floats, Floats]:
    """For each pattern (patterns, indicators) the slopes of all on the known, and the covariance left.

    Both (patterns, indicators, indicators); the columns of the unknown are 0 in the slopes.
    """
    both = patterns[:, :, None] & patterns[:, None, :]
    # The unknown stand apart with 1 on the diagonal, so that all patterns are inverted in one call.
    alone = np.where(both, covariance, np.where(np.eye(covariance.shape[0], dtype=bool), 1.0, 0.0))
    inverse = np.where(both, np.linalg.inv(alone), 0.0)
    slopes = covariance @ inverse
    missing = ~patterns[:, :, None] & ~patterns[:, None, :]
    return slopes, np.where(missing, covariance - slopes @ covariance, 0.0)


def _expected(standard: Floats, known: Flags, mean: Floats, slopes: Floats) -> Floats:
    apart = np.where(known, standard - mean, 0.0)
    return np.where(known, standard, mean + np.einsum("rij,rj->ri", slopes, apart))


def _drawn(standard: Floats, known: Flags, fitted: _Normal, random: np.random.Generator) -> Floats:
    mean, covariance = fitted
    patterns, pattern_of = np.unique(known, axis=0, return_inverse=True)
    pattern_of = pattern_of.reshape(-1)
    slopes, left = _given(patterns, covariance)
    roots = np.linalg.cholesky(left + np.eye(len(mean)) * np.where(patterns, 1.0, 1e-9)[:, :, None])
    noise = np.where(known, 0.0, random.standard_normal(standard.shape))
    apart = np.einsum("rij,rj->ri", roots[pattern_of], noise)
    return np.asarray(_expected(standard, known, mean, slopes[pattern_of]) + apart)
