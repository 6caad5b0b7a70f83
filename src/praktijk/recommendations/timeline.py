# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that happened to a commitment, as one line of events."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.history import end_of_day
from praktijk.access.models import Person
from praktijk.access.queries import visible
from praktijk.access.roles import Permission
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote, StateChoice
from praktijk.recommendations.queries import Register
from praktijk.recommendations.wording import window_before


@dataclass(frozen=True)
class Happening:
    """One event: when, what in a few words, what was before, more about it, by whom, and the note.

    `on` is the day that it is about, `recorded` the moment at which it was written down.
    """

    on: date
    recorded: datetime
    kind: str
    what: str
    before: str = ""
    more: str = ""
    by: str = ""
    note: Any = None


def timeline(commitment: Any, shown: Register) -> list[Happening]:
    """The events of a commitment up to the day shown, newest first; those of one day as they were recorded.

    `commitment` comes from `Register.filled`: its notes and moves are those of that day.
    """
    noted = _recorded(ProgressNote, commitment.notes_then)
    moved = _recorded(DueMove, commitment.moves_then)
    happened = [
        Happening(
            on=note.on,
            recorded=noted[note.id],
            kind="note",
            what=_("Note"),
            by=note.author.name if note.author else "",
            note=note,
        )
        for note in commitment.notes_then
    ]
    happened += [
        Happening(
            on=move.on,
            recorded=moved[move.id],
            kind="moved",
            what=_("Deadline moved"),
            before=window_before(move),
            more=move.reason,
            by=move.by.name if move.by else "",
        )
        for move in commitment.moves_then
    ]
    happened += _states(commitment.id, shown)
    return sorted(happened, key=lambda event: (event.on, event.recorded), reverse=True)


def _recorded(model: Any, records: list[Any]) -> dict[int, datetime]:
    """When each of these records was first written down, by its key."""
    first = (
        model.pgh_event_model.objects.filter(pgh_obj__in=[record.id for record in records])
        .order_by()
        .values_list("pgh_obj")
        .annotate(Min("recorded_at"))
    )
    return dict(first)


def _states(commitment: int, shown: Register) -> list[Happening]:
    """The entry in the register, and each change of state, from the versions kept."""
    kept: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    versions = list(
        kept.objects.filter(
            visible(shown.user, Commitment, Permission.VIEW_REGISTER),
            pgh_obj__in=Commitment.objects.visible_to(shown.user).filter(pk=commitment),
            pgh_created_at__lte=end_of_day(shown.day),
        ).order_by("pgh_created_at", "pgh_id")
    )
    people = dict(
        Person.objects.filter(pk__in={version.recorded_by for version in versions}).values_list("pk", "name")
    )
    happened = []
    for before, version in zip([None, *versions], versions, strict=False):
        if before is not None and before.state == version.state:
            continue
        state = StateChoice(version.state).label
        happened.append(
            Happening(
                on=timezone.localdate(version.pgh_created_at),
                recorded=version.recorded_at,
                kind="entered" if before is None else version.state,
                what=_("In the register as: %(state)s") % {"state": state} if before is None else str(state),
                more=version.state_reason,
                by=people.get(version.recorded_by, ""),
            )
        )
    return happened
