# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a file or with one of its values."""

from enum import StrEnum
from typing import NamedTuple


class Fault(StrEnum):
    """What was found in a row."""

    # The row is left out, and the rest counts.
    UNKNOWN_COUNTRY = "unknown_country"
    HISTORIC = "historic"
    NOT_A_COUNTRY = "not_a_country"
    COUNTRIES_DISAGREE = "countries_disagree"
    SEVERAL_COUNTRIES = "several_countries"
    NO_VALUE = "no_value"
    # The value counts, with a remark.
    YEAR_OF_TWO = "year_of_two"
    BOUNDS_LEFT_OUT = "bounds_left_out"
    HIGH_WIDENED = "high_widened"
    SAME_AGAIN = "same_again"
    # The file is refused.
    TWO_VALUES = "two_values"
    NO_COUNTRY = "no_country"
    NOT_A_NUMBER = "not_a_number"
    INFINITE = "infinite"
    NOT_A_YEAR = "not_a_year"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    NEGATIVE_SD = "negative_sd"
    LOW_ABOVE_HIGH = "low_above_high"
    VALUE_OUTSIDE_BOUNDS = "value_outside_bounds"
    OUT_OF_SCALE = "out_of_scale"
    CELLS = "cells"


#: One of these in a file, and nothing of it is stored: a file with such a row cannot be relied on.
REFUSING = frozenset(list(Fault)[list(Fault).index(Fault.TWO_VALUES) :])


class Finding(NamedTuple):
    """What was found: in which row of which file, in which column, and what stood there."""

    file: str
    row: int
    field: str
    fault: Fault
    found: str


class BrokenFile(Exception):
    """A file that cannot be taken in; `why` is a code, `findings` the rows where it is wrong."""

    def __init__(self, why: str, detail: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail
        self.findings = findings
        self.file = ""
