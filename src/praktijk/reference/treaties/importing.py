# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import of ratifications: all of the files or nothing, counted row by row."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import IO

from django.db import connection
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.roles import Permission
from praktijk.reference.exchange.keeping import keep_new_names, known_names
from praktijk.reference.models import Ratification
from praktijk.reference.treaties.reading import Fault, Finding, Read, Row, Said, Status, read
from praktijk.reference.treaties.tables import BrokenFile

LOCK = 7_261_014  # number of the lock in PostgreSQL that one import at a time holds
_SAID = tuple(Said.__dataclass_fields__)
_BATCH = 500


class _OnlyLooking(Exception):
    """Ends a dry run: what was written in it goes again."""


@dataclass(frozen=True)
class File:
    """A file to import: its name as people know it (with its folder, if that tells something), its bytes."""

    name: str
    stream: IO[bytes]


@dataclass
class Outcome:
    """What came of an import; the five kinds of row add up to `rows`.

    `confirmed` counts those of the unchanged that a newer source says again, so that they hold as of then.
    `passed_over` names the files of treaties that are none of the eighteen; their rows are not counted.
    """

    rows: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    repaired: int = 0
    rejected: int = 0
    confirmed: int = 0
    passed_over: list[str] = field(default_factory=list)
    vintages: dict[str, date] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything in the database changed."""
        return bool(self.imported or self.updated or self.repaired or self.confirmed)


def import_ratifications(
    *,
    by: Actor,
    files: Iterable[File],
    as_of: date | None = None,
    only_look: bool = False,
    now: datetime | None = None,
) -> Outcome:
    """Import files, each of its own vintage; with `only_look` say only what would happen.

    `as_of` counts for a file that does not tell its vintage itself. An older source never overwrites what
    a newer one says; it adds what that leaves open (the day within a year, a signature). Raises
    tables.BrokenFile, with the name of the file; then nothing of any of them is kept.
    """
    outcome = Outcome()
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    try:
        with acting("ratifications.import", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            names = known_names()
            keeper = _Keeper(outcome)
            for file in files:
                try:
                    found = read(file.stream, file.name, names, as_of=as_of, today=today)
                except BrokenFile as broken:
                    broken.file = file.name
                    raise
                keeper.keep(found, file.name)
            keeper.store()
            keep_new_names(names, now=moment)
            act.details = {"files": [*outcome.vintages, *outcome.passed_over], "rows": outcome.rows}
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return outcome


def combined(newer: Said, older: Said) -> Said:
    """What the newer source says, with what the older one tells besides and the newer leaves open.

    A newer source that gives only a year, and that of the signature while the older one knows the later
    day of ratification, took the one for the other: then that day counts.
    """
    if newer.status == Status.NO_ACTION:
        return newer
    told = newer
    if newer.signed_on is None and newer.signed_year in (None, older.signed_year):
        told = replace(told, signed_on=older.signed_on, signed_year=older.signed_year)
    bound = {Status.PARTY, Status.DENOUNCED}
    same_act = newer.acted_year in (None, older.acted_year) or _took_the_signature(newer, older)
    if newer.status in bound and older.status in bound and same_act:
        told = replace(
            told,
            acted_on=newer.acted_on or older.acted_on,
            acted_year=older.acted_year,
            how=newer.how or older.how,
        )
    if newer.complaints_accepted is None:
        said, on = older.complaints_accepted, older.complaints_on
        told = replace(told, complaints_accepted=said, complaints_on=on)
    if newer.inquiries_accepted is None:
        said, on = older.inquiries_accepted, older.inquiries_on
        told = replace(told, inquiries_accepted=said, inquiries_on=on)
    return replace(told, note=newer.note or older.note)


def _contradicts(older: Said, told: Said) -> bool:
    """Whether an older source says what cannot have been: a state may have gone further since, not back."""
    if older.status == Status.PARTY and told.status in (Status.SIGNATORY, Status.NO_ACTION):
        return True
    return None not in (older.acted_year, told.acted_year) and older.acted_year != told.acted_year


def _took_the_signature(newer: Said, older: Said) -> bool:
    return bool(
        newer.acted_on is None
        and older.acted_on
        and older.acted_year
        and older.signed_year
        and newer.acted_year == older.signed_year < older.acted_year
    )


class _Keeper:
    """The standing of all countries, as it becomes with each row; written at the end."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._kept = {(one.treaty, one.country): one for one in Ratification.objects.all()}
        self._new: dict[tuple[str, str], Ratification] = {}
        self._changed: dict[tuple[str, str], Ratification] = {}

    def keep(self, found: Read, path: str) -> None:
        name = path.replace("\\", "/").rpartition("/")[2]
        outcome = self._outcome
        if found.passed_over:
            outcome.passed_over.append(name)
            return
        outcome.vintages[name] = found.vintage
        outcome.rows += found.total
        outcome.rejected += found.total - len(found.rows)
        outcome.findings += found.findings
        for row in found.rows:
            self._keep(row, name, found.vintage)

    def _keep(self, row: Row, name: str, vintage: date) -> None:
        place = (row.treaty, row.country)
        kept = self._kept.get(place)
        if kept is None:
            kept = Ratification(treaty=row.treaty, country=row.country, source=name, vintage=vintage)
            self._set(kept, row.said)
            self._kept[place] = self._new[place] = kept
            self._count("repaired" if row.repaired else "imported")
            return
        before = Said(**{name: getattr(kept, name) for name in _SAID})
        newer = vintage >= kept.vintage
        after = combined(row.said, before) if newer else combined(before, row.said)
        wrong_year = newer and _took_the_signature(row.said, before)
        if wrong_year:
            self._find(row, name, Fault.YEAR_OF_SIGNATURE, str(row.said.acted_year))
        elif not newer and _contradicts(row.said, after):
            told = f"{row.said.status} {row.said.acted_year or ''}".strip()
            self._find(row, name, Fault.NEWER_KEPT, told)
        if newer and vintage > kept.vintage:
            kept.vintage, kept.source = vintage, name
            self._touch(place, kept)
            self._outcome.confirmed += after == before
        if after == before:
            self._count("unchanged")
            return
        self._set(kept, after)
        self._touch(place, kept)
        self._count("repaired" if row.repaired or wrong_year else "updated")

    def _find(self, row: Row, name: str, fault: Fault, found: str) -> None:
        self._outcome.findings.append(Finding(name, row.number, "status", fault, f"{row.country}: {found}"))

    def _set(self, kept: Ratification, said: Said) -> None:
        for name, value in asdict(said).items():
            setattr(kept, name, value)

    def _touch(self, place: tuple[str, str], kept: Ratification) -> None:
        if place not in self._new:
            self._changed[place] = kept

    def _count(self, what: str) -> None:
        setattr(self._outcome, what, getattr(self._outcome, what) + 1)

    def store(self) -> None:
        """Write what became of all that was read."""
        Ratification.objects.bulk_create(self._new.values(), batch_size=_BATCH)
        Ratification.objects.bulk_update(
            self._changed.values(), [*_SAID, "source", "vintage"], batch_size=_BATCH
        )
