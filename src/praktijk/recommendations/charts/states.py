# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the promises stand, theme by theme."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.charts.parts import (
    MOST_NAMED,
    figure_address,
    in_a_row,
    on_two_lines,
    stacked_bars,
)
from praktijk.recommendations.facets import address
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.models import StateChoice
from praktijk.recommendations.queries import Register
from praktijk.recommendations.rules import AWAITING_DELIVERY, State
from praktijk.web.charts import PALETTE, Figure

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


def states(shown: Register) -> Figure:
    """Commitments per theme by state, as one stacked bar each; what is overdue is a segment of its own."""
    themes_there_are = shown.figures.themes
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
            "name": on_two_lines(theme),
            "part": labels[segment],
            "order": order,
            "count": counted[theme, segment],
            "href": _filtered(shown, keys.get(theme, NONE), segment),
        }
        for theme in themes
        for order, segment in enumerate(SEGMENTS)
        if counted[theme, segment]
    ]
    return Figure(
        slug=_("commitments-by-theme"),
        title=_("Where do the commitments stand?"),
        finding=_in_a_sentence(counted, themes),
        spec=stacked_bars(
            values,
            {labels[segment]: colour for segment, colour in SEGMENTS.items()},
            title=_("number of commitments"),
            named=_("Theme"),
            part=_("State"),
        ),
        columns=[_("Theme"), *labels.values()],
        rows=[[theme, *(counted[theme, segment] for segment in SEGMENTS)] for theme in themes],
        source=_("the register of Praktijk"),
        unit=_("number of commitments"),
        csv_url=figure_address("states", "csv", shown),
        svg_url=figure_address("states", "svg", shown),
    )


def _filtered(shown: Register, theme: str, segment: str) -> str:
    """The address of the register with what a segment stands for."""
    if segment == OVERDUE:
        return address(replace(shown.wanted, theme=(theme,), overdue=True), shown.on)
    in_time = segment in AWAITING_DELIVERY or shown.wanted.in_time  # what is late has a segment of its own
    return address(replace(shown.wanted, theme=(theme,), state=(segment,), in_time=in_time), shown.on)


def _segment_labels() -> dict[str, str]:
    return {
        segment: _("overdue") if segment == OVERDUE else str(StateChoice(segment).label)
        for segment in SEGMENTS
    }


def _in_a_sentence(counted: Counter[tuple[str, str]], themes: list[str]) -> str:
    late = Counter({theme: counted[theme, OVERDUE] for theme in themes if counted[theme, OVERDUE]})
    if not counted:
        return _("There are no commitments here.")
    if not late:
        return _("No commitment is overdue.")
    count = max(late.values())
    most = [theme for theme in late if late[theme] == count]
    total = late.total()
    named = in_a_row([_("“%(theme)s”") % {"theme": theme} for theme in most])
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
