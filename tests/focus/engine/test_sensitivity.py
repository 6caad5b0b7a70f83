# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest
from SALib.analyze import sobol as salib
from scipy import stats
from scipy.stats import qmc

from praktijk.focus.engine.sensitivity import hangs_on, influence, sobol, spearman
from praktijk.focus.engine.variance import MOST_FACTORS, indices, sequence
from praktijk.focus.engine.weighing import Group, Leaf
from tests.focus.engine.making import any_problem, problem_of


def ishigami(rows):
    one, two, three = rows.T
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


BOUNDS = [(-np.pi, np.pi)] * 3
# In closed form (Ishigami & Homma 1990), a = 7 and b = 0.1.
FIRST, TOTAL = [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]


def test_the_sequence_is_that_of_sobol() -> None:
    theirs = qmc.Sobol(2 * MOST_FACTORS, scramble=False).random(256)
    assert np.array_equal(sequence(256, 2 * MOST_FACTORS), theirs)
    with pytest.raises(ValueError, match="at most 16"):
        sequence(2, 17)


def test_ishigami_has_the_indices_that_are_known() -> None:
    found = sobol(ishigami, BOUNDS, 4096)
    assert found.first == pytest.approx(FIRST, abs=0.01)
    assert found.total == pytest.approx(TOTAL, abs=0.01)


def test_the_estimates_are_those_of_salib() -> None:
    random = np.random.default_rng(1)
    count = 512
    one, other = random.uniform(-np.pi, np.pi, (2, count, 3))
    mixed = [np.where(np.arange(3) == factor, other, one) for factor in range(3)]
    outputs = np.stack([ishigami(each) for each in (one, other, *mixed)])
    own = indices(outputs)
    # SALib takes its rows as A, AB of each factor, B; in turns.
    turns = np.stack([outputs[0], *outputs[2:], outputs[1]], axis=1).reshape(-1)
    given = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": BOUNDS}
    theirs = salib.analyze(given, turns, calc_second_order=False, seed=1)
    assert own.first == pytest.approx(theirs["S1"], abs=1e-9)
    assert own.total == pytest.approx(theirs["ST"], abs=1e-9)


def test_choices_and_several_outputs() -> None:
    def outputs(rows):
        assert set(np.unique(rows[:, 0])) == {0, 1, 2}
        return np.stack([rows[:, 0], rows[:, 0] + rows[:, 1], np.ones(len(rows))], axis=1)

    found = sobol(outputs, [3, (0, np.sqrt(8))], 4096)
    assert found.first[:, 0] == pytest.approx([1, 0], abs=0.01)
    assert found.first[:, 1] == pytest.approx([0.5, 0.5], abs=0.01)  # both have a variance of 2/3
    assert np.isnan(found.first[:, 2]).all()


def test_what_ranks_hang_on() -> None:
    """Where all indicators say the same, neither weights nor the mean matter; with one criterion only data do."""
    values = np.tile(np.linspace(0, 1, 12)[:, None], (1, 3))
    same = hangs_on(problem_of(values, first=3), 64)
    assert np.isnan(same.rank.total).all()
    assert same.mean_shift == 0
    uncertain = hangs_on(
        problem_of(values[:, :1] * 0.4 + 0.3, sd=0.05, first=3), 2048, kinds=(None,), powers=(1.0,)
    )
    assert uncertain.shift.total[:3] == pytest.approx([0, 0, 0], abs=1e-9)
    assert uncertain.shift.total[3] == pytest.approx(1, abs=0.1)
    assert uncertain.mean_shift > 0


def test_weights_are_all_it_hangs_on_where_nothing_else_varies() -> None:
    found = hangs_on(any_problem(15, 4), 2048, kinds=(None,), powers=(1.0,))
    assert found.factors[0] == "weights"
    assert found.shift.first[0] == pytest.approx(1, abs=0.1)
    assert found.rank.total.shape == found.in_first.first.shape == (4, 15)
    assert found.rank.total[1:] == pytest.approx(0, abs=1e-9, nan_ok=True)


def test_the_shift_in_rank_is_that_of_the_plainest_count() -> None:
    problem = any_problem(9, 3, first=2)
    found = hangs_on(problem, 512, kinds=(None,), powers=(1.0,))
    values = np.stack([each.values for each in problem.indicators], axis=1)
    weights = np.random.default_rng(1).dirichlet(np.ones(3), 20_000)
    usual = np.argsort(np.argsort(-values.mean(axis=1)))
    ranks = np.argsort(np.argsort(-(weights @ values.T), axis=1), axis=1)
    assert found.mean_shift == pytest.approx(np.abs(ranks - usual).mean(), rel=0.05)


def test_influence_is_not_the_weight() -> None:
    """Three that say the same outvote one that weighs as much as they do together."""
    random = np.random.default_rng(2)
    one, other = random.random((2, 300))
    tree = Group("", (Group("a", (Leaf("i0"), Leaf("i1"), Leaf("i2"))), Leaf("i3", 0.25, 0.25)))
    found = influence(problem_of(np.column_stack([one, one, one, other]), tree=tree))
    assert sum(each.nominal for each in found) == pytest.approx(1)
    assert sum(each.real for each in found) == pytest.approx(1)
    scores = 0.75 * one + 0.25 * other
    squares = np.array([stats.spearmanr(column, scores)[0] ** 2 for column in (one, one, one, other)])
    assert [each.real for each in found] == pytest.approx(squares / squares.sum())
    assert found[3].real < found[3].nominal / 2


def test_spearman_is_that_of_scipy() -> None:
    random = np.random.default_rng(3)
    one, other = random.integers(0, 8, (2, 60)).astype(float)
    assert spearman(one, other) == pytest.approx(stats.spearmanr(one, other)[0])
    one[:5] = np.nan
    assert spearman(one, other) == pytest.approx(stats.spearmanr(one[5:], other[5:])[0])
    assert np.isnan(spearman(np.ones(4), np.arange(4.0)))
    assert np.isnan(spearman(np.array([1.0, np.nan]), np.array([2.0, 3.0])))
