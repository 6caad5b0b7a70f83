# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""OHCHR's thematic lists: the recommendations of one review of one state, theme by theme, in a Word table.

A paragraph that stands under several themes is one row. Columns are told by what their headers say, in
English, French and Spanish, for the layouts differ by cycle and by author.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from uuid import UUID

from praktijk.recommendations.un.importers import cleaning, word_tables
from praktijk.recommendations.un.importers.languages import language_of
from praktijk.recommendations.un.importers.reviews import Review, review_in_symbol, review_in_words
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault, Finding, Row, digest
from praktijk.recommendations.un.importers.word_tables import Cell
from praktijk.recommendations.un.words import Position, Source, Type
from praktijk.reference.exchange.names import Names, code_of_country
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind

#: What the header of a column says, in the order in which it is asked: the first that fits tells.
_HEADERS = (
    ("", re.compile(r"assess|comment|implement|evalua|oeuvre|aplicacion|action taken|responsible")),
    (
        "states",
        re.compile(
            r"^(?:rec+ommending(?!.*recommendation)|recommandant|recomendante|(?:states?|etats?|estados?)\b)"
        ),
    ),
    ("text", re.compile(r"rec+om")),
    ("position", re.compile(r"position|posicion|respon|repon|respuesta")),
    ("themes", re.compile(r"theme|tema|right|droit|derecho|\barea\b|domaine|issue")),
    ("goals", re.compile(r"\b(?:sdgs?|odd|ods)\b|sustainable|durable|sostenible")),
    ("groups", re.compile(r"person|group|grupo")),
    ("paragraph", re.compile(r"^(?:para|parr|no\b|number|numer)")),
)
_LOOKED_AT = 12
_THEME_ROW = re.compile(
    r"^\s*(?:themes?|rights? or areas?|rights?|areas?|th[èe]mes?|droits? ou domaines?|temas?"
    r"|derechos? o (?:[áa]reas?|[áa]mbitos?))\s*:\s*",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"^(?:affected persons|persons affected|groups? of persons|personnes (?:concern|affect|touch)[ée]es"
    r"|personas afectadas|grupos? de personas|groupes? de personnes)\s*:?\s*",
    re.IGNORECASE,
)
_GOALS = re.compile(r"^(?:relevant )?(?:sdgs?|odd|ods)\s*:\s*", re.IGNORECASE)
_SYMBOL = re.compile(r"A/HRC/(?:WG\.6/)?\d{1,3}/[A-Z0-9]+(?:/[A-Za-z0-9.]+)*")
_ADDED = re.compile(r"/(?:Add|Corr|Rev)\.?\s*\d+", re.IGNORECASE)
_REVIEW_OF = re.compile(
    r"(?:UPR of|EPU (?:de la|du|de l['’]|des|de)|review of|examen de)\s*"
    r"(?P<country>[^()\t\n,]{3,60}?)\s*(?:[(\t\n,]|$)",
    re.IGNORECASE,
)
_LONGEST_THEME = 200
_KEPT_OF_FOUND = 200


@dataclass(slots=True)
class _Paragraph:
    """What the rows about one paragraph say together."""

    number: int
    text: str
    paragraph: str
    wording: UUID
    symbol: str = ""
    states: dict[str, None] = field(default_factory=dict)
    positions: set[Position] = field(default_factory=set)
    themes: dict[str, None] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    goals: set[str] = field(default_factory=set)
    unknown: dict[str, dict[str, None]] = field(default_factory=dict)
    repaired: bool = False


def rows(
    file: IO[bytes],
    names: Names,
    found: Callable[[Finding], None],
    *,
    country: str,
    session: int | None = None,
    cycle: int | None = None,
    name: str = "",
) -> Iterator[Row]:
    """The recommendations in a list about `country` (ISO 3166-1 alpha-2), numbered by the row of the table.

    Session and cycle are those given, else what the headings say, the symbols of the documents, or `name` (of
    the file); what nobody says stays None. What is wrong in a row goes to `found`. Raises BrokenFile:
    "empty", "password", "no_docx", "too_large", "no_table", "other_table", "other_country" (the heading
    names another).
    """
    document = word_tables.read(file)
    _see_country(document.headings, country)
    reader = _Reader(names, found)
    reader.read(document.tables)
    paragraphs = list(reader.paragraphs.values())
    symbols = Counter(one.symbol for one in paragraphs if one.symbol)
    symbol = symbols.most_common(1)[0][0] if symbols else ""
    review = Review(session, cycle)
    for told in (
        *map(review_in_words, document.headings),
        review_in_symbol(symbol),
        review_in_words(name),
    ):
        review = review.completed(told)
    language = language_of(one.text for one in paragraphs)
    keys: set[UUID] = set()
    for one in paragraphs:
        row = _row(one, country, review, one.symbol or (symbol if one.paragraph else ""), language)
        if row.key in keys:  # a number that was given twice
            row.key = digest(row.key, row.wording)
        keys.add(row.key)
        yield row


