# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest

from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.filling import data_sets, share_imputed

NAN = np.nan


def related(countries: int = 300, missing: float = 0.3, correlation: float = 0.9):
    """Two normal indicators on 0..1 that go together, and the same with gaps in the second."""
    random = np.random.default_rng(3)
    whole = random.multivariate_normal(
        [0.5, 0.5], 0.01 * np.array([[1, correlation], [correlation, 1]]), countries
    )
    gaps = whole.copy()
    gaps[random.random(countries) < missing, 1] = NAN
    return whole, gaps


def test_what_is_there_stays_and_what_is_missing_comes_from_its_conditional_distribution() -> None:
    whole, gaps = related()
    made = data_sets(gaps, None, 200, 1)
    missing = np.isnan(gaps[:, 1])
    assert np.array_equal(made[:, ~missing], np.broadcast_to(whole[~missing], made[:, ~missing].shape))
    # Known in closed form: mean 0.5 + r (x - 0.5), standard deviation 0.1 sqrt(1 - r r).
    expected = 0.5 + 0.9 * (whole[missing, 0] - 0.5)
    assert np.abs(made[:, missing, 1].mean(axis=0) - expected).max() < 0.03
    assert made[:, missing, 1].std(axis=0).mean() == pytest.approx(0.1 * np.sqrt(1 - 0.81), rel=0.15)


def test_a_country_without_anything_gets_the_whole_distribution() -> None:
    _, gaps = related()
    gaps[0] = NAN
    made = data_sets(gaps, None, 400, 1)[:, 0]
    assert made.mean(axis=0) == pytest.approx([0.5, 0.5], abs=0.03)
    assert made.std(axis=0) == pytest.approx([0.1, 0.1], rel=0.2)


def test_the_uncertainty_of_the_source_goes_through() -> None:
    matrix = np.full((5, 2), 0.5)
    sds = np.array([[0.0, 0.1]] * 5)
    made = data_sets(matrix, sds, 1000, 1)
    assert (made[:, :, 0] == 0.5).all()
    assert made[:, :, 1].std(axis=0) == pytest.approx([0.1] * 5, rel=0.1)


def test_nothing_leaves_the_goalposts() -> None:
    matrix = np.array([[0.01, 0.99], [0.99, NAN], [NAN, 0.02], [0.5, 0.5]])
    made = data_sets(matrix, np.full(matrix.shape, 0.5), 200, 1)
    assert made.min() == 0
    assert made.max() == 1


@pytest.mark.parametrize(
    "matrix",
    [
        np.array([[0.3], [NAN], [0.5]]),
        np.array([[0.3, 0.3], [NAN, 0.5], [0.5, NAN], [0.9, 0.9]]),
        np.column_stack([np.linspace(0, 1, 50), np.r_[0.2, np.full(49, NAN)]]),
        np.column_stack([np.full(20, 0.4), np.r_[NAN, np.linspace(0, 1, 19)]]),
        np.column_stack([np.linspace(0, 1, 30)] * 2 + [np.r_[NAN, np.linspace(0, 1, 29)]]),
        np.array([[NAN, NAN], [0.2, NAN], [NAN, 0.4]]),
    ],
    ids=["one indicator", "correlated", "one value", "all equal", "one beside itself", "hardly anything"],
)
def test_it_holds_where_data_are_poor(matrix) -> None:
    made = data_sets(matrix, None, 30, 2)
    assert np.isfinite(made).all()
    # What is not known differs from set to set; nothing is filled in as if it were known.
    assert (made.std(axis=0)[np.isnan(matrix)] > 0).all()


def test_the_same_seed_gives_the_same_and_a_set_does_not_depend_on_how_many() -> None:
    _, gaps = related(60)
    assert np.array_equal(data_sets(gaps, None, 3, 1), data_sets(gaps, None, 8, 1)[:3])
    assert not np.array_equal(data_sets(gaps, None, 3, 1), data_sets(gaps, None, 3, 2))


def test_an_indicator_without_any_value_is_refused() -> None:
    with pytest.raises(InvalidRound) as refused:
        data_sets(np.array([[0.1, NAN], [0.2, NAN]]), None, 1, 1)
    assert refused.value.faults[0].code == "all_missing"


def test_the_share_that_is_imputed() -> None:
    matrix = np.array([[NAN, 0.1, 0.2], [0.0, 0.0, 0.0], [NAN, NAN, NAN]])
    assert share_imputed(matrix, np.array([2.0, 1.0, 1.0])) == pytest.approx([0.5, 0, 1])
