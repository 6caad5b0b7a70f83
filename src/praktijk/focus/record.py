# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decision record: for Parliament, in words without statistics, with all that it rests on behind it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.focus.charts import percent
from praktijk.focus.models import Chosen, Decision
from praktijk.focus.page import country_address, frozen_in
from praktijk.focus.parts import parts_of, region_in_words
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.wording import amount, names, standing_in_words, summary, title_of
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.terms import Kind, listed, region_of
from praktijk.web.blocks import (
    Block,
    Cell,
    Content,
    Facts,
    Headline,
    Item,
    Items,
    Paper,
    Part,
    Table,
    Words,
    with_addresses,
)
from praktijk.web.dates import day, long_day, number

#: What of a run goes into the record behind the decision, in this order.
_BEHIND = ("outcome", "interests", "hangs-on", "changes", "remarks", "candidates", "inputs")


def paper_of(decision: Decision) -> Paper:
    """The record of a decision with its countries read already, in the language of the moment."""
    run = decision.run
    assert run.result is not None
    definition = frozen_in(run)
    rows = {row["country"]: row for row in run.result["ranking"]}
    countries = sorted(decision.countries.all(), key=lambda one: country_name(one.country))
    chosen = [one for one in countries if one.chosen]
    parts = [
        Part("summary", _("In short"), _summary(decision, run.result, definition, chosen)),
        Part("countries", _("The countries that are chosen"), _chosen(chosen, rows)),
    ]
    if deviations := [one for one in countries if one.deviates]:
        parts.append(
            Part("deviations", _("Where the decision differs from the proposal"), _deviations(deviations))
        )
    if broken := list(_not_met(definition, rows, chosen)):
        parts.append(
            Part("conditions", _("Conditions of the round that the decision does not meet"), _told(broken))
        )
    if leaving := [one for one in countries if one.leaves_on]:
        parts.append(Part("leaving", _("Countries where the fund ends its work"), _leaving(leaving)))
    by_key = {part.key: part for part in parts_of(run.result, definition, country_address(run))}
    parts += [by_key[key] for key in _BEHIND if key in by_key]
    parts.append(Part("again", _("How to check this"), _again(decision)))
    return Paper(
        title=_("Decision on the choice of countries: %(title)s") % {"title": decision.round.title},
        audience=_("Confirmed") if decision.confirmed else _("Proposal, not yet confirmed"),
        as_of=timezone.localdate(decision.confirmed_at or decision.proposed_at),
        parts=[
            Part(part.key, part.title, with_addresses(part.content, _address(decision, part.key)))
            for part in parts
        ],
        headlines=[
            Headline(_("Chosen"), Cell(str(len(chosen)), number=len(chosen))),
            Headline(_("Candidates ranked"), Cell(str(len(rows)), number=len(rows))),
            Headline(_("Otherwise than proposed"), Cell(str(len(deviations)), number=len(deviations))),
            Headline(_("Countries left"), Cell(str(len(leaving)), number=len(leaving))),
        ],
    )


def _address(decision: Decision, key: str) -> Callable[[int, str], str]:
    return lambda number, kind: reverse("focus_decision_figure", args=[decision.round_id, key, number, kind])


def _summary(
    decision: Decision, result: Mapping[str, Any], definition: Definition, chosen: list[Chosen]
) -> Content:
    groups = [title_of(one.titles, one.key) for one in definition.groups]
    said = [
        _(
            "%(count)s states were looked at on %(criteria)s criteria in %(groups)s groups: %(names)s. "
            "The criteria, "
            "their sources and the room for their weights were fixed before any ranking was made."
        )
        % {
            "count": len(result["ranking"]),
            "criteria": sum(1 for _one in definition.measures()),
            "groups": len(groups),
            "names": ", ".join(groups),
        },
        _(
            "People weigh criteria differently, and numbers are never quite sure. So the choice was not "
            "made once but "
            "%(draws)s times, each time with other weights within the ranges and with other values "
            "within what the "
            "sources allow. A country that is chosen nearly every time is a safe choice; one that is "
            "chosen now and "
            "then depends on what one finds important."
        )
        % {"draws": number(result["draws"])},
        *summary(result),
    ]
    if decision.reason:
        said.append(decision.reason)
    return Content(
        sentence=ngettext(
            "%(count)s country is chosen: %(names)s.",
            "%(count)s countries are chosen: %(names)s.",
            len(chosen),
        )
        % {"count": len(chosen), "names": names(one.country for one in chosen)},
        blocks=[*(Words(words) for words in said), Facts(_who(decision))],
        illustrative=decision.illustrative,
    )


def _who(decision: Decision) -> list[tuple[str, Cell]]:
    facts = []
    for label, person, at in (
        (_("Proposed by"), decision.proposed_by, decision.proposed_at),
        (_("Confirmed by"), decision.confirmed_by, decision.confirmed_at),
    ):
        said = f"{person.name}, {long_day(at)}" if person and at else _("not yet")
        facts.append((label, Cell(said)))
    return facts