def _see_country(headings: list[str], country: str) -> None:
    for heading in headings:
        said = _REVIEW_OF.search(heading)
        code = code_of_country(said["country"]) if said else None
        if said and code and code != country:
            raise BrokenFile("other_country", said["country"])


def _row(one: _Paragraph, country: str, review: Review, symbol: str, language: str) -> Row:
    about = (symbol or (review.session, review.cycle), one.paragraph or one.wording)
    return Row(
        number=one.number,
        source=Source.THEMATIC_LIST,
        key=digest(Source.THEMATIC_LIST, country, *about),
        type=Type.RECOMMENDATION,
        text=one.text,
        language=language,
        wording=one.wording,
        body="UPR",
        symbol=symbol,
        paragraph=one.paragraph,
        countries=[country],
        session=review.session,
        cycle=review.cycle,
        recommending=sorted(one.states),
        position=cleaning.position_together(one.positions),
        themes=sorted(one.themes),
        groups=sorted(one.groups),
        goals=sorted(one.goals),
        unknown={kind: list(unknown) for kind, unknown in one.unknown.items()},
        repaired=one.repaired,
    )


def columns_of(cells: list[Cell]) -> dict[str, Cell]:
    """Which column of a header holds what; empty when this row is no header of a list."""
    columns: dict[str, Cell] = {}
    for cell in cells:
        said = plain(cell.text)
        field_of = next((name for name, pattern in _HEADERS if pattern.search(said)), "")
        if field_of and len(said) <= _LONGEST_THEME:
            columns.setdefault(field_of, cell)
    return columns if "text" in columns and columns.keys() & {"position", "themes"} else {}


