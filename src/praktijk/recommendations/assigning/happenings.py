# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the line of events tells of whose a promise was."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from praktijk.recommendations.assigning.models import HandOverLine
from praktijk.recommendations.assigning.rules import Seat

_GIVEN = {
    "unit": lambda: _("Unit: %(now)s"),
    "owner": lambda: _("Owner: %(now)s"),
    "deputy": lambda: _("Deputy: %(now)s"),
    "verifier": lambda: _("Verifier: %(now)s"),
}
_HANDED = {
    "unit": lambda: _("From unit %(was)s to %(now)s"),
    "owner": lambda: _("Handed from %(was)s to %(now)s (owner)"),
    "deputy": lambda: _("Handed from %(was)s to %(now)s (deputy)"),
    "verifier": lambda: _("Handed from %(was)s to %(now)s (verifier)"),
}
_LEFT = {
    "unit": lambda: _("No unit any more; it was %(was)s"),
    "owner": lambda: _("No owner any more; it was %(was)s"),
    "deputy": lambda: _("No deputy any more; it was %(was)s"),
    "verifier": lambda: _("No verifier any more; it was %(was)s"),
}


def changed_hands(
    before: Any | None, version: Any, people: Mapping[int, str], units: Mapping[int, str]
) -> Iterator[tuple[str, str, str]]:
    """(unit or seat, who it was, who it is) for each that differs between two versions of a promise.

    Empty names stand for nobody. With no version before, each person it was given to; its unit then stands
    among the facts already.
    """
    for seat in Seat:
        was, now = getattr(before, f"{seat}_id", None), getattr(version, f"{seat}_id")
        if was != now:
            yield seat.value, people.get(was, ""), people.get(now, "")  # type: ignore[arg-type]
    if before is not None and before.unit_id != version.unit_id:
        yield "unit", units.get(before.unit_id, ""), units.get(version.unit_id, "")


def hands_in_words(name: str, was: str, now: str) -> str:
    """What changed of a unit or seat, in a few words."""
    words = _LEFT if not now else _HANDED if was else _GIVEN
    return words[name]() % {"was": was, "now": now}


def notes_of_hand_overs(commitments: list[int]) -> dict[tuple[int, str, datetime], str]:
    """The note with each promise that was handed over, by promise, seat and moment."""
    lines = HandOverLine.objects.filter(commitment__in=commitments).values_list(
        "commitment_id", "seat", "hand_over__at", "hand_over__note"
    )
    return {(commitment, seat, at): note for commitment, seat, at, note in lines}
