# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of Parliament's items in a sentence, its filters as choices, and relations in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from praktijk.recommendations.facets import Choice, address_with
from praktijk.recommendations.parliament.facts import Why
from praktijk.recommendations.parliament.messages import failure_in_words, refusal_in_words
from praktijk.recommendations.parliament.models import Decision, ItemKindChoice, ParliamentReading
from praktijk.recommendations.parliament.queries import ItemFilter
from praktijk.recommendations.parliament.said import Refusal


def list_in_a_sentence(by_decision: dict[str, int]) -> str:
    """How many items there are, and how far they are."""
    total = sum(by_decision.values())
    if not total:
        return _("Nothing of Parliament’s has been read yet.")
    return _(
        "Parliament keeps %(total)s motions and commitments of ours: %(to_link)s wait to be linked, "
        "%(linked)s are linked, %(set_aside)s are set aside."
    ) % {"total": total, **by_decision}


def choices_of(asked: QueryDict, wanted: ItemFilter, counts: dict[str, dict[str, int]]) -> list[Choice]:
    """The filters that are asked most, each one click, with how many items it leaves."""
    labels: dict[str, list[Any]] = {"decision": Decision.choices, "kind": ItemKindChoice.choices}
    return [
        Choice(
            str(label),
            counts[name].get(value, 0),
            address_with(asked, **{name: "" if getattr(wanted, name) == value else value}),
            getattr(wanted, name) == value,
        )
        for name, choices in labels.items()
        for value, label in choices
    ]


@dataclass(frozen=True)
class LastReading:
    """The last reading of Parliament's open data, in words; `refused` and `failure` are said in red."""

    at: datetime
    by: str
    refused: list[str]
    failure: str


def last_reading_in_words(reading: ParliamentReading | None) -> LastReading | None:
    """What the last reading did, as far as people must know of it."""
    if reading is None:
        return None
    refused = [Refusal(one["number"], Why(one["why"]), one["about"]) for one in reading.refused]
    return LastReading(
        reading.at,
        reading.by.name if reading.by else "",
        [refusal_in_words(one) for one in refused],
        failure_in_words(reading.failure, reading.detail) if reading.failure else "",
    )


@dataclass(frozen=True)
class Related:
    """Another item that belongs to this one: how, under which name, and the item where it is held."""

    how: str
    name: str
    item: Any


def relations_in_words(rows: list[tuple[str, str, Any]]) -> list[Related]:
    """The relations of `queries.related`, in words."""
    words = {
        "repeats": _("repeats"),
        "changes": _("changes"),
        "supplements": _("supplements"),
        "repeats_back": _("is repeated by"),
        "changes_back": _("is changed by"),
        "supplements_back": _("is supplemented by"),
    }
    return [Related(words[how], item.number if item else name, item) for how, name, item in rows]
