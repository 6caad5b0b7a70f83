# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up people, and a made-up letter with everything that happened to its promises, for show."""

from typing import Any

from praktijk.access import actions as access
from praktijk.access.models import Person, Unit
from praktijk.demonstration.letters import add_document, add_entries
from praktijk.demonstration.material import LOADER, text
from praktijk.demonstration.year import Year
from praktijk.recommendations.intake.taking_in import take_in
from praktijk.sources.reading import read_bytes


def load_made_up(made_up: dict[str, Any], year: dict[str, Any]) -> None:
    """Add the people, the letter and its register, its year, and its open reading. Part of `loading.load`."""
    people = {person["email"]: _add_person(person) for person in made_up["persons"]}
    letter = made_up["document"]
    document = add_document(letter, made_up["sections"], [], text=text(letter["file"]))
    commitments = add_entries(document, made_up["recommendations"], made_up["commitments"])
    Year(people, commitments, year).live([*made_up["events"], *year["events"]])
    take_in(
        by=LOADER,
        read=read_bytes(text(letter["file"]).encode(), filename=letter["file"]),
        file_name=letter["file"],
    )


def _add_person(named: dict[str, Any]) -> Person:
    units = list(Unit.objects.filter(code__in=named.get("units", [])))
    person = access.create_person(
        by=LOADER,
        email=named["email"],
        name=named["name"],
        units=units,
        illustrative=True,
    )
    for unit in units if named["scope"] in {"unit", "post"} else [None]:
        access.assign_role(by=LOADER, person=person, role=named["role"], scope=named["scope"], unit=unit)
    return person
