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
