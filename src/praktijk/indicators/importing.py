# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import of indicators: all of the files or nothing, each series as a vintage beside those it has."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import IO, Any

from django.db import connection
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.roles import Permission
from praktijk.indicators.importers.faults import BrokenFile, Finding
from praktijk.indicators.importers.gathering import Counts, Gathered, Value
from praktijk.indicators.importers.places import Places
from praktijk.indicators.importers.plain import read_plain
from praktijk.indicators.importers.sources import SOURCES
from praktijk.indicators.known import Known, known_series
from praktijk.indicators.models import Observation, Series, Vintage
from praktijk.reference.exchange.keeping import keep_new_names, known_names

LOCK = 7_261_021  # number of the lock in PostgreSQL that one import at a time holds
PLAIN = "plain"


class Refused(Exception):
    """What was asked cannot be done; `why` is a code, see `messages`."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


class _OnlyLooking(Exception):
    """Ends a dry run: what was written in it goes again."""


@dataclass(frozen=True)
class File:
    """A file to import: its name as people know it, and its bytes."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Own:
    """A series of our own, as it is to be; one that is there already keeps what it is."""

    series: Known
    level: str = "internal"
    restricted_to: tuple[int, ...] = ()
    illustrative: bool = False


@dataclass(frozen=True)
class Kept:
    """What became of a series: its vintage, new or one that says the same already."""

    key: str
    vintage: str
    new: bool
    values: int
    countries: int
    first_year: int
    last_year: int


@dataclass
class Outcome:
    """What came of an import. The parts of `counts` add up to its `values`."""

    counts: Counts = field(default_factory=Counts)
    kept: list[Kept] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        return any(one.new for one in self.kept)


def import_indicators(
    *,
    by: Actor,
    source: str,
    files: Iterable[File],
    own: Own | None = None,
    vintage: str = "",
    only_look: bool = False,
    now: datetime | None = None,
) -> Outcome:
    """Import files of a source; with `only_look` say only what would happen.

    `own` says which series a plain file is of. `vintage` names what is read (else the day does); a name that
    another content has already is refused. A vintage is never changed: the same values again change nothing,
    other values become a vintage beside. Raises BrokenFile and Refused; then nothing is kept.
    """
    if source not in {PLAIN, *SOURCES}:
        raise Refused("no_source", source)
    if (own is not None) != (source == PLAIN):
        raise Refused("series_needed" if own is None else "series_told")
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    outcome = Outcome()
    try:
        with acting("indicators.import", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                cursor.execute("SET LOCAL statement_timeout = 0")
            told = _told(source, own)
            names = known_names()
            gathered = Gathered(
                places=Places(names),
                latest=today.year,
                scales={key: one.scale for key, one in told.items()},
                strict=own is not None,
            )
            digests = _read(files, _reading(source, own), gathered)
            for key, values in gathered.values.items():
                if values:
                    kept = _keep(told[key], own, values, digests, vintage, today)
                    outcome.kept.append(kept)
            keep_new_names(names, now=moment)
            outcome.counts, outcome.findings = gathered.counts, gathered.findings
            act.details = {"source": source, "files": list(digests), **asdict(outcome.counts)}
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return outcome


def _told(source: str, own: Own | None) -> dict[str, Known]:
    if own is None:
        return {key: one for key, one in known_series().items() if one.source == source}
    if own.series.key in known_series():
        raise Refused("key_of_publisher", own.series.key)
    there = Series.objects.filter(key=own.series.key).first()
    if there is not None and there.source != PLAIN:
        raise Refused("key_of_publisher", own.series.key)
    if there is not None and there.illustrative != own.illustrative:
        raise Refused("illustrative", there.key)
    told = own.series
    if there is not None:  # what it is was said when it was added
        if told.direction and told.direction != there.direction:
            raise Refused("direction_differs", there.key)
        told = Known(**{name: getattr(there, name) for name in Known.__dataclass_fields__})
    elif not (told.title_nl and told.title_en):
        raise Refused("title_needed", told.key)
    elif told.direction not in Series.Direction.values:
        raise Refused("direction_needed", told.key)
    return {told.key: told}


def _reading(source: str, own: Own | None) -> Callable[[IO[bytes], str, Gathered], None]:
    if own is None:
        return SOURCES[source].read
    key = own.series.key
    return lambda file, name, gathered: read_plain(file, name, gathered, key)


def _read(
    files: Iterable[File], read: Callable[[IO[bytes], str, Gathered], None], gathered: Gathered
) -> dict[str, str]:
    """Read all files; gives the digest of each by its name. Raises BrokenFile with the name of the file."""
    digests: dict[str, str] = {}
    for file in files:
        gathered.file = file.name
        digest = hashlib.sha256()
        while part := file.stream.read(1024**2):
            digest.update(part)
        digests[file.name] = digest.hexdigest()
        file.stream.seek(0)
        try:
            read(file.stream, file.name, gathered)
        except BrokenFile as broken:
            broken.file = file.name
            raise
    try:
        gathered.finish()
    except BrokenFile as broken:
        broken.file = broken.findings[0].file if broken.findings else gathered.file
        raise
    return digests


def _keep(
    told: Known,
    own: Own | None,
    values: dict[tuple[str, int], Value],
    digests: dict[str, str],
    name: str,
    today: date,
) -> Kept:
    series = _brought_up_to_date(told) if own is None else Series.objects.filter(key=told.key).first()
    series = series or _added(told, own)
    content = _digest(f"{place}{tuple(value)}" for place, value in sorted(values.items()))
    years = [year for _country, year in values]
    about = {
        "values": len(values),
        "countries": len({country for country, _year in values}),
        "first_year": min(years),
        "last_year": max(years),
    }
    taken = {one.name: one.content for one in series.vintages.all()}
    same = next((one for one, other in taken.items() if other == content), None)
    if same is not None:
        return Kept(told.key, same, new=False, **about)
    if name in taken:
        raise Refused("vintage_taken", f"{told.key}: {name}")
    name = name or _free_name(today.isoformat(), set(taken))
    vintage = Vintage.objects.create(
        series=series,
        name=name,
        read_on=today,
        files="\n".join(digests),
        digest=_digest(sorted(digests.values())),
        content=content,
        **about,
    )
    _copy(vintage, values)
    return Kept(told.key, name, new=True, **about)


def _brought_up_to_date(told: Known) -> Series | None:
    """The series of a publisher, with the facts as we know them now; None where there is none yet."""
    series = Series.objects.filter(key=told.key).first()
    if series is not None:
        facts = asdict(told)
        if any(getattr(series, name) != fact for name, fact in facts.items()):
            for name, fact in facts.items():
                setattr(series, name, fact)
            series.save()
    return series


def _added(told: Known, own: Own | None) -> Series:
    facts = asdict(told)
    level: dict[str, Any] = {"level": "public"}
    if own is not None:
        level = {
            "level": own.level,
            "restricted_to": list(own.restricted_to),
            "illustrative": own.illustrative,
        }
    return Series.objects.create(**facts, **level)


def _free_name(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _digest(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{part}\n".encode())
    return found.hexdigest()


def _copy(vintage: Vintage, values: dict[tuple[str, int], Value]) -> None:
    table = Observation._meta.db_table
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} (vintage_id, country, year, value, low, high, sd) FROM STDIN") as copy,
    ):
        for (country, year), value in values.items():
            copy.write_row((vintage.pk, country, year, *value))
