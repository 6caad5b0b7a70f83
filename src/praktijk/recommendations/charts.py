# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two charts of the register: where the promises stand, and when they are due."""

import textwrap
from collections import Counter
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.facets import address_with
from praktijk.recommendations.models import StateChoice
from praktijk.recommendations.queries import Register
from praktijk.recommendations.rules import State
from praktijk.reference.models import Theme
from praktijk.web.charts import PALETTE, Figure, whole_numbers
from praktijk.web.dates import day

#: A timeline of single bars stays legible up to here; beyond it, deadlines are counted by quarter.
MOST_BARS = 24

#: Height in pixels of a bar with its name.
ROW = 36
#: Names stand beside the bars on two lines of at most this many characters.
LINE = 30

#: Ticks on a line of time of at least so many days are months with their year; on a shorter one, days.
MONTHS_FROM = 120

#: A sentence names no more themes than this.
MOST_NAMED = 3

OVERDUE = "overdue"
#: What each segment of a bar stands for, in the order in which they are drawn, with its colour.
SEGMENTS = {
    OVERDUE: PALETTE.danger,
    State.OPEN: PALETTE.grey,
    State.IN_PROGRESS: PALETTE.blue,
    State.PARTLY_SETTLED: PALETTE.teal_light,
    State.DELIVERED: PALETTE.purple,
    State.SETTLED: PALETTE.teal,
    State.LAPSED: PALETTE.grey_dark,
}


def states(shown: Register, asked: QueryDict | None = None) -> Figure:
    """Commitments per theme by state, as one stacked bar each; what is overdue is a segment of its own."""
    themes_there_are = list(Theme.objects.all())
    names = {theme.key: theme.name for theme in themes_there_are}
    counted: Counter[tuple[str, str]] = Counter()
    for theme, state, late, count in shown.states_by_theme():
        name = names.get(theme or "", _("Without a theme"))
        counted[name, OVERDUE if late else state] += count
    themes = [
        name for name in [*names.values(), _("Without a theme")] if any(key[0] == name for key in counted)
    ]
    labels = _segment_labels()
    keys = {theme.name: theme.key for theme in themes_there_are}
    values = [
        {
            "theme": _on_two_lines(theme),
            "state": labels[segment],
            "order": order,
            "count": counted[theme, segment],
            "href": _filtered(asked, keys.get(theme, ""), segment),
        }
        for theme in themes
        for order, segment in enumerate(SEGMENTS)
        if counted[theme, segment]
    ]
    return Figure(
        slug=_("commitments-by-theme"),
        title=_("Where do the commitments stand?"),
        finding=_states_in_a_sentence(counted, themes),
        spec=_stacked([_on_two_lines(theme) for theme in themes], labels, values),
        columns=[_("Theme"), *labels.values()],
        rows=[[theme, *(counted[theme, segment] for segment in SEGMENTS)] for theme in themes],
        source=_("the register of Praktijk"),
        unit=_("number of commitments"),
        csv_url=_address("states", "csv", asked),
        svg_url=_address("states", "svg", asked),
    )


def _on_two_lines(name: str) -> str:
    return "\n".join(textwrap.wrap(name, LINE, max_lines=2, placeholder=" …"))


def _filtered(asked: QueryDict | None, theme: str, segment: str) -> str:
    """The address of the register with what a segment stands for."""
    choice = {"overdue": "on"} if segment == OVERDUE else {"state": segment}
    return address_with(asked or QueryDict(), theme=theme, **choice)


def _segment_labels() -> dict[str, str]:
    return {
        segment: _("overdue") if segment == OVERDUE else str(StateChoice(segment).label)
        for segment in SEGMENTS
    }


def _states_in_a_sentence(counted: Counter[tuple[str, str]], themes: list[str]) -> str:
    late = Counter({theme: counted[theme, OVERDUE] for theme in themes if counted[theme, OVERDUE]})
    if not counted:
        return _("There are no commitments here.")
    if not late:
        return _("No commitment is overdue.")
    count = max(late.values())
    most = [theme for theme in late if late[theme] == count]
    total = late.total()
    named = _and([_("“%(theme)s”") % {"theme": theme} for theme in most])
    if len(late) == 1:
        return ngettext(
            "%(count)s commitment is overdue, in %(theme)s.",
            "%(count)s commitments are overdue, all in %(theme)s.",
            count,
        ) % {"count": count, "theme": named}
    if len(most) == 1:
        return ngettext(
            "Of %(late)s overdue commitments, %(count)s is in %(theme)s, more than in any other theme.",
            "Of %(late)s overdue commitments, %(count)s are in %(theme)s, more than in any other theme.",
            count,
        ) % {"count": count, "late": total, "theme": named}
    if len(most) > MOST_NAMED:
        return ngettext(
            "%(late)s commitments are overdue; no more than %(count)s in any one theme.",
            "%(late)s commitments are overdue; no more than %(count)s in any one theme.",
            count,
        ) % {"count": count, "late": total}
    if len(most) == len(late):
        return _("Of %(late)s overdue commitments, there are %(count)s each in %(themes)s.") % {
            "count": count,
            "late": total,
            "themes": named,
        }
    return _(
        "Of %(late)s overdue commitments, there are %(count)s each in %(themes)s, "
        "more than in any other theme."
    ) % {"count": count, "late": total, "themes": named}


