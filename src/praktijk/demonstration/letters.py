# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering a letter of the demonstration, real or made up, by the same actions that people use."""

from datetime import date
from typing import Any

from praktijk.access.models import Unit
from praktijk.access.publication import Level
from praktijk.demonstration.material import LOADER, moment
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.rules import State
from praktijk.reference.models import Theme
from praktijk.sources import actions as sources
from praktijk.sources.models import Document


def add_document(
    named: dict[str, Any],
    sections: list[dict[str, Any]],
    references: list[dict[str, Any]],
    *,
    text: str = "",
) -> Document:
    """Add a letter with the places of its headings and references; its text where that may be kept here."""
    on = date.fromisoformat(named["date"])
    return sources.add_document(
        by=LOADER,
        title_nl=named["title_nl"],
        title_en=named["title_en"],
        identifier=named["identifier"],
        kind=named["kind"],
        published_on=on,
        language=named["language"],
        address=named.get("official_url", ""),
        file_name=named.get("file", ""),
        sha256=named["sha256"],
        characters=named["characters"],
        text=text,
        headings=[
            sources.Heading(section["title_nl"], section["start"], section["end"]) for section in sections
        ],
        citations=[
            sources.Cited(cited["id"], cited["what_nl"], cited["start"], cited["end"]) for cited in references
        ],
        level=Level.PUBLIC,
        illustrative=named.get("illustrative", False),
        now=moment(on),
    )


def add_entries(
    document: Document, recommendations: list[dict[str, Any]], commitments: list[dict[str, Any]]
) -> dict[str, Commitment]:
    """Enter what a letter recommends and promises, on its own day; returns the commitments by key."""
    on = document.published_on
    assert on is not None
    by_key = {entry["key"]: _add_recommendation(document, entry, on) for entry in recommendations}
    return {entry["key"]: _add_commitment(document, entry, on, by_key) for entry in commitments}


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
        now=moment(on),
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
        # What is made up gets its state by the steps that lead to it; see made_up.
        state=State.OPEN if document.illustrative else entry["state"],
        level=document.level,
        illustrative=document.illustrative,
        now=moment(on),
    )
    if "note_nl" in entry:
        actions.add_note(
            by=LOADER,
            commitment=commitment,
            on=on,
            text_nl=entry["note_nl"],
            text_en=entry["note_en"],
            publish=True,
            now=moment(on),
        )
    return commitment


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
