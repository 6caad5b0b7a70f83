# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column of a table of ratifications holds what: by its heading, else by what stands in it."""

from dataclasses import dataclass, field

from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.treaties.dates import Moment, moment
from praktijk.reference.treaties.tables import Table

_CODE = {
    "iso2",
    "iso 2",
    "iso",
    "iso3",
    "iso 3",
    "iso code",
    "country code",
    "code",
    "alpha 2",
    "alpha 3",
    "iso alpha 2",
}
_NAME = {
    "member", "participant", "participants", "country", "countries", "state", "states", "country name",
    "member state", "state name", "pays", "etat", "etats", "pais", "estado", "name", "land", "participant s",
}  # fmt: skip
_PARTY = {"state party", "states parties", "party", "states party"}
_TREATY = {
    "treaty",
    "treaties",
    "instrument",
    "convention",
    "treaty name",
    "name of treaty",
    "treaty body",
    "verdrag",
}
_NOTE = {"note", "notes", "remark", "remarks", "comment", "comments"}
_STATUS = {"status", "ratification status", "status of ratification", "state of ratification"}
_ACTED = ("ratif", "accession", "adhesion", "succession", "formal confirmation", "acceptance")
_SIGNED = ("signature", "signed", "firma", "date signed")
_LOOKED_AT = 60
_FLAGS = {"", "0", "1"}


@dataclass(slots=True)
class Columns:
    """Places of the columns, from 0; `month_first` those whose heading says mm/dd."""

    code: int | None = None
    name: int | None = None
    treaty: int | None = None
    status: int | None = None
    is_party: int | None = None
    is_signatory: int | None = None
    is_no_action: int | None = None
    signed: int | None = None
    acted: int | None = None
    complaints: int | None = None
    inquiries: int | None = None
    note: int | None = None
    month_first: set[int] = field(default_factory=set)
    marks_told: bool = False

    def tells_how(self, acted: Moment) -> bool:
        """Whether a table tells ratification from accession: its heading explains the marks, or has one."""
        return self.marks_told or bool(acted.mark)


def columns_of(table: Table, place: int) -> Columns | None:
    """The columns, if the row at `place` is the header: a country, and what it did. Else None."""
    header = table.rows[place][1]
    body = [values for _, values in table.rows[place + 1 : place + 1 + _LOOKED_AT]]
    columns = Columns()
    for at, heading in enumerate(header):
        called = plain(heading.replace("_", " "))
        if not called:
            continue
        held = [values[at] for values in body if at < len(values)]
        what = _held(called, held, columns)
        if what and getattr(columns, what) is None:
            setattr(columns, what, at)
            if "mm dd" in called:
                columns.month_first.add(at)
            if what == "acted" and "(a)" in heading.lower():
                columns.marks_told = True
    does = (columns.acted, columns.status, columns.is_party)
    if all(one is None for one in does):
        return None
    if columns.code is None and columns.name is None:
        columns.name = _by_content(header, body)
    if columns.code is None and columns.name is None:
        return None
    return columns


def _held(called: str, held: list[str], columns: Columns) -> str:
    flags = bool(held) and set(held) <= _FLAGS
    if called in _CODE:
        return "code"
    if called in _PARTY:
        return "is_party" if flags else "name"
    if called in _NAME:
        return "name"
    if called in ("signatory", "signatory state") and flags:
        return "is_signatory"
    if called == "no action":
        return "is_no_action"
    if called in _STATUS and not _mostly_moments(held):
        return "status"
    if called in _TREATY:
        return "treaty"
    if called in _NOTE:
        return "note"
    if "individual communication" in called or "complaint" in called:
        return "complaints"
    if "inquir" in called or "enquir" in called:
        return "inquiries"
    if any(called.startswith(word) for word in _SIGNED) or "of signature" in called:
        return "signed"
    if any(word in called for word in _ACTED):
        return "acted"
    return ""


def _mostly_moments(held: list[str]) -> bool:
    filled = [value for value in held if value]
    told = sum(moment(value) is not None for value in filled)
    return bool(filled) and told > len(filled) / 2


def _by_content(header: list[str], body: list[list[str]]) -> int | None:
    for at in range(len(header)):
        filled = [values[at] for values in body if at < len(values) and values[at]]
        if filled and sum(code_of_country(value) is not None for value in filled) > 0.6 * len(filled):
            return at
    return None
