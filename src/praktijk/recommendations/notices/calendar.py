# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a person's promises are due, as a calendar (RFC 5545). Of restricted ones only that there is one."""

import uuid
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.wording import plain, title_of
from praktijk.recommendations.rules import CLOSED, State
from praktijk.recommendations.wording import window

#: How often a program need not ask more often than.
_REFRESH = timedelta(hours=6)


def as_calendar(person: Person, *, absolute: Callable[[str], str]) -> bytes:
    """An event on the last day of the window of each promise that a person owns or deputises for.

    What was settled or lapsed has no event any more; what was delivered says so. An event keeps its
    identifier; its sequence and its stamp are those of the newest version of the commitment, so that one
    whose deadline moved moves with it. `absolute` makes an address whole.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Praktijk//Praktijk//{(get_language() or 'nl').upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_("Praktijk: my deadlines")))
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for commitment in _due(person):
        calendar.add_component(_event(commitment, absolute(commitment.get_absolute_url())))
    return bytes(calendar.to_ical())


def _due(person: Person) -> Any:
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    of_this = versions.objects.filter(pgh_obj=OuterRef("pk")).order_by().values("pgh_obj")
    return (
        Commitment.objects.visible_to(person)
        .filter(Q(owner=person) | Q(deputy=person), due_latest__isnull=False)
        .exclude(state__in=[state.value for state in CLOSED])
        .annotate(
            versions=Coalesce(Subquery(of_this.values(count=Count("pk"))), 1),
            changed_at=Subquery(of_this.values(newest=Max("pgh_created_at"))),
        )
        .select_related("unit")
        .order_by("due_latest", "pk")
    )


def _event(commitment: Any, address: str) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, address)))
    event.add("dtstamp", commitment.changed_at.astimezone(UTC))
    event.add("last-modified", commitment.changed_at.astimezone(UTC))
    event.add("sequence", commitment.versions - 1)
    event.add("dtstart", commitment.due_latest)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    title = capfirst(title_of(commitment))
    if commitment.level == Level.RESTRICTED:
        event.add("summary", title)
        event.add("description", address)
        return event
    delivered = commitment.state == State.DELIVERED
    words = _("Delivered: %(title)s") if delivered else _("Due: %(title)s")
    event.add("summary", words % {"title": title})
    about = [window(commitment), str(commitment.get_state_display())]
    if commitment.unit:
        about.append(commitment.unit.name)
    event.add("description", "\n".join([*map(plain, about), address]))
    return event
