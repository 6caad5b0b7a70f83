# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making the vectors, in the background: a little at a time, the newest first, from wherever it is.

The worker does one job after another, so a job ends after some seconds and asks for the next, behind all
other work. After each batch it rests three times as long as that took, so that pages have the processor.
"""

import logging
import time
from collections.abc import Callable

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from praktijk.recommendations.un.meaning import table
from praktijk.recommendations.un.meaning.models_of_meaning import Model, model

logger = logging.getLogger(__name__)
_BATCH = 64
_SECONDS = 20.0
_REST = 3.0  # times as long as a batch took
_LOCK = 7_261_009  # number of the lock in PostgreSQL of who makes vectors
_NAME = "un.make_vectors"
_BEHIND_ALL = -100


@app.periodic(cron="*/10 * * * *")
@app.task(name="un.look_for_vectors", queueing_lock="un.look_for_vectors", priority=_BEHIND_ALL)
def look(timestamp: int) -> None:
    """Go on where a worker was stopped, or vectors are missing for another reason."""
    start()


@app.task(name=_NAME, queueing_lock=_NAME, priority=_BEHIND_ALL)
def make_some() -> None:
    """Make vectors for some seconds; while some are missing, ask to go on."""
    if make(seconds=_SECONDS, rest=_REST):
        start()


def start_after_import() -> None:
    """Have vectors made once what is being stored is there."""
    transaction.on_commit(start)


def start() -> None:
    """Ask for the work in the background, unless that was asked already or there is nothing to do."""
    if model() is None:
        return
    try:
        make_some.defer()
    except AlreadyEnqueued:
        logger.debug("vectors are being waited for already")


def make(
    *,
    seconds: float | None = None,
    rest: float = 0.0,
    told: Callable[[int], None] = lambda made: None,
) -> bool:
    """Make vectors that are missing, for so many seconds at most; True when some may be left.

    After each batch it rests `rest` times as long as that took. `told` hears how many each batch made.
    Where another process makes them, there is no model, or PostgreSQL has no pgvector, nothing is done.
    """
    known = model()
    if known is None or not table.prepare() or not _alone():
        return False
    try:
        table.clear_others(known.name)
        return _make(known, seconds, rest, told)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _make(known: Model, seconds: float | None, rest: float, told: Callable[[int], None]) -> bool:
    begun = time.monotonic()
    while waiting := table.missing(known.name, 16 * _BATCH):
        for first in range(0, len(waiting), _BATCH):
            before = time.monotonic()
            batch = waiting[first : first + _BATCH]
            vectors = known.embed([text for _, _, text in batch])
            table.keep(known.name, [(key, wording) for key, wording, _ in batch], vectors)
            told(len(batch))
            if seconds is not None and time.monotonic() - begun > seconds:
                return True
            time.sleep(rest * (time.monotonic() - before))
    return False


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])
