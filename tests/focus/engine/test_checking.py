# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from praktijk.focus.engine.checking import remarks
from praktijk.focus.engine.measuring import Indicator, Scale, Veto
from praktijk.focus.engine.weighing import Group, Leaf
from tests.focus.engine.making import any_problem, problem_of

RANDOM = np.random.default_rng(6)
PLAIN = RANDOM.random((300, 4))


def about(problem, code):
    return [remark.values for remark in remarks(problem) if remark.code == code]


def with_column(column, number: int = 3, **more):
    values = PLAIN.copy()
    values[:, number] = column
    return problem_of(values, **more)


def test_a_round_without_anything_odd() -> None:
    assert remarks(problem_of(PLAIN)) == []


def test_the_same_source_under_two_names() -> None:
    problem = with_column(0.2 + 0.5 * PLAIN[:, 0])
    assert about(problem, "same_series") == [{"indicators": ("i0", "i3")}]
    assert about(problem, "correlated") == []
    assert about(with_column(1 - PLAIN[:, 0]), "same_series") == [{"indicators": ("i0", "i3")}]


def test_indicators_that_go_together() -> None:
    column = np.clip(PLAIN[:, 0] + RANDOM.normal(0, 0.05, 300), 0, 1)
    (found,) = about(with_column(column), "correlated")
    assert found["indicators"] == ("i0", "i3")
    assert found["correlation"] == pytest.approx(stats.spearmanr(PLAIN[:, 0], column)[0])


def test_all_equal_is_a_remark() -> None:
    assert about(with_column(0.5), "all_equal") == [{"indicator": "i3"}]


def test_coverage_of_indicators_and_countries() -> None:
    column = PLAIN[:, 3].copy()
    column[:150] = np.nan
    problem = with_column(column)
    assert about(problem, "coverage_of_indicator") == [{"indicator": "i3", "share": 0.5}]
    values = PLAIN.copy()
    values[7, :3] = np.nan
    (found,) = about(problem_of(values), "coverage_of_country")
    assert found == {"country": "c7", "share": pytest.approx(0.25)}


def test_outliers_by_the_handbook() -> None:
    column = PLAIN[:, 3].copy() * 0.01
    column[5] = 1
    (found,) = about(with_column(column), "outliers")
    assert found["skewness"] == pytest.approx(stats.skew(column))
    assert found["kurtosis"] == pytest.approx(stats.kurtosis(column, fisher=False))
    counts = np.exp(RANDOM.normal(3, 1.5, 300))
    raw, log = (Indicator("i3", counts, Scale(kind, 0, 5000)) for kind in ("linear", "log"))
    problem = problem_of(PLAIN)
    assert about(replace(problem, indicators=(*problem.indicators[:3], raw)), "outliers")
    assert not about(replace(problem, indicators=(*problem.indicators[:3], log)), "outliers")


def test_need_pulls_one_way_and_feasibility_the_other() -> None:
    values = np.column_stack([PLAIN[:, :2], 1 - PLAIN[:, :2] * 0.9 - 0.05 * PLAIN[:, 2:]])
    tree = Group("", (Group("need", (Leaf("i0"), Leaf("i1"))), Group("can", (Leaf("i2"), Leaf("i3")))))
    (found,) = about(problem_of(values, tree=tree), "groups_opposed")
    assert found["groups"] == ("need", "can")
    assert found["correlation"] < -0.9


def test_a_group_that_counts_for_less_than_it_weighs() -> None:
    values = PLAIN.copy()
    values[:, 3] = 0.5 + 0.01 * PLAIN[:, 3]
    tree = Group("", (Group("a", (Leaf("i0"), Leaf("i1"), Leaf("i2"))), Group("b", (Leaf("i3"),))))
    (found,) = about(problem_of(values, tree=tree), "groups_unbalanced")
    assert (found["group"], found["leaves"], found["nominal"]) == ("b", 1, pytest.approx(0.5))
    assert found["real"] < 0.25


def test_a_veto_on_what_nobody_knows() -> None:
    problem = any_problem(40, 2, missing=0.1, vetoes=(Veto("i0", at_least=0.0),))
    (found,) = about(problem, "veto_unknown")
    missing = [
        name
        for name, value in zip(problem.countries, problem.indicators[0].values, strict=True)
        if np.isnan(value)
    ]
    assert list(found["countries"]) == missing
