# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of the co-ordinator's page, each with its finding in a sentence and its table."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.coordination.queries import Coordination
from praktijk.recommendations.coordination.rules import Age, Spread
from praktijk.web.charts import PALETTE, Figure, whole_numbers

#: A chart has at most so many bars; its table has all.
MOST_BARS = 20
ROW = 28

AGE_COLOURS = {
    Age.MONTH: PALETTE.teal,
    Age.QUARTER: PALETTE.teal_light,
    Age.HALF_YEAR: PALETTE.blue,
    Age.LONGER: PALETTE.orange,
    Age.NEVER: PALETTE.grey,
}


def filled(shown: Coordination) -> Figure:
    """What is filled in per unit, the emptiest first."""
    rows = shown.filled
    values = [
        {"name": _unit(row.unit), "part": _("filled in"), "order": 0, "count": round(row.share * 100)}
        for row in rows[:MOST_BARS]
    ]
    return Figure(
        slug=_("filled-in"),
        title=_("What is filled in"),
        finding=_filled_in_a_sentence(shown),
        spec=_bars(values, {_("filled in"): PALETTE.teal}, _("percent of what can be filled in"), most=100),
        columns=[
            _("Unit"), _("Commitments"), _("Owner"), _("Deputy"), _("Verifier"), _("Term"), _("Theme"),
            _("Delivered"), _("with evidence"), _("filled in, %"),
        ],
        rows=[
            [
                _unit(row.unit), row.promises, row.owner, row.deputy, row.verifier, row.term, row.theme,
                row.delivered, row.proven, round(row.share * 100),
            ]
            for row in rows
        ],
        unit=_("percent of owner, deputy, verifier, term, theme, and evidence of what was delivered"),
        source=_("the register of Praktijk"),
        csv_url=_address("filled", "csv"),
        svg_url=_address("filled", "svg"),
    )  # fmt: skip


def _filled_in_a_sentence(shown: Coordination) -> str:
    promises = sum(row.promises for row in shown.filled)
    if not promises:
        return _("There are no open commitments here.")
    return _(
        "Of %(promises)s open commitments %(owner)s have an owner, %(verifier)s a verifier "
        "and %(term)s a term."
    ) % {
        "promises": promises,
        "owner": sum(row.owner for row in shown.filled),
        "verifier": sum(row.verifier for row in shown.filled),
        "term": sum(row.term for row in shown.filled),
    }


def ages(shown: Coordination) -> Figure:
    """How old the last notes are per unit."""
    labels = {
        Age.MONTH: _("up to 30 days"),
        Age.QUARTER: _("up to 3 months"),
        Age.HALF_YEAR: _("up to 6 months"),
        Age.LONGER: _("longer"),
        Age.NEVER: _("no note yet"),
    }
    rows = shown.ages
    values = [
        {"name": _unit(row.unit), "part": labels[age], "order": order, "count": row.by_age[age]}
        for row in rows[:MOST_BARS]
        for order, age in enumerate(Age)
        if row.by_age[age]
    ]
    colours = {labels[age]: colour for age, colour in AGE_COLOURS.items()}
    return Figure(
        slug=_("last-notes"),
        title=_("How old the last note is"),
        finding=_ages_in_a_sentence(shown),
        spec=_bars(values, colours, _("number of commitments")),
        columns=[_("Unit"), *labels.values(), _("median age, days")],
        rows=[[_unit(row.unit), *(row.by_age[age] for age in Age), _number(row.median)] for row in rows],
        unit=_("number of open commitments, by the age of the last note"),
        source=_("the register of Praktijk"),
        csv_url=_address("ages", "csv"),
        svg_url=_address("ages", "svg"),
    )


def _ages_in_a_sentence(shown: Coordination) -> str:
    promises = sum(row.by_age.total() for row in shown.ages)
    never = sum(row.by_age[Age.NEVER] for row in shown.ages)
    old = sum(row.by_age[Age.LONGER] for row in shown.ages)
    if not promises:
        return _("There are no open commitments here.")
    return _(
        "Of %(promises)s open commitments %(never)s have no note yet, and of %(old)s the last one "
        "is over six months old."
    ) % {
        "promises": promises,
        "never": never,
        "old": old,
    }


def answers(shown: Coordination) -> Figure:
    """Who answers when an update is asked, who does not, and how long it takes."""
    rows = shown.answers
    answered, waiting = _("answered"), _("not answered yet")
    values = [
        {"name": row.person, "part": part, "order": order, "count": count}
        for row in rows[:MOST_BARS]
        for order, (part, count) in enumerate([(waiting, row.waiting), (answered, row.answered)])
        if count
    ]
    return Figure(
        slug=_("answers"),
        title=_("Who answers when an update is asked"),
        finding=_answers_in_a_sentence(shown),
        spec=_bars(values, {waiting: PALETTE.orange, answered: PALETTE.teal}, _("number of updates asked")),
        columns=[
            _("Person"), _("Asked"), _("Answered"), _("Not answered yet"), _("longest waiting, days"),
            _("median to answer, days"),
        ],
        rows=[
            [row.person, row.asked, row.answered, row.waiting, row.longest_waiting, _number(row.median)]
            for row in rows
        ],
        unit=_("number of updates asked; what was withdrawn is left out"),
        source=_("the register of Praktijk"),
        csv_url=_address("answers", "csv"),
        svg_url=_address("answers", "svg"),
    )  # fmt: skip


