# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that somebody sends: kept until they were imported, looked at first if that is wanted.

A file may have hundreds of megabytes, so it is read in the background (`running`). Until then it waits in a
folder of the data folder that only its owner can read; it goes when it was imported, came to nothing or was
left, and in any case after a day.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.acting import acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.un import importing
from praktijk.recommendations.un.models import ImportJob
from praktijk.reference.treaties import importing as ratifying

FOLDER = "un-import"
#: Bytes of all files of one job together; the whole index has 360 MB and grows.
MOST_BYTES = 1024 * 1024 * 1024
_KEPT = timedelta(days=1)
_SILENT = timedelta(minutes=2)
State = ImportJob.State


def _busy() -> ValidationError:
    return ValidationError(_("Another import is under way; try again when it has ended."), code="busy")


def send(
    *,
    by: Person,
    source: str,
    files: Iterable[Any],
    options: dict[str, Any],
    only_look: bool,
    now: datetime | None = None,
) -> ImportJob:
    """Keep uploaded files and have them imported, or only looked at, in the background.

    `options` has, where it was said, `language` and `part` (index), `country` (ISO 3166-1 alpha-2, of a
    thematic list), `as_of` (ISO day, ratifications). Raises ValidationError while another job is busy; then
    nothing is kept.
    """
    moment = now or timezone.now()
    clear_up(now=moment)
    kept: list[dict[str, str]] = []
    try:
        with acting("un.send_files", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
            if ImportJob.objects.filter(busy=True).exists():
                raise _busy()
            size = 0
            for file in files:
                name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", file)
                kept.append({"name": file.name[:200], "place": name})
                size += file.size
            job = ImportJob.objects.create(
                source=source,
                files=kept,
                options=options,
                only_look=only_look,
                person=by,
                sent_at=moment,
                size=size,
            )
            act.record = job
            act.details = {"source": source, "only_look": only_look}
            _defer(job)
    except IntegrityError as other:
        _remove(kept)
        raise _busy() from other
    except BaseException:
        _remove(kept)
        raise
    return job


def go_on(*, by: Person, job: ImportJob, now: datetime | None = None) -> None:
    """Import what was looked at. Raises ValidationError when it is gone, or another job is busy."""
    clear_up(now=now or timezone.now())
    try:
        with acting("un.import_looked", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
            held = ImportJob.objects.select_for_update().get(pk=job.pk)
            if held.state != State.LOOKED:
                raise ValidationError(_("The files are no longer there. Send them again."), code="gone")
            held.state, held.busy, held.only_look = State.WAITING, True, False
            held.rows = held.read = 0
            held.outcome, held.person = None, by
            held.save()
            act.record = held
            _defer(held)
    except IntegrityError as other:
        raise _busy() from other


def leave(*, by: Person, job: ImportJob, now: datetime | None = None) -> None:
    """Do not import what was looked at, or waits; the files go."""
    with acting("un.leave_files", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        held = ImportJob.objects.select_for_update().get(pk=job.pk)
        act.record = held
        if held.state in (State.LOOKED, State.WAITING):
            end(held, State.LEFT)


def end(job: ImportJob, state: State, **said: Any) -> None:
    """Keep how a job ended; its files go, unless they were only looked at."""
    job.state, job.busy = state, False
    for name, value in said.items():
        setattr(job, name, value)
    job.save()
    if state != State.LOOKED:
        transaction.on_commit(lambda: _remove(job.files))


def clear_up(*, now: datetime) -> None:
    """End jobs whose worker was stopped, and remove files that nobody came back for."""
    silent = ImportJob.objects.filter(state=State.RUNNING, told_at__lt=now - _SILENT)
    if silent.exists() and not _one_is_imported():
        for job in silent:
            end(job, State.FAILED, failure="broken_off")
    for job in ImportJob.objects.filter(state=State.LOOKED, sent_at__lt=now - _KEPT):
        end(job, State.LEFT)


def _one_is_imported() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND classid = 0 AND"
            " objid::bigint = ANY(%s))",
            [[importing.LOCK, ratifying.LOCK]],
        )
        return bool(cursor.fetchone()[0])


def _defer(job: ImportJob) -> None:
    from praktijk.recommendations.un.intake.running import run_job

    transaction.on_commit(lambda: run_job.defer(job=job.pk))


def _remove(files: list[dict[str, str]]) -> None:
    for file in files:
        default_storage.delete(file["place"])
