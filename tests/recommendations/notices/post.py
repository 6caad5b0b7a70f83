# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail server for tests that refuses whom it is told to refuse; and people, promises and moments."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

ZONE = ZoneInfo("Europe/Amsterdam")


class Choosy(EmailBackend):
    """Keeps mails as Django's own backend for tests does; raises what `refuse` gives for a mail."""

    refuse: Callable[[Any], Exception | None] = staticmethod(lambda message: None)
    tried = 0

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            type(self).tried += 1
            if error := type(self).refuse(message):
                raise error
        return super().send_messages(messages)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment by the ministry's clock."""
    return datetime.combine(date(year, month, day), time(hour, minute), tzinfo=ZONE)


def officer(**about: Any) -> Person:
    """Somebody who may report on everything."""
    return PersonFactory(role=Role.POLICY_OFFICER, **{"language": "en", "units": [UnitFactory()], **about})


def promise(due: date | None, **about: Any) -> Commitment:
    """A commitment with the end of its term."""
    return CommitmentFactory(due_latest=due, **about)


def outbox() -> list[Any]:
    """What was sent since the last time this was asked."""
    sent = list(mail.outbox)
    mail.outbox.clear()
    return sent


def said_to(person: Person) -> str:
    """The text of the one mail that somebody got since the last time; empty where they got none."""
    texts = [message.body for message in outbox() if message.to == [person.email]]
    assert len(texts) < 2, texts
    return texts[0] if texts else ""
