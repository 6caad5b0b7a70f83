# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Universal Human Rights Index: its records, from the JSON or the XLSX alike, as rows."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import IO, Any
from uuid import UUID

from praktijk.recommendations.un.importers import cleaning, uhri_json, uhri_xlsx
from praktijk.recommendations.un.importers.languages import language_of
from praktijk.recommendations.un.importers.rows import Fault, Finding, Row, digest
from praktijk.recommendations.un.words import Source, Type, cycle_of
from praktijk.reference.exchange.names import (
    Names,
    code_in_symbol,
    code_of_stub,
    fits_stub,
    is_stub,
)
from praktijk.reference.exchange.terms import Kind

_KEPT_OF_FOUND = 200
_LOOKED_AT = 200
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def rows(
    file: IO[bytes], names: Names, found: Callable[[Finding], None], language: str = ""
) -> Iterator[Row]:
    """The rows of an export, one by one; what cannot be kept is said to `found`.

    Without a language (en, fr, es) the first texts tell it. Raises BrokenFile, possibly after some rows.
    """
    start = file.read(4)
    file.seek(0)
    records: Iterator[Mapping[str, Any] | None]
    records = uhri_xlsx.records(file) if start in _PACKED else uhri_json.records(file)
    first = list(islice(records, _LOOKED_AT))
    language = language or language_of(_string(record.get("Text")) for record in first if record)
    reader = Reader(names, language, found)
    for number, record in enumerate(chain(first, records), 1):
        if record is None:
            found(Finding(number, "", Fault.NOT_A_ROW, ""))
        elif (row := reader.row(number, record)) is not None:
            yield row


#: The key of a row until its own is known.
_NOT_YET = UUID(int=0)


