# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a result hangs on: the shares of its variance that each choice of method accounts for.

First-order and total indices after Sobol (1993), with the estimators of Saltelli et al. (2010) and of
Jansen (1999), on a Sobol sequence with the direction numbers of Joe & Kuo (2008), shifted digit by digit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bits = NDArray[np.uint32]

_BITS = 32
# Degree and coefficients of each primitive polynomial, and its first direction numbers; dimension 1 has none.
_POLYNOMIALS: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
    (5, 11, (1, 1, 5, 1, 1)),
    (5, 13, (1, 1, 1, 3, 11)),
    (5, 14, (1, 3, 5, 5, 31)),
    (6, 1, (1, 3, 3, 9, 7, 49)),
    (6, 13, (1, 1, 1, 15, 21, 21)),
    (6, 16, (1, 3, 1, 13, 27, 49)),
)
MOST_FACTORS = (len(_POLYNOMIALS) + 1) // 2


@dataclass(frozen=True, eq=False)
class Indices:
    """``first`` and ``total`` (factors, *outputs): shares of the variance of each output, some 0..1.

    First: what a factor accounts for by itself; total: together with others too. NaN where an output does not
    vary at all. They are estimates, and may lie somewhat below 0 or above 1.
    """

    first: Floats
    total: Floats


Factor = tuple[float, float] | int
"""The range of a factor, evenly likely; or the number of its choices, 0 and up."""


def sequence(points: int, dimensions: int) -> Floats:
    """The first points (points, dimensions) of the Sobol sequence, 0 <= x < 1; at most 16 dimensions."""
    return np.asarray(_digits(points, dimensions) / 2.0**_BITS)


def _digits(points: int, dimensions: int) -> Bits:
    if dimensions > len(_POLYNOMIALS) + 1:
        raise ValueError(f"at most {len(_POLYNOMIALS) + 1} dimensions")
    numbers = np.arange(points, dtype=np.uint32)
    gray = numbers ^ (numbers >> np.uint32(1))
    made = np.zeros((points, dimensions), dtype=np.uint32)
    for dimension in range(dimensions):
        for bit, direction in enumerate(_directions(dimension)):
            made[:, dimension] ^= np.where(
                gray >> np.uint32(bit) & np.uint32(1), np.uint32(direction), np.uint32(0)
            )
    return made


def _directions(dimension: int) -> list[int]:
    if not dimension:
        return [1 << (_BITS - 1 - bit) for bit in range(_BITS)]
    degree, coefficients, first = _POLYNOMIALS[dimension - 1]
    made = [number << (_BITS - 1 - bit) for bit, number in enumerate(first)]
    for bit in range(degree, _BITS):
        next_one = made[bit - degree] ^ (made[bit - degree] >> degree)
        for step in range(1, degree):
            if coefficients >> (degree - 1 - step) & 1:
                next_one ^= made[bit - step]
        made.append(next_one)
    return made


def sobol(
    function: Callable[[Floats], Floats], factors: Sequence[Factor], n: int = 1024, seed: int = 1
) -> Indices:
    """Indices of a function of rows (rows, factors) that gives (rows, *outputs), by n (factors + 2) rows.

    ``n`` is best a power of two. At most ``MOST_FACTORS`` factors.
    """
    count = len(factors)
    shift = np.random.default_rng(seed).integers(2**_BITS, size=2 * count, dtype=np.uint32)
    points = (_digits(n, 2 * count) ^ shift) / 2.0**_BITS
    one, other = points[:, :count], points[:, count:]
    mixed = [np.where(np.arange(count) == factor, other, one) for factor in range(count)]
    given = np.concatenate([one, other, *mixed])
    outputs = np.asarray(function(_placed(given, factors)), dtype=np.float64)
    return indices(outputs.reshape(count + 2, n, *outputs.shape[1:]))


def indices(outputs: Floats) -> Indices:
    """Indices of outputs (factors + 2, n, *outputs): of sample A, of B, and of A with each factor from B."""
    # Centred, for the estimators vary less about 0.
    outputs = outputs - outputs.mean(axis=(0, 1))
    of_a, of_b, mixed = outputs[0], outputs[1], outputs[2:]
    variance = outputs[:2].var(axis=(0, 1))
    variance = np.where(variance > 1e-15, variance, np.nan)
    return Indices(
        first=(of_b * (mixed - of_a)).mean(axis=1) / variance,
        total=((of_a - mixed) ** 2).mean(axis=1) / 2 / variance,
    )


def _placed(points: Floats, factors: Sequence[Factor]) -> Floats:
    made = np.empty_like(points)
    for number, factor in enumerate(factors):
        if isinstance(factor, int):
            made[:, number] = np.floor(points[:, number] * factor)
        else:
            low, high = factor
            made[:, number] = low + (high - low) * points[:, number]
    return made
