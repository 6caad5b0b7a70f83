# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, years and vintages as sources write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_MARKED = re.compile(r"^(?P<when>.*?\d)\s*\(?(?P<mark>AA|[aAcdps])?\)?$")
_SERIAL = re.compile(r"[1-9]\d{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_EXCEL_ZERO = date(1899, 12, 30)
_FORMATS = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%B-%Y", "%b %d, %Y", "%B %d, %Y")
_DAY_LAST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. /]?(0[1-9]|1[0-2])[-_. /]?([0-2]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-_. /](\d{1,2})[-_. /](20\d\d)(?!\d)")
_DAY_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2} [A-Za-z]{3,9} 20\d\d)(?!\d)")
_YEAR_ALONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_VINTAGE = re.compile(r"(?:last )?updated|as (?:of|at|on)|status (?:of|at|as)|date", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or only the year of it; `mark` says how a state acted (a, d, c, A, AA), as sources write it."""

    day: date | None
    year: int | None
    mark: str = ""


NEVER = Moment(None, None)


def moment(text: str, *, month_first: bool = False) -> Moment | None:
    """The moment that a cell tells; NEVER for an empty one, None for one that cannot be told."""
    matched = _MARKED.match(text.strip(" *."))
    if not text.strip(" *.-–"):
        return NEVER
    if matched is None:
        return None
    when, mark = matched["when"].strip(), matched["mark"] or ""
    if _YEAR.fullmatch(when):
        return Moment(None, int(when), mark)
    day = _day(when, month_first=month_first)
    return Moment(day, day.year, mark) if day else None


def vintage_in(text: str, *, today: date) -> tuple[date | None, bool]:
    """(as of which day a name or title says that it holds, whether it told the day).

    Only a year: its first day. None where nothing is told, or a day that is yet to come.
    """
    for pattern, order in ((_DAY_LAST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        for found in pattern.finditer(text):
            try:
                told = date(*(int(found[place]) for place in order))
            except ValueError:
                continue
            if told <= today:
                return told, True
    for found in _DAY_IN_WORDS.finditer(text):
        if (day := _day(found[1], month_first=False)) and day <= today:
            return day, True
    years = [int(found[1]) for found in _YEAR_ALONE.finditer(text) if int(found[1]) <= today.year]
    return (date(max(years), 1, 1), False) if years else (None, False)


def tells_vintage(text: str) -> bool:
    """Whether a title speaks of the day as of which it holds."""
    return _VINTAGE.search(text) is not None


def _day(when: str, *, month_first: bool) -> date | None:
    if _SERIAL.fullmatch(when):
        return _EXCEL_ZERO + timedelta(days=int(when))
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        pass
    if numbers := _NUMBERS.fullmatch(when.split(" ")[0]):
        first, second, year = (int(number) for number in numbers.groups())
        day, month = (second, first) if month_first or second > 12 else (first, second)
        try:
            return date(year, month, day)
        except ValueError:
            return None
    for form in _FORMATS:
        try:
            return datetime.strptime(when.replace("Sept ", "Sep "), form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
