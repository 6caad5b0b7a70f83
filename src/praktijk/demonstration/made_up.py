# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up people, and a made-up letter with everything that happened to its promises, for show."""

from datetime import date
from typing import Any

from django.utils import timezone

from praktijk.access import actions as access
from praktijk.access.models import Person, Unit
from praktijk.demonstration.letters import add_document, add_entries
from praktijk.demonstration.material import LOADER, moment, text
from praktijk.recommendations import actions
from praktijk.recommendations.intake.taking_in import take_in
from praktijk.recommendations.models import Commitment
from praktijk.sources.reading import read_bytes


def load_made_up(made_up: dict[str, Any]) -> None:
    """Add the people, the letter and its register, and its open reading. Part of `loading.load`."""
    people = {person["email"]: _add_person(person) for person in made_up["persons"]}
    letter = made_up["document"]
    document = add_document(letter, made_up["sections"], [], text=text(letter["file"]))
    commitments = add_entries(document, made_up["recommendations"], made_up["commitments"])
    for event in made_up["events"]:
        on = date.fromisoformat(event["on"])
        if on <= timezone.localdate():
            _happen(event, on, commitments[event["commitment"]], people[event["by"]])
    take_in(
        by=LOADER,
        read=read_bytes(text(letter["file"]).encode(), filename=letter["file"]),
        file_name=letter["file"],
    )


def _add_person(named: dict[str, Any]) -> Person:
    unit = Unit.objects.filter(code=named.get("unit", "")).first()
    person = access.create_person(
        by=LOADER,
        email=named["email"],
        name=named["name"],
        units=[unit] if unit else [],
        illustrative=True,
    )
    access.assign_role(
        by=LOADER,
        person=person,
        role=named["role"],
        scope=named["scope"],
        unit=unit if named["scope"] in {"unit", "post"} else None,
    )
    return person


def _happen(event: dict[str, Any], on: date, commitment: Commitment, person: Person) -> None:
    """One event of the made-up register: a note, another state, or a deadline that moves."""
    match event["kind"]:
        case "note":
            actions.add_note(
                by=person,
                commitment=commitment,
                on=on,
                text_nl=event["text_nl"],
                text_en=event["text_en"],
                evidence_title=event.get("evidence_title_nl", ""),
                evidence_address=event.get("evidence_address", ""),
                publish=True,
                now=moment(on),
            )
        case "state":
            actions.change_state(
                by=person,
                commitment=commitment,
                state=event["state"],
                reason=event.get("reason_nl", ""),
                now=moment(on),
            )
        case "move":
            earliest = event.get("due_earliest")
            actions.move_due(
                by=person,
                commitment=commitment,
                due_earliest=date.fromisoformat(earliest) if earliest else None,
                due_latest=date.fromisoformat(event["due_latest"]),
                due_words_nl=event["due_words_nl"],
                due_words_en=event["due_words_en"],
                reason=event["reason_nl"],
                now=moment(on),
            )
        case kind:
            raise ValueError(kind)
