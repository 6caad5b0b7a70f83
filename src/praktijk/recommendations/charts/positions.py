# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which positions were taken on what was recommended, theme by theme."""

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.charts.parts import figure_address, on_two_lines, stacked_bars
from praktijk.recommendations.facets import address
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.models import PositionChoice
from praktijk.recommendations.queries import Register
from praktijk.recommendations.rules import Position
from praktijk.web.charts import PALETTE, Figure

#: The positions in the order in which they are drawn, each with its colour; the last are those without one.
SEGMENTS = {
    Position.ADOPTED: PALETTE.teal,
    Position.ALREADY_PRACTICE: PALETTE.teal_light,
    Position.PARTLY_ADOPTED: PALETTE.blue,
    Position.INTERPRETED: PALETTE.purple,
    Position.UNDER_EXAMINATION: PALETTE.orange,
    Position.NOTED: PALETTE.grey,
    Position.PAUSED: PALETTE.amber,
    Position.NOT_ADOPTED: PALETTE.danger,
    NONE: PALETTE.grey_dark,
}
TAKEN_OVER = (Position.ADOPTED, Position.ALREADY_PRACTICE)


def positions(shown: Register) -> Figure:
    """Recommendations per theme by position, as one stacked bar each."""
    figures = shown.figures
    counted: Counter[tuple[int | None, str]] = Counter()
    for (theme, position), count in figures.recommended.items():
        if figures.is_wanted(position):
            counted[theme, position or NONE] += count
    names = {theme.pk: theme.name for theme in figures.themes} | {None: _("Without a theme")}
    themes = [theme for theme in names if any(key[0] == theme for key in counted)]
    labels = {position: _label(position) for position in SEGMENTS}
    values = [
        {
            "name": on_two_lines(names[theme]),
            "part": labels[position],
            "order": order,
            "count": counted[theme, position],
            "href": _filtered(shown, figures.theme_keys[theme], position),
        }
        for theme in themes
        for order, position in enumerate(SEGMENTS)
        if counted[theme, position]
    ]
    used = [position for position in SEGMENTS if any(key[1] == position for key in counted)]
    return Figure(
        slug=_("positions-by-theme"),
        title=_("Which positions were taken?"),
        finding=_in_a_sentence(counted),
        spec=stacked_bars(
            values,
            {labels[position]: SEGMENTS[position] for position in used},
            title=_("number of recommendations"),
            named=_("Theme"),
            part=_("Position"),
        ),
        columns=[_("Theme"), *(labels[position] for position in used)],
        rows=[[names[theme], *(counted[theme, position] for position in used)] for theme in themes],
        source=_("the register of Praktijk"),
        unit=_("number of recommendations"),
        csv_url=figure_address("positions", "csv", shown),
        svg_url=figure_address("positions", "svg", shown),
    )


def _label(position: str) -> str:
    return _("no position found") if position == NONE else str(PositionChoice(position).label)


def _filtered(shown: Register, theme: str, position: str) -> str:
    return address(replace(shown.wanted, theme=(theme,), position=(position,)), shown.on)


def _in_a_sentence(counted: Counter[tuple[int | None, str]]) -> str:
    by_position: Counter[str] = Counter()
    for (_theme, position), count in counted.items():
        by_position[position] += count
    if not by_position:
        return _("There are no recommendations here.")
    total = by_position.total()
    over = sum(by_position[position] for position in TAKEN_OVER)
    said = ngettext(
        "Of %(total)s recommendation %(over)s is adopted or already practice",
        "Of %(total)s recommendations %(over)s are adopted or already practice",
        total,
    ) % {"total": total, "over": over}
    refused = by_position[Position.NOT_ADOPTED]
    not_adopted = ngettext("%(count)s is not adopted", "%(count)s are not adopted", refused) % {
        "count": refused
    }
    return f"{said}; {not_adopted}."
