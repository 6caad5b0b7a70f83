# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What went into a run and what to know of it, as parts of a page and of a document."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.focus import remarking
from praktijk.focus.charts import percent
from praktijk.focus.rounds.definition import Definition, Direction, Group, Measure, Weight
from praktijk.focus.wording import aggregation_in_words, is_illustrative, names, titles_in
from praktijk.reference.countries import country_name
from praktijk.web.blocks import Block, Cell, Content, Facts, Item, Items, Table

Result = Mapping[str, Any]


def remarks(result: Result, definition: Definition) -> Content:
    """What stood out in the indicators before any ranking."""
    said = remarking.in_words(result["remarks"], titles_in(definition))
    return Content(
        sentence=ngettext(
            "%(count)s thing to know of the indicators before one reads the ranking.",
            "%(count)s things to know of the indicators before one reads the ranking.",
            len(said),
        )
        % {"count": len(said)}
        if said
        else _("Nothing stood out in the indicators."),
        blocks=[Items("", [Item(Cell(words)) for words in said])] if said else [],
    )


def not_ranked(result: Result, definition: Definition) -> Content:
    """Who was left out, with the reason, and of whom too little is known."""
    left, unknown = result["left_out"], result["unknown"]
    blocks: list[Block] = []
    if left:
        blocks.append(
            Items(_("Left out"), [Item(Cell(country_name(code)), reason) for code, reason in left.items()])
        )
    if unknown:
        blocks.append(
            Items(
                _("Too little known"),
                [
                    Item(
                        Cell(names(sorted(codes, key=country_name))),
                        _("%(share)s of the indicators") % {"share": share},
                    )
                    for share, codes in _by_share(unknown).items()
                ],
            )
        )
    return Content(
        sentence=_(
            "%(ranked)s candidates were ranked; %(left)s were left out with a reason, and of %(unknown)s "
            "less than "
            "%(minimum)s of the indicators has a value."
        )
        % {
            "ranked": len(result["ranking"]),
            "left": len(left),
            "unknown": len(unknown),
            "minimum": percent(definition.minimum_coverage),
        },
        blocks=blocks,
    )


def _by_share(unknown: Mapping[str, float]) -> dict[str, list[str]]:
    """Countries by how much of them is known, the least first: there may be very many."""
    by_share: dict[str, list[str]] = {}
    for code, share in sorted(unknown.items(), key=lambda pair: pair[1]):
        by_share.setdefault(percent(share), []).append(code)
    return by_share


def inputs(result: Result, definition: Definition) -> Content:
    """The criteria, where their values come from, and the method."""
    titles = titles_in(definition)
    rows: list[list[Cell]] = []
    for group in definition.groups:
        rows.append([Cell(titles[group.key].upper()), Cell(weight_in_words(group.weight)), *[Cell("")] * 4])
        rows += [_measure(one, definition, titles) for one in _within(group)]
    return Content(
        sentence=_("%(count)s indicators in %(groups)s groups; values up to %(year)s.")
        % {
            "count": sum(1 for _one in definition.measures()),
            "groups": len(definition.groups),
            "year": definition.year,
        },
        blocks=[
            Table(
                _("Criteria and where their values come from"),
                [
                    _("Criterion"),
                    _("Weight"),
                    _("Speaks for choosing"),
                    _("Goalposts"),
                    _("Publisher"),
                    _("Vintage"),
                ],
                rows,
            ),
            Facts(
                [
                    (_("Taken together"), Cell(aggregation_in_words(definition.aggregation))),
                    (
                        _("Missing values"),
                        Cell(
                            _(
                                "filled in %(count)s times from what goes along with them; each filling "
                                "is a draw"
                            )
                            % {"count": result["data_sets"]}
                        ),
                    ),
                    *(
                        (_("Veto"), Cell(_veto(veto.key, veto.at_least, veto.at_most, titles)))
                        for veto in definition.vetoes
                    ),
                ]
            ),
        ],
        illustrative=is_illustrative(definition),
    )


def _within(group: Group) -> list[Measure]:
    found: list[Measure] = []
    for child in group.children:
        found += _within(child) if isinstance(child, Group) else [child]
    return found


def _measure(one: Measure, definition: Definition, titles: Mapping[str, str]) -> list[Cell]:
    facts = definition.sources.get(one.key, {})
    low, high = one.goalposts or (0.0, 1.0)
    return [
        Cell(titles[one.key]),
        Cell(weight_in_words(one.weight)),
        Cell(_("a higher value") if one.direction is Direction.MORE else _("a lower value")),
        Cell(f"{low:g} – {high:g}"),
        Cell(facts.get("publisher", one.file or "–")),
        Cell(facts.get("vintage", "–")),
    ]


def weight_in_words(weight: Weight) -> str:
    """A range of weights; “free” where it says nothing."""
    if weight == Weight():
        return _("free")
    return f"{weight.low:.0%}" if weight.low == weight.high else f"{weight.low:.0%} – {weight.high:.0%}"


def _veto(key: str, at_least: float | None, at_most: float | None, titles: Mapping[str, str]) -> str:
    bounds = [f"≥ {at_least:g}"] if at_least is not None else []
    bounds += [f"≤ {at_most:g}"] if at_most is not None else []
    return f"{titles.get(key, key)}: {', '.join(bounds)}"
