# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending what people are to hear, each person apart, so that nobody's mail depends on another's.

For one person: their lock is taken, what they are to hear is read, it is recorded as told, the mail goes, and
the record is made final; all in one transaction. Mail that is refused takes the record back with it, and the
next run tries again. Should everything stop between the mail having gone and the record being final, that one
mail goes once more at the next run, under the same Message-ID, by which mail programs and servers know it: a
deadline told twice is better than one not told.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected

from django.db import connection, transaction
from django.utils import timezone

from praktijk.access.acting import System, acting
from praktijk.access.models import Person
from praktijk.recommendations.notices.digests import Digest, digest_of, people_concerned, worth_mailing
from praktijk.recommendations.notices.mail import message_of
from praktijk.recommendations.notices.models import Notice, NoticeSettings, Reminder
from praktijk.recommendations.notices.rules import Frequency, digests_go

logger = logging.getLogger(__name__)

#: First half of the lock that a mail to somebody holds in PostgreSQL; their key is the other half.
_MAILING = 7_261_002
_ROWS_AT_A_TIME = 1000
#: The transaction of a mail stays open so long, at most, while a slow mail server takes it: each of the dozen
#: steps of the dialogue may take the whole of EMAIL_TIMEOUT, and what the server took must be recorded.
_DIALOGUE = "10min"
#: After so many people in a row to whom the server could not be reached, the run leaves it for the next.
_MOST_UNREACHED = 3


class TakenBack(Exception):
    """A notice that a mail would tell of is no longer there to be told."""


@dataclass
class Outcome:
    """How a run went: keys of people who were mailed, of whom the mail was refused (why), and of the others.

    `busy` are those to whom another run is writing at the same moment; `unreached` says that the mail server
    could not be reached and the run stopped.
    """

    mailed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    busy: list[int] = field(default_factory=list)
    unreached: bool = False

    def __str__(self) -> str:
        words = f"{len(self.mailed)} mailed, {len(self.refused)} refused"
        return f"{words}; the mail server cannot be reached" if self.unreached else words


def every_hour(*, now: datetime | None = None) -> Outcome:
    """What the worker does every hour: digests from seven on, and notices that were to go at once.

    By the ministry's clock, and one digest a day for each person: what comes up after it waits until the
    morning.
    """
    moment = now or timezone.now()
    if not digests_go(moment, timezone.get_default_timezone()):
        return send_notices(now=moment)
    had_one = NoticeSettings.objects.filter(digest_on=timezone.localdate(moment))
    done = send_digests(now=moment, but=set(had_one.values_list("person_id", flat=True)))
    if not done.unreached:
        more = send_notices(now=moment, but=set(done.refused))
        done.mailed += more.mailed
        done.refused |= more.refused
    return done


def send_digests(*, now: datetime | None = None, but: set[int] | None = None) -> Outcome:
    """Mail everybody, except those with these keys, what they are to hear and have not heard yet."""
    moment = now or timezone.now()
    people = people_concerned(timezone.localdate(moment)) - (but or set())
    return _to_each(people, lambda person: digest_of(person, moment), moment)


def send_notices(*, now: datetime | None = None, but: set[int] | None = None) -> Outcome:
    """Mail the notices of those who want them at once, except to those with these keys."""
    moment = now or timezone.now()
    waiting = worth_mailing(timezone.localdate(moment)).filter(
        person__notice_settings__frequency=Frequency.AT_ONCE.value
    )
    people = set(waiting.order_by().values_list("person_id", flat=True).distinct()) - (but or set())
    return _to_each(people, lambda person: digest_of(person, moment, reminders=False), moment)


def _to_each(people: set[int], digest: Callable[[Person], Digest], now: datetime) -> Outcome:
    outcome = Outcome()
    unreached = 0
    for key in sorted(people):
        try:
            done = _to_one(key, digest, now)
        except Exception as refused:  # whatever it is, the others have nothing to do with it
            outcome.refused[key] = f"{type(refused).__name__}: {refused}"
            ours = not isinstance(refused, OSError | ValueError)
            logger.warning("no mail to person %s: %s", key, outcome.refused[key], exc_info=ours)
            unreached = unreached + 1 if _no_server(refused) else 0
            if unreached == _MOST_UNREACHED:
                outcome.unreached = True
                break
            continue
        unreached = 0
        if done is None:
            outcome.busy.append(key)
        elif done:
            outcome.mailed.append(key)
    return outcome


def _to_one(key: int, digest_for: Callable[[Person], Digest], now: datetime) -> bool | None:
    """Whether this person was mailed; None where another run is at it."""
    with transaction.atomic():
        if not _locked(key):
            return None
        person = Person.objects.filter(pk=key).with_reach().get(key)
        digest = digest_for(person) if person else None
        if not digest:
            return False
        with acting("digest.mail", by=System("mail"), needs=None, on=digest.person, now=now) as act:
            act.details = {"reminders": len(digest.items), "notices": len(digest.told)}
            _record(digest, now)
            _bear_a_slow_server()
            message_of(digest).send()
    return True


def _locked(key: int) -> bool:
    """Take the lock of mail to this person, until the transaction ends, unless somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_MAILING, key % 2**31])
        return bool(cursor.fetchone()[0])


def _bear_a_slow_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [_DIALOGUE])


def _record(digest: Digest, now: datetime) -> None:
    Reminder.objects.bulk_create(
        [item.reminder(digest.person, now) for item in digest.items], batch_size=_ROWS_AT_A_TIME
    )
    waiting = Notice.objects.filter(pk__in=digest.told, mailed_at__isnull=True)
    if waiting.update(mailed_at=now) != len(digest.told):
        raise TakenBack("what it tells of was taken back while it was being written; the next run reads anew")
    if digest.daily:
        NoticeSettings.objects.update_or_create(person=digest.person, defaults={"digest_on": digest.on})


def _no_server(error: Exception) -> bool:
    """Whether the mail server could not be reached, rather than that it refused this one mail."""
    if isinstance(error, SMTPServerDisconnected | SMTPConnectError):
        return True
    return isinstance(error, OSError) and not isinstance(error, SMTPException)
