# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database of UPR Info, as its workbook (.xls, .xlsx) or as text in columns; a row a recommending state.

It numbers no paragraphs and names no documents: the same words to the same state in the same session are
one recommendation. Two rows that say the same but differ in theme, answer or category are kept both.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import IO
from uuid import UUID

from praktijk.recommendations.un.importers import cleaning, separated, sheets
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault, Finding, Row, digest
from praktijk.recommendations.un.words import Action, Source, Type, cycle_of
from praktijk.reference.exchange.names import Names, code_of_country
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind

#: What a column is called, by what it holds; those of the regions and organisations tell nothing new.
COLUMNS = {
    "To": ("to", "sur", "state under review", "country under review", "state reviewed", "reviewed state"),
    "Text": (
        "text",
        "recommendation",
        "recommendations",
        "recommendation text",
        "recommendation voluntary pledge",
        "recommendations and voluntary pledges",
    ),
    "From": (
        "from",
        "rs",
        "recommending state",
        "recommending states",
        "recommending state s",
        "recommending country",
    ),
    "Response": ("response", "responses", "position", "response of the state under review"),
    "Action": ("action", "actions", "action category", "category of action"),
    "Issue": ("issue", "issues", "theme", "themes"),
    "Session": ("session", "sessions", "upr session", "session number"),
}
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}
_CALLED = {"To": "To (SuR)", "Text": "Text (Recommendation)", "From": "From (RS)"}
_LIKE_A_HEADER = 3
_LOOKED_AT = 20
_ALIKE = 0.85
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(rb"^\s*<(!doctype|html|table|head|\?xml)", re.IGNORECASE)
_NO_STATE = frozenset({"unknown", "none", "n a", "not available", ""})
_BETWEEN_STATES = re.compile(r"\s*[;/\n,]\s*")
_BETWEEN_ISSUES = re.compile(r"[,;\n]")
_ACTION = re.compile(r"([1-5])(?:\.0+)?(?![\d.])")
_SESSION = re.compile(r"(\d{1,2})(?:\.0+)?")
_KEPT_OF_FOUND = 200


def rows(file: IO[bytes], names: Names, found: Callable[[Finding], None]) -> Iterator[Row]:
    """The rows of a file of UPR Info, numbered as a spreadsheet numbers them (further sheets go on counting).

    What is wrong in a row goes to `found`. Raises BrokenFile: "empty", "password", "no_xls", "no_xlsx",
    "too_large", "unknown_encoding", "page" (a web page that calls itself a workbook), "missing_columns" (with
    the names of those that are missing).
    """
    reader = _Reader(names, found)
    before, best, ours = 0, dict[str, int](), False
    for sheet in _sheets(file):
        first = list(islice(sheet, _LOOKED_AT))
        header, columns = max(
            ((place, columns_of(values)) for place, (_, values) in enumerate(first)),
            key=lambda one: len(one[1]),
            default=(0, {}),
        )
        if len(columns) < len(COLUMNS):
            best = max(best, columns, key=len)
            if len(columns) > _LIKE_A_HEADER:
                break
            continue
        ours, number = True, 0
        titles = first[header][1]
        for number, values in chain(first[header + 1 :], sheet):
            if values == titles or not any(value.strip() for value in values):
                continue
            row = reader.row(before + number, values, columns, len(titles))
            if row is not None:
                yield row
        before += number
    if not ours or (best and len(best) > _LIKE_A_HEADER):
        missing = (_CALLED.get(field, field) for field in COLUMNS if field not in best)
        raise BrokenFile("missing_columns", ", ".join(missing))


def _sheets(file: IO[bytes]) -> Iterator[sheets.Sheet]:
    start = file.read(1024)
    file.seek(0)
    if start.startswith(_OLE):
        return sheets.xls(file)
    if start.startswith(_ZIP):
        return sheets.xlsx(file)
    if _PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise BrokenFile("page")
    return iter([separated.records(file)])


def columns_of(values: list[str]) -> dict[str, int]:
    """Which column of a header holds what; names that are nearly ours count where no column has ours."""
    called = [plain(value) for value in values]
    columns: dict[str, int] = {}
    for place, name in enumerate(called):
        if (field := _FIELD_OF.get(name)) is not None:
            columns.setdefault(field, place)
    if len(columns) < _LIKE_A_HEADER:
        return columns
    for field in COLUMNS.keys() - columns.keys():
        free = ((place, name) for place, name in enumerate(called) if place not in columns.values())
        alike = (
            place
            for place, name in free
            if len(name) > len("from") and difflib.get_close_matches(name, COLUMNS[field], 1, _ALIKE)
        )
        nearest = next(alike, None)
        if nearest is not None:
            columns[field] = nearest
    return columns


