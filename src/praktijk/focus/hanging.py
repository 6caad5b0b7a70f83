# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outcome hangs on and what would change it, as parts of a page and of a document."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from praktijk.focus import charts
from praktijk.focus.charts import percent
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.wording import decimal, names, sampled, titles_in
from praktijk.reference.countries import country_name
from praktijk.web.blocks import Block, Cell, Content, Table, Words

Result = Mapping[str, Any]
Address = Callable[[str], str]


def hangs_on(result: Result, definition: Definition) -> Content:
    """What the ranking hangs on among the choices of method, and what each indicator counts for."""
    labels = {
        "weights": _("the weights"),
        "normalisation": _("how values are brought to one scale"),
        "aggregation": _("how criteria are taken together"),
        "data": _("missing and uncertain data"),
    }
    method = result["method"]
    most = max(range(len(method["factors"])), key=lambda place: method["total"][place])
    return Content(
        sentence=_(
            "The ranking hangs most on %(factor)s: alone or with others it explains %(share)s of what varies."
        )
        % {"factor": labels[method["factors"][most]], "share": percent(min(method["total"][most], 1.0))},
        blocks=[
            Table(
                _("What the ranking hangs on (Sobol’ indices of the average shift in rank)"),
                [_("Choice"), _("By itself"), _("With all it goes along with")],
                [
                    [
                        Cell(labels[factor]),
                        Cell(percent(max(first, 0.0)), number=first),
                        Cell(percent(max(total, 0.0)), number=total),
                    ]
                    for factor, first, total in zip(
                        method["factors"], method["first"], method["total"], strict=True
                    )
                ],
            ),
            Words(
                _("Another choice of method shifts a country by %(places)s places on average.")
                % {"places": decimal(method["mean_shift"], 1)}
            ),
            charts.influence(result, definition),
        ],
        source=sampled(result),
    )


def changes(result: Result, definition: Definition, address: Address) -> Content:
    """What would bring the countries near the line in or out."""
    titles = titles_in(definition)
    rows = []
    for code, change in result["changes"].items():
        rows.append(
            [
                Cell(country_name(code), address(code)),
                Cell(_("in") if change["is_in"] else _("out")),
                Cell(_shift(change, titles)),
                Cell(_value(change, titles)),
            ]
        )
    blocks: list[Block] = [
        Table(
            _("Countries near the line: the least that would bring them in or out"),
            [_("Country"), _("Now"), _("Smallest shift in weights"), _("Smallest change in a value")],
            rows,
        )
    ]
    for label, other in (
        (_("One country more"), result["one_more"]),
        (_("One country fewer"), result["one_fewer"]),
    ):
        if other is not None:
            blocks.append(
                Words(
                    _("%(what)s: %(comes)s in, %(goes)s out.")
                    % {
                        "what": label,
                        "comes": names(other["comes"]) or "–",
                        "goes": names(other["goes"]) or "–",
                    }
                )
            )
    return Content(
        sentence=_(
            "Reckoned at the middle of the weights and of the data, where there is one ranking to change."
        ),
        blocks=blocks,
    )


def _shift(change: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if change["weights"] is None:
        return {
            "impossible": _("none within the ranges"),
            "vetoed": _("none: out by a veto"),
            "no_room": _("none: all are in"),
        }.get(change["why_not"] or "", "–")
    moved = sorted(change["weights"].items(), key=lambda pair: -abs(pair[1][1] - pair[1][0]))[:2]
    told = ", ".join(f"{titles.get(key, key)} {was:.0%} → {to:.0%}" for key, (was, to) in moved)
    return _("%(share)s of the weight moves: %(told)s") % {
        "share": percent((change["shift"] or 0.0) / 2),
        "told": told,
    }


def _value(change: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    known = [one for one in change["values"] if one["was"] is not None]
    if not known:
        return _("none by itself")
    nearest = min(known, key=lambda one: abs(one["to"] - one["was"]) / (abs(one["was"]) + 1e-9))
    filled = _(" (filled in)") if nearest["imputed"] else ""
    return f"{titles.get(nearest['key'], nearest['key'])}: {nearest['was']:.3g}{filled} → {nearest['to']:.3g}"


def central_weights(result: Result, definition: Definition, country: str) -> Table | None:
    """The mean weights of the draws in which a country is among the first; None where it never is."""
    titles = titles_in(definition)
    row = next(one for one in result["ranking"] if one["country"] == country)
    nominal = {one["key"]: one["nominal"] for one in result["influence"]}
    if any(weight is None for weight in row["central"].values()):
        return None
    return Table(
        _("Weights"),
        [_("Indicator"), _("That suit it"), _("Middle of the round")],
        [
            [
                Cell(titles.get(key, key)),
                Cell(percent(weight), number=weight),
                Cell(percent(nominal[key]), number=nominal[key]),
            ]
            for key, weight in row["central"].items()
        ],
    )


def changes_of(result: Result, definition: Definition, country: str) -> Table | None:
    """The least that would bring a country in or out; None for one that is far from the line."""
    change = result["changes"].get(country)
    if change is None:
        return None
    titles = titles_in(definition)
    rows = [[Cell(_("the weights")), Cell(_("those of the round")), Cell(_shift(change, titles))]]
    rows += [
        [
            Cell(titles.get(one["key"], one["key"])),
            Cell(
                ("" if one["was"] is None else f"{one['was']:.3g}")
                + (_(" (filled in)") if one["imputed"] else "")
            ),
            Cell(f"{one['to']:.3g}"),
        ]
        for one in change["values"]
    ]
    return Table(
        _("The least that would bring it out") if change["is_in"] else _("The least that would bring it in"),
        [_("What"), _("Now"), _("Then")],
        rows,
    )
