# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking whether the link with a note leads somewhere, in the background and only where that is wanted."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from praktijk.access.acting import System, acting
from praktijk.recommendations.evidence_links import NoAnswer, NotPublic, leads_somewhere
from praktijk.recommendations.models.life import ProgressNote
from praktijk.recommendations.models.register import Commitment

logger = logging.getLogger(__name__)
LOOKER = System("links")
#: Hours after which a link is looked at again when nobody answered.
TRIED_AGAIN_AFTER = (1, 24)


def look_later(note: ProgressNote) -> None:
    """Have the link with a note looked at once the action under way has ended; nothing where that is off."""
    if settings.CHECK_LINKS and note.evidence_address:
        # A queue that does not take it costs the look, never the note.
        transaction.on_commit(lambda: look_at.defer(note=note.pk), robust=True)


def look_again(commitment: Commitment) -> None:
    """Have the links of a commitment looked at once more: who is to verify it must know whether they lead."""
    if settings.CHECK_LINKS:
        for note in commitment.notes.exclude(evidence_address=""):
            look_later(note)


@app.task(name="evidence.look_at")
def look_at(note: int, turn: int = 0) -> None:
    """Look at the link with a note (by its key), and keep the day on which it led nowhere.

    Where nobody answers it is tried again, after each of `TRIED_AGAIN_AFTER`; only then it led nowhere.
    """
    found = ProgressNote.objects.filter(pk=note).exclude(evidence_address="").first()
    if found is None:
        return
    try:
        leads = _leads(found.evidence_address)
    except NoAnswer:
        if turn < len(TRIED_AGAIN_AFTER):
            hours = TRIED_AGAIN_AFTER[turn]
            look_at.configure(schedule_in={"hours": hours}).defer(note=note, turn=turn + 1)
            return
        leads = False
    mark(note=found, leads=leads)


def _leads(address: str) -> bool:
    try:
        return leads_somewhere(address)
    except NotPublic:
        logger.info("a link to evidence leads into an inner network and was not looked at")
        return False


def mark(*, note: ProgressNote, leads: bool, now: datetime | None = None) -> ProgressNote:
    """Keep that the link with a note leads nowhere today, or no more that it did."""
    nowhere_on = None if leads else timezone.localdate(now)
    if note.led_nowhere_on == nowhere_on or (leads and note.led_nowhere_on is None):
        return note
    with acting("evidence.looked_at", by=LOOKER, needs=None, on=note, now=now) as act:
        note = ProgressNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
        note.led_nowhere_on = nowhere_on
        note.save(update_fields=["led_nowhere_on"])
        act.details = {"commitment": note.commitment_id, "leads": leads}
    return note
