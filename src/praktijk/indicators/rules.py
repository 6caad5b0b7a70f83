# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a country did better or worse over the years: a pure decision on values and their uncertainty."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

#: The years over which a trend is told, and the fewest that lie between the two values.
SPAN, FEWEST = 5, 2
#: From so many years old on, the latest value tells no trend of today.
TOO_OLD = 5
#: Two-sided 90 per cent of a normal distribution.
_SURE = 1.645
#: Without any uncertainty told: smaller differences than this part of the scale, or of the value, are none.
_PART_OF_SCALE, _PART_OF_VALUE = 0.02, 0.05


class Trend(StrEnum):
    """How it went."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Point:
    """A value in a year, with what is known of its uncertainty."""

    year: int
    value: float
    low: float | None = None
    high: float | None = None
    sd: float | None = None


@dataclass(frozen=True)
class Change:
    """A trend, and between which two points it was found; both None where it is unknown."""

    trend: Trend
    before: Point | None = None
    after: Point | None = None


UNKNOWN = Change(Trend.UNKNOWN)


def change(
    points: Sequence[Point], *, more_is_better: bool, today: int, scale: float | None = None
) -> Change:
    """From the value about five years before to the latest one.

    `scale` is the width of the scale where it is closed. Unknown where the latest value is too old, or none
    lies at least two and at most seven years before it. A difference that may be chance is no change: with
    standard deviations a test at 90 per cent (which takes the errors as independent, and so rather says
    unchanged), with bounds whether they overlap, with neither a small part of the scale or of the value.
    """
    ordered = sorted(points, key=lambda point: point.year)
    if not ordered or today - ordered[-1].year > TOO_OLD:
        return UNKNOWN
    after = ordered[-1]
    before = [point for point in ordered[:-1] if FEWEST <= after.year - point.year <= SPAN + FEWEST]
    if not before:
        return UNKNOWN
    first = min(before, key=lambda point: (abs(after.year - SPAN - point.year), point.year))
    if not _differs(first, after, scale):
        return Change(Trend.UNCHANGED, first, after)
    rose = after.value > first.value
    return Change(Trend.BETTER if rose == more_is_better else Trend.WORSE, first, after)


def _differs(one: Point, other: Point, scale: float | None) -> bool:
    gap = abs(one.value - other.value)
    if one.sd is not None and other.sd is not None:
        return gap > _SURE * math.hypot(one.sd, other.sd)
    low, high = sorted((one, other), key=lambda point: point.value)
    if low.high is not None and high.low is not None:
        return low.high < high.low
    if scale:
        return gap > _PART_OF_SCALE * scale
    return gap > _PART_OF_VALUE * max(abs(one.value), abs(other.value))
