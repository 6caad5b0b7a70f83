# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is gathered from the files of one import: values by series, country and year, and what was wrong."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from praktijk.indicators.importers import numbers
from praktijk.indicators.importers.faults import REFUSING, BrokenFile, Fault, Finding
from praktijk.indicators.importers.places import Places

_MOST_SHOWN = 20


class Value(NamedTuple):
    """A value with its uncertainty, where the source tells it."""

    value: float
    low: float | None = None
    high: float | None = None
    sd: float | None = None


class Columns(NamedTuple):
    """Where a series stands in a row: value, bounds, standard deviation; empty for what is not there."""

    value: str
    low: str = ""
    high: str = ""
    sd: str = ""


class Scale(NamedTuple):
    """Between what the values of a series lie; None where the scale is open on that side."""

    lowest: float | None = None
    highest: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value is on the scale; rounding counts as being on it."""
        low, high = self.lowest, self.highest
        return (low is None or value >= low - 1e-6) and (high is None or value <= high + 1e-6)


@dataclass
class Counts:
    """How many values were in the files, and what became of them; the parts add up to `values`.

    `imported`: taken as they stood; `repaired`: taken, with a remark; `same`: given twice, alike; `empty`: a
    place for a value that the source left empty; `rejected`: left out, with the reason.
    """

    values: int = 0
    imported: int = 0
    repaired: int = 0
    same: int = 0
    empty: int = 0
    rejected: int = 0

    def add(self, part: str) -> None:
        """Count one value."""
        self.values += 1
        setattr(self, part, getattr(self, part) + 1)


@dataclass
class Gathered:
    """The values of an import; `latest` is the last year that can have been.

    `strict`: a value outside its own bounds refuses the file, and each empty place is written down. Else such
    bounds are left out, as publishers have some that cannot be.
    """

    places: Places
    latest: int
    scales: Mapping[str, Scale]
    strict: bool = False
    file: str = ""
    counts: Counts = field(default_factory=Counts)
    findings: list[Finding] = field(default_factory=list)
    values: dict[str, dict[tuple[str, int], Value]] = field(default_factory=lambda: defaultdict(dict))
    _rows: dict[tuple[str, str, int], tuple[str, int]] = field(default_factory=dict)
    _told: set[tuple[str, int, Fault]] = field(default_factory=set)
    _refusing: Counter[Fault] = field(default_factory=Counter)

    def take(
        self,
        row: int,
        *,
        year: str,
        series: Mapping[str, Columns],
        cells: Mapping[str, str],
        code: str = "",
        name: str = "",
        decimals: str = ".",
    ) -> None:
        """The values of a row: of one country in one year, for one or more series."""
        when = self.year(row, year)
        if when is None:
            return
        place: str | Fault | None = None
        for key, columns in series.items():
            try:
                value = self._value(row, columns, cells, decimals)
            except numbers.Wrong:
                self.counts.add("rejected")
                continue
            if value is None:
                self.counts.add("empty")
                if self.strict:
                    self.find(row, columns.value, Fault.NO_VALUE, cells[columns.value])
                continue
            if place is None:
                place = self.places.country(when, code=code, name=name)
            if isinstance(place, Fault):
                self.find(row, "country", place, ", ".join(filter(None, (name, code))), once=True)
                self.counts.add("rejected")
                continue
            self.keep(row, key, place, when, value, columns.value)

    def year(self, row: int, text: str) -> int | None:
        """The year of a row; None, and a finding, where there is none that can be."""
        try:
            when, of_two = numbers.year(text, latest=self.latest)
        except numbers.Wrong as wrong:
            self.find(row, "year", wrong.fault, text)
            return None
        if of_two:
            self.find(row, "year", Fault.YEAR_OF_TWO, text)
        return when

    def number(self, row: int, column: str, text: str, decimals: str = ".") -> float | None:
        """The number in a cell. Raises numbers.Wrong after it was written down."""
        try:
            return numbers.number(text, decimals=decimals)
        except numbers.Wrong as wrong:
            self.find(row, column, wrong.fault, text)
            raise

    def _value(self, row: int, columns: Columns, cells: Mapping[str, str], decimals: str) -> Value | None:
        value, low, high, sd = (
            self.number(row, column, cells[column], decimals) if column else None for column in columns
        )
        if value is None:
            return None
        if sd is not None and sd < 0:
            self._wrong(row, columns.sd, Fault.NEGATIVE_SD, cells[columns.sd])
        if low is not None and high is not None and low > high and self.strict:
            self._wrong(row, columns.low, Fault.LOW_ABOVE_HIGH, f"{low:g} > {high:g}")
        return Value(value, low, high, sd)

    def _wrong(self, row: int, column: str, fault: Fault, found: str) -> None:
        self.find(row, column, fault, found)
        raise numbers.Wrong(fault)

    def keep(self, row: int, key: str, country: str, year: int, value: Value, column: str) -> None:
        """Keep a value of a country and year, if it can be and is the only one."""
        if not self.scales.get(key, Scale()).holds(value.value):
            self.find(row, column, Fault.OUT_OF_SCALE, f"{value.value:g}")
            self.counts.add("rejected")
            return
        repaired = (self.file, row, Fault.YEAR_OF_TWO) in self._told
        low, high = value.low, value.high
        if (low is not None and low > value.value) or (high is not None and high < value.value):
            told = " - ".join("" if one is None else f"{one:g}" for one in (low, value.value, high))
            if self.strict:
                self.find(row, column, Fault.VALUE_OUTSIDE_BOUNDS, told)
                self.counts.add("rejected")
                return
            self.find(row, column, Fault.BOUNDS_LEFT_OUT, told)
            value, repaired = value._replace(low=None, high=None), True
        before = self.values[key].get((country, year))
        if before is not None:
            file, first = self._rows[key, country, year]
            where = f"{first}, {row}" if file == self.file else f"{file}: {first}, {row}"
            if before == value:
                self.find(row, column, Fault.SAME_AGAIN, f"{country} {year}: {where}")
                self.counts.add("same")
                return
            told = f"{country} {year}: {before.value:g}, {value.value:g} ({where})"
            self.find(row, column, Fault.TWO_VALUES, told)
            self.counts.add("rejected")
            return
        self.values[key][country, year] = value
        self._rows[key, country, year] = (self.file, row)
        self.counts.add("repaired" if repaired else "imported")

    def find(self, row: int, column: str, fault: Fault, found: str, *, once: bool = False) -> None:
        """Write a finding down; with `once` not more than one of its kind for a row."""
        told = (self.file, row, fault)
        if once and told in self._told:
            return
        self._told.add(told)
        self._refusing[fault] += fault in REFUSING
        self.findings.append(Finding(self.file, row, column, fault, found[:200]))

    def finish(self) -> None:
        """Raises BrokenFile when something is wrong that nothing may be stored with, or there is nothing."""
        wrong = [one for one in self.findings if one.fault in REFUSING]
        if wrong:
            count = sum(self._refusing.values())
            raise BrokenFile("faults", str(count), tuple(wrong[:_MOST_SHOWN]))
        if not any(self.values.values()):
            raise BrokenFile("no_values", "", tuple(self.findings[:_MOST_SHOWN]))
