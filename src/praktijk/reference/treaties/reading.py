# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file of ratifications says: per treaty and country, with what was wrong row by row."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import IO, NamedTuple

from praktijk.reference.exchange.names import Names, code_of_country
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Ratification
from praktijk.reference.treaties.columns import Columns, columns_of
from praktijk.reference.treaties.dates import NEVER, Moment, moment, tells_vintage, vintage_in
from praktijk.reference.treaties.instruments import treaties, treaty_in, treaty_of_number
from praktijk.reference.treaties.tables import BrokenFile, Table, tables_in

Status, How = Ratification.Status, Ratification.How
_Cell = Callable[[int | None], str]

_HOW = {
    "": How.RATIFICATION,
    "a": How.ACCESSION,
    "d": How.SUCCESSION,
    "s": How.SUCCESSION,
    "c": How.CONFIRMATION,
    "A": How.ACCEPTANCE,
    "AA": How.ACCEPTANCE,
}
_STATUS = {
    "state party": Status.PARTY,
    "party": Status.PARTY,
    "ratified": Status.PARTY,
    "acceded": Status.PARTY,
    "ratification": Status.PARTY,
    "accession": Status.PARTY,
    "succession": Status.PARTY,
    "signatory state": Status.SIGNATORY,
    "signatory": Status.SIGNATORY,
    "signed": Status.SIGNATORY,
    "signed only": Status.SIGNATORY,
    "no action": Status.NO_ACTION,
    "none": Status.NO_ACTION,
    "not signed": Status.NO_ACTION,
    "denounced": Status.DENOUNCED,
    "withdrawn": Status.DENOUNCED,
    "withdrew": Status.DENOUNCED,
}
_DENOUNCED = re.compile(r"\b(?:denounced|denunciation|withdrew|withdrawn from)\b", re.IGNORECASE)
_FOOTNOTE_SIGNS = re.compile(r"(?<=[^\d\s])[\s*†‡]*(?:(?<=[\s*])\d{1,2}(?:\s*,\s*\d{1,2})*)?[\s*†‡]*$")
_FOOTNOTE = re.compile(
    r"^(?:source|definitions?|notes?|\*|©|http|last updated|total)\b|https?://", re.IGNORECASE
)
_LOOKED_AT = 20


class Fault(StrEnum):
    """What can be wrong with a row; those in `REJECTING` keep it out."""

    NOT_A_ROW = "not_a_row"
    NO_COUNTRY = "no_country"
    UNKNOWN_COUNTRY = "unknown_country"
    COUNTRIES_DISAGREE = "countries_disagree"
    UNKNOWN_TREATY = "unknown_treaty"
    SAME_COUNTRY = "same_country"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_CODE = "unknown_code"
    BAD_DATE = "bad_date"
    FLAGS_DISAGREE = "flags_disagree"
    DENOUNCED = "denounced"
    NEWER_KEPT = "newer_kept"
    YEAR_OF_SIGNATURE = "year_of_signature"


#: A row with one of these is not kept.
REJECTING = frozenset(
    {
        Fault.NOT_A_ROW,
        Fault.NO_COUNTRY,
        Fault.UNKNOWN_COUNTRY,
        Fault.COUNTRIES_DISAGREE,
        Fault.UNKNOWN_TREATY,
        Fault.SAME_COUNTRY,
        Fault.UNKNOWN_STATUS,
    }
)