def _answers_in_a_sentence(shown: Coordination) -> str:
    if not shown.answers:
        return _("No update has been asked of anybody yet.")
    never = [row.person for row in shown.answers if not row.answered]
    waiting = sum(row.waiting for row in shown.answers)
    if not never:
        return ngettext(
            "Everybody who was asked has answered at least once; %(count)s update is still waited for.",
            "Everybody who was asked has answered at least once; %(count)s updates are still waited for.",
            waiting,
        ) % {"count": waiting}
    return _("%(never)s; %(waiting)s.") % {
        "never": ngettext(
            "%(count)s person who was asked for an update has never answered",
            "%(count)s people who were asked for an update have never answered",
            len(never),
        )
        % {"count": len(never)},
        "waiting": ngettext(
            "in all %(count)s update is still waited for",
            "in all %(count)s updates are still waited for",
            waiting,
        )
        % {"count": waiting},
    }


def settling_by_unit(shown: Coordination) -> Figure:
    """How long settling takes in each unit."""
    rows = [(_unit(code), took) for code, took in shown.settling_by_unit()]
    return _settling(shown, rows, "settling-by-unit", _("How long settling takes, by unit"), _("Unit"))


def settling_by_theme(shown: Coordination) -> Figure:
    """How long settling takes in each theme."""
    rows = [(name or _("Without a theme"), took) for name, took in shown.settling_by_theme()]
    return _settling(shown, rows, "settling-by-theme", _("How long settling takes, by theme"), _("Theme"))


def _settling(
    shown: Coordination, rows: list[tuple[str, Spread]], name: str, title: str, column: str
) -> Figure:
    median = _("median")
    values = [
        {"name": label, "part": median, "order": 0, "count": took.median} for label, took in rows[:MOST_BARS]
    ]
    return Figure(
        slug=name,
        title=title,
        finding=_settling_in_a_sentence(shown, rows),
        spec=_bars(values, {median: PALETTE.blue}, _("days, median")),
        columns=[column, _("Settled"), _("median, days"), _("shortest, days"), _("longest, days")],
        rows=[[label, took.count, _number(took.median), took.shortest, took.longest] for label, took in rows],
        unit=_("days from the promise to the last time that it was settled; what is not settled is left out"),
        source=_("the register of Praktijk"),
        csv_url=_address(name, "csv"),
        svg_url=_address(name, "svg"),
    )


def _settling_in_a_sentence(shown: Coordination, rows: list[tuple[str, Spread]]) -> str:
    over_all = shown.settling()
    if over_all is None:
        return _("Nothing has been settled yet.")
    return ngettext(
        "%(count)s commitment was settled, in %(median)s days; the slowest here is %(slowest)s.",
        "%(count)s commitments were settled, half of them within %(median)s days; "
        "the slowest here is %(slowest)s.",
        over_all.count,
    ) % {"count": over_all.count, "median": _number(over_all.median), "slowest": rows[0][0]}


FIGURES = {
    "filled": filled,
    "ages": ages,
    "answers": answers,
    "settling-by-unit": settling_by_unit,
    "settling-by-theme": settling_by_theme,
}


def _address(name: str, kind: str) -> str:
    return reverse("coordination_figure", args=[name, kind])


def _unit(code: str) -> str:
    return code or _("Without a unit")


def _number(days: float | None) -> str:
    """Days in words: whole where they are whole; empty where there are none."""
    return "" if days is None else number_format(days, 0 if days == int(days) else 1)


def _bars(
    values: list[dict[str, Any]], colours: dict[str, str], title: str, most: int | None = None
) -> dict[str, Any]:
    """A stacked bar for each name, in the order given; without a legend where there is one part only."""
    if not values:
        return {}
    names = list(dict.fromkeys(value["name"] for value in values))
    totals = [sum(value["count"] for value in values if value["name"] == name) for name in names]
    legend = {"orient": "bottom", "columns": 1, "symbolType": "square"} if len(colours) > 1 else None
    x: dict[str, Any] = {
        "field": "count",
        "type": "quantitative",
        "title": title,
        "axis": whole_numbers(most or int(max(totals)) + 1),
    }
    if most is not None:
        x["scale"] = {"domain": [0, most]}
    return {
        "data": {"values": values},
        "height": ROW * len(names),
        "width": "container",
        "mark": {"type": "bar", "cornerRadius": 2, "height": 16},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": names,
                "title": None,
                "axis": {"labelLimit": 180, "ticks": False, "domain": False},
            },
            "x": x,
            "color": {
                "field": "part",
                "type": "nominal",
                "title": None,
                "scale": {"domain": list(colours), "range": list(colours.values())},
                "legend": legend,
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [{"field": "name"}, {"field": "part"}, {"field": "count"}],
        },
    }