def _and(names: list[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _stacked(themes: list[str], labels: dict[str, str], values: list[dict[str, Any]]) -> dict[str, Any]:
    totals: Counter[str] = Counter()
    for value in values:
        totals[value["theme"]] += value["count"]
    axis = whole_numbers(max(totals.values(), default=0))
    return {
        "data": {"values": values},
        "height": ROW * len(themes),
        "width": "container",
        "encoding": {
            "y": {
                "field": "theme",
                "type": "nominal",
                "sort": themes,
                "title": None,
                "axis": {
                    "labelExpr": "split(datum.label, '\\n')",
                    "labelLimit": 210,
                    "ticks": False,
                    "domain": False,
                },
            },
        },
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadius": 2, "height": 18, "cursor": "pointer"},
                "encoding": {
                    "x": {
                        "field": "count",
                        "type": "quantitative",
                        "title": _("number of commitments"),
                        "axis": axis,
                    },
                    "tooltip": [
                        {"field": "theme", "title": _("Theme")},
                        {"field": "state", "title": _("State")},
                        {"field": "count", "title": _("Commitments")},
                    ],
                    "color": {
                        "field": "state",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": list(labels.values()), "range": list(SEGMENTS.values())},
                        "legend": {"orient": "bottom", "columns": 1, "symbolType": "square"},
                    },
                    "order": {"field": "order", "type": "quantitative"},
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {
                    "x": {"aggregate": "sum", "field": "count", "type": "quantitative", "axis": axis},
                    "text": {"aggregate": "sum", "field": "count", "type": "quantitative"},
                },
            },
        ],
    }


def deadlines(shown: Register, asked: QueryDict | None = None) -> Figure:
    """When the commitments are due: each window as a bar, or counts by quarter when there are many."""
    dated = shown.windows(MOST_BARS + 1)
    by_quarter = len(dated) > MOST_BARS
    if by_quarter:
        rows: list[list[Any]] = [
            [_quarter(first), first, count, late] for first, count, late in shown.due_by_quarter()
        ]
        spec = _quarters(rows, shown)
        columns = [_("Quarter"), _("From"), _("Commitments"), _("overdue")]
        table = [[row[0], day(row[1]), row[2], row[3]] for row in rows]
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
        finding=_deadlines_in_a_sentence(shown),
        spec=spec,
        columns=columns,
        rows=table,
        source=_("the register of Praktijk"),
        unit=_("a bar is the period that was promised"),
        csv_url=_address("deadlines", "csv", asked),
        svg_url=_address("deadlines", "svg", asked),
        named=[] if by_quarter else dated,
    )


def _quarter(first: Any) -> str:
    return _("Q%(quarter)s %(year)s") % {"quarter": (first.month - 1) // 3 + 1, "year": first.year}


def _deadlines_in_a_sentence(shown: Register) -> str:
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
            "name": _on_two_lines(commitment.title),
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


def _quarters(rows: list[list[Any]], shown: Register) -> dict[str, Any]:
    values = [
        {"quarter": first.isoformat(), "label": label, "kind": kind, "count": number, "order": order}
        for label, first, count, late in rows
        for order, (kind, number) in enumerate([(_("overdue"), late), (_("not overdue"), count - late)])
        if number
    ]
    return {
        "width": "container",
        "height": 210,
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadius": 2},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "sort": {"field": "quarter"}, "title": None},
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": _("number of commitments"),
                "axis": whole_numbers(max((count for _label, _first, count, _late in rows), default=0)),
            },
            "order": {"field": "order", "type": "quantitative"},
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


def _address(figure: str, kind: str, asked: QueryDict | None) -> str:
    """Where the numbers (csv) or the image (svg) of a figure of the register are, filtered as the page is."""
    address = reverse("register_figure", args=[figure, kind])
    query = asked.urlencode() if asked else ""
    return f"{address}?{query}" if query else address
