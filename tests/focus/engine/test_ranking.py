# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest

from praktijk.focus.engine.ranking import Tally, ranked


def plainly(scores):
    """Counted in the plainest way: rank by rank and pair by pair."""
    countries = scores.shape[1]
    ranks = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    counts = np.zeros((countries, countries), int)
    for row in ranks:
        counts[np.arange(countries), row] += 1
    return ranks, counts, (scores[:, :, None] > scores[:, None, :]).sum(axis=0)


@pytest.mark.parametrize("countries", [2, 3, 195, 256, 257, 300])
@pytest.mark.parametrize("draws", [1, 7, 64, 501])
def test_ranks_and_wins_are_those_of_the_plainest_count(countries: int, draws: int) -> None:
    scores = np.random.default_rng(countries).random((draws, countries))
    order, ranks = ranked(scores, 0, 1)
    expected, counts, wins = plainly(scores)
    assert np.array_equal(ranks.T, expected)
    assert np.array_equal(order, np.argsort(-scores, axis=1))
    tally = Tally.empty(countries)
    tally.count(ranks)
    assert np.array_equal(tally.ranks, counts)
    assert np.array_equal(tally.wins, wins)


def test_scores_that_a_key_cannot_tell_apart_are_told_apart() -> None:
    scores = 0.5 + np.random.default_rng(1).random((40, 50)) * 1e-10
    assert np.array_equal(ranked(scores, 0, 1)[1].T, plainly(scores)[0])


@pytest.mark.parametrize("tied", [2, 3, 5])
def test_ties_share_ranks_and_wins(tied: int) -> None:
    draws = 2 * tied * 10
    scores = np.tile(np.r_[0.9, np.full(tied, 0.5), 0.1], (draws, 1))
    tally = Tally.empty(tied + 2)
    tally.count(ranked(scores, 0, 1)[1])
    among = slice(1, tied + 1)
    assert (tally.ranks[among, among] == draws // tied).all()
    assert (tally.wins[among, among][~np.eye(tied, dtype=bool)] == draws // 2).all()
    assert tally.ranks[0, 0] == tally.ranks[-1, -1] == draws


def test_everyone_tied_where_all_scores_are_equal() -> None:
    tally = Tally.empty(4)
    tally.count(ranked(np.full((80, 4), 0.3), 0.3, 0.3)[1])
    assert (tally.ranks == 20).all()


def test_a_rounding_past_the_ends_does_no_harm() -> None:
    scores = np.array([[1 + 1e-15, 0.5, -1e-15]])
    assert ranked(scores, 0, 1)[0].tolist() == [[0, 1, 2]]


def test_ties_turn_with_the_number_of_the_draw_not_with_how_they_are_cut() -> None:
    scores = np.random.default_rng(2).integers(0, 4, (30, 9)) / 4
    whole = ranked(scores, 0, 1)[1]
    assert np.array_equal(np.hstack([ranked(scores[:11], 0, 1)[1], ranked(scores[11:], 0, 1, 11)[1]]), whole)
