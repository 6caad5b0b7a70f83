# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the promises are due: a line of time with a bar each, or counts by quarter."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.charts.parts import ROW, figure_address, on_two_lines
from praktijk.recommendations.facets import address
from praktijk.recommendations.models import StateChoice
from praktijk.recommendations.queries import Register
from praktijk.web.charts import PALETTE, Figure, whole_numbers
from praktijk.web.dates import day

#: A timeline of single bars stays legible up to here; beyond it, deadlines are counted by quarter.
MOST_BARS = 24
#: More quarters than this are drawn as years.
MOST_QUARTERS = 24

#: Ticks on a line of time of at least so many days are months with their year; on a shorter one, days.
MONTHS_FROM = 120


def deadlines(shown: Register) -> Figure:
    """When the commitments are due: each window as a bar, or counts by quarter when there are many."""
    by_quarter = shown.dated > MOST_BARS
    dated = [] if by_quarter else shown.windows(MOST_BARS)
    if by_quarter:
        rows = _periods(shown.due_by_quarter())
        spec = _counts(rows, shown)
        columns = [_("Period"), _("From"), _("Commitments"), _("overdue")]
        table: list[list[Any]] = [[row.label, day(row.first), row.count, row.late] for row in rows]
    else:
        spec = _bars(dated, shown) if dated else {}
        columns = [_("Commitment"), _("Due from"), _("Due by"), _("State")]
        table = [
            [
                commitment.title,
                day(commitment.due_earliest),
                day(commitment.due_latest),
                str(StateChoice(commitment.state).label),
            ]
            for commitment in dated
        ]
    return Figure(
        slug=_("deadlines"),
        title=_("Deadlines"),
        finding=_in_a_sentence(shown),
        spec=spec,
        columns=columns,
        rows=table,
        source=_("the register of Praktijk"),
        unit=(
            _("number of commitments, by the end of their term")
            if by_quarter
            else _("a bar is the period that was promised")
        ),
        csv_url=figure_address("deadlines", "csv", shown),
        svg_url=figure_address("deadlines", "svg", shown),
        named=[] if by_quarter else dated,
    )


@dataclass(frozen=True)
class Period:
    """A quarter or a year, and how many promises have a term that ends in it, how many of them late."""

    label: str
    first: date
    last: date
    count: int
    late: int

    @property
    def timely(self) -> int:
        """How many are not late."""
        return self.count - self.late


