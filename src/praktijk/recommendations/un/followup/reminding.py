# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reminding a post of recommendations to look at again: one mail a person, never twice for the same day.

Two weeks before the day, and once more when it has come. A day that was set anew is another one. Each
person's mail goes by itself: it is recorded, sent, and the record made final, in one transaction.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from procrastinate.contrib.django import app

from praktijk.access.acting import System, acting
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.notices.letters import Entry, Group, Letter
from praktijk.recommendations.notices.mail import as_text
from praktijk.recommendations.un.followup.models import FollowUp, LookReminder
from praktijk.reference.countries import in_words
from praktijk.web.addresses import absolute
from praktijk.web.dates import long_day

logger = logging.getLogger(__name__)
AHEAD = timedelta(days=14)


@app.periodic(cron="20 6 * * *")
@app.task(name="un.remind_of_looks", queueing_lock="un.remind_of_looks")
def remind_daily(timestamp: int) -> None:
    """Send what is due; what is refused goes the next day."""
    logger.info("reminders of looks: %s mailed", remind())


@dataclass(frozen=True)
class Due:
    """A recommendation that a person is to look at, and whether that day has come."""

    follow_up: FollowUp
    stage: str

    @property
    def on(self) -> date:
        """The day of the look."""
        assert self.follow_up.next_look_on is not None
        return self.follow_up.next_look_on


def due_looks(today: date) -> dict[int, list[Due]]:
    """By key of a person what they have not been reminded of yet. A number of queries that does not grow."""
    waiting = list(
        FollowUp.objects.filter(next_look_on__lte=today + AHEAD, unit__isnull=False)
        .select_related("unit", "recommendation")
        .order_by("next_look_on", "pk")
    )
    people = Person.objects.filter(is_active=True, units__in={one.unit_id for one in waiting}).distinct()
    reach = people.with_reach()
    told = set(
        LookReminder.objects.filter(follow_up__in=waiting).values_list(
            "person", "follow_up", "look_on", "stage"
        )
    )
    found: dict[int, list[Due]] = defaultdict(list)
    for one in waiting:
        come = one.next_look_on is not None and one.next_look_on <= today
        stage = LookReminder.Stage.DUE if come else LookReminder.Stage.AHEAD
        for key, person in reach.items():
            if (
                one.unit_id in person.unit_ids
                and (key, one.pk, one.next_look_on, stage) not in told
                and person.may(Permission.REPORT_PROGRESS, one)
            ):
                found[key].append(Due(one, stage))
    return dict(found)


def remind(
    *, now: datetime | None = None, send: Callable[[EmailMessage], object] = lambda mail: mail.send()
) -> int:
    """Mail everybody who has something to look at; gives how many mails went."""
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    mailed = 0
    due = due_looks(today)
    for person in Person.objects.filter(pk__in=due).order_by("pk"):
        rows = due[person.pk]
        try:
            with acting("un.look_mail", by=System("mail"), needs=None, on=person, now=now) as act:
                act.details = {"looks": len(rows)}
                LookReminder.objects.bulk_create(
                    LookReminder(
                        person=person,
                        follow_up=one.follow_up,
                        look_on=one.on,
                        stage=one.stage,
                        mailed_at=moment,
                    )
                    for one in rows
                )
                send(_mail(person, rows))
        except Exception:  # whatever it is, the others have nothing to do with it
            logger.warning("no reminder to person %s", person.pk, exc_info=True)
            continue
        mailed += 1
    return mailed


def _mail(person: Person, rows: list[Due]) -> EmailMessage:
    with override(person.language):
        count = ngettext(
            "%(count)s recommendation to look at", "%(count)s recommendations to look at", len(rows)
        ) % {"count": len(rows)}
        letter = Letter(
            subject=f"Praktijk: {count}",
            greeting=_("Dear %(name)s,") % {"name": " ".join(person.name.split())},
            lead=_("You would look again at what became of these recommendations of ours."),
            groups=[
                Group(heading, [_entry(one) for one in rows if one.stage == stage])
                for stage, heading in (
                    (LookReminder.Stage.DUE, _("Due now")),
                    (LookReminder.Stage.AHEAD, _("Within two weeks")),
                )
                if any(one.stage == stage for one in rows)
            ],
            closing=[_("Write down what became of it, or set another day.")],
            links=[(_("All that is due"), f"{absolute(reverse('un_own'))}?look=due")],
        )
        return EmailMessage(
            subject=letter.subject,
            body=as_text(letter),
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": person.language},
        )


def _entry(one: Due) -> Entry:
    """Of a restricted follow-up only that there is one, and the way to its page."""
    follow_up = one.follow_up
    if follow_up.level == Level.RESTRICTED:
        title = _("a restricted follow-up")
    else:
        title = f"{in_words(follow_up.countries)}: {follow_up.recommendation}"
    return Entry(
        title,
        [_("Look again on %(day)s.") % {"day": long_day(one.on)}],
        absolute(follow_up.get_absolute_url()),
    )
