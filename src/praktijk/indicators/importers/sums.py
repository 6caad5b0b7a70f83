# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files whose rows are added up by country and year: deaths by actor, refugees by pair of countries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import IO

from praktijk.indicators.importers.faults import Fault
from praktijk.indicators.importers.gathering import Gathered, Value
from praktijk.indicators.importers.numbers import Wrong
from praktijk.indicators.importers.tables import table_in

_DEATHS = "ucdp-one-sided"
_BEST, _LOW, _HIGH = "best_fatality_estimate", "low_fatality_estimate", "high_fatality_estimate"
_SIDES = {"unhcr-refugees-origin": "coo", "unhcr-refugees-asylum": "coa"}


@dataclass
class _Sum:
    best: float = 0
    low: float = 0
    high: float = 0
    row: int = 0
    elsewhere: float = 0


def read_ucdp(file: IO[bytes], name: str, gathered: Gathered) -> None:
    """One-sided violence (UCDP): deaths a country and year, over the actors.

    A row over several countries does not say how many died in which: it is left out of the values, and where
    a country has deaths of its own in that year, its upper bound is raised by as much as may be missing. A
    country without a row gets no value: the source counts actors with 25 deaths or more, so that is not zero.
    """
    table = table_in(file, name=name)
    table.must_have(["year", "location", _BEST, _LOW, _HIGH])
    sums: dict[tuple[str, int], _Sum] = defaultdict(_Sum)
    for row, cells in table:
        when = gathered.year(row, cells["year"])
        try:
            best, low, high = (gathered.number(row, one, cells[one]) for one in (_BEST, _LOW, _HIGH))
        except Wrong:
            gathered.counts.add("rejected")
            continue
        if when is None:
            continue
        if best is None:
            gathered.counts.add("empty")
            continue
        named = [one.strip() for one in cells["location"].split(",") if one.strip()]
        places = [gathered.places.country(when, name=one) for one in named] or [Fault.NO_COUNTRY]
        told = [one for one in places if not isinstance(one, Fault)]
        if len(places) > 1:
            gathered.find(row, "location", Fault.SEVERAL_COUNTRIES, cells["location"])
            gathered.counts.add("rejected")
            for country in told:
                sums[country, when].elsewhere += max(high or 0, best)
            continue
        if isinstance(places[0], Fault):
            gathered.find(row, "location", places[0], cells["location"])
            gathered.counts.add("rejected")
            continue
        _add(gathered, sums[places[0], when], row, best, low, high)
    for (country, when), found in sums.items():
        if found.row:
            value = Value(found.best, found.low, found.high + found.elsewhere)
            if found.elsewhere:
                gathered.find(found.row, _HIGH, Fault.HIGH_WIDENED, f"{country} {when}: {value.high:g}")
            _store(gathered, _DEATHS, country, when, found.row, value, _BEST)


def _add(
    gathered: Gathered, found: _Sum, row: int, best: float, low: float | None, high: float | None
) -> None:
    found.row = found.row or row
    if low is None or high is None or not low <= best <= high:
        gathered.find(row, _BEST, Fault.BOUNDS_LEFT_OUT, f"{low} - {best:g} - {high}")
        gathered.counts.add("repaired")
        low, high = min(best, low if low is not None else best), max(best, high or best)
    else:
        gathered.counts.add("imported")
    found.best, found.low, found.high = found.best + best, found.low + low, found.high + high


def read_unhcr(file: IO[bytes], name: str, gathered: Gathered) -> None:
    """Refugees (UNHCR) by country of origin and by country of asylum, added up over the other side.

    Those of whom the origin is not known count for the country of asylum only. A zero is a zero that UNHCR
    wrote; a country without a row in a year has no value.
    """
    table = table_in(file, name=name)
    table.must_have(["year", "refugees", "coo_iso", "coo_name", "coa_iso", "coa_name"])
    sums: dict[tuple[str, str, int], tuple[float, int]] = {}
    pairs: dict[tuple[int, str, str], int] = {}
    for row, cells in table:
        when = gathered.year(row, cells["year"])
        try:
            refugees = gathered.number(row, "refugees", cells["refugees"])
        except Wrong:
            gathered.counts.add("rejected")
            continue
        if when is None:
            continue
        pair = (when, cells["coo_iso"], cells["coa_iso"])
        if pairs.setdefault(pair, row) != row:
            told = f"{pair[1]} - {pair[2]} {when} ({pairs[pair]}, {row})"
            gathered.find(row, "refugees", Fault.TWO_VALUES, told)
            continue
        for key, side in _SIDES.items():
            if refugees is None:
                gathered.counts.add("empty")
                continue
            code, words = cells[f"{side}_iso"], cells[f"{side}_name"]
            place = gathered.places.country(when, name=words if code in _NO_COUNTRY else "", code=code)
            if isinstance(place, Fault):
                gathered.find(row, side, place, words)
                gathered.counts.add("rejected")
                continue
            gathered.counts.add("imported")
            before, first = sums.get((key, place, when), (0.0, row))
            sums[key, place, when] = (before + refugees, first)
    for (key, country, when), (total, first) in sums.items():
        _store(gathered, key, country, when, first, Value(total), "refugees")


#: What UNHCR writes as a code where there is no country: not known, stateless, Tibetans.
_NO_COUNTRY = frozenset({"", "UNK", "XXA", "TIB"})


def _store(
    gathered: Gathered, key: str, country: str, year: int, row: int, value: Value, column: str
) -> None:
    """Keep a sum, whose rows were counted when they were added."""
    before = gathered.counts.values, gathered.counts.imported
    gathered.keep(row, key, country, year, value, column)
    if gathered.counts.imported > before[1]:
        gathered.counts.values, gathered.counts.imported = before
