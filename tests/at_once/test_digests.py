# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two runs of the digest at the same moment: a worker and another one, or the command beside it."""

import asyncio
import threading
from datetime import date

from django.core import mail
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer

from praktijk.recommendations.notices import sending
from praktijk.recommendations.notices.models import Reminder
from tests.recommendations.notices.post import at, officer, promise

DUE = date(2026, 3, 31)


def test_nobody_gets_two_mails_from_runs_side_by_side():
    people = [officer() for _ in range(12)]
    for person in people:
        for _ in range(3):
            promise(DUE, owner=person)
    together = threading.Barrier(4)
    mailed: list[int] = []

    def run() -> None:
        try:
            together.wait()
            mailed.extend(sending.send_digests(now=at(2026, 3, 31)).mailed)
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(4)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sorted(mailed) == sorted(person.pk for person in people)
    assert sorted(message.to[0] for message in mail.outbox) == sorted(person.email for person in people)
    assert Reminder.objects.count() == 36


def test_a_run_leaves_alone_whom_another_run_is_writing_to(monkeypatch):
    first, second = officer(), officer()
    for person in (first, second):
        promise(DUE, owner=person)
    writing, done = threading.Event(), threading.Event()
    real = sending.message_of

    def slowly(digest):
        if digest.person == first and not writing.is_set():
            writing.set()
            done.wait(30)
        return real(digest)

    monkeypatch.setattr(sending, "message_of", slowly)
    outcomes = []

    def run() -> None:
        try:
            outcomes.append(sending.send_digests(now=at(2026, 3, 31)))
        finally:
            connection.close()

    slow = threading.Thread(target=run)
    slow.start()
    assert writing.wait(30)
    beside = sending.send_digests(now=at(2026, 3, 31))
    done.set()
    slow.join()
    assert beside.busy == [first.pk]
    assert beside.mailed == [second.pk]
    assert outcomes[0].mailed == [first.pk]
    assert len(mail.outbox) == 2


def test_an_hour_is_deferred_once_however_many_workers_there_are():
    async def both() -> None:
        assert isinstance(app.connector, DjangoConnector)
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                for _ in range(2):
                    deferrer = PeriodicDeferrer(registry=working.periodic_registry)
                    await deferrer.defer_jobs(deferrer.get_previous_tasks(at=1_800_000_010))

    asyncio.run(both())
    (job,) = ProcrastinateJob.objects.filter(task_name="notices.mail_every_hour")
    assert job.args == {"timestamp": 1_800_000_000}
