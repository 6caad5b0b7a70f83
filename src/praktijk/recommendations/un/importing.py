# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import of a publisher's files: all of it or nothing, counted row by row, findable at its end."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import connection
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.roles import Permission
from praktijk.recommendations.un.clusters.proposing import propose_after_import
from praktijk.recommendations.un.importers import staging, storing, uhri
from praktijk.recommendations.un.importers.rows import Fault, Finding, Row
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importers.storing import Outcome
from praktijk.recommendations.un.importers.thematic_list import rows as thematic_list_rows
from praktijk.recommendations.un.importers.upr_info import rows as upr_info_rows
from praktijk.recommendations.un.meaning.work import start_after_import
from praktijk.recommendations.un.models import ImportRun
from praktijk.recommendations.un.search import index
from praktijk.recommendations.un.search.spelling import learn_after_import
from praktijk.recommendations.un.words import Source
from praktijk.reference.exchange.keeping import keep_new_names, known_names
from praktijk.reference.exchange.names import Names, is_stub
from praktijk.reference.exchange.terms import Kind

LOCK = 7_261_004  # number of the lock in PostgreSQL that one import at a time holds
_TOLD_EVERY = 500

Progress = Callable[[int, int], None]


class BeingImported(Exception):
    """Another import is under way at this moment."""


class _OnlyLooking(Exception):
    """Ends a dry run: what was written in it goes again."""


@dataclass(frozen=True)
class File:
    """A file to import: its name as people know it, and its bytes."""

    name: str
    stream: IO[bytes]


Reading = Callable[[File, Names, Callable[[Finding], None]], Iterator[Row]]


@dataclass(frozen=True)
class Importer:
    """How the files of one publisher are read; `whole` when a file holds all that it has published."""

    source: Source
    read: Reading
    whole: bool = False


def uhri_export(language: str = "", *, whole: bool = True) -> Importer:
    """For an export of the Universal Human Rights Index; not `whole` for a part of one."""
    return Importer(
        Source.UHRI, lambda file, names, found: uhri.rows(file.stream, names, found, language), whole=whole
    )


def upr_info() -> Importer:
    """For files of the database of UPR Info."""
    return Importer(Source.UPR_INFO, lambda file, names, found: upr_info_rows(file.stream, names, found))


def thematic_list(country: str, *, session: int | None = None, cycle: int | None = None) -> Importer:
    """For lists of OHCHR about one state (ISO 3166-1 alpha-2)."""

    def read(file: File, names: Names, found: Callable[[Finding], None]) -> Iterator[Row]:
        return thematic_list_rows(
            file.stream, names, found, country=country, session=session, cycle=cycle, name=file.name
        )

    return Importer(Source.THEMATIC_LIST, read)


def import_corpus(
    *,
    by: Actor,
    importer: Importer,
    files: Iterable[File],
    found: Findings,
    only_look: bool = False,
    now: datetime | None = None,
    progress: Progress = lambda rows, read: None,
) -> Outcome:
    """Import files as one; with `only_look` say only what would happen. What is wrong goes to `found`.

    `progress` is told now and then how many rows were read, and how many bytes of the file at hand. Raises
    rows.BrokenFile for a file that cannot be read, and BeingImported while another import is under way;
    then nothing of any of them is kept.
    """
    outcome = Outcome()
    moment = now or timezone.now()
    try:
        with acting("un.import", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
            take_the_lock()
            names = known_names()
            read: list[str] = []
            with _nothing_to_collect(), staging.incoming() as incoming:
                for number, file in enumerate(files, 1):
                    read.append(file.name)
                    found.at_hand = number
                    for row in _with_progress(
                        importer.read(file, names, found.add), file, incoming, progress
                    ):
                        incoming.add(row, number)
            outcome = storing.merge(found, today=timezone.localdate(moment), whole=importer.whole)
            run = _kept_run(outcome, importer, read, by, moment)
            found.store(run.pk)
            if found.counts[Fault.UNKNOWN_COUNTRY]:
                _list_stubs(found, names)
            keep_new_names(names, now=moment)
            if outcome.imported or outcome.updated or outcome.repaired or outcome.withdrawn:
                index.rebuild()
                start_after_import()
                learn_after_import()
                propose_after_import()
            act.record = run
            act.details = {"source": str(importer.source), "rows": outcome.rows}
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return outcome


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Rows refer to nothing that refers to them, so looking for circles among them only takes time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _list_stubs(found: Findings, names: Names) -> None:
    """Two letters that can be several countries are found to be unknown only when all rows are there."""
    for finding in found:
        if finding.fault is Fault.UNKNOWN_COUNTRY and is_stub(finding.found):
            names.unknown[Kind.COUNTRY][finding.found] += 1


def take_the_lock() -> None:
    """Keep others from importing until this transaction ends. Raises BeingImported."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise BeingImported
        # An import takes as long as it takes; what it changes is changed in a moment, at its end.
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET LOCAL {limit} = 0")
        # Sorting a quarter of a million texts; the same for the indexes that are built at the end.
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")


def _with_progress(
    rows: Iterator[Row], file: File, incoming: staging.Incoming, progress: Progress
) -> Iterator[Row]:
    for row in rows:
        if incoming.count % _TOLD_EVERY == 0:
            progress(incoming.count, file.stream.tell())
        yield row


def _kept_run(
    outcome: Outcome, importer: Importer, read: list[str], by: Actor, moment: datetime
) -> ImportRun:
    return ImportRun.objects.create(
        source=importer.source,
        files="\n".join(read),
        by=str(getattr(by, "name", by)),
        at=moment,
        rows=outcome.rows,
        imported=outcome.imported,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        repaired=outcome.repaired,
        rejected=outcome.rejected,
        withdrawn=outcome.withdrawn,
    )
