# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work in the background: the import of files that somebody sent, once, and how far it is.

The import is one transaction, of which nobody sees anything before its end; so what is told meanwhile goes
through a connection of its own.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from praktijk.recommendations.un import importing
from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importing import BeingImported, Importer, import_corpus
from praktijk.recommendations.un.intake.sending import State, end
from praktijk.recommendations.un.intake.sources import JobSource
from praktijk.recommendations.un.models import ImportJob, ImportRun
from praktijk.reference.treaties import importing as ratifying
from praktijk.reference.treaties.tables import BrokenFile as BrokenTable

logger = logging.getLogger(__name__)
_SECONDS_BETWEEN = 1.0
_MOST_FINDINGS = 200


@app.task(name="un.import_files")
def run_job(job: int) -> None:
    """Import the files of a job (by its key), or look only. A job that fails is not tried again."""
    now = timezone.now()
    taken = ImportJob.objects.filter(pk=job, state=State.WAITING).update(state=State.RUNNING, told_at=now)
    if not taken:
        return
    held = ImportJob.objects.select_related("person").get(pk=job)
    at_hand: list[str] = []
    try:
        said = _imported(held, at_hand, now)
    except (BrokenFile, BrokenTable) as broken:
        failed: dict[str, Any] = {"failure": broken.why, "detail": broken.detail[:400]}
        end(held, State.FAILED, **failed, at_file=at_hand[-1] if at_hand else "")
    except BeingImported:
        end(held, State.FAILED, failure="busy")
    except PermissionDenied:
        end(held, State.FAILED, failure="denied")
    except FileNotFoundError:
        end(held, State.FAILED, failure="gone")
    except Exception:
        end(held, State.FAILED, failure="unexpected")
        raise
    else:
        end(held, State.LOOKED if held.only_look else State.DONE, **said)


def _imported(job: ImportJob, at_hand: list[str], now: datetime) -> dict[str, Any]:
    with _told(job) as told:
        if job.source == JobSource.RATIFICATIONS:
            return _ratifications(job, at_hand, now)
        return _corpus(job, at_hand, now, told)


def _corpus(
    job: ImportJob, at_hand: list[str], now: datetime, told: Callable[[int, int], None]
) -> dict[str, Any]:
    with Findings() as found, ExitStack() as stack:
        outcome = import_corpus(
            by=job.person,
            importer=importer_of(job),
            files=(importing.File(name, stream) for name, stream in _opened(job, at_hand, stack)),
            found=found,
            only_look=job.only_look,
            now=now,
            progress=told,
        )
    run = None if job.only_look else ImportRun.objects.filter(at=now, source=job.source).first()
    return {
        "outcome": vars(outcome) | {"faults": dict(outcome.faults)},
        "run": run,
        "rows": outcome.rows,
        "read": job.size,
    }


def importer_of(job: ImportJob) -> Importer:
    """How the files of a job are read."""
    if job.source == JobSource.UHRI:
        return importing.uhri_export(job.options.get("language", ""), whole=not job.options.get("part"))
    if job.source == JobSource.UPR_INFO:
        return importing.upr_info()
    return importing.thematic_list(job.options["country"])


def _ratifications(job: ImportJob, at_hand: list[str], now: datetime) -> dict[str, Any]:
    as_of = job.options.get("as_of")
    with ExitStack() as stack:
        outcome = ratifying.import_ratifications(
            by=job.person,
            files=(ratifying.File(name, stream) for name, stream in _opened(job, at_hand, stack)),
            as_of=date.fromisoformat(as_of) if as_of else None,
            only_look=job.only_look,
            now=now,
        )
    counts = ("rows", "imported", "updated", "unchanged", "repaired", "rejected", "confirmed", "passed_over")
    kept: dict[str, Any] = {name: getattr(outcome, name) for name in counts}
    kept["findings"] = [list(one) for one in outcome.findings[:_MOST_FINDINGS]]
    return {"outcome": kept, "rows": outcome.rows, "read": job.size}


def _opened(job: ImportJob, at_hand: list[str], stack: ExitStack) -> Iterator[tuple[str, Any]]:
    for file in job.files:
        at_hand.append(file["name"])
        yield file["name"], stack.enter_context(default_storage.open(file["place"], "rb"))


@contextmanager
def _told(job: ImportJob) -> Iterator[Callable[[int, int], None]]:
    """Tells how many rows, and bytes of the file at hand, were read: once a second at most."""
    apart = connection.copy()
    last, earlier, before = 0.0, 0, 0

    def told(rows: int, read: int) -> None:
        nonlocal last, earlier, before
        if read < before:
            earlier += before
        before = read
        if time.monotonic() - last < _SECONDS_BETWEEN:
            return
        last = time.monotonic()
        with apart.cursor() as cursor:
            cursor.execute(
                "UPDATE un_importjob SET rows = %s, read = %s, told_at = now() WHERE id = %s",
                [rows, min(earlier + read, job.size), job.pk],
            )

    try:
        yield told
    finally:
        apart.close()
