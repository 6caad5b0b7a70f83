# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two outcomes side by side: which countries change, and what in the two rounds is not the same."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from praktijk.focus.charts import percent
from praktijk.focus.inputs import weight_in_words
from praktijk.focus.models import Run
from praktijk.focus.page import frozen_in
from praktijk.focus.rounds.definition import Definition, Measure
from praktijk.focus.wording import aggregation_in_words, names, titles_in
from praktijk.reference.countries import country_name
from praktijk.web.blocks import Cell, Content, Table

_WORTH_NAMING = 0.05


def compare(one: Run, other: Run) -> Content:
    """What differs between two runs that were worked out: countries, then what went in."""
    first, second = ({row["country"]: row for row in run.result["ranking"]} for run in (one, other))  # type: ignore[index]
    comes = [
        code for code, row in second.items() if row["proposed"] and not first.get(code, _OUT)["proposed"]
    ]
    goes = [code for code, row in first.items() if row["proposed"] and not second.get(code, _OUT)["proposed"]]
    rows = [
        [
            Cell(country_name(code)),
            *_cells(first.get(code)),
            *_cells(second.get(code)),
            Cell(_moved(first.get(code), second.get(code))),
        ]
        for code in sorted(
            first.keys() | second.keys(),
            key=lambda code: -abs(_chance(first.get(code)) - _chance(second.get(code))),
        )
        if max(_chance(first.get(code)), _chance(second.get(code))) >= _WORTH_NAMING
    ]
    labels = [f"{run.round.title} · {run.number}" for run in (one, other)]
    differences = list(_differences(frozen_in(one), frozen_in(other)))
    return Content(
        sentence=_("The proposal is the same.")
        if not comes and not goes
        else _("In the second, %(comes)s come in and %(goes)s go out.")
        % {"comes": names(comes) or "–", "goes": names(goes) or "–"},
        blocks=[
            Table(
                _("What differs in what went in, and so why"),
                [_("What"), *labels],
                [[Cell(what), Cell(was), Cell(now)] for what, was, now in differences]
                or [[Cell(_("nothing but the draws")), Cell("–"), Cell("–")]],
            ),
            Table(
                _("The countries whose chance differs, the most first"),
                [
                    _("Country"), _("Chance in the first"), _("Proposed"), _("Chance in the second"),
                    _("Proposed"), _("Difference"),
                ],
                rows,
            ),
        ],
    )  # fmt: skip


_OUT: dict[str, Any] = {"proposed": False, "in_first": 0.0}


def _chance(row: dict[str, Any] | None) -> float:
    return float((row or _OUT)["in_first"])


def _cells(row: dict[str, Any] | None) -> list[Cell]:
    if row is None:
        return [Cell(_("not ranked")), Cell("–")]
    return [Cell(percent(row["in_first"]), number=row["in_first"]), Cell("●" if row["proposed"] else "–")]


def _moved(one: dict[str, Any] | None, other: dict[str, Any] | None) -> str:
    return f"{(_chance(other) - _chance(one)) * 100:+.0f}"


def _differences(one: Definition, other: Definition) -> Iterator[tuple[str, str, str]]:
    facts = [
        (_("Year"), str(one.year), str(other.year)),
        (_("How many countries"), str(one.choice.how_many), str(other.choice.how_many)),
        (_("Taken together"), aggregation_in_words(one.aggregation), aggregation_in_words(other.aggregation)),
        (_("Minimum coverage"), percent(one.minimum_coverage), percent(other.minimum_coverage)),
        (_("Left out"), names(one.left_out), names(other.left_out)),
        (_("Must be in"), names(one.choice.must_in), names(other.choice.must_in)),
        (_("Must be out"), names(one.choice.must_out), names(other.choice.must_out)),
        (_("Budget"), str(one.choice.budget or "–"), str(other.choice.budget or "–")),
        (_("Regions"), str(dict(one.choice.regions) or "–"), str(dict(other.choice.regions) or "–")),
    ]
    mine, theirs = ({each.key: each for each in definition.every()} for definition in (one, other))
    titles = {**titles_in(one), **titles_in(other)}
    for key in dict.fromkeys([*mine, *theirs]):
        was, now = mine.get(key), theirs.get(key)
        facts.append((titles[key], _criterion(was), _criterion(now)))
        before, after = (
            one.sources.get(key, {}).get("vintage", ""),
            other.sources.get(key, {}).get("vintage", ""),
        )
        if was and now:
            facts.append((f"{titles[key]} · {_('vintage')}", before, after))
            facts.append((f"{titles[key]} · {_('values')}", *_values(one, other, key)))
    yield from (fact for fact in facts if fact[1] != fact[2])


def _values(one: Definition, other: Definition, key: str) -> tuple[str, str]:
    """How many values differ; alike where none does."""
    mine, theirs = one.data.get(key, {}), other.data.get(key, {})
    if mine == theirs:
        return "", ""
    changed = sum(mine.get(code) != theirs.get(code) for code in mine.keys() | theirs.keys())
    return str(len(mine)), _("%(all)s, of which %(changed)s differ") % {
        "all": len(theirs),
        "changed": changed,
    }


def _criterion(one: Any) -> str:
    if one is None:
        return _("not in it")
    told = weight_in_words(one.weight)
    if isinstance(one, Measure):
        low, high = one.goalposts or (0.0, 1.0)
        return f"{told}; {one.direction}; {one.kind}; {low:g} – {high:g}"
    return told
