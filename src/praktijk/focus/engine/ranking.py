# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks of many draws at once, and what is counted of them.

A score and the number of its country go into one 32-bit key, so that sorting the keys of a draw orders its
countries; NumPy sorts such keys with the widest instructions of the machine. A key holds a score to some
seven digits: where two of them look the same there, the scores themselves decide.

Real ties are split fairly, and the same way each time: a group of g tied countries takes its places in an
order that turns with the number of the draw, forwards and then backwards. Over 2g draws each of them stands
on each place twice, and before each other one half the time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine.compiling import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Keys = NDArray[np.uint32]
Words = NDArray[np.uint64]
Ranks = NDArray[np.uint8] | NDArray[np.uint16]

_LANES = 255  # words that are added before a lane of eight bits is full


@dataclass
class Tally:
    """What is counted over draws of n countries: how often on which rank, and how often before which other.

    ``ranks`` (n, n): row a country, column a rank (0 the best). ``wins`` (n, n): how often the country of the
    row stands before that of the column. Adding tallies gives the tally of all their draws.
    """

    ranks: Counts
    wins: Counts

    @classmethod
    def empty(cls, countries: int) -> "Tally":
        """Nothing counted yet."""
        return cls(np.zeros((countries, countries), np.int64), np.zeros((countries, countries), np.int64))

    def count(self, ranks: Ranks) -> None:
        """Add the ranks (countries, draws) of some draws."""
        _count_ranks(ranks, self.ranks)
        _count_wins(ranks, self.wins)

    def add(self, other: "Tally") -> None:
        """Add what another tally counted."""
        self.ranks += other.ranks
        self.wins += other.wins


def ranked(scores: Floats, low: float, high: float, first_draw: int = 0) -> tuple[Keys, Ranks]:
    """The order (draws, n) of countries, the best first, and the ranks (n, draws), 0 the best.

    ``scores`` (draws, n), all between ``low`` and ``high``; ``first_draw`` is the number of the first of
    them, by which ties turn. At most 65,536 countries.
    """
    draws, countries = scores.shape
    bits = max(1, (countries - 1).bit_length())
    factor = (2.0 ** (32 - bits) - 1) / (high - low) if high > low else 0.0
    keys = np.empty((draws, countries), np.uint32)
    _pack(scores, high, factor, bits, keys)
    keys.sort(axis=1)
    shape = countries, draws
    ranks: Ranks = np.empty(shape, np.uint8) if countries <= 256 else np.empty(shape, np.uint16)
    _unpack(keys, scores, bits, first_draw, ranks)
    return keys, ranks


@compiled
def add_first(order: Keys, first: int, weights: Floats, sums: Floats) -> None:
    """Add the weights (draws, leaves) of each draw to ``sums`` (n, leaves) of those first in its order."""
    for draw in range(len(order)):
        for place in range(first):
            country = order[draw, place]
            for leaf in range(weights.shape[1]):
                sums[country, leaf] += weights[draw, leaf]


@compiled
def _pack(scores: Floats, high: float, factor: float, bits: int, keys: Keys) -> None:
    draws, countries = scores.shape
    for draw in range(draws):
        for country in range(countries):
            place = np.uint32(np.int64((high - scores[draw, country]) * factor))
            keys[draw, country] = (place << np.uint32(bits)) | np.uint32(country)


@compiled
def _unpack(keys: Keys, scores: Floats, bits: int, first_draw: int, ranks: Ranks) -> None:
    draws, countries = keys.shape
    low_bits = np.uint32((1 << bits) - 1)
    for draw in range(draws):
        near = np.uint32(0)
        for place in range(1, countries):
            near |= np.uint32((keys[draw, place] ^ keys[draw, place - 1]) <= low_bits)
        for place in range(countries):
            keys[draw, place] &= low_bits
        if near:
            _settle(keys[draw], scores[draw], first_draw + draw)
    for start in range(0, draws, 64):
        for place in range(countries):
            for draw in range(start, min(start + 64, draws)):
                ranks[keys[draw, place], draw] = place


@compiled
def _settle(order: Keys, scores: Floats, draw: int) -> None:
    """Put in order what the keys could not tell apart, then turn the groups that are really tied."""
    for place in range(1, len(order)):
        country, before = order[place], place
        while before and scores[order[before - 1]] < scores[country]:
            order[before] = order[before - 1]
            before -= 1
        order[before] = country
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        size = end - start
        if size > 1:
            tied = np.sort(order[start:end])
            turn = draw % (2 * size)
            for step in range(size):
                order[start + step] = tied[(step + turn) % size if turn < size else (turn - step) % size]
        start = end


@compiled
def _count_ranks(ranks: Ranks, counts: Counts) -> None:
    countries, draws = ranks.shape
    for country in range(countries):
        row = counts[country]
        for draw in range(draws):
            row[ranks[country, draw]] += 1


def _count_wins(ranks: Ranks, wins: Counts) -> None:
    """Compare the ranks of each pair, eight or four of them in one word."""
    width = 8 * ranks.dtype.itemsize
    lanes = 64 // width
    top = np.uint64(sum(1 << (lane * width + width - 1) for lane in range(lanes)))
    for start in range(0, ranks.shape[1], _LANES * lanes):
        part = ranks[:, start : start + _LANES * lanes]
        # Ranks that are made up are equal, so that none of them counts as before another.
        filled = np.pad(part, ((0, 0), (0, -part.shape[1] % lanes)))
        _compare(np.ascontiguousarray(filled).view(np.uint64), part.shape[1], width, top, wins)


@compiled
def _compare(words: Words, draws: int, width: int, top: np.uint64, wins: Counts) -> None:
    rest, shift, lane = ~top, np.uint64(width - 1), np.uint64((1 << width) - 1)
    for one in range(len(words)):
        left = words[one]
        for other in range(one):
            right = words[other]
            sums = np.uint64(0)
            for place in range(len(left)):
                a, b = left[place], right[place]
                # The top bit of a lane: whether a borrow would leave it in a - b, so whether a < b.
                less = (~a & b) | (~(a ^ b) & ~((a | top) - (b & rest)))
                sums += (less & top) >> shift
            before = np.int64(0)
            for start in range(0, 64, width):
                before += np.int64((sums >> np.uint64(start)) & lane)
            wins[one, other] += before
            wins[other, one] += draws - before
