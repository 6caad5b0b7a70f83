# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days that matter before reviews, as a calendar (RFC 5545)."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from praktijk.recommendations.un.reviews.calendar import Session
from praktijk.recommendations.un.reviews.wording import when


def as_calendar(sessions: Iterable[Session], *, now: datetime) -> bytes:
    """An event for each session, and for the days by which drafts and advance questions are due."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Praktijk//Praktijk//{(get_language() or 'nl').upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_("Praktijk: reviews in the UPR")))
    for session in sessions:
        days = session.deadlines
        for key, on, words in (
            ("opens", days.opens, _("UPR: %(session)s opens this month")),
            ("questions", days.questions, _("UPR: advance questions for %(session)s")),
            ("drafts", days.drafts, _("UPR: drafts for %(session)s")),
        ):
            calendar.add_component(_event(session, key, on, words % {"session": when(session)}, now))
    return bytes(calendar.to_ical())


def _event(session: Session, key: str, on: date, words: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"praktijk:upr:{session.number}:{key}")))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", on)
    event.add("summary", words)
    event.add("transp", "TRANSPARENT")
    return event