class Reader:
    """Turns records into rows; what it finds goes to `found`, one call a finding."""

    def __init__(self, names: Names, language: str, found: Callable[[Finding], None]) -> None:
        self.names = names
        self.language = language
        self._found = found
        self._number = 0
        self._repaired = False

    def row(self, number: int, record: Mapping[str, Any]) -> Row | None:
        """The row of a record; None where it cannot be kept, for a reason that was said to `found`.

        `record` maps the names of the JSON export to a string, a list of strings, or None.
        """
        self._number, self._repaired = number, False
        raw = _string(record.get("Text"))
        text, entities = cleaning.text_of(raw)
        if entities:
            self._note("Text", Fault.ENTITIES, raw)
        if not text:
            self._reject("Text", Fault.NO_TEXT, raw)
            return None
        if cleaning.is_noise(text):
            self._reject("Text", Fault.NOISE, raw)
            return None
        body = self._body(record)
        kind = self._type(record, body)
        if kind is None:
            self._reject("AnnotationType", Fault.UNKNOWN_TYPE, _string(record.get("AnnotationType")))
            return None
        symbol = _string(record.get("Symbol")).strip()[:80]
        document = _document(_string(record.get("DocumentId")))
        row = Row(
            number=number,
            source=Source.UHRI,
            key=_NOT_YET,
            type=kind,
            text=text,
            language=self.language,
            wording=cleaning.wording_of(text),
            body=body,
            document=document,
            symbol=symbol,
            paragraph=cleaning.paragraph_of(text),
        )
        self._countries(row, record)
        self._review(row, record)
        self._lists(row, record)
        row.published_on = self._date(record)
        row.key = _uuid(record.get("AnnotationId")) or self._made_key(row, record)
        row.repaired = self._repaired
        return row

    def _body(self, record: Mapping[str, Any]) -> str:
        name = cleaning.bare(_string(record.get("Body")))
        if "  " in name:
            self._note("Body", Fault.SPACES, name)
            name = " ".join(name.split())
        if not name:
            return ""
        key = self.names.key_of(Kind.BODY, name)
        if key is None:
            self._note("Body", Fault.UNKNOWN_BODY, name)
            return name[:80]
        return key

    def _type(self, record: Mapping[str, Any], body: str) -> Type | None:
        said = cleaning.bare(_string(record.get("AnnotationType")))
        if not said and body == "UPR":
            return Type.RECOMMENDATION
        return cleaning.type_of(said)

    def _countries(self, row: Row, record: Mapping[str, Any]) -> None:
        for name in _strings(record.get("Countries")):
            if is_stub(name):
                self._stub(row, name.strip().upper())
                continue
            code = self.names.key_of(Kind.COUNTRY, name)
            if code:
                row.countries.append(code)
            elif code is None:
                self._note("Countries", Fault.UNKNOWN_COUNTRY, name)
                row.unknown.setdefault(Kind.COUNTRY, []).append(name)
        row.countries = sorted(set(row.countries))
        told = code_in_symbol(row.symbol)
        if not row.countries and not row.stub and not row.unknown and told:
            self._note("Countries", Fault.COUNTRY_FROM_SYMBOL, row.symbol)
            row.countries = [told]

    def _stub(self, row: Row, stub: str) -> None:
        """Two letters: the country of the symbol where it fits, else the only one that they can mean."""
        told = code_in_symbol(row.symbol)
        if told and fits_stub(stub, told):
            row.countries.append(told)
            self._note("Countries", Fault.COUNTRY_FROM_SYMBOL, stub)
        elif (decided := self.names.decided.get(Kind.COUNTRY, {}).get(stub.lower())) is not None:
            row.countries += [decided] if decided else []
        elif (meant := code_of_stub(stub)) is not None:
            row.countries.append(meant)
            self._note("Countries", Fault.COUNTRY_FROM_STUB, stub)
        else:
            row.stub = stub

    def _review(self, row: Row, record: Mapping[str, Any]) -> None:
        for words in _strings(record.get("UprSession")):
            row.session, row.cycle = cleaning.session_of(words)
            if row.session is None:
                self._note("UprSession", Fault.UNKNOWN_SESSION, words)
        if row.session is not None:
            row.cycle = row.cycle or cycle_of(row.session)
        elif (cycle := _string(record.get("UprCycle")).strip()) and row.cycle is None:
            row.cycle = next((int(sign) for sign in cycle if sign.isascii() and sign.isdigit()), None)
        self._recommending(row, record)
        positions = set()
        for words in _strings(record.get("UprPositions")):
            position = cleaning.position_of(words)
            if position is None:
                self._note("UprPositions", Fault.UNKNOWN_POSITION, words)
            else:
                positions.add(position)
        row.position = cleaning.position_together(positions)

    def _recommending(self, row: Row, record: Mapping[str, Any]) -> None:
        for name in _strings(record.get("UprRecommendingCountry")):
            code = self.names.key_of(Kind.COUNTRY, name)
            if code is None:
                self._note("UprRecommendingCountry", Fault.UNKNOWN_STATE, name)
                row.unknown.setdefault("state", []).append(name)
            elif code:
                row.recommending.append(code)
        if not row.recommending and row.body == "UPR":
            row.recommending = cleaning.states_named(row.text)[0]
        row.recommending = sorted(set(row.recommending))

    def _lists(self, row: Row, record: Mapping[str, Any]) -> None:
        row.themes = self._keys(row, Kind.THEME, "Themes", Fault.UNKNOWN_THEME, record)
        row.groups = self._keys(row, Kind.GROUP, "AffectedPersons", Fault.UNKNOWN_GROUP, record)
        goals = set()
        for words in _strings(record.get("Sdgs")):
            goal = cleaning.goal_of(words)
            if goal is None:
                self._note("Sdgs", Fault.UNKNOWN_GOAL, words)
            else:
                goals.add(goal)
        row.goals = sorted(goals)

    def _keys(self, row: Row, kind: Kind, field: str, fault: Fault, record: Mapping[str, Any]) -> list[str]:
        keys, unknown = self.names.keys_of(kind, _strings(record.get(field)))
        for name in unknown:
            self._note(field, fault, name, repaired=False)
            row.unknown.setdefault(kind, []).append(name)
        return sorted(keys)

    def _date(self, record: Mapping[str, Any]) -> Any:
        said = _string(record.get("PublicationDate"))
        found = cleaning.date_of(said) if said else None
        if said and found is None:
            self._note("PublicationDate", Fault.BAD_DATE, said)
            return cleaning.date_of(_string(record.get("PublicationDateOnUhri")))
        return found

    def _made_key(self, row: Row, record: Mapping[str, Any]) -> UUID:
        """An identifier for a record that has none of its own: of what it says."""
        self._note("AnnotationId", Fault.NO_KEY, _string(record.get("AnnotationId")))
        return digest(row.document, row.symbol, row.countries, row.recommending, row.wording, row.paragraph)

    def _note(self, field: str, fault: Fault, found: str, *, repaired: bool = True) -> None:
        self._repaired = self._repaired or repaired
        self._found(Finding(self._number, field, fault, found[:_KEPT_OF_FOUND]))

    def _reject(self, field: str, fault: Fault, found: str) -> None:
        self._found(Finding(self._number, field, fault, found[:_KEPT_OF_FOUND]))


def _string(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_string(one) for one in value)
    return value if isinstance(value, str) else str(value)


def _strings(value: Any) -> list[str]:
    """The values of a field: listed, or one a line, each with or without "- " before it."""
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [line for one in values for line in _lines(_string(one))]


@lru_cache(maxsize=50_000)  # the same names return in nearly every record
def _lines(value: str) -> tuple[str, ...]:
    return tuple(found for line in value.splitlines() if (found := cleaning.bare(html.unescape(line))))


@lru_cache(maxsize=1_000)  # a document has many paragraphs, and they stand together
def _document(value: str) -> UUID | None:
    return _uuid(value)


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(_string(value).strip())
    except ValueError:
        return None
