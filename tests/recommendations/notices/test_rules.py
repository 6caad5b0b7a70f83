# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a term is announced, and which notices join which mail."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.recommendations.notices.rules import (
    HOUR,
    Frequency,
    Stage,
    digests_go,
    notices_until,
    term_stage,
    waiting_stage,
)
from tests.recommendations.notices.post import ZONE, at


@pytest.mark.parametrize(
    "due,on,stage",
    [
        (date(2026, 3, 31), date(2026, 2, 28), None),
        (date(2026, 3, 31), date(2026, 3, 1), Stage.AHEAD),
        (date(2026, 3, 31), date(2026, 3, 30), Stage.AHEAD),
        (date(2026, 3, 31), date(2026, 3, 31), Stage.TODAY),
        (date(2026, 3, 31), date(2026, 4, 1), Stage.OVERDUE),
        (date(2028, 2, 29), date(2028, 1, 29), None),
        (date(2028, 2, 29), date(2028, 1, 30), Stage.AHEAD),
        (date(2028, 2, 29), date(2028, 2, 29), Stage.TODAY),
        (date(2028, 2, 29), date(2028, 3, 1), Stage.OVERDUE),
        (date(2028, 3, 30), date(2028, 2, 29), Stage.AHEAD),
        (date(2027, 1, 1), date(2026, 12, 31), Stage.AHEAD),
        (date(2026, 12, 31), date(2040, 1, 1), Stage.OVERDUE),
    ],
)
def test_the_stage_of_a_term(due, on, stage):
    assert term_stage(due, on) is stage


def test_a_delivery_that_waits_long_is_another_stage():
    assert waiting_stage(date(2026, 1, 1), date(2026, 1, 1)) is Stage.WAITS
    assert waiting_stage(date(2026, 1, 1), date(2026, 1, 30)) is Stage.WAITS
    assert waiting_stage(date(2026, 1, 1), date(2026, 1, 31)) is Stage.WAITS_LONG


@pytest.mark.parametrize(
    "utc,go",
    [
        (datetime(2026, 1, 15, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 1, 15, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 15, 4, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 15, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 5, 0, tzinfo=UTC), True),  # the clock went forward at one, UTC
        (datetime(2026, 10, 25, 5, 0, tzinfo=UTC), False),  # it went back: five UTC is six here
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 15, 23, 30, tzinfo=UTC), False),  # half past midnight here
    ],
)
def test_digests_go_from_seven_by_the_clock_on_the_wall(utc, go):
    assert digests_go(utc, ZONE) is go


@pytest.mark.parametrize(
    "now,daily,weekly",
    [
        (at(2026, 11, 25, 7), at(2026, 11, 25, 7), at(2026, 11, 23, 7)),
        (at(2026, 11, 25, 6, 59), at(2026, 11, 24, 7), at(2026, 11, 23, 7)),
        (at(2026, 11, 23, 7), at(2026, 11, 23, 7), at(2026, 11, 23, 7)),
        (at(2026, 11, 23, 6), at(2026, 11, 22, 7), at(2026, 11, 16, 7)),
        (at(2026, 11, 29, 23), at(2026, 11, 29, 7), at(2026, 11, 23, 7)),
        (at(2026, 3, 29, 12), at(2026, 3, 29, 7), at(2026, 3, 23, 7)),
    ],
)
def test_notices_join_up_to_the_last_seven_in_the_morning(now, daily, weekly):
    assert notices_until(Frequency.AT_ONCE, now, ZONE) == now
    assert notices_until(Frequency.DAILY, now, ZONE) == daily
    assert notices_until(Frequency.WEEKLY, now, ZONE) == weekly
    assert notices_until(Frequency.NONE, now, ZONE) is None


@given(
    st.timedeltas(timedelta(0), timedelta(days=1500)).map(lambda past: at(2026, 1, 1) + past),
    st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]),
)
def test_the_bound_lies_behind_us_never_goes_back_and_is_seven_here(now, frequency):
    bound = notices_until(frequency, now, ZONE)
    assert bound is not None
    assert bound <= now
    assert bound.astimezone(ZONE).time() == HOUR
    later = notices_until(frequency, now + timedelta(hours=1), ZONE)
    assert later is not None
    assert later >= bound
    # A day here may have 25 hours; what came is never left longer than its day or its week.
    longest = timedelta(days=1 if frequency is Frequency.DAILY else 7, hours=1)
    assert now - bound <= longest
