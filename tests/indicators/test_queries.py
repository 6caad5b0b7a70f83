# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read of series: the latest vintage, values not too old, coverage, and zero kept apart from nothing."""

from datetime import UTC, datetime

import pytest

from praktijk.access.queries import Public
from praktijk.access.roles import Role
from praktijk.indicators import queries
from praktijk.indicators.models import Series
from praktijk.indicators.rules import Trend
from tests.factories import PersonFactory, UnitFactory
from tests.indicators.made import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return PersonFactory(role=Role.READER)


def test_the_latest_vintage_counts_and_an_older_one_can_be_read_again(reader):
    plain("KEN,2020,1", vintage="old", now=datetime(2026, 1, 1, tzinfo=UTC))
    plain("KEN,2020,2", vintage="new", now=datetime(2026, 2, 1, tzinfo=UTC))
    latest = queries.latest_vintage(reader, "staff")
    assert latest.name == "new"
    old = queries.vintage_named(reader, "staff", "old")
    assert queries.values_for(old, ["KE"], 2025)["KE"].value == 1
    assert [one.name for one in queries.vintages_of(latest.series)] == ["new", "old"]
    assert queries.vintage_named(reader, "staff", "none") is None
    assert queries.latest_vintage(reader, "none") is None


def test_of_two_on_one_day_the_later_read_counts(reader):
    plain("KEN,2020,1")
    plain("KEN,2020,2")
    assert queries.values_for(queries.latest_vintage(reader, "staff"), None, 2025)["KE"].value == 2


def test_a_value_counts_as_long_as_it_is_not_too_old(reader):
    plain("KEN,2015,1", "KEN,2020,2", "KEN,2024,3", "TCD,2015,4", "GHA,2020,0")
    vintage = queries.latest_vintage(reader, "staff")
    held = queries.values_for(vintage, ["KE", "TD", "GH", "NL"], 2022, max_age=5)
    assert {code: (one.value, one.age) for code, one in held.items()} == {"KE": (2, 2), "GH": (0, 2)}
    every = queries.values_for(vintage, None, 2025)
    assert {code: one.age for code, one in every.items()} == {"KE": 1, "TD": 10, "GH": 5}


def test_no_value_is_zero_only_where_the_source_says_so(reader):
    plain("KEN,2020,5", "TCD,2022,7")
    vintage = queries.latest_vintage(reader, "staff")
    assert "NL" not in queries.values_for(vintage, ["NL"], 2022)
    Series.objects.update(absent=Series.Absent.ZERO)
    vintage = queries.latest_vintage(reader, "staff")
    held = queries.values_for(vintage, ["NL", "KE", "TD"], 2022)
    assert {code: (one.value, one.said) for code, one in held.items()} == {
        "NL": (0, False), "KE": (0, False), "TD": (7, True),
    }  # fmt: skip
    # Outside the years that the source covers nothing is known.
    assert queries.values_for(vintage, ["NL"], 2019) == {}
    assert queries.values_for(vintage, ["NL"], 2030, max_age=3) == {}


def test_coverage_by_country(reader):
    plain("KEN,2015,1", "KEN,2020,2", "TCD,2019,4")
    vintage = queries.latest_vintage(reader, "staff")
    told = queries.coverage([vintage], 2025)[vintage.pk]
    kenya = told["KE"]
    assert (kenya.first_year, kenya.last_year, kenya.values, kenya.age) == (2015, 2020, 2, 5)
    assert set(told) == {"KE", "TD"}


def test_trends_take_the_direction_of_the_series(reader):
    plain("KEN,2019,1", "KEN,2024,2", "TCD,2024,4", direction="less")
    found = queries.trends(queries.latest_vintage(reader, "staff"), 2025)
    assert found["KE"].trend is Trend.WORSE
    assert found["TD"].trend is Trend.UNKNOWN


def test_who_may_not_see_a_series_sees_none_of_it(reader):
    unit = UnitFactory(code="GEHEIM")
    member = PersonFactory(role=Role.READER, units=[unit])
    plain("KEN,2024,1", key="secret", level="restricted", restricted_to=(unit.pk,))
    plain("KEN,2024,1", key="inside")
    plain("KEN,2024,1", key="open", level="public")

    def seen(person):
        return {one.series.key for one in queries.latest_vintages(person)}

    assert seen(member) == {"secret", "inside", "open"}
    assert seen(reader) == {"inside", "open"}
    assert seen(Public()) == {"open"}
    assert seen(PersonFactory()) == set()
    assert {one.key for one in queries.series_for(reader)} == {"inside", "open"}
    assert queries.vintage_named(reader, "secret", queries.latest_vintage(member, "secret").name) is None


def test_the_number_of_queries_grows_with_nothing(reader, django_assert_num_queries):
    def ask():
        reader.__dict__.pop("roles_held", None)
        vintages = queries.latest_vintages(reader)
        queries.values_for(vintages[0], None, 2025)
        queries.coverage(vintages, 2025)
        queries.points_of(vintages)

    plain("KEN,2024,1", key="first")
    reader.unit_ids  # noqa: B018 - read once, before it is counted
    with django_assert_num_queries(5):
        ask()
    for number in range(6):
        rows = [
            f"{code},{year},{number}" for code in ("KEN", "TCD", "GHA", "MLI") for year in range(2010, 2025)
        ]
        plain(*rows, key=f"more-{number}")
    with django_assert_num_queries(5):
        ask()
