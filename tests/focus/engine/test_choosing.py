# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktijk.focus.engine.choosing import Constraints, _rows, choose, portfolio, smallest_clash
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.measuring import Veto
from praktijk.focus.engine.smaa import run
from tests.focus.engine.making import any_problem, problem_of

SIZE = 7
NAMES = tuple(f"c{number}" for number in range(SIZE))


@st.composite
def constraints(draw, budget: bool):
    region_of = {name: draw(st.sampled_from("ABC")) for name in NAMES if draw(st.booleans())}
    regions = {
        region: (low, low + draw(st.integers(0, 3)))
        for region in sorted(set(region_of.values()))
        if draw(st.booleans())
        for low in [draw(st.integers(0, 2))]
    }
    how_many = draw(st.integers(0, SIZE))
    return Constraints(
        NAMES,
        how_many,
        fewest=draw(st.none() | st.integers(0, how_many)),
        region_of=region_of,
        regions=regions,
        costs={name: float(draw(st.integers(0, 9))) for name in NAMES} if budget else {},
        budget=float(draw(st.integers(0, 30))) if budget else None,
        must_in=frozenset(draw(st.sets(st.sampled_from(NAMES), max_size=2))),
        must_out=frozenset(draw(st.sets(st.sampled_from(NAMES), max_size=2))),
    )


def allowed(given: Constraints, chosen: frozenset[str]) -> dict[tuple[str, str], bool]:
    """Each constraint by its name, and whether a choice keeps to it: straight from what it says."""
    holds = {("how_many", ""): len(chosen) <= given.how_many, ("fewest", ""): len(chosen) >= given.least}
    for region, (least, most) in given.regions.items():
        count = sum(given.region_of.get(name) == region for name in chosen)
        holds["region_at_least", region] = count >= least
        holds["region_at_most", region] = count <= most
    if given.budget is not None:
        holds["budget", ""] = sum(given.costs[name] for name in chosen) <= given.budget
    holds |= {("must_in", name): name in chosen for name in given.must_in}
    holds |= {("must_out", name): name not in chosen for name in given.must_out}
    return holds


CHOICES = [frozenset(each) for size in range(SIZE + 1) for each in combinations(NAMES, size)]


@pytest.mark.parametrize("budget", [False, True])
def test_the_best_of_all_choices(budget: bool) -> None:
    ends = {"chosen": 0, "refused": 0}

    @given(constraints(budget), st.lists(st.integers(-2, 20), min_size=SIZE, max_size=SIZE))
    @settings(deadline=None, max_examples=120)
    def check(given, scores) -> None:
        values = dict(zip(NAMES, scores, strict=True))
        possible = [each for each in CHOICES if all(allowed(given, each).values())]
        if possible:
            chosen = frozenset(NAMES[place] for place in choose(np.array(scores, float), given))
            assert chosen in possible
            assert sum(values[name] for name in chosen) == max(
                sum(values[name] for name in each) for each in possible
            )
            ends["chosen"] += 1
        else:
            with pytest.raises(InvalidRound) as refused:
                choose(np.array(scores, float), given)
            (fault,) = refused.value.faults
            assert fault.code == "constraints_clash"
            named = fault.values["constraints"]
            kept = [allowed(given, each) for each in CHOICES]
            assert not any(all(each[name] for name in named) for each in kept)
            smaller = combinations(kept[0], len(named) - 1)
            assert all(any(all(each[name] for name in part) for each in kept) for part in smaller)
            ends["refused"] += 1

    check()
    assert min(ends.values()) > 5


def test_the_smallest_set_that_clashes_is_named() -> None:
    given = Constraints(
        NAMES,
        3,
        region_of=dict.fromkeys(NAMES[:4], "A"),
        regions={"A": (2, 4)},
        costs=dict.fromkeys(NAMES, 2.0),
        budget=100,
        must_in=frozenset(NAMES[4:6]),
    )
    assert set(smallest_clash(given)) == {
        ("how_many", ""),
        ("region_at_least", "A"),
        ("must_in", "c4"),
        ("must_in", "c5"),
    }
    assert smallest_clash(replace(given, how_many=4)) == ()
    assert ("region_at_most", "A") not in dict(_rows(given))


@pytest.mark.parametrize(
    "more, code",
    [
        ({"must_in": frozenset({"x"})}, "unknown_country"),
        ({"regions": {"A": (1, 2)}}, "unknown_region"),
        ({"budget": 3.0}, "cost_missing"),
        ({"costs": {"c0": -1.0}}, "negative_cost"),
    ],
)
def test_constraints_that_cannot_be_read(more, code) -> None:
    with pytest.raises(InvalidRound) as refused:
        choose(np.zeros(SIZE), Constraints(NAMES, 2, **more))
    assert {fault.code for fault in refused.value.faults} == {code}


def test_a_portfolio_without_constraints_is_the_first_of_each_draw() -> None:
    problem = any_problem(20, 4, first=5)
    found = portfolio(problem, Constraints(problem.countries, 5), draws=1500, seed=2)
    assert found.frequency == pytest.approx(run(problem, 1500, seed=2).in_first)
    assert found.sampled == 1500
    assert sorted(found.core + found.borderline + found.never) == sorted(problem.countries)


def test_core_borderline_and_never() -> None:
    problem = problem_of(
        [[1, 1], [0.9, 0.1], [0.1, 0.9], [0, 0], [0.95, 0.95]], vetoes=(Veto("i0", at_most=0.99),)
    )
    found = portfolio(problem, Constraints(problem.countries, 2), draws=600)
    assert found.core == ("c4",)
    assert set(found.borderline) == {"c1", "c2"}
    assert set(found.never) == {"c0", "c3"}
    assert "c4" in found.proposal
    assert len(found.proposal) == 2


def test_a_budget_and_data_sets_in_a_portfolio() -> None:
    problem = any_problem(15, 3, missing=0.2)
    costs = {name: 1.0 + number % 4 for number, name in enumerate(problem.countries)}
    given = Constraints(problem.countries, 6, fewest=0, costs=costs, budget=8.0)
    one, two = (portfolio(problem, given, draws=100) for _ in range(2))
    assert np.array_equal(one.frequency, two.frequency)
    assert sum(costs[name] for name in one.proposal) <= 8
    assert one.frequency @ np.array(list(costs.values())) <= 8 + 1e-9


def test_a_portfolio_that_is_not_possible() -> None:
    problem = problem_of([[1, 1], [0.5, 0.5]], vetoes=(Veto("i0", at_most=0.9),))
    with pytest.raises(InvalidRound) as refused:
        portfolio(problem, Constraints(problem.countries, 1, must_in=frozenset({"c0"})))
    assert set(refused.value.faults[0].values["constraints"]) == {("must_in", "c0"), ("veto", "c0")}
