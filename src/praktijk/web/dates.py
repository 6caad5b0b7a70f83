# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates and numbers for people, in the language of the moment."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def day(value: date | datetime | None) -> str:
    """A date as "3 sep 2026" or "3 Sept 2026"; of a moment, the day in the ministry's time zone."""
    return _written(value, "d MMM y")


def long_day(value: date | datetime | None) -> str:
    """A date as "3 september 2026" or "3 September 2026"."""
    return _written(value, "d MMMM y")


def _written(value: date | datetime | None, pattern: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return _date_in(value, pattern, _LOCALES[(get_language() or "nl")[:2]])


@lru_cache(maxsize=5_000)
def _date_in(value: date, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


def number(value: float | int | None) -> str:
    """A number as "1.234,5" or "1,234.5"; nothing for None."""
    return "" if value is None else _number_in(value, _LOCALES[(get_language() or "nl")[:2]])


@lru_cache(maxsize=5_000)
def _number_in(value: float | int, locale: str) -> str:
    return format_decimal(value, locale=locale)
