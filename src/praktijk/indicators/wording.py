# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values, ages and trends in words, alike on the pages of indicators and on the page of a country."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.indicators.rules import Change, Point, Trend
from praktijk.web.dates import number

_TRENDS = {
    Trend.BETTER: (gettext_lazy("better"), "ok", "▲"),
    Trend.WORSE: (gettext_lazy("worse"), "danger", "▼"),
    Trend.UNCHANGED: (gettext_lazy("unchanged"), "plain", "→"),
    Trend.UNKNOWN: (gettext_lazy("not known"), "plain", "○"),
}


def value_in_words(point: Point) -> str:
    """A value as people read it: rounded to what matters."""
    return number(rounded(point.value))


def bounds_in_words(point: Point) -> str:
    """Between what the value lies; else its standard deviation; empty where nothing is told."""
    if point.low is not None and point.high is not None:
        return _("%(low)s to %(high)s") % {
            "low": number(rounded(point.low)),
            "high": number(rounded(point.high)),
        }
    return f"± {number(rounded(point.sd))}" if point.sd is not None else ""


def rounded(value: float) -> float:
    """A number with the figures that matter: three after the point when it is small, none when large."""
    size = abs(value)
    return round(value, 3 if size < 10 else 1 if size < 1000 else 0)


def age_in_words(age: int) -> str:
    """How old a value is."""
    if age <= 0:
        return _("this year")
    return ngettext("%(count)s year old", "%(count)s years old", age) % {"count": age}


def trend_sign(change: Change) -> tuple[str, str, str]:
    """(words, tone, icon) of a trend."""
    words, tone, icon = _TRENDS[change.trend]
    if change.before is None or change.after is None:
        return str(words), tone, icon
    since = _("%(trend)s since %(year)s") % {"trend": words, "year": change.before.year}
    return since, tone, icon
