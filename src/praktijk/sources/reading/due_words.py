# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words for time of one language ([due] in its rules), made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class DueWords:
    """What each word for time means; `pattern` finds a moment, `prefix` the words just before it."""

    pattern: re.Pattern[str]
    prefix: re.Pattern[str]
    dateline: re.Pattern[str]
    ends_in_date: re.Pattern[str]
    prefix_kinds: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    spans: Mapping[str, int]
    """Spans of time that have a name of their own ("een half jaar"), in months."""
    at_latest: re.Pattern[str]
    """Words behind a moment that make it the last one: "at the latest"."""
    relative: Mapping[str, int]
    school_starts: int
    """The month in which a school year begins."""
    short_range_is_fiscal: bool
    """Whether "2026-27" is the year of a budget that begins in April."""


def due_words(data: Mapping[str, Any]) -> DueWords:
    """Build the patterns from the [due] table of a rules file; KeyError when a part of it is missing."""
    prefixes = {word: kind for kind, words in data["prefixes"].items() for word in words}
    article = rf"(?:(?:{_one_of(data['articles'])})\s+)?"
    of = rf"(?:(?:{_one_of(data['of'])})\s+)?"
    part_of = rf"(?:(?:{_one_of(data['part_of'])})\s+)?"
    cores = _cores(data, article, of, part_of)
    prefix = (
        rf"(?<!\w)(?P<prefix>{_one_of(prefixes)})\s+(?:(?:{_one_of(data['articles'])})\s+)?"
        rf"(?:(?:{_one_of(data['fillers'])})\s+)?$"
    )
    day, numeric, iso = (cores[name] for name in ("day", "numeric", "iso"))
    heads = _one_of(data["dateline"])
    numeric_alone = r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
    dateline = rf"(?m)^[ \t]*(?:(?:{heads})[ \t]*[:,]?[ \t]*)?(?:[a-z' -]{{2,30}},[ \t]*)?(?:{day}|{numeric}|{iso})[ \t.]*$"
    return DueWords(
        pattern=re.compile(r"(?<![\w/])(?:" + "|".join(cores.values()) + r")(?![\w/])"),
        prefix=re.compile(prefix),
        dateline=re.compile(dateline),
        ends_in_date=re.compile(rf"(?:{day.replace('?P<', '?P<e_')}|{numeric_alone})$"),
        prefix_kinds=prefixes,
        parts=_inverted(data["parts"]),
        seasons=_inverted(data["seasons"]),
        months=data["months"],
        ordinals=data["ordinals"],
        numbers=data["numbers"],
        units=_inverted(data["units"]),
        spans=data["spans"],
        at_latest=re.compile(rf",?\s+(?:{_one_of(data['at_latest'])})(?!\w)"),
        school_starts=data["school_starts"],
        short_range_is_fiscal=data["short_range_is_fiscal"],
        relative={**data["relative"], **data["this"]},
    )


def _cores(data: Mapping[str, Any], article: str, of: str, part_of: str) -> dict[str, str]:
    month = rf"(?:{_one_of(data['months'])})\.?"
    part = _one_of(_inverted(data["parts"]))
    season = _one_of(_inverted(data["seasons"]))
    ordinal = _one_of(data["ordinals"])
    relative = _one_of(data["relative"])
    this = _one_of(data["this"])
    fiscal = _one_of(data["fiscal"])
    quarter, half = _one_of(data["quarter"]), _one_of(data["half"])

    def year(mark: str) -> str:
        return rf"(?:(?P<year{mark}>{_YEAR})|{article}(?P<rel{mark}>{relative}))"

    suffix = r"(?:e|ste|de|st|nd|rd|th)?"
    return {
        "iso": r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)",
        "numeric": r"(?P<numeric>\d{1,2}(?P<mark>[-/.])\d{1,2}(?P=mark)(?:19|20)\d\d)",
        "day": rf"(?P<day>\d{{1,2}}){suffix}\s+{of}(?P<day_month>{month})(?:,?\s+(?P<day_year>{_YEAR}))?",
        "month_first": rf"(?P<month_first>{month})\s+(?P<day_first>\d{{1,2}}){suffix},?\s+(?P<year_first>{_YEAR})",
        "fiscal": rf"(?:{fiscal})\s?(?P<fiscal>20\d\d)(?:\s?[-/]\s?|\s(?:{_one_of(data['range'])})\s)(?:20)?\d\d",
        "fiscal_one": rf"(?:{fiscal})\s?(?P<fiscal_one>20\d\d)",
        "months": (
            rf"(?P<month_from>{month})\s?(?:-|{_one_of(data['range'])})\s?(?P<month_to>{month})\s+(?P<months_year>{_YEAR})"
        ),
        "quarter": (
            rf"(?:{article}(?P<part_quarter>{part})[\s-]+{part_of})?{article}(?:(?P<quarter>{ordinal})\s+(?:{quarter})|q(?P<quarter_digit>[1-4]))"
            rf"(?:[\s,-]+{of}(?:(?:{fiscal})\s?)?{year('_q')}(?P<fiscal_q>[-/](?:20)?\d\d)?)?"
        ),
        "half": (
            rf"{article}(?:(?P<half>{ordinal})\s+(?:{half})|h(?P<half_digit>[12])(?=[\s-]+\d))"
            rf"(?:[\s,-]+{of}{year('_h')})?"
        ),
        "month": (
            rf"(?:{article}(?P<part_month>{part})[\s-]+{part_of})?(?P<month>{month})(?:,?\s+{of}{year('_m')})?"
        ),
        "part": rf"{article}(?P<part>{part})[\s-]+{part_of}{year('')}",
        "season": (rf"(?:(?P<this>{this})\s+|{article})(?P<season>{season})(?:\s+{of}{year('_s')})?"),
        "school": rf"(?:{_one_of(data['school'])})\s+(?P<school>20\d\d)\s?[-/]\s?(?:20)?\d\d",
        "range": rf"(?P<first_year>{_YEAR})\s?(?:-|/|{_one_of(data['range'])})\s?(?P<last_year>{_YEAR}|\d\d)",
        "within": (
            rf"(?P<within>{_one_of(data['within'])})\s+(?:(?P<span>{_one_of(data['spans'])})|"
            rf"(?P<count>\d{{1,2}}|{_one_of(data['numbers'])})\s+"
            rf"(?P<unit>{_one_of(_inverted(data['units']))}))(?!\s+(?:{_one_of(data['counted_from'])})(?!\w))"
        ),
        "relative_year": rf"(?P<rel_y>{relative})",
        "year": rf"(?P<year_only>{_YEAR})",
    }


def _inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}


def _one_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