class _Reader:
    def __init__(self, names: Names, found: Callable[[Finding], None]) -> None:
        self._names = names
        self._found = found
        self._number = 0
        self._repaired = False
        self._said: dict[UUID, list[UUID]] = {}

    def row(self, number: int, values: list[str], columns: dict[str, int], width: int) -> Row | None:
        self._number, self._repaired = number, False
        if len(values) <= max(columns.values()) or any(value.strip() for value in values[width:]):
            self._reject("", Fault.NOT_A_ROW, " | ".join(values))
            return None
        record = {field: values[place].strip() for field, place in columns.items()}
        text, entities = cleaning.text_of(record["Text"])
        if entities:
            self._note("Text", Fault.ENTITIES, record["Text"])
        if not text:
            self._reject("Text", Fault.NO_TEXT, record["Text"])
            return None
        if cleaning.is_noise(text):
            self._reject("Text", Fault.NOISE, text)
            return None
        row = Row(
            number=number,
            source=Source.UPR_INFO,
            key=UUID(int=0),
            type=Type.RECOMMENDATION,
            text=text,
            language="en",
            wording=cleaning.wording_of(text),
            body="UPR",
        )
        self._answer(row, record["Response"])
        self._under_review(row, record["To"])
        if row.type == Type.RECOMMENDATION:
            self._recommending(row, record["From"])
        self._session(row, record["Session"])
        self._action(row, record["Action"])
        self._themes(row, record["Issue"])
        row.key = self._key(row)
        row.repaired = self._repaired
        return row

    def _answer(self, row: Row, said: str) -> None:
        position = cleaning.position_of(said)
        if position is not None:
            row.position = position
        elif cleaning.type_of(said) is Type.PLEDGE:
            row.type = Type.PLEDGE
            row.wording = digest(row.type, row.wording)  # one with no recommendation in the same words
        else:
            self._note("Response", Fault.UNKNOWN_POSITION, said)

    def _under_review(self, row: Row, said: str) -> None:
        name = cleaning.text_of(said)[0]
        code = self._names.key_of(Kind.COUNTRY, name) if plain(name) not in _NO_STATE else ""
        if code:
            row.countries = [code]
        elif code is None:
            self._note("To", Fault.UNKNOWN_COUNTRY, name)
            row.unknown[Kind.COUNTRY] = [name]

    def _recommending(self, row: Row, said: str) -> None:
        name = cleaning.text_of(said)[0]
        if plain(name) in _NO_STATE:
            self._note("From", Fault.UNKNOWN_STATE, name)
            return
        parts = [part for part in _BETWEEN_STATES.split(name) if part]
        several = len(parts) > 1 and not code_of_country(name) and all(map(code_of_country, parts))
        for one in parts if several else [name]:
            code = self._names.key_of(Kind.COUNTRY, one)
            if code:
                row.recommending.append(code)
            elif code is None:
                self._note("From", Fault.UNKNOWN_STATE, one)
                row.unknown.setdefault("state", []).append(one)
        row.recommending = sorted(set(row.recommending))

    def _session(self, row: Row, said: str) -> None:
        plainly = _SESSION.fullmatch(said)
        session, cycle = (int(plainly[1]), None) if plainly else cleaning.session_of(said)
        if not session:
            self._note("Session", Fault.UNKNOWN_SESSION, said)
            row.cycle = cycle
            return
        row.session, row.cycle = session, cycle or cycle_of(session)

    def _action(self, row: Row, said: str) -> None:
        found = _ACTION.match(said)
        named = plain(said).removesuffix(" action").upper()
        if found is not None:
            row.action = int(found[1])
        elif named in Action.__members__:
            row.action = Action[named]
        else:
            self._note("Action", Fault.UNKNOWN_ACTION, said)

    def _themes(self, row: Row, said: str) -> None:
        issues = [issue.strip() for issue in _BETWEEN_ISSUES.split(said) if issue.strip()]
        keys, unknown = self._names.keys_of(Kind.THEME, issues)
        row.themes = sorted(keys)
        for issue in unknown:
            self._note("Issue", Fault.UNKNOWN_THEME, issue, repaired=False)
            row.unknown.setdefault(Kind.THEME, []).append(issue)

    def _key(self, row: Row) -> UUID:
        """Of what the row is about; of rows about the same that say something else also which of them."""
        about = digest(
            row.source,
            row.type,
            row.session,
            row.countries or row.unknown.get(Kind.COUNTRY),
            row.wording,
            row.recommending,
            row.unknown.get("state"),
        )
        said = self._said.setdefault(about, [])
        says = digest(row.facts())
        if says not in said:
            said.append(says)
        place = said.index(says)
        return digest(about, place) if place else about

    def _note(self, field: str, fault: Fault, what: str, *, repaired: bool = True) -> None:
        self._repaired = self._repaired or repaired
        self._found(Finding(self._number, field, fault, what[:_KEPT_OF_FOUND]))

    def _reject(self, field: str, fault: Fault, what: str) -> None:
        self._found(Finding(self._number, field, fault, what[:_KEPT_OF_FOUND]))
