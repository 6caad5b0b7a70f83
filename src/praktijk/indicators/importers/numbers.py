# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and years as sources write them."""

import math
import re

from praktijk.indicators.importers.faults import Fault

#: What a source writes where it has no value.
NONE = frozenset({"", "na", "n/a", "nan", "null", "none", "..", "-", "."})
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_INFINITE = re.compile(r"[+-]?(?:inf|infinity)", re.IGNORECASE)
_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?")
_SEASON = re.compile(r"([0-9]{4})\s*[-/]\s*([0-9]{2}|[0-9]{4})")
FIRST_YEAR = 1700


class Wrong(Exception):
    """A text that is not what it should be."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def number(text: str, *, decimals: str = ".") -> float | None:
    """The number; None where the source says that it has none. Raises Wrong."""
    if text.casefold() in NONE:
        return None
    if _INFINITE.fullmatch(text):
        raise Wrong(Fault.INFINITE)
    written = text.replace(",", ".") if decimals == "," and "." not in text else text
    if not _NUMBER.fullmatch(written):
        raise Wrong(Fault.NOT_A_NUMBER)
    found = float(written)
    if not math.isfinite(found) or abs(found) >= 1e300:
        raise Wrong(Fault.INFINITE)
    return found


def year(text: str, *, latest: int) -> tuple[int, bool]:
    """(the year, whether two were written, of which the later counts). Raises Wrong."""
    plain, season = _YEAR.fullmatch(text), _SEASON.fullmatch(text)
    if plain:
        found = int(plain[1])
    elif season:
        found = int(season[2]) if len(season[2]) == 4 else int(season[1][:2] + season[2])
        if found != int(season[1]) + 1:
            raise Wrong(Fault.NOT_A_YEAR)
    else:
        raise Wrong(Fault.NOT_A_YEAR)
    if not FIRST_YEAR <= found <= latest:
        raise Wrong(Fault.YEAR_OUT_OF_RANGE)
    return found, season is not None
