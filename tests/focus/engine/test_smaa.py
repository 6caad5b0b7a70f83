# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""SMAA-2 against what can be worked out by hand.

The acceptabilities of two and three criteria are lengths and areas of the set of weights (Lahdelma & Salminen 2001,
section 3), so that they are known exactly for the alternatives here.
"""

import tracemalloc
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.measuring import Indicator, Scale, Veto
from praktijk.focus.engine.smaa import Problem, prepare, run, without_group
from praktijk.focus.engine.weighing import Group, Leaf, central, draw
from tests.focus.engine.making import any_problem, flat, problem_of

NOISE = 0.012  # four standard errors of a share of one half, in 30,000 draws


def test_two_criteria_and_three_alternatives_by_lengths() -> None:
    """With weight w on the first criterion: A scores w, B 1 - w, C 0.6. So A is first where w > 0.6."""
    result = run(problem_of([[1, 0], [0, 1], [0.6, 0.6]]), 30_000)
    expected = [[0.4, 0.1, 0.5], [0.4, 0.1, 0.5], [0.2, 0.8, 0.0]]
    assert result.acceptability == pytest.approx(np.array(expected), abs=NOISE)
    assert result.wins == pytest.approx(
        np.array([[0.5, 0.5, 0.4], [0.5, 0.5, 0.4], [0.6, 0.6, 0.5]]), abs=NOISE
    )
    assert result.central == pytest.approx(np.array([[0.8, 0.2], [0.2, 0.8], [0.5, 0.5]]), abs=NOISE)
    assert result.mean_score == pytest.approx([0.5, 0.5, 0.6], abs=NOISE)
    assert result.score_quantiles[0] == pytest.approx([0.05, 0.5, 0.95], abs=0.04)
    assert result.rank_quantiles[2].tolist() == [1, 2, 2]
    assert result.rank_quantiles[:2, [0, 2]].tolist() == [[1, 3], [1, 3]]
    assert result.confidence.tolist() == [1, 1, 1]


def test_three_criteria_by_areas() -> None:
    """Each stands out on one: each first in a third of the simplex, with the centroid of ranks as its weights."""
    result = run(problem_of(np.eye(3)), 30_000)
    assert result.in_first == pytest.approx(1 / 3, abs=NOISE)
    centroid = np.full((3, 3), 7 / 36) + np.eye(3) * (11 / 18 - 7 / 36)
    assert result.central == pytest.approx(centroid, abs=NOISE)


def test_an_order_of_criteria_settles_it() -> None:
    tree = Group("", (Leaf("i0"), Leaf("i1")), (("i0",), ("i1",)))
    result = run(problem_of([[1, 0], [0, 1]], tree=tree), 1000)
    assert result.acceptability.tolist() == [[1, 0], [0, 1]]
    assert np.isnan(result.central[1]).all()
    assert np.isnan(result.confidence[1])


def test_everything_is_as_plain_numpy_has_it() -> None:
    problem = any_problem(40, 6, first=7)
    result = run(problem, 5000, seed=3)
    weights = draw(problem.tree, 3, 0, 5000)
    scores = weights @ np.stack([each.values for each in problem.indicators])
    ranks = np.argsort(np.argsort(-scores, axis=1), axis=1)
    assert np.array_equal(result.in_first, (ranks < 7).mean(axis=0))
    assert np.array_equal(result.acceptability[:, 0], (ranks == 0).mean(axis=0))
    wins = (scores[:, :, None] > scores[:, None, :]).mean(axis=0) + np.eye(40) / 2
    assert result.wins == pytest.approx(wins)
    ever = result.in_first > 0
    with np.errstate(invalid="ignore"):
        expected = ((ranks < 7).T.astype(float) @ weights) / (ranks < 7).sum(axis=0)[:, None]
    assert result.central[ever] == pytest.approx(expected[ever])
    assert result.mean_score == pytest.approx(scores.mean(axis=0))
    assert result.rank_quantiles[:, 1] == pytest.approx(
        np.quantile(ranks + 1, 0.5, axis=0, method="inverted_cdf")
    )


def same(one, other) -> bool:
    return all(
        np.array_equal(left, right, equal_nan=True)
        if isinstance(left, np.ndarray) and left.dtype.kind == "f"
        else np.all(left == right)
        for left, right in ((getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    )


@pytest.mark.parametrize("more", [{}, {"power": 0.0}, {"by_level": True, "power": 0.5}], ids=str)
def test_the_same_on_any_number_of_threads(more) -> None:
    tree = Group(
        "", (Group("a", (Leaf("i0"), Leaf("i1", 0.2, 0.3), Leaf("i2")), low=0.3), Leaf("i3"), Leaf("i4"))
    )
    problem = replace(any_problem(30, 5, missing=0.2, sd=0.02), tree=tree, **more)
    first = run(problem, 20_001, threads=1)
    assert same(first, run(problem, 20_001, threads=2))
    assert same(first, run(problem, 20_001, threads=3))
    assert not same(first, run(problem, 20_001, seed=2))


def test_memory_does_not_grow_with_the_draws() -> None:
    ready = prepare(any_problem(50, 5))
    run(ready, 1000)

    def most(draws: int) -> int:
        tracemalloc.start()
        run(ready, draws, threads=2)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    # Beyond the blocks that are under way, and the 2,048 draws whose scores are kept.
    assert most(400_000) < 1.3 * most(80_000)


def test_progress_goes_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    run(any_problem(5, 2), 30_000, threads=2, progress=lambda done, draws: seen.append((done, draws)))
    assert seen == sorted(seen)
    assert seen[-1] == (30_000, 30_000)


@given(st.integers(0, 50), st.integers(2, 40), st.integers(1, 6))
@settings(deadline=None, max_examples=25)
def test_shares_add_up(seed, countries, leaves) -> None:
    result = run(any_problem(countries, leaves, seed=seed), 700, threads=1)
    assert result.acceptability.sum(axis=0) == pytest.approx(1)
    assert result.acceptability.sum(axis=1) == pytest.approx(1)
    assert result.in_first.sum() == pytest.approx(result.first)
    assert result.wins + result.wins.T == pytest.approx(1)


@given(st.integers(0, 20), st.integers(0, 11), st.integers(0, 3))
@settings(deadline=None, max_examples=25)
def test_a_better_value_never_makes_a_country_less_acceptable(seed, country, leaf) -> None:
    problem = any_problem(12, 4, seed=seed, first=3)
    values = np.stack([each.values for each in problem.indicators], axis=1)
    values[country, leaf] = min(1.0, values[country, leaf] + 0.3)
    before, after = (run(each, 1000, threads=1) for each in (problem, problem_of(values, first=3)))
    assert after.in_first[country] >= before.in_first[country]
    assert after.mean_score[country] >= before.mean_score[country]
    assert (after.wins[country] >= before.wins[country]).all()


@given(st.integers(0, 20), st.sampled_from([0.001, 7.0, 1e6]), st.floats(-100, 100))
@settings(deadline=None, max_examples=15)
def test_units_do_not_matter(seed, factor, offset) -> None:
    problem = any_problem(15, 3, seed=seed)
    scale = Scale("linear", offset, factor + offset)
    other = tuple(Indicator(each.key, each.values * factor + offset, scale) for each in problem.indicators)
    one, two = run(problem, 1000, threads=1), run(replace(problem, indicators=other), 1000, threads=1)
    assert np.abs(one.acceptability - two.acceptability).max() <= 0.002  # roundings may part a tie
    assert one.mean_score == pytest.approx(two.mean_score)


@given(st.integers(0, 20), st.integers(0, 9))
@settings(deadline=None, max_examples=15)
def test_a_clone_does_not_change_the_order_of_the_others(seed, country) -> None:
    values = np.random.default_rng(seed).random((10, 3))
    one = run(problem_of(values), 8000, threads=1)
    two = run(problem_of(np.vstack([values, values[country]])), 8000, threads=1)
    assert np.array_equal(two.wins[:10, :10], one.wins)
    assert two.wins[10, country] == pytest.approx(0.5, abs=0.05)
    assert two.acceptability[10] == pytest.approx(two.acceptability[country], abs=0.06)


@given(st.integers(0, 20), st.permutations(range(9)))
@settings(deadline=None, max_examples=15)
def test_the_order_of_countries_does_not_matter(seed, places) -> None:
    values = np.random.default_rng(seed).random((9, 3))
    one, two = run(problem_of(values), 1000, threads=1), run(problem_of(values[places]), 1000, threads=1)
    assert np.array_equal(two.acceptability, one.acceptability[places])
    assert np.array_equal(two.wins, one.wins[np.ix_(places, places)])


def test_a_country_that_is_left_out_moves_nobody_past_another() -> None:
    values = np.random.default_rng(8).random((10, 3))
    whole, part = run(problem_of(values), 2000), run(problem_of(values[:-1]), 2000)
    assert np.array_equal(part.wins, whole.wins[:-1, :-1])


def test_what_is_missing_shows() -> None:
    values = np.array([[0.9, 0.9], [0.5, np.nan], [0.1, 0.1], [0.4, 0.5], [0.6, 0.7], [0.2, 0.3]])
    result = run(problem_of(values, first=2), 20_000)
    assert result.share_imputed == pytest.approx([0, 0.5, 0, 0, 0, 0])
    assert result.data_sets == 20
    assert 0 < result.confidence[1] < 1
    assert run(problem_of(np.nan_to_num(values)), 1000).data_sets == 1


def test_a_veto_puts_out_and_leaves_whom_nobody_knows_about() -> None:
    values = [[0.9, 0.9], [np.nan, 0.8], [0.3, 0.3], [0.1, 0.1]]
    result = run(problem_of(values, first=3, vetoes=(Veto("i0", at_most=0.5),)), 2000)
    assert result.out.tolist() == [True, False, False, False]
    assert result.acceptability[0].tolist() == [0, 0, 0, 1]
    assert result.in_first.tolist() == [0, 1, 1, 1]
    everyone_fits = run(problem_of(values, first=4, vetoes=(Veto("i0", at_most=0.5),)), 500)
    assert everyone_fits.first == 3
    assert everyone_fits.in_first[0] == 0


def test_with_and_without_a_group() -> None:
    tree = Group("", (Group("need", (Leaf("i0"), Leaf("i1"))), Group("interests", (Leaf("i2"),))))
    problem = replace(any_problem(20, 3), tree=tree)
    left = without_group(problem, "interests")
    assert np.array_equal(
        run(left, 1000).wins,
        run(replace(problem, tree=Group("", (Group("need", (Leaf("i0"), Leaf("i1"))),))), 1000).wins,
    )
    assert run(left, 1000).leaves == ("i0", "i1")


def test_three_hundred_countries() -> None:
    result = run(any_problem(300, 8, missing=0.1), 2000)
    assert result.acceptability.sum(axis=1) == pytest.approx(1)
    assert central(flat(8)).sum() == pytest.approx(1)


def with_one(**more):
    problem = any_problem(3, 2)
    indicator = replace(problem.indicators[0], **more)
    return replace(problem, indicators=(indicator, problem.indicators[1]))


@pytest.mark.parametrize(
    "problem, code",
    [
        (any_problem(1, 2), "one_candidate"),
        (Problem((), (), flat(1), 1), "no_candidates"),
        (any_problem(3, 2, first=4), "first_out_of_range"),
        (any_problem(3, 2, first=0), "first_out_of_range"),
        (any_problem(3, 2, power=1e-5), "power_out_of_range"),
        (any_problem(3, 2, tree=flat(3)), "unknown_criterion"),
        (any_problem(3, 2, tree=Group("", ())), "empty_tree"),
        (any_problem(3, 2, vetoes=(Veto("nobody"),)), "unknown_criterion"),
        (any_problem(3, 2, vetoes=(Veto("i0", at_least=2),)), "all_vetoed"),
        (replace(any_problem(3, 2), countries=("a", "b", "a")), "named_twice"),
        (replace(any_problem(3, 2), countries=("a", "b")), "wrong_length"),
        (with_one(values=np.full(3, np.nan)), "all_missing"),
        (with_one(key="i1"), "named_twice"),
        (any_problem(3, 2, tree=Group("", (Leaf("i0", 0.6), Leaf("i1", 0.6)))), "weights_clash"),
    ],
)
def test_what_cannot_be_worked_out_is_said(problem, code) -> None:
    with pytest.raises(InvalidRound) as refused:
        prepare(problem)
    assert code in [fault.code for fault in refused.value.faults]


def test_an_indicator_that_is_equal_everywhere_is_no_fault() -> None:
    result = run(with_one(values=np.full(3, 0.5)), 1000)
    assert result.acceptability.sum(axis=1) == pytest.approx(1)
