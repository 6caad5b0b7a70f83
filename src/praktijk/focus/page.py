# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a round read, and how far it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.inputs import weight_in_words
from praktijk.focus.messages import in_words
from praktijk.focus.models import Decision, Round, Run
from praktijk.focus.rounds.definition import Definition, Direction, Group
from praktijk.focus.rounds.files import CONTENT_TYPES, written
from praktijk.focus.rounds.taking import read_again, read_frozen
from praktijk.focus.rounds.writing import as_mapping
from praktijk.focus.wording import aggregation_in_words, amount, names, titles_in
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import iso_3
from praktijk.reference.exchange.terms import Kind, listed, regions


@dataclass(frozen=True)
class Standing:
    """How far a round is: its last outcome and its decision, where there are any."""

    round: Round
    run: Run | None
    decision: Decision | None

    @property
    def frozen(self) -> bool:
        """Whether nothing of it may change any more."""
        return self.decision is not None and self.decision.confirmed


def round_of(reader: Any, pk: int) -> Round:
    """A round that this reader may see. Raises Http404."""
    found: Round = get_object_or_404(Round.objects.visible_to(reader).select_related("author"), pk=pk)
    return found


def run_of(round_: Round, number: int, *, whole: bool = True) -> Run:
    """One outcome of a round; not `whole` leaves what went in and came out unread. Raises Http404."""
    runs = round_.runs.select_related("by")
    found: Run = get_object_or_404(runs if whole else runs.defer("definition", "result"), number=number)
    return found


def standing_of(round_: Round) -> Standing:
    """How far a round is. Two queries."""
    run = round_.runs.defer("definition", "result").select_related("by").first()
    decision = Decision.objects.filter(round=round_).select_related("proposed_by", "confirmed_by").first()
    return Standing(round_, run, decision)


def definition_of(round_: Round) -> Definition:
    """What a round holds. Raises Http404 for one that can no longer be read, which its actions prevent."""
    try:
        return read_again(round_.definition)
    except InvalidRound as broken:
        raise Http404 from broken


def frozen_in(run: Run) -> Definition:
    """What went into a run."""
    return read_frozen(run.definition)


def failure_of(run: Run, definition: Definition) -> list[str]:
    """Why a run stopped, in words."""
    return in_words((Fault(code, values) for code, values in run.failure), titles_in(definition))


def as_attachment(definition: Definition, name: str, kind: str) -> HttpResponse:
    """A round as a file to keep, of the kind toml, json or xlsx."""
    mapping = as_mapping(definition, name_of=iso_3)
    answer = HttpResponse(written(mapping, kind), content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def country_address(run: Run) -> Any:
    """The address of a country's page in a run, by its code."""

    def address(code: str) -> str:
        return reverse("focus_profile", args=[run.round_id, run.number, code])

    return address


def criteria_in_words(definition: Definition) -> Iterator[dict[str, Any]]:
    """Each criterion of a round as a row of its page."""
    titles = titles_in(definition)
    for one in definition.every():
        row: dict[str, Any] = {"title": titles[one.key], "weight": weight_in_words(one.weight)}
        if isinstance(one, Group):
            yield row | {"is_group": True, "interests": one.interests}
            continue
        ends = one.goalposts
        yield row | {
            "speaks": _("a higher value") if one.direction is Direction.MORE else _("a lower value"),
            "goalposts": f"{ends[0]:g} – {ends[1]:g}" if ends else _("least and most of all countries"),
            "source": ", ".join(filter(None, [one.file or one.series, one.vintage])),
        }


def facts_of(definition: Definition) -> list[tuple[str, str]]:
    """What the choice must satisfy, as terms with what is said of them; what says nothing is left out."""
    choice = definition.choice
    named = regions()
    facts = [
        (_("How many countries"), str(choice.how_many)),
        (_("Values up to"), str(definition.year)),
        (_("Candidates"), names(definition.candidates) or _("all member states of the United Nations")),
        (_("Left out"), _reasons(definition.left_out)),
        (_("Partner countries now"), names(definition.current)),
        (_("Must be in"), _reasons(choice.must_in)),
        (_("Must be out"), _reasons(choice.must_out)),
        (
            _("Least and most by region"),
            "\n".join(f"{named[key].name}: {low}–{high}" for key, (low, high) in choice.regions.items()),
        ),
        (_("Budget"), "" if choice.budget is None else amount(choice.budget)),
        (_("Taken together"), aggregation_in_words(definition.aggregation)),
        (_("Minimum coverage"), f"{definition.minimum_coverage:.0%}"),
        (_("Themes in a country, at most"), str(choice.themes)),
        (_("Priorities"), ", ".join(listed(Kind.THEME)[key].name for key in choice.priorities)),
    ]
    return [(term, said) for term, said in facts if said]


def _reasons(reasons: Mapping[str, str]) -> str:
    return "\n".join(f"{country_name(code)}: {reason}" for code, reason in reasons.items())
