# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the marks of the register's charts lead, and how the charts hold up with many promises."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.utils.translation import override

from praktijk.recommendations import charts
from praktijk.recommendations.charts.deadlines import MOST_BARS
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.queries import Filter, Register
from tests.factories import CommitmentFactory, RecommendationFactory, ThemeFactory, coordinator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def register(user, **wanted) -> Register:
    return Register(user, Filter(**wanted), today=TODAY)


def opened(user, href: str) -> Register:
    """The register to which a mark leads."""
    form = RegisterForm(QueryDict(href.partition("?")[2]), user=user)
    assert form.is_valid(), (href, form.errors)
    return Register(user, form.wanted, today=TODAY)


def test_positions_are_drawn_by_theme_and_each_part_opens_what_it_counts():
    user = coordinator()
    first, second = ThemeFactory(name_en="First"), ThemeFactory(name_en="Second")
    for theme, position in ((first, "adopted"), (first, "not_adopted"), (second, "adopted"), (second, "")):
        RecommendationFactory(theme=theme, position=position)
    RecommendationFactory(theme=None, position="already_practice")
    with override("en"):
        drawn = charts.positions(register(user))
        assert drawn.finding == "Of 5 recommendations 3 are adopted or already practice; 1 is not adopted."
        assert [row[0] for row in drawn.rows] == ["First", "Second", "Without a theme"]
    values = drawn.spec["data"]["values"]
    assert sum(value["count"] for value in values) == 5
    for value in values:
        assert opened(user, value["href"]).totals["recommendations"] == value["count"]
    assert "<svg" in drawn.svg()


def test_positions_follow_the_filter():
    user, theme = coordinator(), ThemeFactory(key="a")
    RecommendationFactory(theme=theme, position="adopted")
    RecommendationFactory(theme=theme, position="noted")
    RecommendationFactory(position="noted")
    drawn = charts.positions(register(user, theme="a", position="noted"))
    assert [value["count"] for value in drawn.spec["data"]["values"]] == [1]
    nothing = charts.positions(register(user, text="zqx"))
    assert (nothing.rows, nothing.spec) == ([], {})


def test_the_parts_of_states_open_what_they_count():
    user = coordinator()
    theme = ThemeFactory()
    CommitmentFactory(recommendation__theme=theme, theme=theme, due_latest=date(2026, 1, 1))
    CommitmentFactory(recommendation__theme=theme, theme=theme, due_latest=date(2099, 1, 1))
    CommitmentFactory(recommendation__theme=theme, theme=theme, due_latest=None)
    CommitmentFactory(recommendation__theme=theme, state="delivered")
    CommitmentFactory(
        recommendation=None, document=RecommendationFactory().document, theme=None, state="delivered"
    )
    for value in charts.states(register(user)).spec["data"]["values"]:
        assert opened(user, value["href"]).totals["commitments"] == value["count"]


def test_many_deadlines_are_counted_by_quarter_and_a_column_opens_its_quarter():
    user = coordinator()
    for number in range(MOST_BARS + 4):
        CommitmentFactory(due_latest=date(2026, 1 + number % 12, 28))
    drawn = charts.deadlines(register(user))
    assert sum(row[2] for row in drawn.rows) == MOST_BARS + 4
    assert len(drawn.rows) == 4
    assert not drawn.named
    parts = drawn.spec["data"]["values"]
    assert {value["order"] for value in parts} == {0, 1}
    for value in parts:
        assert opened(user, value["href"]).totals["commitments"] == value["count"]


def test_many_years_are_drawn_as_years():
    user = coordinator()
    for year in range(1990, 2030):
        CommitmentFactory(due_latest=date(year, 12, 31))
    drawn = charts.deadlines(register(user))
    assert [row[0] for row in drawn.rows] == [str(year) for year in range(1990, 2030)]
    assert "<svg" in drawn.svg()


def test_a_column_stays_within_the_period_that_was_asked():
    user = coordinator()
    for day in range(1, 29):
        CommitmentFactory(due_latest=date(2026, 8, day))
    drawn = charts.deadlines(register(user, due_from=date(2026, 8, 3)))
    (value,) = drawn.spec["data"]["values"]
    asked = parse_qs(value["href"].partition("?")[2])
    assert (asked["due_from"], asked["due_until"]) == (["2026-08-03"], ["2026-09-30"])
    assert opened(user, value["href"]).totals["commitments"] == value["count"] == 26