def _chosen(chosen: list[Chosen], rows: Mapping[str, Mapping[str, Any]]) -> Content:
    regions = region_of()
    return Content(
        sentence=_("In the order of the alphabet. The themes are those on which the fund works there."),
        blocks=[
            Table(
                _("Chosen"),
                [_("Country"), _("Region"), _("Chosen by the method"), _("Standing"), _("Themes")],
                [
                    [
                        Cell(country_name(one.country)),
                        Cell(region_in_words(regions.get(one.country, ""))),
                        _frequency(rows.get(one.country)),
                        Cell(
                            standing_in_words(rows[one.country]) if one.country in rows else _("not ranked")
                        ),
                        Cell(_themes(one)),
                    ]
                    for one in chosen
                ],
            ),
            *_other_themes(chosen),
        ],
    )


def _frequency(row: Mapping[str, Any] | None) -> Cell:
    return Cell(_("not ranked")) if row is None else Cell(percent(row["frequency"]), number=row["frequency"])


def _themes(one: Chosen) -> str:
    known = listed(Kind.THEME)
    named = [known[key].name for key in one.themes if key in known]
    return ", ".join([*named, *([one.other_theme] if one.other_theme else [])]) or "–"


def _other_themes(chosen: list[Chosen]) -> list[Block]:
    rows = [
        [Cell(country_name(one.country)), Cell(one.other_theme), Cell(one.other_reason)]
        for one in chosen
        if one.other_theme
    ]
    if not rows:
        return []
    return [Table(_("Themes outside the priorities"), [_("Country"), _("Theme"), _("Reason")], rows)]


def _deviations(deviations: list[Chosen]) -> Content:
    return Content(
        sentence=ngettext(
            "On %(count)s country the decision differs from what the method proposed.",
            "On %(count)s countries the decision differs from what the method proposed.",
            len(deviations),
        )
        % {"count": len(deviations)},
        blocks=[
            Table(
                _("Otherwise than proposed"),
                [_("Country"), _("Proposed"), _("Decided"), _("Reason")],
                [
                    [
                        Cell(country_name(one.country)),
                        Cell(_("in") if one.suggested else _("out")),
                        Cell(_("in") if one.chosen else _("out")),
                        Cell(one.reason),
                    ]
                    for one in deviations
                ],
            )
        ],
    )


def _not_met(
    definition: Definition, rows: Mapping[str, Mapping[str, Any]], chosen: list[Chosen]
) -> Iterator[str]:
    """What the proposal satisfies and the decision does not, in words."""
    choice = definition.choice
    codes = {one.country for one in chosen}
    in_region = definition.regions or region_of()
    for key, (least, most) in choice.regions.items():
        count = sum(in_region.get(code) == key for code in codes)
        if not least <= count <= most:
            yield _("%(region)s: %(count)s countries, where the round asks %(least)s to %(most)s.") % {
                "region": region_in_words(key),
                "count": count,
                "least": least,
                "most": most,
            }
    if choice.budget is not None:
        spent = sum(choice.costs.get(code, choice.cost or 0.0) for code in codes)
        if spent > choice.budget:
            yield _("The countries cost %(spent)s, more than the budget of %(budget)s.") % {
                "spent": amount(spent),
                "budget": amount(choice.budget),
            }
    for code in sorted(set(choice.must_in) - codes):
        yield _("%(country)s had to be in: %(reason)s") % {
            "country": country_name(code),
            "reason": choice.must_in[code],
        }
    for code in sorted(set(choice.must_out) & codes):
        yield _("%(country)s had to be out: %(reason)s") % {
            "country": country_name(code),
            "reason": choice.must_out[code],
        }
    for code in sorted(code for code in codes if rows.get(code, {}).get("standing") == "vetoed"):
        yield _("%(country)s is out by a veto.") % {"country": country_name(code)}


def _told(broken: list[str]) -> Content:
    return Content(
        sentence=_("A person may decide so; the reasons stand above."),
        blocks=[Items("", [Item(Cell(words)) for words in broken])],
    )


def _leaving(leaving: list[Chosen]) -> Content:
    return Content(
        sentence=_("When the work ends in each country, and what runs there until then."),
        blocks=[
            Table(
                _("Phased out"),
                [_("Country"), _("By"), _("What runs there")],
                [
                    [
                        Cell(country_name(one.country)),
                        Cell(day(one.leaves_on) if one.leaves_on else "–"),
                        Cell(one.running),
                    ]
                    for one in leaving
                ],
            )
        ],
    )


def _again(decision: Decision) -> Content:
    run = decision.run
    return Content(
        sentence=_(
            "The same numbers come out whoever runs it again, on any machine, now and in years to come."
        ),
        blocks=[
            Facts(
                [
                    (_("Worked out on"), Cell(long_day(run.at))),
                    (_("Seed and draws"), Cell(f"{run.result['seed']}, {number(run.result['draws'])}")),  # type: ignore[index]
                    (_("Fingerprint of what went in (SHA-256)"), Cell(run.digest)),
                    (
                        _("What went in"),
                        Cell(
                            _("as a file, with every number"),
                            reverse("focus_run_file", args=[run.round_id, run.number, "toml"]),
                        ),
                    ),
                    (_("To run it again"), Cell("praktijk focus run FILE")),
                ]
            )
        ],
    )
