# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading the demonstration: the register of one real letter, and made-up material that says so.

Everything goes in by the same actions that people use, each with the day on which it counts.
"""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from praktijk.access import actions as access
from praktijk.access.acting import System
from praktijk.access.models import Person, Unit
from praktijk.access.publication import Level
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.reference.actions import add_theme
from praktijk.reference.models import Theme
from praktijk.sources import actions as sources
from praktijk.sources.models import Document

LOADER = System("demonstration")


def _data(name: str) -> dict[str, Any]:
    text = files("praktijk.demonstration").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _moment(on: date) -> datetime:
    """Noon of a day in the ministry's time zone: the moment from which what happened that day counts."""
    return timezone.make_aware(datetime.combine(on, time(12)))


def is_loaded() -> bool:
    """Whether the real letter is in the register already."""
    return Document.objects.filter(identifier=_data("letter")["document"]["identifier"]).exists()


@transaction.atomic
def load(progress: Callable[[str], None] = lambda step: None) -> bool:
    """Load the demonstration in one transaction; returns False, and does nothing, when it is there.

    What people entered since is left alone. `progress` is told each step as it begins.
    """
    if is_loaded():
        return False
    day = _moment(date.fromisoformat(_data("letter")["document"]["date"]))
    progress("units and themes")
    for unit in _data("units")["units"]:
        access.create_unit(
            by=LOADER,
            code=unit["code"],
            name_nl=unit["name_nl"],
            name_en=unit["name_en"],
            kind=unit["kind"],
            countries=unit.get("countries"),
            illustrative=unit.get("illustrative", False),
            now=day,
        )
    for theme in _data("themes")["themes"]:
        add_theme(
            by=LOADER,
            key=theme["key"],
            name_nl=theme["name_nl"],
            name_en=theme["name_en"],
            position=theme["order"],
            illustrative=theme.get("illustrative", False),
            now=day,
        )
    progress("people")
    illustrative = _data("illustrative")
    for person in illustrative["persons"]:
        _add_person(person)
    progress("the letter of 21 March 2025")
    _load_letter(_data("letter"), _data("recommendations"), _data("commitments"), _data("facts"))
    progress("made-up material, marked as such")
    _load_illustrative(illustrative)
    return True


def _load_letter(
    letter: dict[str, Any], recommendations: dict[str, Any], commitments: dict[str, Any], facts: dict[str, Any]
) -> None:
    """The real letter: places in its text, and the register in words of our own. Public, as it is itself."""
    named = letter["document"]
    on = date.fromisoformat(named["date"])
    document = sources.add_document(
        by=LOADER,
        title_nl=named["title_nl"],
        title_en=named["title_en"],
        identifier=named["identifier"],
        kind=named["kind"],
        published_on=on,
        language=named["language"],
        address=named["official_url"],
        sha256=named["sha256"],
        characters=named["characters"],
        headings=[
            sources.Heading(section["title_nl"], section["start"], section["end"])
            for section in letter["sections"]
        ],
        citations=[
            sources.Cited(cited["id"], cited["what_nl"], cited["start"], cited["end"])
            for cited in letter["references"]
        ],
        level=Level.PUBLIC,
        now=_moment(on),
    )
    by_key = {
        entry["key"]: _add_recommendation(document, entry, on) for entry in recommendations["recommendations"]
    }
    promised = {
        entry["key"]: _add_commitment(document, entry, on, by_key) for entry in commitments["commitments"]
    }
    for fact in facts["facts"]:
        day = date.fromisoformat(fact["date"])
        actions.add_note(
            by=LOADER,
            commitment=promised[fact["commitment"]],
            on=day,
            text_nl=fact["text_nl"],
            text_en=fact["text_en"],
            publish=True,
            now=_moment(day),
        )


def _add_recommendation(document: Document, entry: dict[str, Any], on: date) -> Recommendation:
    shows_position = "position_start" in entry
    return actions.add_recommendation(
        by=LOADER,
        document=document,
        number=entry["number"],
        title_nl=entry["title_nl"],
        title_en=entry["title_en"],
        theme=Theme.objects.get(key=entry["theme"]),
        passage=sources.passage(document, entry["start"], entry["end"]),
        position=entry["position"],
        position_passage=(
            sources.passage(document, entry["position_start"], entry["position_end"])
            if shows_position
            else None
        ),
        reason_nl=entry.get("reason_nl", ""),
        reason_en=entry.get("reason_en", ""),
        level=document.level,
        illustrative=document.illustrative,
        now=_moment(on),
    )


def _add_commitment(
    document: Document, entry: dict[str, Any], on: date, recommendations: dict[str, Recommendation]
) -> Commitment:
    commitment = actions.add_commitment(
        by=LOADER,
        document=document,
        recommendation=recommendations.get(entry.get("recommendation", "")),
        title_nl=entry["title_nl"],
        title_en=entry["title_en"],
        theme=Theme.objects.get(key=entry["theme"]),
        passage=sources.passage(document, entry["start"], entry["end"]) if "start" in entry else None,
        unit=Unit.objects.filter(code=entry.get("unit", "")).first(),
        unit_assumed=entry.get("unit_assumed", False),
        due_earliest=_day(entry.get("due_earliest")),
        due_latest=_day(entry.get("due_latest")),
        due_words_nl=entry.get("due_words_nl", ""),
        due_words_en=entry.get("due_words_en", ""),
        state=entry["state"],
        level=document.level,
        illustrative=document.illustrative,
        now=_moment(on),
    )
    if "note_nl" in entry:
        actions.add_note(
            by=LOADER,
            commitment=commitment,
            on=on,
            text_nl=entry["note_nl"],
            text_en=entry["note_en"],
            publish=True,
            now=_moment(on),
        )
    return commitment


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
