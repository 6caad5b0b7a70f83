# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facets and their values in words, in the language of the moment."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.models import PositionChoice, TypeChoice, UNRecommendation
from praktijk.recommendations.un.search.index import Facet
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.terms import Kind, Listed, goals, listed, regions

FACETS = {
    Facet.COUNTRY: _("Country"),
    Facet.REGION: _("Region"),
    Facet.BODY: _("Body"),
    Facet.TYPE: _("Kind"),
    Facet.CYCLE: _("Cycle of the UPR"),
    Facet.SESSION: _("Session of the UPR"),
    Facet.RECOMMENDING: _("Recommending state"),
    Facet.POSITION: _("Position"),
    Facet.THEME: _("Theme"),
    Facet.GROUP: _("Group of persons"),
    Facet.GOAL: _("Sustainable development goal"),
    Facet.YEAR: _("Year"),
}

#: Facets whose values are shown in their own order, and not the most frequent first.
IN_ORDER = frozenset({Facet.CYCLE, Facet.SESSION, Facet.GOAL, Facet.YEAR})


def name_of(facet: Facet, value: str) -> str:
    """A value in words; the value itself where it has no other name."""
    return _NAMES[facet](value)


def facts_of(record: UNRecommendation) -> list[tuple[Facet, Any, list[tuple[str, str]]]]:
    """What is known of a recommendation: each facet with its label and its values, as key and name."""
    of_each: dict[Facet, Any] = {
        Facet.COUNTRY: record.countries,
        Facet.RECOMMENDING: record.recommending,
        Facet.BODY: [record.body],
        Facet.TYPE: [record.type],
        Facet.CYCLE: [record.cycle],
        Facet.SESSION: [record.session],
        Facet.POSITION: [record.position],
        Facet.THEME: record.themes,
        Facet.GROUP: record.groups,
        Facet.GOAL: list(dict.fromkeys(goal.split(".")[0] for goal in record.goals)),
        Facet.YEAR: [record.year],
    }
    facts = [
        (facet, [(str(value), name_of(facet, str(value))) for value in values if value not in ("", None)])
        for facet, values in of_each.items()
    ]
    return [(facet, FACETS[facet], values) for facet, values in facts if values]


def _listed(entries: Callable[[], dict[str, Listed]], value: str) -> str:
    entry = entries().get(value)
    return entry.name if entry else value


def _goal(value: str) -> str:
    return f"{value}. {_listed(goals, value)}"


def _in_words(choices: type[TypeChoice] | type[PositionChoice], value: str) -> str:
    return str(choices(value).label).capitalize() if value in choices.values else value


_NAMES: dict[Facet, Callable[[str], str]] = {
    Facet.COUNTRY: country_name,
    Facet.RECOMMENDING: country_name,
    Facet.REGION: partial(_listed, regions),
    Facet.BODY: partial(_listed, partial(listed, Kind.BODY)),
    Facet.THEME: partial(_listed, partial(listed, Kind.THEME)),
    Facet.GROUP: partial(_listed, partial(listed, Kind.GROUP)),
    Facet.GOAL: _goal,
    Facet.TYPE: partial(_in_words, TypeChoice),
    Facet.POSITION: partial(_in_words, PositionChoice),
    Facet.CYCLE: str,
    Facet.SESSION: str,
    Facet.YEAR: str,
}
