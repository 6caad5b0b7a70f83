# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a run would mail, and what not and why; sends and records nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.recommendations.notices.digests import (
    Digest,
    HeldBack,
    digest_of,
    held_back,
    people_concerned,
)
from praktijk.recommendations.notices.letters import letter_of
from praktijk.recommendations.notices.models import Reminder
from praktijk.recommendations.notices.wording import plain, title_of
from praktijk.web.dates import day


@dataclass(frozen=True)
class Planned:
    """What one person would hear, and commitments of which they would not hear, each with the reason."""

    person: Person
    digest: Digest
    held_back: list[tuple[Any, HeldBack]]

    def subject(self) -> str:
        """The subject of the mail, in the language of the moment."""
        return letter_of(self.digest).subject

    def rows(self) -> list[tuple[str, str, str]]:
        """Rows of (stage or "news", day, title); titles of restricted commitments are masked."""
        reminders = [
            (
                str(Reminder.Stage(item.stage).label),
                day(item.since or item.commitment.due_latest),
                title_of(item.commitment),
            )
            for item in self.digest.items
        ]
        news = [
            (str(notice.get_kind_display()), day(notice.at), title_of(one.commitment))
            for one in self.digest.news
            for notice in one.notices
        ]
        return reminders + news

    def reasons(self) -> dict[str, list[str]]:
        """For each reason in words, the commitments that are held back for it, masked as above."""
        words = {
            HeldBack.LEFT: _("the account is closed"),
            HeldBack.NO_ADDRESS: _("%(address)s is no address that mail can reach")
            % {"address": plain(self.person.email) or "-"},
            HeldBack.MAY_NOT_SEE: _("may not see it"),
        }
        found: dict[str, list[str]] = defaultdict(list)
        for commitment, reason in self.held_back:
            found[words[reason]].append(title_of(commitment))
        return dict(found)


def planned(*, on: date | None = None, now: datetime | None = None) -> list[Planned]:
    """What would go now, or at noon of the day `on` by the ministry's clock; by name of the person."""
    moment = now or timezone.now()
    if on is not None:
        moment = datetime.combine(on, time(12), tzinfo=timezone.get_default_timezone())
    people = Person.objects.filter(pk__in=people_concerned(timezone.localdate(moment))).order_by("name", "pk")
    return [
        Planned(person, digest_of(person, moment), held_back(person, moment))
        for person in people.with_reach().values()
    ]
