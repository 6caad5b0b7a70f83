# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import numpy as np
import pytest

from praktijk.focus.engine.changing import one_more_or_fewer, what_would_change_it
from praktijk.focus.engine.choosing import Constraints
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.measuring import Indicator, Scale, Veto
from praktijk.focus.engine.smaa import prepare
from praktijk.focus.engine.weighing import Group, Leaf, draw
from tests.focus.engine.making import any_problem, problem_of


def is_in(values, weights, country, first) -> np.ndarray:
    scores = weights @ values.T
    return (scores > scores[:, [country]]).sum(axis=1) < first


def test_two_criteria_by_hand() -> None:
    """A scores w, B 1 - w, C 0.6; at w = 0.5 C is first. A needs w = 0.6: 0.1 more here and 0.1 less there."""
    problem = problem_of([[1, 0], [0, 1], [0.6, 0.6]])
    change = what_would_change_it(problem, "c0")
    assert not change.is_in
    assert change.weights == pytest.approx([0.6, 0.4], abs=1e-4)
    assert change.shift == pytest.approx(0.2, abs=1e-4)
    assert what_would_change_it(problem, "c2").shift == pytest.approx(0.2, abs=1e-4)
    # Its score must reach 0.6: from 0 to 0.2 on the second criterion; the first is at its goalpost already.
    assert [each.to for each in change.values] == [None, pytest.approx(0.2, abs=1e-4)]
    # To fall behind the 0.5 of the others, C may lose 0.2 on either.
    assert [each.to for each in what_would_change_it(problem, "c2").values] == pytest.approx(
        [0.4, 0.4], abs=1e-4
    )


@pytest.mark.parametrize("power", [1.0, 0.0, -1.0, 0.5])
@pytest.mark.parametrize("seed", range(3))
def test_no_drawn_weights_do_it_with_less(power: float, seed: int) -> None:
    tree = Group(
        "",
        (Group("a", (Leaf("i0"), Leaf("i1")), low=0.3, high=0.7), Leaf("i2"), Leaf("i3")),
        (("a",), ("i3",)),
    )
    problem = replace(any_problem(10, 4, seed=seed, first=3), tree=tree, power=power)
    ready = prepare(problem)
    values, central, _ = ready.in_the_middle()
    drawn = draw(tree, 1, 0, 40_000)
    near = np.vstack([drawn, central + 0.1 * (drawn - central)])
    scores = ready.scored(values, near)
    for country, name in enumerate(problem.countries):
        change = what_would_change_it(ready, name)
        crosses = ((scores > scores[:, [country]]).sum(axis=1) < 3) != change.is_in
        shifts = np.abs(near[crosses] - central).sum(axis=1)
        if change.weights is None:
            assert change.why_not == "impossible"
            assert not crosses.any()
        else:
            assert not len(shifts) or change.shift <= shifts.min() + 1e-4
            own = ready.scored(values, change.weights[None, :])[0]
            assert ((own > own[country]).sum() < 3) != change.is_in
            assert change.weights.sum() == pytest.approx(1)
            assert 0.3 - 1e-6 <= change.weights[:2].sum() <= 0.7 + 1e-6
            assert change.weights[:2].sum() >= change.weights[3] - 1e-6


@pytest.mark.parametrize("more", [{}, {"power": 0.0}, {"power": 0.5, "by_level": True}], ids=str)
def test_one_changed_value_crosses_the_line_and_hardly_less_does_not(more) -> None:
    random = np.random.default_rng(5)
    raw = random.uniform(10, 90, (12, 3))
    indicators = tuple(
        Indicator(f"i{number}", raw[:, number], Scale(kind, 5, 100), direction)
        for number, (kind, direction) in enumerate([("linear", "more"), ("log", "more"), ("linear", "less")])
    )
    problem = replace(any_problem(12, 3, first=4), indicators=indicators, **more)

    def among_the_first(country: int, leaf: int, value: float) -> bool:
        changed = raw[:, leaf].copy()
        changed[country] = value
        others = [
            replace(each, values=changed) if number == leaf else each
            for number, each in enumerate(indicators)
        ]
        scores = prepare(replace(problem, indicators=tuple(others))).in_the_middle()[2]
        return bool((scores > scores[country]).sum() < 4)

    possible = 0
    for country, name in enumerate(problem.countries):
        change = what_would_change_it(problem, name)
        assert change.is_in == among_the_first(country, 0, raw[country, 0])
        assert (change.why_not == "not_linear") == bool(more.get("by_level"))
        for leaf, value in enumerate(change.values):
            assert value.was == raw[country, leaf]
            if value.to is None:
                ends = [among_the_first(country, leaf, end) for end in (5, 100)]
                assert ends == [change.is_in] * 2
            else:
                possible += 1
                assert among_the_first(country, leaf, value.to) != change.is_in
                short = value.was + 0.999 * (value.to - value.was)
                assert among_the_first(country, leaf, short) == change.is_in
    assert possible > 10


def test_what_is_imputed_says_so() -> None:
    values = np.random.default_rng(1).random((8, 2))
    values[3, 1] = np.nan
    change = what_would_change_it(problem_of(values, first=2), "c3")
    assert [each.is_imputed for each in change.values] == [False, True]
    assert change.values[1].was is not None


def test_impossible_within_the_ranges() -> None:
    tree = Group("", (Leaf("i0", 0.45, 0.55), Leaf("i1")))
    change = what_would_change_it(problem_of([[1, 0], [0, 1], [0.6, 0.6]], tree=tree), "c0")
    assert (change.weights, change.shift, change.why_not) == (None, None, "impossible")


def test_a_veto_is_not_undone_by_weights() -> None:
    problem = problem_of([[1, 0], [0, 1], [0.6, 0.6]], first=2, vetoes=(Veto("i1", at_least=0.1),))
    assert what_would_change_it(problem, "c0").why_not == "vetoed"
    assert what_would_change_it(problem, "c1").why_not == "no_room"
    with pytest.raises(InvalidRound):
        what_would_change_it(problem, "nobody")


def test_one_more_and_one_fewer() -> None:
    problem = problem_of([[0.9], [0.7], [0.5], [0.3]], first=2)
    found = one_more_or_fewer(problem)
    assert found.chosen == ("c0", "c1")
    assert found.with_one_more == (("c2",), ())
    assert found.with_one_fewer == ((), ("c1",))
    everyone = one_more_or_fewer(replace(problem, first=4))
    assert everyone.with_one_more is None


def test_one_more_under_constraints_may_change_several() -> None:
    problem = problem_of([[0.9], [0.5], [0.4], [0.3]], first=1)
    costs = {"c0": 3.0, "c1": 2.0, "c2": 1.5, "c3": 1.0}
    found = one_more_or_fewer(problem, Constraints(problem.countries, 1, costs=costs, budget=3.5))
    assert found.chosen == ("c0",)
    assert found.with_one_more == (("c1", "c2"), ("c0",))
