# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a run, as the parts of a page and of a document: the same for both."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.focus import charts
from praktijk.focus.charts import percent
from praktijk.focus.hanging import changes, hangs_on
from praktijk.focus.inputs import inputs, not_ranked, remarks, weight_in_words
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.wording import (
    SIGNS,
    amount,
    decimal,
    is_illustrative,
    sampled,
    standing_in_words,
    summary,
    titles_in,
)
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.terms import region_of, regions
from praktijk.web.blocks import Block, Cell, Content, Facts, Item, Items, Part, Table, Words

Result = Mapping[str, Any]
Address = Callable[[str], str]
_MOST_ROWS = 40
#: A country with a smaller chance is not named among those that might come in.
_WORTH_NAMING = 0.05


def parts_of(result: Result, definition: Definition, address: Address) -> list[Part]:
    """All of it, in the order of the page. `address` gives the page of a country in this run."""
    made = [
        ("outcome", _("What came out"), _outcome(result, definition, address)),
        ("ranks", _("How sure the ranks are"), _ranks(result)),
        ("choice", _("The choice under the conditions"), _choice(result, definition, address)),
    ]
    if result["with_interests"]:
        made.append(("interests", _("With and without national interests"), _interests(result)))
    if result["people"]:
        made.append(("people", _("By the weights of each person"), _people(result, definition)))
    made += [
        ("hangs-on", _("What it hangs on"), hangs_on(result, definition)),
        ("changes", _("What would change it"), changes(result, definition, address)),
        ("remarks", _("What to know beforehand"), remarks(result, definition)),
        ("candidates", _("Who was not ranked"), not_ranked(result, definition)),
        ("inputs", _("What went in"), inputs(result, definition)),
    ]
    return [Part(key, title, content) for key, title, content in made]


def _outcome(result: Result, definition: Definition, address: Address) -> Content:
    said = summary(result)
    rows = [row for row in result["ranking"] if row["proposed"] or row["in_first"] >= _WORTH_NAMING]
    return Content(
        sentence=said[0],
        blocks=[
            *(Words(words) for words in said[1:]),
            charts.on_the_map(result, address),
            Table(
                _("The candidates that matter, the likeliest first"),
                [_("Country"), _("Standing"), _("Proposed"), _("Chance"), _("Rank, 5-95%"), _("Filled in")],
                [
                    [
                        Cell(country_name(row["country"]), address(row["country"])),
                        _standing(row),
                        Cell(_("yes") if row["proposed"] else _("no")),
                        Cell(percent(row["in_first"]), number=row["in_first"]),
                        Cell(f"{row['rank'][0]}–{row['rank'][2]}", number=row["rank"][1]),
                        Cell(percent(row["imputed"]), number=row["imputed"]),
                    ]
                    for row in rows[:_MOST_ROWS]
                ],
            ),
        ],
        source=sampled(result),
        illustrative=is_illustrative(definition),
    )


def _standing(row: Mapping[str, Any]) -> Cell:
    tone, icon = SIGNS[row["standing"]]
    return Cell(standing_in_words(row), tone=tone, icon=icon)


def _ranks(result: Result) -> Content:
    rows = result["ranking"]
    return Content(
        sentence=_(
            "Every rank comes from all weights within the ranges and from all values that the data "
            "allow; so a "
            "country has not one rank but a spread of them."
        ),
        blocks=[
            charts.ranking(result),
            charts.heat_map(result),
            Table(
                _("Who stands before whom"),
                [_("Country"), _("Before the next in the list, in"), _("Confidence"), _("Score")],
                [
                    [
                        Cell(country_name(row["country"])),
                        Cell(_before(result, row["country"], following["country"])),
                        Cell("–" if row["confidence"] is None else percent(row["confidence"])),
                        Cell(decimal(row["score"][1]), number=row["score"][1]),
                    ]
                    for row, following in pairwise(rows[: result["first"] + 6])
                ],
            ),
            Words(
                _(
                    "Confidence: how often the country is among the first with the weights that suit it "
                    "best, "
                    "when only the data vary."
                )
            ),
        ],
        source=sampled(result),
    )


def _before(result: Result, country: str, other: str) -> str:
    place = result["countries"].index(other)
    return _("%(share)s of the draws") % {"share": percent(result["wins"][country][place])}


