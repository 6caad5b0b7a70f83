# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Windows in time: from "eind 2025" to its first and last day.

`find_windows` looks for words that say when; `rules/<language>.toml` names them under [due]. Windows:
begin = January-March, mid = May-August, end = October-December; spring = March-May, summer =
June-August, autumn = September-November, winter = December-February. Of a month the thirds count.
"By", "before" and "no later than" leave the first day open, "from" the last.
A year that is not said is taken from the letter's date; without one there is no window.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from praktijk.sources.reading.due_words import DueWords
from praktijk.sources.reading.model import Due, Span

_PART_OF_YEAR = {"begin": (1, 3), "middle": (5, 8), "end": (10, 12)}
_PART_OF_MONTH = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31)}
_SEASON = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_SAME = (
    ("quarter_digit", "quarter"),
    ("half_digit", "half"),
    ("month_first", "day_month"),
    ("day_first", "day"),
    ("year_first", "day_year"),
)
_PART_OF_QUARTER = {
    "begin": lambda first, last: (first, first),
    "middle": lambda first, last: (first + 1, first + 1),
    "end": lambda first, last: (last, last),
}
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class _Window:
    first: date
    last: date
    derived: bool


def find_windows(
    text: str, lower: str, start: int, end: int, words: DueWords, letter_date: date | None
) -> list[Due]:
    """All windows said in `text[start:end]`, from left to right, without overlap.

    `lower` is the even lower-case text. Durations and times past ("since 2021", "until 2027") are
    left out. Never raises on impossible dates (31 June): those are no windows.
    """
    found: list[Due] = []
    at = start
    for match in words.pattern.finditer(lower, start, end):
        if match.start() < at:
            continue
        due = _due(text, lower, start, match, words, letter_date)
        if due is not None:
            found.append(due)
            at = due.span.end
    return found


def find_letter_date(lower: str, words: DueWords) -> date | None:
    """The letter's own date, where its head or foot gives one on a line of its own, else None."""
    for zone in (lower[:4000], lower[-1500:]):
        for match in words.dateline.finditer(zone):
            window = _full_date(match, words)
            if window is not None:
                return window.first
    return None


def _due(
    text: str, lower: str, floor: int, match: re.Match[str], words: DueWords, letter_date: date | None
) -> Due | None:
    before = words.prefix.search(lower, max(floor, match.start() - 48), match.start())
    kind = _prefix_kind(before, words)
    if kind == "skip":
        return None
    of_a_date = kind == "of"
    groups = _said_groups(match)
    try:
        window = _window(
            groups,
            words,
            letter_date,
            bare_allowed=kind in {"by", "before", "before_strict", "in", "after", "from"},
        )
    except ValueError:
        return None
    if window is None or (of_a_date and (letter_date is None or window.first <= letter_date)):
        return None
    if "year_only" in groups and kind not in {"in", "by", "before_strict", "from", "during", "of"}:
        return None
    if "first_year" in groups and kind not in {"in", "during", "from", "by"}:
        return None
    begin = before.start() if before is not None and kind is not None else match.start()
    while begin < match.start() and text[begin].isspace():
        begin += 1
    span = Span(begin, match.end())
    first: date | None = window.first
    last: date | None = window.last
    if kind in {"by", "before", "before_strict"}:
        if kind != "by" and not _is_end(groups, words):
            last = window.first - timedelta(days=1)
        first = None
    elif "within" in groups:
        first = None
    elif kind == "from":
        last = None
    elif kind == "after":
        first, last = window.last + timedelta(days=1), None
    latest = words.at_latest.match(lower, match.end())
    if latest is not None and last is not None:
        span, first = Span(span.start, latest.end()), None
    return Due(span.of(text), span, first, last, window.derived)


def _prefix_kind(before: re.Match[str] | None, words: DueWords) -> str | None:
    if before is None:
        return None
    return words.prefix_kinds[" ".join(before.group("prefix").split())]


def _is_end(groups: dict[str, str], words: DueWords) -> bool:
    """ "Before the end of 2025" still means: in 2025."""
    part = groups.get("part") or groups.get("part_month")
    return part is not None and words.parts.get(" ".join(part.split())) == "end" and "quarter" not in groups


def _window(
    groups: dict[str, str], words: DueWords, letter_date: date | None, *, bare_allowed: bool
) -> _Window | None:
    if "iso" in groups or "numeric" in groups:
        return _numeric_date(groups)
    if "day" in groups:
        return _day(groups, words, letter_date)
    if "within" in groups:
        return _within(groups, words, letter_date)
    if "fiscal" in groups:
        return _fiscal(int(groups["fiscal"]))
    if "fiscal_one" in groups:
        year = int(groups["fiscal_one"])
        return _Window(date(year, 1, 1), date(year, 12, 31), True)
    if "school" in groups:
        year, month = int(groups["school"]), words.school_starts
        return _Window(date(year, month, 1), date(year + 1, month, 1) - timedelta(days=1), False)
    if "month_from" in groups:
        year, first, last = int(groups["months_year"]), groups["month_from"], groups["month_to"]
        months = (words.months[first.rstrip(".")], words.months[last.rstrip(".")])
        return _Window(date(year, months[0], 1), _last_day(year, months), False)
    if "first_year" in groups and words.short_range_is_fiscal and len(groups["last_year"]) == 2:
        return _fiscal(int(groups["first_year"]))
    if "first_year" in groups:
        return _years(int(groups["first_year"]), _second_year(groups["first_year"], groups["last_year"]))
    if "year_only" in groups:
        return _years(int(groups["year_only"]), int(groups["year_only"]))
    return _named(groups, words, letter_date, bare_allowed=bare_allowed)


