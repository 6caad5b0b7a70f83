# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a country did better or worse: direction, uncertainty, age."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.indicators.rules import Change, Point, Trend, change


def told(*points: Point, **how) -> Trend:
    return change(list(points), **({"more_is_better": True, "today": 2025} | how)).trend


def test_more_is_better_or_less_is():
    points = (Point(2019, 2), Point(2024, 4))
    assert told(*points) is Trend.BETTER
    assert told(*points, more_is_better=False) is Trend.WORSE


def test_it_looks_about_five_years_back():
    found = change(
        [Point(2010, 9), Point(2018, 1), Point(2020, 2), Point(2023, 3), Point(2024, 4)],
        more_is_better=True,
        today=2025,
    )
    assert (found.before.year, found.after.year) == (2018, 2024)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [Point(2024, 1)],
        [Point(2023, 1), Point(2024, 2)],  # one year apart tells nothing
        [Point(2010, 1), Point(2024, 2)],  # too far apart
        [Point(2014, 1), Point(2019, 2)],  # the latest is too old
    ],
)
def test_unknown_where_there_is_too_little(points):
    assert change(points, more_is_better=True, today=2025) == Change(Trend.UNKNOWN)


def test_a_difference_within_the_errors_is_none():
    assert told(Point(2019, 2, sd=0.5), Point(2024, 3, sd=0.5)) is Trend.UNCHANGED
    assert told(Point(2019, 2, sd=0.2), Point(2024, 3, sd=0.2)) is Trend.BETTER


def test_bounds_that_overlap_tell_no_difference():
    assert told(Point(2019, 2, 1.5, 2.6), Point(2024, 3, 2.5, 3.5)) is Trend.UNCHANGED
    assert told(Point(2019, 3, 2.7, 3.5), Point(2024, 2, 1.5, 2.6)) is Trend.WORSE


def test_without_uncertainty_a_small_part_of_the_scale_is_none():
    assert told(Point(2019, 50), Point(2024, 51), scale=100) is Trend.UNCHANGED
    assert told(Point(2019, 50), Point(2024, 53), scale=100) is Trend.BETTER
    assert told(Point(2019, 100), Point(2024, 104)) is Trend.UNCHANGED
    assert told(Point(2019, 100), Point(2024, 106)) is Trend.BETTER
    assert told(Point(2019, 0), Point(2024, 0)) is Trend.UNCHANGED


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(0, 1e3))
def test_turning_the_scale_round_turns_the_trend_round(first, last, error, other):
    points = [Point(2019, first, sd=error), Point(2024, last, sd=other)]
    turned = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER}
    one = told(*points)
    assert told(*points, more_is_better=False) is turned.get(one, one)
    mirrored = [Point(point.year, -point.value, sd=point.sd) for point in points]
    assert told(*mirrored) is turned.get(one, one)