def _choice(result: Result, definition: Definition, address: Address) -> Content:
    choice = definition.choice
    facts = [(_("How many countries"), Cell(str(choice.how_many)))]
    if choice.budget is not None:
        facts.append((_("Budget"), Cell(amount(choice.budget))))
    named = regions()
    for key, (least, most) in choice.regions.items():
        facts.append((named[key].name, Cell(_("%(least)s to %(most)s") % {"least": least, "most": most})))
    for label, reasons in ((_("Must be in"), choice.must_in), (_("Must be out"), choice.must_out)):
        for code, reason in reasons.items():
            facts.append((label, Cell(f"{country_name(code)}: {reason}")))
    groups: dict[str, list[Any]] = {}
    for row in result["ranking"]:
        groups.setdefault(row["standing"], []).append(row)
    in_region = region_of()
    proposed = [row for row in result["ranking"] if row["proposed"]]
    spread: dict[str, int] = {}
    for row in proposed:
        spread[in_region.get(row["country"], "")] = spread.get(in_region.get(row["country"], ""), 0) + 1
    return Content(
        sentence=_(
            "%(core)s countries are chosen in every one of %(sampled)s sampled choices, %(borderline)s "
            "in some, "
            "%(never)s in none."
        )
        % {
            "core": len(groups.get("core", [])),
            "borderline": sum(len(groups.get(key, [])) for key in ("mostly", "borderline", "seldom")),
            "never": len(groups.get("never", [])),
            "sampled": result["sampled"],
        },
        blocks=[
            Facts(facts),
            Table(
                _("How often each is chosen under these conditions"),
                [_("Country"), _("Region"), _("Standing"), _("Chosen"), _("Proposed")],
                [
                    [
                        Cell(country_name(row["country"]), address(row["country"])),
                        Cell(region_in_words(in_region.get(row["country"], ""))),
                        _standing(row),
                        Cell(percent(row["frequency"]), number=row["frequency"]),
                        Cell(_("yes") if row["proposed"] else _("no")),
                    ]
                    for row in sorted(result["ranking"], key=lambda row: -row["frequency"])[:_MOST_ROWS]
                    if row["frequency"] > 0 or row["proposed"]
                ],
            ),
            Items(
                _("The proposal by region"),
                [
                    Item(
                        Cell(region_in_words(key)),
                        ngettext("%(n)s country", "%(n)s countries", count) % {"n": count},
                    )
                    for key, count in sorted(spread.items())
                ],
            ),
        ],
        source=_(
            "The proposal is the best choice by the mean score of the sampled draws, under all conditions."
        ),
    )


def region_in_words(key: str) -> str:
    """The name of a regional group of the UN, by its key."""
    return regions()[key].name if key in regions() else _("no regional group")


def _interests(result: Result) -> Content:
    return Content(
        sentence=summary(result)[-1],
        blocks=[
            charts.other_chances(result, "without", _("Without national interests")),
            *_changed_without(result),
        ],
    )


def _changed_without(result: Result) -> list[Block]:
    """The countries that are proposed with national interests and not without, or the reverse."""
    rows = [
        [
            Cell(country_name(row["country"])),
            Cell(_("proposed") if row["proposed"] else "–"),
            Cell(_("proposed") if row["without"]["proposed"] else "–"),
        ]
        for row in result["ranking"]
        if row["proposed"] != row["without"]["proposed"]
    ]
    if not rows:
        return []
    return [Table(_("The proposal with and without"), [_("Country"), _("With"), _("Without")], rows)]


def _people(result: Result, definition: Definition) -> Content:
    people = result["people"]
    rows = [
        row
        for row in result["ranking"]
        if row["proposed"] or any(row[f"person:{name}"]["proposed"] for name in people)
    ]
    return Content(
        sentence=ngettext(
            "%(count)s person gave weights of their own.",
            "%(count)s people gave weights of their own.",
            len(people),
        )
        % {"count": len(people)},
        blocks=[
            Table(
                _("Who would be proposed by whose weights"),
                [_("Country"), _("The round"), *people],
                [
                    [
                        Cell(country_name(row["country"])),
                        Cell(_chance(row)),
                        *(Cell(_chance(row[f"person:{name}"])) for name in people),
                    ]
                    for row in rows
                ],
            ),
            _weights_of(definition, people),
            *(charts.other_chances(result, f"person:{name}", name) for name in people),
        ],
        source=_("● is proposed; beside it the chance of being among the first."),
    )


def _weights_of(definition: Definition, people: list[str]) -> Table:
    """How each person weighs what the round leaves open, beside the round: why their outcomes differ."""
    titles = titles_in(definition)
    rows = []
    for one in definition.every():
        said = [definition.people[name].weights.get(one.key, one.weight) for name in people]
        if any(weight != one.weight for weight in said):
            rows.append(
                [Cell(titles[one.key]), *(Cell(weight_in_words(weight)) for weight in (one.weight, *said))]
            )
    return Table(_("Where their weights differ"), [_("Criterion"), _("The round"), *people], rows)


def _chance(row: Mapping[str, Any]) -> str:
    return f"{'●' if row['proposed'] else '○'} {percent(row['in_first'])}"
