# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which session and cycle of the UPR is meant, in words ("3rd Cycle - 34th Session") or by a symbol."""

import re
from typing import NamedTuple

from praktijk.recommendations.un.words import cycle_of

# Each session of the UPR reports to a later session of the Human Rights Council, whose number stands in the
# symbol of the report. The eighth took the first two together.
_SESSION_OF_COUNCIL = {
    10: 3, 11: 4, 12: 5, 13: 6, 14: 7, 15: 8, 16: 9, 17: 10, 18: 11, 19: 12, 21: 13, 22: 14, 23: 15, 24: 16,
    25: 17, 26: 18, 27: 19, 28: 20, 29: 21, 30: 22, 31: 23, 32: 24, 33: 25, 34: 26, 36: 27, 37: 28, 38: 29,
    39: 30, 40: 31, 41: 32, 42: 33, 43: 34, 44: 35, 46: 36, 47: 37, 48: 38, 49: 39, 50: 40, 52: 41, 53: 42,
    54: 43, 55: 44, 56: 45, 57: 46, 58: 47, 59: 48, 60: 49,
}  # fmt: skip
_FIRST_COUNCIL = 8

_REPORT = re.compile(r"A/HRC/(\d{1,3})/\d{1,3}\b")
_OF_THE_WORKING_GROUP = re.compile(r"A/HRC/WG\.6/(\d{1,3})/")
_ORDINAL = r"(?:st|nd|rd|th|er|re|[èe]me|e|[ªºa°o])?\.?"
_SESSION = re.compile(
    rf"\b(\d{{1,2}}){_ORDINAL}\s*(?:session|sesi[oó]n|p[ée]r[ií]od[eo] de ses+ion)"
    r"|(?:session|sesi[oó]n)\W{0,3}(\d{1,2})(?!\d)|(?:UPR|EPU)[\s_-]?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_ABOUT_A_REVIEW = re.compile(r"UPR|EPU|review|examen|[ck][iy]cl", re.IGNORECASE)
_COUNCIL = re.compile(r"council|conseil|consejo", re.IGNORECASE)
_CYCLE = re.compile(
    rf"(?<!\d)(\d){_ORDINAL}[\s_-]*(?:cycle|ciclo)|(?:cycle|ciclo)[\s_:-]*(\d)(?!\d)", re.IGNORECASE
)


class Review(NamedTuple):
    """Session and cycle of a review, each as far as it was told."""

    session: int | None = None
    cycle: int | None = None

    def completed(self, told: "Review") -> "Review":
        """With what is missing out of `told`, unless it is about another cycle than was told before."""
        session = self.session
        if session is None and told.session and self.cycle in (None, cycle_of(told.session)):
            session = told.session
        cycle = self.cycle or (cycle_of(session) if session else told.cycle)
        return Review(session, cycle)


def review_in_words(words: str) -> Review:
    """The review that a heading or the name of a file is about, as far as it says.

    Sessions of the Council itself are another count.
    """
    if not _ABOUT_A_REVIEW.search(words) or _COUNCIL.search(words):
        return Review()
    session, cycle = _SESSION.search(words), _CYCLE.search(words)
    return Review(_number(session), _number(cycle))


def review_in_symbol(symbol: str) -> Review:
    """The review of which this is a document: of the working group itself, or its report (A/HRC/28/15)."""
    if (own := _OF_THE_WORKING_GROUP.search(symbol)) is not None:
        session = int(own[1])
        return Review(session, cycle_of(session)) if session else Review()
    report = _REPORT.search(symbol)
    if report is None:
        return Review()
    council = int(report[1])
    found = _SESSION_OF_COUNCIL.get(council)
    if found is None:
        return Review(None, 1 if council == _FIRST_COUNCIL else None)
    return Review(found, cycle_of(found))


def _number(found: re.Match[str] | None) -> int | None:
    return next((int(one) for one in found.groups() if one), None) or None if found else None