class _Reader:
    def __init__(self, names: Names, found: Callable[[Finding], None]) -> None:
        self.paragraphs: dict[tuple[str, UUID], _Paragraph] = {}
        self._names = names
        self._found = found
        self._number = 0
        self._theme: list[str] = []

    def read(self, tables: list[list[list[Cell]]]) -> None:
        """Read the tables of a document that are lists. Raises BrokenFile: "no_table", "other_table"."""
        if not tables:
            raise BrokenFile("no_table")
        columns: dict[str, Cell] = {}
        full = -1
        seen: list[str] = []
        for table in tables:
            header, here = next(
                ((place, told) for place, row in enumerate(table[:_LOOKED_AT]) if (told := columns_of(row))),
                (-1, {}),
            )
            width = max((cell.end for row in table for cell in row), default=0)
            if here:
                columns, full = here, width
            elif width != full:
                seen = seen or [cell.text for row in table[:1] for cell in row]
                self._number += len(table)
                continue
            self._number += header + 1
            for cells in table[header + 1 :]:
                self._number += 1
                if columns_of(cells) != columns or len(cells) == 1:
                    self._row(cells, columns)
        if not columns:
            raise BrokenFile("other_table", ", ".join(seen)[:_KEPT_OF_FOUND])

    def _row(self, cells: list[Cell], columns: dict[str, Cell]) -> None:
        full = [cell for cell in cells if cell.text]
        if not full:
            return
        if len(full) == 1 and (len(cells) == 1 or full[0] is cells[0]):
            text = full[0].text
            demand = cleaning.paragraph_of(text) or cleaning.states_named(text)[0]
            if _THEME_ROW.match(text) or not demand:
                self._heading(text)
                return
            values = {"text": text}
        else:
            values = {field: _value(cells, column) for field, column in columns.items()}
        self._recommendation(values)

    def _heading(self, text: str) -> None:
        """A row of one cell: the theme of the rows under it."""
        name = _THEME_ROW.sub("", text).strip()
        self._theme = [name]
        if _THEME_ROW.match(text) or self._names.knows(Kind.THEME, name):
            return
        self._theme = []
        if len(name) > _LONGEST_THEME:
            self._found(Finding(self._number, "", Fault.NOT_A_ROW, name[:_KEPT_OF_FOUND]))
        elif self._names.key_of(Kind.THEME, name) is None:
            self._found(Finding(self._number, "", Fault.UNKNOWN_THEME, name))

    def _recommendation(self, values: dict[str, str]) -> None:
        said = values.get("text", "")
        text, symbol = cleaning.without_source_of_position(said)
        symbol = _base(symbol) or _base(said) or _base(values.get("position", ""))
        if not text or cleaning.is_noise(text):
            fault = Fault.NOISE if text else Fault.NO_TEXT
            what = " | ".join(values.values())[:_KEPT_OF_FOUND]
            self._found(Finding(self._number, "Recommendation", fault, what))
            return
        paragraph = cleaning.paragraph_of(text) or values.get("paragraph", "").strip(" .")[:20]
        wording = cleaning.wording_of(text)
        one = self.paragraphs.setdefault(
            (paragraph, wording), _Paragraph(self._number, text, paragraph, wording)
        )
        one.symbol = one.symbol or symbol
        self._states(one, values)
        self._position(one, values)
        for name in self._theme:
            self._name(one, Kind.THEME, name)
        self._themes(one, values.get("themes", ""), Kind.THEME)
        self._themes(one, values.get("groups", ""), Kind.GROUP)
        self._goals(one, values.get("goals", "").splitlines())

    def _states(self, one: _Paragraph, values: dict[str, str]) -> None:
        own = [name.strip(" ;,.()") for name in values.get("states", "").splitlines()]
        if not any(own):
            codes, unknown, _ = cleaning.states_named(one.text)
        else:
            codes, unknown, _ = cleaning.states_named("(" + "; ".join(filter(None, own)) + ")")
            unknown = unknown if codes else [name for name in own if name]
        for name in unknown:
            code = self._names.key_of(Kind.COUNTRY, name)
            if code:
                codes.append(code)
            elif code is None:
                self._note(one, "states", Fault.UNKNOWN_STATE, name)
                one.unknown.setdefault("state", {})[name] = None
        if not codes and not unknown:
            self._note(one, "states", Fault.UNKNOWN_STATE, "")
        one.states |= dict.fromkeys(codes)

    def _position(self, one: _Paragraph, values: dict[str, str]) -> None:
        said = values.get("position", "")
        if not said:
            return
        lines = [line for line in said.splitlines() if not _SYMBOL.search(line)]
        known = [told for line in (" ".join(lines), *lines) if (told := cleaning.position_of(line))]
        if known:
            one.positions.add(known[0])
        else:
            self._note(one, "Position", Fault.UNKNOWN_POSITION, said)

    def _themes(self, one: _Paragraph, said: str, kind: Kind) -> None:
        """A cell with themes, goals and groups of persons under one another."""
        mode: Kind | None = kind
        for line in said.splitlines():
            words = cleaning.bare(line)
            if (marked := _PERSONS.match(words)) is not None and self._marks(words, marked):
                mode, words = Kind.GROUP, words[marked.end() :]
            elif (marked := _GOALS.match(words)) is not None:
                mode, words = None, words[marked.end() :]
            words = cleaning.bare(words)
            if not words:
                continue
            if mode is None:
                self._goals(one, [words])
            else:
                self._name(one, mode, words)

    def _marks(self, words: str, marked: re.Match[str]) -> bool:
        return ":" in marked[0] or not self._names.knows(Kind.GROUP, words)

    def _name(self, one: _Paragraph, kind: Kind, name: str) -> None:
        """One theme or group; in a list of both, one that is only known as the other is the other."""
        other = Kind.GROUP if kind is Kind.THEME else Kind.THEME
        if not self._names.knows(kind, name) and self._names.knows(other, name):
            kind = other
        key = self._names.key_of(kind, name)
        if key:
            (one.themes if kind is Kind.THEME else one.groups)[key] = None
        elif key is None and name not in one.unknown.get(kind, {}):
            fault = Fault.UNKNOWN_THEME if kind is Kind.THEME else Fault.UNKNOWN_GROUP
            self._note(one, "Themes", fault, name, repaired=False)
            one.unknown.setdefault(kind, {})[name] = None

    def _goals(self, one: _Paragraph, lines: list[str]) -> None:
        for line in lines:
            words = cleaning.bare(line)
            goal = cleaning.goal_of(words) if words else None
            if goal:
                one.goals.add(goal)
            elif words:
                self._note(one, "SDGs", Fault.UNKNOWN_GOAL, words)

    def _note(self, one: _Paragraph, field: str, fault: Fault, what: str, *, repaired: bool = True) -> None:
        one.repaired = one.repaired or repaired
        self._found(Finding(self._number, field, fault, what[:_KEPT_OF_FOUND]))


def _base(words: str) -> str:
    """The symbol of the report itself out of words that name it or what was added to it (/Add.1)."""
    found = _SYMBOL.search(words)
    return _ADDED.sub("", found[0]).rstrip(".") if found else ""


def _value(cells: list[Cell], column: Cell) -> str:
    """The text of the cell that stands under the start of a column."""
    return next((cell.text for cell in cells if cell.start <= column.start < cell.end), "")