def _periods(quarters: list[tuple[date, int, int]]) -> list[Period]:
    """Quarters of (first day, promises, how many late), or years where there are more than MOST_QUARTERS."""
    if len(quarters) <= MOST_QUARTERS:
        return [
            Period(
                _("Q%(quarter)s %(year)s") % {"quarter": (first.month - 1) // 3 + 1, "year": first.year},
                first,
                date(first.year, first.month + 2, monthrange(first.year, first.month + 2)[1]),
                count,
                late,
            )
            for first, count, late in quarters
        ]
    years = [(year, list(rows)) for year, rows in groupby(quarters, key=lambda row: row[0].year)]
    return [
        Period(
            str(year),
            date(year, 1, 1),
            date(year, 12, 31),
            sum(row[1] for row in rows),
            sum(row[2] for row in rows),
        )
        for year, rows in years
    ]


def _in_a_sentence(shown: Register) -> str:
    dated, late = shown.dated, shown.totals["overdue"]
    named = ngettext(
        "Of %(all)s commitments %(dated)s names a term", "Of %(all)s commitments %(dated)s name a term", dated
    ) % {"all": shown.totals["commitments"], "dated": dated}
    passed = ngettext(
        "%(late)s of them has passed without delivery",
        "%(late)s of them have passed without delivery",
        late,
    ) % {"late": late}
    return f"{named}; {passed}."


def _today(shown: Register, axis: dict[str, Any]) -> dict[str, Any]:
    """A line at the day of the register, with its date above the plot, on an axis of time."""
    return {
        "data": {"values": [{"today": shown.day.isoformat(), "label": day(shown.day)}]},
        "encoding": {"x": {"field": "today", "type": "temporal", "title": None, "axis": axis}},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2}},
            {
                "mark": {"type": "text", "align": "right", "dx": 3, "baseline": "bottom", "y": -4},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


def _bars(dated: list[Any], shown: Register) -> dict[str, Any]:
    values = [
        {
            "name": on_two_lines(commitment.title),
            "title": commitment.title,
            "href": commitment.get_absolute_url(),
            "from": (commitment.due_earliest or commitment.due_latest).isoformat(),
            "until": commitment.due_latest.isoformat(),
            "late": _("overdue") if commitment.days_overdue(shown.day) else _("not overdue"),
        }
        for commitment in dated
    ]
    axis = _with_years(dated, shown)
    where = {
        "x": {"field": "from", "type": "temporal", "title": None, "axis": axis},
        "y": {
            "field": "name",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {
                "labelExpr": "split(datum.label, '\\n')",
                "labelLimit": 210,
                "ticks": False,
                "domain": False,
            },
        },
        "tooltip": [
            {"field": "title", "title": _("Commitment")},
            {"field": "from", "type": "temporal", "title": _("Due from")},
            {"field": "until", "type": "temporal", "title": _("Due by")},
        ],
        "color": {
            "field": "late",
            "type": "nominal",
            "title": None,
            "scale": {"domain": [_("overdue"), _("not overdue")], "range": [PALETTE.danger, PALETTE.blue]},
            "legend": {"orient": "bottom"},
        },
    }
    windows = {
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": 10, "cornerRadius": 5, "stroke": None, "cursor": "pointer"},
                "encoding": where | {"x2": {"field": "until"}},
            },
            # A term that is one day has no width: it is a dot.
            {
                "transform": [{"filter": "datum.from === datum.until"}],
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "cursor": "pointer"},
                "encoding": where,
            },
        ],
    }
    return {"width": "container", "height": ROW * len(values), "layer": [windows, _today(shown, axis)]}


def _with_years(dated: list[Any], shown: Register) -> dict[str, Any]:
    """The axis of a line of time: each tick says its year, and its day where the line is short."""
    days = [commitment.due_latest for commitment in dated] + [shown.day]
    days += [commitment.due_earliest for commitment in dated if commitment.due_earliest]
    short = (max(days) - min(days)).days < MONTHS_FROM
    return {
        "format": "%-d %b %Y" if short else "%b %Y",
        "labelOverlap": "parity",
        "labelBound": True,
        "tickCount": 5,
    }


def _counts(rows: list[Period], shown: Register) -> dict[str, Any]:
    """A column for each quarter, or each year where there are many; a click shows what is due in it."""
    values = [
        {
            "first": row.first.isoformat(),
            "label": row.label,
            "kind": kind,
            "count": number,
            "order": order,
            "href": _due_in(row, shown, late=order == 0),
        }
        for row in rows
        for order, (kind, number) in enumerate([(_("overdue"), row.late), (_("not overdue"), row.timely)])
        if number
    ]
    return {
        "width": "container",
        "height": 210,
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadius": 2, "cursor": "pointer"},
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": {"field": "first"},
                "title": None,
                "axis": {"labelOverlap": True},
            },
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": _("number of commitments"),
                "axis": whole_numbers(max((row.count for row in rows), default=0)),
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [
                {"field": "label", "title": _("Period")},
                {"field": "kind", "title": _("State")},
                {"field": "count", "title": _("number of commitments")},
            ],
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": {
                    "domain": [_("overdue"), _("not overdue")],
                    "range": [PALETTE.danger, PALETTE.blue],
                },
                "legend": {"orient": "bottom"},
            },
        },
    }


def _due_in(row: Period, shown: Register, *, late: bool) -> str:
    """The address of the register with what is due in a period; what else is filtered stays."""
    wanted = shown.wanted
    first = max(row.first, wanted.due_from or row.first)
    last = min(row.last, wanted.due_until or row.last)
    overdue, in_time = late or wanted.overdue, not late or wanted.in_time
    return address(
        replace(wanted, due_from=first, due_until=last, overdue=overdue, in_time=in_time), shown.on
    )
