# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading the demonstration: the register of one real letter, and made-up material that says so.

Everything goes in by the same actions that people use, each with the day on which it counts.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from praktijk.access import actions as access
from praktijk.demonstration.focus import load_round
from praktijk.demonstration.indicators import load_indicators
from praktijk.demonstration.letters import add_document, add_entries
from praktijk.demonstration.made_up import load_made_up
from praktijk.demonstration.material import LOADER, data, moment
from praktijk.demonstration.parliament import load_parliament
from praktijk.demonstration.un import load_corpus
from praktijk.recommendations import actions
from praktijk.reference.actions import add_theme
from praktijk.sources.models import Document

LOADING = 7_261_002  # number of the lock in PostgreSQL that one loading at a time holds


def is_loaded() -> bool:
    """Whether the real letter is in the register already."""
    return Document.objects.filter(identifier=data("letter")["document"]["identifier"]).exists()


@transaction.atomic
def load(progress: Callable[[str], None] = lambda step: None) -> bool:
    """Load the demonstration in one transaction; returns False, and does nothing, when it is there.

    What people entered since is left alone. `progress` is told each step as it begins. Two that load at
    once wait for each other; the second finds nothing to do.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
    if is_loaded():
        return False
    progress("units and themes")
    _add_units_and_themes(moment(date.fromisoformat(data("letter")["document"]["date"])))
    progress("the letter of 21 March 2025")
    _load_letter(data("letter"), data("recommendations"), data("commitments"), data("facts"))
    progress("made-up people and a made-up letter, marked as such")
    load_made_up(data("illustrative"), data("year"))
    load_parliament(data("parliament"))
    progress("made-up recommendations of the United Nations")
    load_corpus(data("un"))
    progress("made-up indicators")
    load_indicators(data("indicators"))
    progress("a made-up choice of countries")
    load_round(data("focus"))
    return True


def _add_units_and_themes(now: datetime) -> None:
    for unit in data("units")["units"]:
        access.create_unit(
            by=LOADER,
            code=unit["code"],
            name_nl=unit["name_nl"],
            name_en=unit["name_en"],
            kind=unit["kind"],
            countries=unit.get("countries"),
            illustrative=unit.get("illustrative", False),
            now=now,
        )
    for theme in data("themes")["themes"]:
        add_theme(
            by=LOADER,
            key=theme["key"],
            name_nl=theme["name_nl"],
            name_en=theme["name_en"],
            position=theme["order"],
            illustrative=theme.get("illustrative", False),
            now=now,
        )


def _load_letter(
    letter: dict[str, Any],
    recommendations: dict[str, Any],
    commitments: dict[str, Any],
    facts: dict[str, Any],
) -> None:
    """The real letter: places in its text, and the register in words of our own. Public, as it is itself."""
    document = add_document(letter["document"], letter["sections"], letter["references"])
    promised = add_entries(document, recommendations["recommendations"], commitments["commitments"])
    for fact in facts["facts"]:
        day = date.fromisoformat(fact["date"])
        actions.add_note(
            by=LOADER,
            commitment=promised[fact["commitment"]],
            on=day,
            text_nl=fact["text_nl"],
            text_en=fact["text_en"],
            publish=True,
            now=moment(day),
        )
