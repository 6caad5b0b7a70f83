# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.measuring import (
    Indicator,
    Scale,
    Veto,
    faults,
    goalposts,
    judged,
    normalised,
    normalised_sd,
    raw,
    series,
)

NAN = np.nan


def test_goalposts_make_zero_and_one_and_no_data_stays_no_data() -> None:
    indicator = Indicator("a", np.array([0.0, 5.0, 10.0, 12.0, NAN]), Scale("linear", 0, 10))
    assert normalised(indicator) == pytest.approx([0, 0.5, 1, 1, NAN], nan_ok=True)
    less = Indicator("a", indicator.values, indicator.scale, "less")
    assert normalised(less) == pytest.approx([1, 0.5, 0, 0, NAN], nan_ok=True)
    kept = Indicator("a", indicator.values, Scale("linear", 0, 10, "keep"))
    assert normalised(kept)[3] == pytest.approx(1.2)


def test_a_log_scale_takes_zero_and_each_factor_alike() -> None:
    indicator = Indicator("a", np.array([0.0, 9.0, 99.0]), Scale("log", 0, 99))
    assert normalised(indicator) == pytest.approx([0, 0.5, 1])


def test_scales_that_look_at_all_countries() -> None:
    values = np.array([3.0, 1.0, 3.0, NAN, 8.0])
    assert normalised(Indicator("a", values, Scale("rank"))) == pytest.approx(
        [0.5, 0, 0.5, NAN, 1], nan_ok=True
    )
    standard = normalised(Indicator("a", values, Scale("z")))
    assert np.nanmean(standard) == pytest.approx(0.5)
    assert np.nanstd(standard) == pytest.approx(1 / 6)
    assert normalised(Indicator("a", np.array([2.0, 2.0, NAN]), Scale("z"))) == pytest.approx(
        [0.5, 0.5, NAN], nan_ok=True
    )


@given(st.floats(0, 1), st.sampled_from(["linear", "log"]), st.sampled_from(["more", "less"]))
def test_raw_is_the_way_back(placed, kind, direction) -> None:
    indicator = Indicator("a", np.array([0.0]), Scale(kind, 2, 500), direction)
    there = Indicator("a", np.array([raw(indicator, placed)]), indicator.scale, direction)
    assert normalised(there)[0] == pytest.approx(placed, abs=1e-9)


def test_dropping_a_country_changes_nobody_else() -> None:
    values = np.array([1.0, 4.0, 100.0])
    whole, part = (normalised(Indicator("a", each, Scale("linear", 0, 50))) for each in (values, values[:2]))
    assert np.array_equal(whole[:2], part)


def test_a_standard_deviation_is_brought_to_the_scale() -> None:
    sd = np.array([2.0, NAN])
    assert normalised_sd(
        Indicator("a", np.array([3.0, 4.0]), Scale("linear", 0, 10), sd=sd)
    ) == pytest.approx([0.2, 0])
    indicator = Indicator("a", np.array([20.0]), Scale("log", 0, 99), sd=np.array([0.01]))
    moved = Indicator("a", np.array([20.01]), indicator.scale)
    assert normalised_sd(indicator) == pytest.approx(normalised(moved) - normalised(indicator), rel=1e-3)


def test_goalposts_are_proposed() -> None:
    values = np.append(np.arange(101.0), [1000.0, NAN])
    assert goalposts(values) == (0, 1000)
    assert goalposts(values, outliers="fences") == (0, 100)
    low, high = goalposts(values, outliers="percentiles")
    assert (low, high) == pytest.approx(tuple(np.percentile(values[:-1], (2.5, 97.5))))
    assert goalposts(np.array([3.0, 3.0])) == (2.5, 3.5)
    with pytest.raises(ValueError, match="no values"):
        goalposts(np.array([NAN]))


@pytest.mark.parametrize(
    "values, scale, sd, code",
    [
        ([NAN, NAN], Scale(), None, "all_missing"),
        ([1, np.inf], Scale(), None, "infinite"),
        ([1, 2], Scale("linear", 2, 2), None, "goalposts_crossed"),
        ([-1, 2], Scale("log", 0, 2), None, "log_of_negative"),
        ([1, 2], Scale("log", -1, 2), None, "log_of_negative"),
        ([1, 2], Scale(), [0.1, -0.1], "negative_sd"),
    ],
)
def test_what_is_wrong_with_an_indicator(values, scale, sd, code) -> None:
    indicator = Indicator("a", np.array(values, float), scale, sd=None if sd is None else np.array(sd))
    assert [fault.code for fault in faults(indicator)] == [code]


def test_a_veto_keeps_whom_nobody_knows_about() -> None:
    verdict = judged(Veto("a", at_least=2, at_most=5), [Indicator("a", np.array([1.0, 2.0, 5.0, 6.0, NAN]))])
    assert verdict.out.tolist() == [True, False, False, True, False]
    assert verdict.unknown.tolist() == [False, False, False, False, True]
    with pytest.raises(KeyError):
        judged(Veto("b"), [])


def test_a_series_is_made_of_observations() -> None:
    assert series(("NL", "BE", "FR"), [("FR", 0), ("NL", 2.5)]) == pytest.approx([2.5, NAN, 0], nan_ok=True)
    with pytest.raises(InvalidRound) as refused:
        series(("NL", "BE"), [("NL", 1.0), ("NL", 2.0), ("XX", 1.0), ("BE", "few")])  # type: ignore[list-item]
    assert [fault.code for fault in refused.value.faults] == ["two_values", "unknown_country", "not_a_number"]