class Finding(NamedTuple):
    """What was found in one field of a row (counted from 1, as in the file)."""

    file: str
    row: int
    field: str
    fault: Fault
    found: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of a country and a treaty; empty where it does not tell."""

    status: str
    how: str = ""
    signed_on: date | None = None
    signed_year: int | None = None
    acted_on: date | None = None
    acted_year: int | None = None
    complaints_accepted: bool | None = None
    complaints_on: date | None = None
    inquiries_accepted: bool | None = None
    inquiries_on: date | None = None
    note: str = ""


@dataclass(slots=True)
class Row:
    """One row that can be kept; `repaired` when something in it was left out or set right."""

    number: int
    treaty: str
    country: str
    said: Said
    repaired: bool


@dataclass(slots=True)
class Read:
    """What was read of a file: its rows in order, what was found, its vintage.

    `passed_over` is the number of a treaty that is none of the eighteen, or the name of a list of treaties;
    then there are no rows.
    """

    vintage: date
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    total: int = 0
    passed_over: str = ""


def read(stream: IO[bytes], path: str, names: Names, *, as_of: date | None, today: date) -> Read:
    """Read a file whose name (with its folder, where known) is `path`.

    Its vintage: what its name tells, else its title, else `as_of`, else its folder, else the last day that
    stands in it. Raises BrokenFile: those of `tables_in`, and "other_table", "no_treaty",
    "treaties_disagree" (name against title), "cut_off", "no_rows".
    """
    folder, _, name = path.replace("\\", "/").rpartition("/")
    stem = name.rpartition(".")[0] or name
    number, by_number = treaty_of_number(stem)
    tables = tables_in(stream)
    reader = _Reader(name, names, today)
    for table in tables:
        head = next(
            (
                (place, found)
                for place in range(min(_LOOKED_AT, len(table.rows)))
                if (found := columns_of(table, place))
            ),
            None,
        )
        if head is None:
            if _is_index(table):
                return Read(today, passed_over=stem)
            continue
        if number and by_number is None:
            return Read(today, passed_over=number)
        place, columns = head
        titles = [value for _, values in table.rows[:place] for value in values if value]
        reader.titles += titles
        reader.table(table, place, columns, _treaty_of(stem, by_number, [*titles, table.title], columns))
    if not reader.tables:
        raise BrokenFile("other_table")
    if not reader.read.total:
        raise BrokenFile("no_rows")
    reader.read.vintage = _vintage(stem, reader.titles, as_of, folder, reader.last_day, today)
    return reader.read


def _treaty_of(stem: str, by_number: str | None, titles: list[str], columns: Columns) -> str | None:
    by_name = by_number or treaty_in(stem)
    by_title = next((key for title in titles if (key := treaty_in(title))), None)
    if by_name and by_title and by_name != by_title:
        raise BrokenFile("treaties_disagree", f"{by_name}, {by_title}")
    if not (by_name or by_title) and columns.treaty is None:
        raise BrokenFile("no_treaty")
    return by_title or by_name


def _vintage(
    stem: str, titles: list[str], as_of: date | None, folder: str, last_day: date | None, today: date
) -> date:
    told, to_the_day = vintage_in(stem, today=today)
    for title in titles:
        if told is None and tells_vintage(title):
            told, to_the_day = vintage_in(title, today=today)
    if told is None and as_of is not None:
        return as_of
    if told is None:
        told, to_the_day = vintage_in(folder.rpartition("/")[2], today=today)
    if told is None:
        told, to_the_day = last_day or date(1970, 1, 1), True
    return max(told, last_day) if last_day and not to_the_day else told


class _Reader:
    def __init__(self, file: str, names: Names, today: date) -> None:
        self.read = Read(today)
        self.titles: list[str] = []
        self.tables = 0
        self.last_day: date | None = None
        self._file, self._names, self._today = file, names, today
        self._number = 0
        self._faults: set[Fault] = set()
        self._seen: dict[tuple[str, str], Said] = {}

    def table(self, table: Table, place: int, columns: Columns, treaty: str | None) -> None:
        self.tables += 1
        header, last = table.rows[place][1], table.rows[-1][0]
        for number, values in table.rows[place + 1 :]:
            if values == header or _is_footnote(values):
                continue
            self._number, self._faults = number, set()
            self.read.total += 1
            if table.open_end and number == last and len(values) < len(header):
                raise BrokenFile("cut_off")
            if any(values[len(header) :]):
                self._find("", Fault.NOT_A_ROW, " | ".join(values))
                continue
            row = self._row(columns, [*values, *[""] * (len(header) - len(values))], treaty)
            if table.open_end and number == last and self._faults & {Fault.BAD_DATE, Fault.UNKNOWN_COUNTRY}:
                raise BrokenFile("cut_off")
            if row is not None:
                self.read.rows.append(row)

    def _row(self, columns: Columns, values: list[str], treaty: str | None) -> Row | None:
        def cell(place: int | None) -> str:
            return values[place] if place is not None else ""

        if columns.treaty is not None:
            name = cell(columns.treaty)
            treaty = treaty_in(name)
            if treaty is None:
                self._find("treaty", Fault.UNKNOWN_TREATY, name)
                return None
        country = self._country(cell(columns.code), cell(columns.name))
        if country is None or treaty is None:
            return None
        said = self._said(columns, cell, treaty)
        if said is None:
            return None
        if (before := self._seen.get((treaty, country))) is not None and before != said:
            self._find("country", Fault.SAME_COUNTRY, cell(columns.name) or country)
            return None
        self._seen[treaty, country] = said
        return Row(self._number, treaty, country, said, bool(self._faults))

    def _country(self, code: str, name: str) -> str | None:
        by_code = code_of_country(code) if code else None
        bare = _FOOTNOTE_SIGNS.sub("", name).strip()
        if not bare:
            if by_code is None:
                self._find("country", Fault.UNKNOWN_COUNTRY if code else Fault.NO_COUNTRY, code)
            return by_code
        by_name = self._names.key_of(Kind.COUNTRY, bare)
        if not by_name:
            # A code stands for a name that nobody can tell, unless people decided that it is no country.
            if by_code is None or by_name == "":
                self._find("country", Fault.UNKNOWN_COUNTRY, name)
                return None
            return by_code
        if by_code and by_code != by_name:
            self._find("country", Fault.COUNTRIES_DISAGREE, f"{code}, {name}")
            return None
        if code and by_code is None:
            self._find("code", Fault.UNKNOWN_CODE, code)
        return by_name

    def _said(self, columns: Columns, cell: _Cell, treaty: str) -> Said | None:
        since = treaties()[treaty].adopted
        signed = self._moment(columns, cell, columns.signed, since)
        acted = self._moment(columns, cell, columns.acted, since)
        complaints = self._moment(columns, cell, columns.complaints, since)
        inquiries = self._moment(columns, cell, columns.inquiries, since)
        note = cell(columns.note)
        status = self._status(columns, cell, signed, acted, note)
        if status is None:
            return None
        party = status in (Status.PARTY, Status.DENOUNCED)
        days = (acted.day or (acted.mark and acted.year)) and party
        return Said(
            status=status,
            how=_HOW[acted.mark if acted.mark != "p" else ""] if days and columns.tells_how(acted) else "",
            signed_on=signed.day,
            signed_year=signed.year,
            acted_on=acted.day if party else None,
            acted_year=acted.year if party else None,
            complaints_accepted=None if columns.complaints is None else complaints != NEVER,
            complaints_on=complaints.day,
            inquiries_accepted=None if columns.inquiries is None else inquiries != NEVER,
            inquiries_on=inquiries.day,
            note=note,
        )

    def _moment(self, columns: Columns, cell: _Cell, place: int | None, since: date) -> Moment:
        text = cell(place)
        told = moment(text, month_first=place in columns.month_first)
        first = told and (told.day or (told.year and date(told.year, 12, 31)))
        if told is None or (first and not since <= first <= self._today.replace(month=12, day=31)):
            self._find("date", Fault.BAD_DATE, text)
            return NEVER
        if told.day and told.day > self._today:
            self._find("date", Fault.BAD_DATE, text)
            return NEVER
        if told.day:
            self.last_day = max(self.last_day or told.day, told.day)
        return told

    def _status(self, columns: Columns, cell: _Cell, signed: Moment, acted: Moment, note: str) -> str | None:
        flags = {
            status
            for status, place in (
                (Status.PARTY, columns.is_party),
                (Status.SIGNATORY, columns.is_signatory),
                (Status.NO_ACTION, columns.is_no_action),
            )
            if cell(place) == "1"
        }
        written = cell(columns.status)
        status: str | None
        if written:
            status = _STATUS.get(plain(written))
            if status is None:
                self._find("status", Fault.UNKNOWN_STATUS, written)
                return None
        elif len(flags) == 1:
            status = flags.copy().pop()
        else:
            # A day that cannot be is left out, but something was done on it.
            ratified = acted != NEVER or any(sign.isdigit() for sign in cell(columns.acted))
            signatory = signed != NEVER or any(sign.isdigit() for sign in cell(columns.signed))
            status = Status.PARTY if ratified else Status.SIGNATORY if signatory else Status.NO_ACTION
        flagged = any(place is not None for place in (columns.is_party, columns.is_signatory))
        if flagged and written and flags != {status}:
            self._find("status", Fault.FLAGS_DISAGREE, written)
        if status == Status.PARTY and _DENOUNCED.search(note):
            self._find("note", Fault.DENOUNCED, note)
            return Status.DENOUNCED
        return status

    def _find(self, field_name: str, fault: Fault, found: str) -> None:
        self._faults.add(fault)
        self.read.findings.append(Finding(self._file, self._number, field_name, fault, found[:200]))


def _is_index(table: Table) -> bool:
    """Whether this is the list of treaties that the Treaty Collection gives beside its tables."""
    return bool(table.rows) and {"chapter_no", "treaty_no"} <= set(table.rows[0][1])


def _is_footnote(values: list[str]) -> bool:
    filled = [value for value in values if value]
    return len(filled) == 1 and (len(filled[0]) > 80 or _FOOTNOTE.search(filled[0]) is not None)
