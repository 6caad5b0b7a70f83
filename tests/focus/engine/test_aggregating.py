# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pymcdm.methods
import pytest
import skcriteria
from hypothesis import given, settings
from hypothesis import strategies as st
from skcriteria.agg import simple

from praktijk.focus.engine.aggregating import FLOOR, nested, power_mean
from praktijk.focus.engine.weighing import Group, Leaf, drawn_block, product
from tests.focus.engine.making import flat

RANDOM = np.random.default_rng(4)
VALUES = RANDOM.uniform(0.05, 1, (30, 6))
POWERS = st.floats(-3, 3).map(lambda power: 0.0 if abs(power) < 0.01 else power)
WEIGHTS = RANDOM.dirichlet(np.ones(6))


def as_they_are(column, cost=False):
    return column


def test_the_weighted_sum_is_that_of_the_peers() -> None:
    own = power_mean(VALUES, WEIGHTS[None, :])[0]
    matrix = skcriteria.mkdm(VALUES, [max] * 6, weights=WEIGHTS)
    theirs = simple.WeightedSumModel().evaluate(matrix)
    assert own == pytest.approx(np.asarray(theirs.e_.score))
    assert (np.argsort(np.argsort(-own)) + 1).tolist() == theirs.rank_.tolist()
    assert own == pytest.approx(pymcdm.methods.WSM(as_they_are)(VALUES, WEIGHTS, np.ones(6)))


def test_the_weighted_product_is_that_of_the_peers() -> None:
    own = power_mean(VALUES, WEIGHTS[None, :], 0)[0]
    matrix = skcriteria.mkdm(VALUES, [max] * 6, weights=WEIGHTS)
    theirs = simple.WeightedProductModel().evaluate(matrix)
    assert np.log10(own) == pytest.approx(np.asarray(theirs.e_.score))
    assert own == pytest.approx(pymcdm.methods.WPM(as_they_are)(VALUES, WEIGHTS, np.ones(6)))


def test_the_means_that_everyone_knows() -> None:
    values, weights = np.array([[0.25, 1.0]]), np.array([[0.5, 0.5]])
    assert power_mean(values, weights, 0) == pytest.approx(0.5)
    assert power_mean(values, weights, -1) == pytest.approx(0.4)
    assert power_mean(values, weights, 0.5) == pytest.approx(0.5625)
    assert power_mean(np.array([[0.0, 1.0]]), weights, 0) == pytest.approx(FLOOR**0.5)


@given(POWERS, st.integers(0, 29), st.integers(0, 5), st.floats(0, 0.5))
@settings(deadline=None)
def test_a_better_value_never_lowers_a_score(power, country, leaf, more) -> None:
    better = VALUES.copy()
    better[country, leaf] += more
    before, after = (power_mean(each, WEIGHTS[None, :], power)[0] for each in (VALUES, better))
    assert after[country] >= before[country] - 1e-12
    others = np.arange(30) != country
    assert np.array_equal(after[others], before[others])


@given(POWERS)
@settings(deadline=None)
def test_a_score_lies_between_the_least_and_the_greatest_value(power) -> None:
    scores = power_mean(VALUES, WEIGHTS[None, :], power)[0]
    assert (scores >= VALUES.min(axis=1) - 1e-9).all()
    assert (scores <= VALUES.max(axis=1) + 1e-9).all()


def test_by_level_is_a_mean_of_means() -> None:
    tree = Group(
        "",
        (Group("a", (Leaf("i0"), Leaf("i1"))), Group("b", (Leaf("i2"), Leaf("i3"), Leaf("i4"))), Leaf("i5")),
    )
    drawn = drawn_block(tree, 1, 0)
    for power in (0.0, 0.5, -1.0):
        inner = [power_mean(VALUES[:, :2], drawn[1], power), power_mean(VALUES[:, 2:5], drawn[2], power)]
        level = np.stack([*inner, np.broadcast_to(VALUES[:, 5], inner[0].shape)], axis=2)
        expected = np.stack(
            [power_mean(level[draw], drawn[0][draw : draw + 1], power)[0] for draw in range(50)]
        )
        assert nested(VALUES, tree, drawn, power)[:50] == pytest.approx(expected)
    assert nested(VALUES, tree, drawn, 1) == pytest.approx(power_mean(VALUES, product(tree, drawn)))
    assert nested(VALUES, flat(6), drawn_block(flat(6), 1, 0), 0) == pytest.approx(
        power_mean(VALUES, product(flat(6), drawn_block(flat(6), 1, 0)), 0)
    )
