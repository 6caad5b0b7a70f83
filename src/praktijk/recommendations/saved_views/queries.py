# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The saved views that a person finds above the register."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from praktijk.access.models import Person
from praktijk.recommendations.choices import Offered
from praktijk.recommendations.filters import CHOICES
from praktijk.recommendations.saved_views.models import SavedView


@dataclass(frozen=True)
class Listed:
    """A view in a list: whether it is the person's own, the one on the page, and whether it still holds."""

    view: SavedView
    own: bool
    present: bool
    holds: bool


def listed(person: Person, offered: Offered, present: str | None = None) -> list[Listed]:
    """All that the person may use, their own first, in one query beside those of `offered`.

    `present` is the query of the view on the page. A view does not hold where a theme, unit, person or
    document that it asks for is not there any more, or never was for this person.
    """
    views = SavedView.objects.visible_to(person).select_related("person", "shared_with")
    rows = [
        Listed(view, view.person_id == person.pk, view.query == present, _holds(view, offered))
        for view in views
    ]
    return sorted(rows, key=lambda row: not row.own)


def _holds(view: SavedView, offered: Offered) -> bool:
    asked: list[tuple[str, Any]] = parse_qsl(view.query)
    if any(name == "on" for name, _value in asked):
        # What there was to choose on that day is asked when the view is opened.
        return True
    return all(value in dict(offered.of(name)) for name, value in asked if name in CHOICES)
