# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Key indicators on the page of a country: the latest value of each, its age, and how it went."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.indicators.charts import over_time
from praktijk.indicators.models import Vintage
from praktijk.indicators.queries import latest_vintages, points_of, trend
from praktijk.indicators.rules import Change, Point, Trend
from praktijk.indicators.wording import age_in_words, bounds_in_words, trend_sign, value_in_words
from praktijk.reference.country_sections import Section
from praktijk.web.blocks import Cell, Content, Table, Words

_YEARS = 15
_MOST_CHARTS, _FEWEST_POINTS = 3, 3


def say(reader: Any, country: str, today: date) -> Content:
    """What the key indicators say of a country. Two queries."""
    vintages = latest_vintages(reader, only=Q(is_key=True))
    if not vintages:
        return Content(
            sentence=_(
                "No indicators have been imported yet. Whoever runs the system does so with "
                "'praktijk import indicator'."
            )
        )
    told = points_of(vintages, country=country, since=today.year - _YEARS)
    points = {one.pk: told.get(one.pk, {}).get(country, []) for one in vintages}
    known = [one for one in vintages if points[one.pk]]
    missing = [one.series.title for one in vintages if not points[one.pk]]
    if not known:
        return Content(
            sentence=_("None of the key indicators has a value for this country; that is not zero.")
        )
    changes = {one.pk: trend(one.series, points[one.pk], today.year) for one in known}
    charted = [one for one in known if len(points[one.pk]) >= _FEWEST_POINTS][:_MOST_CHARTS]
    blocks: list[Any] = [
        Table(
            caption=_("Latest value of each"),
            columns=[_("Indicator"), _("Value"), _("Uncertainty"), _("Year"), _("Trend")],
            rows=[_row(one, points[one.pk][-1], changes[one.pk], today.year) for one in known],
        )
    ]
    if missing:
        blocks.append(Words(_("No data, which is not zero: %(series)s.") % {"series": "; ".join(missing)}))
    blocks += [over_time(one.series, points[one.pk], country) for one in charted]
    return Content(
        sentence=_in_a_sentence(list(changes.values())),
        blocks=blocks,
        compared=[(one.series.title, Cell(_latest(points[one.pk][-1]))) for one in known],
        source=", ".join(dict.fromkeys(one.series.publisher for one in known if one.series.publisher)),
        read=[one.series for one in known],
        illustrative=any(one.series.illustrative for one in known),
    )


def _in_a_sentence(changes: list[Change]) -> str:
    counted = {kind: sum(one.trend is kind for one in changes) for kind in Trend}
    return ngettext(
        "Of %(count)s key indicator %(better)s got better, %(worse)s worse and %(same)s stayed the same.",
        "Of %(count)s key indicators %(better)s got better, %(worse)s worse and %(same)s stayed the same.",
        len(changes),
    ) % {
        "count": len(changes),
        "better": counted[Trend.BETTER],
        "worse": counted[Trend.WORSE],
        "same": counted[Trend.UNCHANGED],
    }


def _row(vintage: Vintage, last: Point, change: Change, today: int) -> list[Cell]:
    series = vintage.series
    words, tone, icon = trend_sign(change)
    return [
        Cell(series.title, series.get_absolute_url()),
        Cell(value_in_words(last), number=last.value),
        Cell(bounds_in_words(last) or "–"),
        Cell(f"{last.year}, {age_in_words(today - last.year)}"),
        Cell(words, tone=tone, icon=icon),
    ]


def _latest(last: Point) -> str:
    return f"{value_in_words(last)} ({last.year})"


SECTION = Section("indicators", gettext_lazy("Key indicators"), 60, say)