def _named(
    groups: dict[str, str], words: DueWords, letter_date: date | None, *, bare_allowed: bool
) -> _Window | None:
    """Quarters, halves, months, seasons and parts, of a year said, pointed at, or left out."""
    said = _said(groups, ("year", "year_q", "year_h", "year_m", "year_s"))
    relative = _said(groups, ("rel", "rel_q", "rel_h", "rel_m", "rel_s", "rel_y", "this"))
    months = _months(groups, words)
    if said is not None:
        year, derived = int(said), False
    else:
        if letter_date is None or (
            relative is None and not (bare_allowed or "month" in groups or "quarter" in groups)
        ):
            return None
        offset = words.relative.get(" ".join(relative.split()), 0) if relative else 0
        year, derived = letter_date.year + offset, True
        if (
            offset == 0
            and _last_day(year, months) < letter_date
            and (relative is None or "season" in groups or "month" in groups)
        ):
            year += 1
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if "month" in groups and "part_month" in groups:
        low, high = _PART_OF_MONTH[words.parts[" ".join(groups["part_month"].split())]]
        month = months[0]
        return _Window(
            date(year, month, low), date(year, month, min(high, monthrange(year, month)[1])), derived
        )
    return _Window(date(year, months[0], 1), _last_day(year, months), derived)


def _months(groups: dict[str, str], words: DueWords) -> tuple[int, int]:
    """First and last month meant, counted from 1; beyond 12 is the next year."""
    if "quarter" in groups:
        number = (
            words.ordinals[groups["quarter"]]
            if groups["quarter"] in words.ordinals
            else int(groups["quarter"])
        )
        number += 1 if "fiscal_q" in groups else 0  # of a year that begins in April
        first, last = 3 * number - 2, 3 * number
        return (
            _PART_OF_QUARTER[words.parts[" ".join(groups["part_quarter"].split())]](first, last)
            if ("part_quarter" in groups)
            else (first, last)
        )
    if "half" in groups:
        number = words.ordinals[groups["half"]] if groups["half"] in words.ordinals else int(groups["half"])
        number = 2 if number == 4 else number  # "the last half"
        return (6 * number - 5, 6 * number)
    if "month" in groups:
        month = words.months[groups["month"].rstrip(".")]
        return (month, month)
    if "season" in groups:
        return _SEASON[words.seasons[" ".join(groups["season"].split())]]
    part = groups.get("part")
    if part is not None:
        return _PART_OF_YEAR[words.parts[" ".join(part.split())]]
    return (1, 12)


def _day(groups: dict[str, str], words: DueWords, letter_date: date | None) -> _Window | None:
    month = words.months[groups["day_month"].rstrip(".")]
    number = int(groups["day"])
    if "day_year" in groups:
        day = date(int(groups["day_year"]), month, number)
        return _Window(day, day, False)
    if letter_date is None:
        return None
    day = date(letter_date.year, month, number)
    if day < letter_date:
        day = date(letter_date.year + 1, month, number)
    return _Window(day, day, True)


def _full_date(match: re.Match[str], words: DueWords) -> _Window | None:
    groups = _said_groups(match)
    try:
        return _numeric_date(groups) if "day" not in groups else _day(groups, words, None)
    except ValueError:
        return None


def _numeric_date(groups: dict[str, str]) -> _Window:
    if "iso" in groups:
        day = date.fromisoformat(groups["iso"])
    else:
        number, month, year = (int(part) for part in re.split(r"[-/.]", groups["numeric"]))
        day = date(year, month, number)
    return _Window(day, day, False)


def _within(groups: dict[str, str], words: DueWords, letter_date: date | None) -> _Window | None:
    if letter_date is None:
        return None
    if "span" in groups:
        count, unit = words.spans[" ".join(groups["span"].split())], "month"
    else:
        count_words = groups["count"]
        count = words.numbers[count_words] if count_words in words.numbers else int(count_words)
        unit = words.units[groups["unit"]]
    if unit == "day":
        last = letter_date + timedelta(days=count)
    elif unit == "week":
        last = letter_date + timedelta(weeks=count)
    else:
        months = letter_date.month - 1 + count * (12 if unit == "year" else 1)
        year, month = letter_date.year + months // 12, months % 12 + 1
        last = date(year, month, min(letter_date.day, monthrange(year, month)[1]))
    return _Window(last, last, True)


def _fiscal(year: int) -> _Window:
    """The year of a budget that runs from April, as the United Kingdom writes it ("2026-27")."""
    return _Window(date(year, 4, 1), date(year + 1, 3, 31), False)


def _years(first: int, last: int) -> _Window | None:
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR or last - first > 15:
        return None
    return _Window(date(first, 1, 1), date(last, 12, 31), False)


def _second_year(first: str, last: str) -> int:
    return int(last) if len(last) == 4 else int(first[: 4 - len(last)] + last)


def _said_groups(match: re.Match[str]) -> dict[str, str]:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    for long, short in _SAME:
        if long in groups:
            groups[short] = groups.pop(long)
    return groups


def _said(groups: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((groups[name] for name in names if name in groups), None)


def _last_day(year: int, months: tuple[int, int]) -> date:
    return _end_of_month(year, months[1])


def _end_of_month(year: int, month: int) -> date:
    year, month = (year + 1, month - 12) if month > 12 else (year, month)
    return date(year, month, monthrange(year, month)[1])
