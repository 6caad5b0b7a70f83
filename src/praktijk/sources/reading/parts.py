# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a letter whose role is written beside them: by a label ("Reactie:") or a table's head.

A management response and many a Dutch reply are such lists. A record is one recommendation with its
answer, actions, time and owner; records are numbered from 0 in `record`, rows of a table in `row`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from praktijk.sources.reading.due import find_windows
from praktijk.sources.reading.headings import is_imperative
from praktijk.sources.reading.labels import Label, after_list_number, label_of, role_of_head
from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Block, Span
from praktijk.sources.reading.phrases import any_of
from praktijk.sources.reading.plain import trimmed

# These words are labels only with a colon, or as the head of a column.
_ANSWERING = ("response", "action", "due", "owner", "status", "other")
_LIST_NUMBER = re.compile(
    r"\(?(?P<number>r?\d{1,2}(?:\.\d{1,2})?[a-z]?(?=[.):])|\d{1,2}[a-z](?=\s)|[a-z](?=[.)]))[.):]?\s+"
)
_CELL_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d)?[a-z]?)[.:)]?\s+")
_LONGEST_TOPIC = 6
_ADDRESSED = ("aan de ", "aan het ", "aan alle ", "to the ")
_ACTION_NUMBER = re.compile(r"(?P<of>\d{1,2}[a-z]?)\.\d{1,2}[.)]?\s+")
_CITED = re.compile(
    r"\((?:paragraphs?|conclusions?|recommendations?|paragra(?:af|fen)|aanbeveling(?:en)?) \d[\d ,and\u2013-]*[^()]{0,30}\)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with its role: recommendation, response, action, due, owner, status, other or text."""

    role: str
    span: Span
    record: int | None = None
    number: str | None = None
    row: int | None = None
    labelled: bool = True


@dataclass(slots=True)
class _State:
    role: str = "text"
    record: int | None = None
    records: int = 0
    number: str | None = None
    waiting: bool = False
    title: Span | None = None
    row: int = 0
    expects: str = ""
    opened: bool = False
    numbers: dict[str, int] = field(default_factory=dict)

    def open_record(self, number: str | None = None) -> None:
        self.record = self.records
        self.records += 1
        if number is not None:
            self.numbers.setdefault(number, self.record)


def find_parts(letter: Letter) -> list[Part]:
    """The letter as a row of parts, in the order of the text; headings that are no label are left out."""
    state = _State()
    parts: list[Part] = []
    at = 0
    while at < len(letter.blocks):
        block = letter.blocks[at]
        if block.kind == "cell":
            end = at
            while (
                end < len(letter.blocks)
                and letter.blocks[end].kind == "cell"
                and letter.blocks[end].table == block.table
            ):
                end += 1
            parts.extend(_table(letter, letter.blocks[at:end], state))
            state.role, state.record, state.number, state.waiting = "text", None, None, False
            at = end
            continue
        parts.extend(_block(letter, block, state))
        at += 1
    return [part for part in parts if not is_of_another(letter, part.span)]


def is_of_another(letter: Letter, span: Span) -> bool:
    """Whether a passage stands in a section in which someone else speaks: the adviser's afterword."""
    section = letter.section_at(span.start)
    heads = tuple(letter.rules.lists["headings.other_voice"])
    return section is not None and letter.low.startswith(
        heads, section.start + _numbering_length(letter, section.start)
    )


def _numbering_length(letter: Letter, start: int) -> int:
    return after_list_number(letter.low, start, start + 12) - start


def _block(letter: Letter, block: Block, state: _State) -> Iterator[Part]:
    label = label_of(letter, block.start, block.end)
    if label is not None and not (
        label.bare and label.number is None and _heads_a_section(letter, block, label)
    ):
        if label.role == "recommendation" and label.number is None and label.bare:
            state.role, state.record, state.waiting = "list", None, False  # "Aanbevelingen": a list follows
            return
        yield from _labelled(letter, label, block.end, state)
        return
    words = letter.low[block.start : block.end]
    if state.role == "recommendation" and state.waiting:
        state.waiting = False
        title, state.title = state.title, None
        if title is None or _recommends(letter, block):
            yield Part("recommendation", block.span, state.record, state.number)
            state.role = "after"
            return
        yield Part("recommendation", title, state.record, state.number)
        state.role = "after"
    if state.record is not None and state.number is not None:
        beside = _of_record(letter, block, state)
        if beside is not None:
            yield beside
            return
    if block.kind == "heading":
        state.role, state.record, state.number, state.waiting = "text", None, None, False
        state.role = "list" if _names_recommendations(letter, block) else "text"
        number = _LIST_NUMBER.match(words)
        bare = words[number.end() :] if number else re.sub(r"^[\d.]+\s+", "", words)
        if is_imperative(bare.strip("\"' "), letter.rules):
            state.open_record(number["number"] if number else None)
            state.role = "response"
            start = block.end - len(bare)
            yield Part(
                "heading",
                trimmed(letter.plain, start, block.end),
                state.record,
                number["number"] if number else None,
            )
        return
    cited = _CITED.search(words)
    if cited is not None and block.kind != "cell":
        number = _LIST_NUMBER.match(words)
        start = block.start + (number.end() if number else 0)
        stated = trimmed(letter.plain, start, block.start + cited.start())
        if _obliges(letter, stated) or any_of(
            letter.words["advice.voice"], letter.low, stated.start, stated.end
        ):
            state.open_record(number["number"] if number else None)
            yield Part("item", stated, state.record, number["number"] if number else None)
            state.role = "after"
        else:
            yield Part("other", stated, None)
            state.role, state.record = "text", None
        return
    if state.role in {"list", "text", "after"} and block.kind == "list_item":
        number = _LIST_NUMBER.match(words)
        start = (
            block.start + number.end() if number else after_list_number(letter.low, block.start, block.end)
        )
        listed = state.role == "list" and (number is not None or state.opened)
        if listed or is_imperative(letter.low[start : block.end].strip("\"' "), letter.rules):
            state.open_record(number["number"] if number else None)
            yield Part(
                "item",
                trimmed(letter.plain, start, block.end),
                state.record,
                number["number"] if number else None,
            )
            return
    if block.kind == "paragraph":
        if _names_recommendations(letter, block):
            state.role = "list"
            state.opened = _opens_list(letter, block)
        elif state.role == "list":
            state.role = "text"
    role = {"after": "response", "list": "text", "recommendation": "text"}.get(state.role, state.role)
    yield Part(
        role, block.span, state.record, row=state.row, labelled=role not in {"text"} and state.role != "after"
    )


def _of_record(letter: Letter, block: Block, state: _State) -> Part | None:
    """What a table without known cells leaves: an action numbered after its recommendation ("3.1"),
    then its time, then who does it.
    """
    action = _ACTION_NUMBER.match(letter.low, block.start, block.end)
    if action is not None and action["of"] == state.number and block.kind != "heading":
        state.row += 1
        state.expects = "due"
        return Part("action", trimmed(letter.plain, action.end(), block.end), state.record, row=state.row)
    expects, state.expects = state.expects, ""
    few = len(letter.plain[block.start : block.end].split()) <= _LONGEST_TOPIC
    if expects == "due" and few and _is_time(letter, block.span):
        state.expects = "owner"
        return Part("due", block.span, state.record, row=state.row)
    if expects == "owner" and few and letter.plain[block.end - 1] not in ".:;":
        return Part("owner", block.span, state.record, row=state.row)
    return None


def _is_time(letter: Letter, span: Span) -> bool:
    windows = find_windows(letter.text, letter.low, span.start, span.end, letter.rules.due, letter.date)
    return bool(windows) and (windows[0].span.end - windows[0].span.start) * 10 >= (span.end - span.start) * 7


def _is_topic(letter: Letter, words: Span) -> bool:
    """Whether the words after "Aanbeveling 3:" only name its subject."""
    low = letter.low[words.start : words.end]
    short = len(low.split()) <= _LONGEST_TOPIC and low[-1] not in ".!\"'"
    return short and not is_imperative(low, letter.rules) and not _obliges(letter, words)


def _obliges(letter: Letter, span: Span) -> bool:
    return any_of(letter.words["advice.obligation"], letter.low, span.start, span.end) is not None


def _recommends(letter: Letter, block: Block) -> bool:
    """Whether a paragraph under a recommendation's title is its text, and not yet the answer."""
    first = next(iter(letter.sentences_within(block.span)), block.span)
    words = letter.low[block.start : block.end]
    if words.startswith(('"', "'")) or is_imperative(words, letter.rules):
        return True
    if any_of(letter.words["advisers.government"], letter.low, first.start, min(first.end, first.start + 40)):
        return _obliges(letter, first)
    advising = any(
        any_of(letter.words[key], letter.low, first.start, first.end) is not None
        for key in ("advice.strong", "advice.with_adviser", "advice.voice")
    )
    return advising or _obliges(letter, first)


def _heads_a_section(letter: Letter, block: Block, label: Label) -> bool:
    """Whether words that could be a label ("Vervolg") rather are a heading: said only once."""
    if label.role in {"recommendation", "response"} or letter.plain[block.end - 1] == ":":
        return False
    words = letter.low[block.start : block.end]
    return sum(letter.low[other.start : other.end] == words for other in letter.blocks) == 1


def _labelled(letter: Letter, label: Label, end: int, state: _State) -> Iterator[Part]:
    if label.role == "recommendation":
        state.open_record(label.number)
        state.number = label.number
        if label.inner is not None:
            state.role, state.waiting = "after", False
            yield Part("recommendation", label.inner, state.record, label.number)
            if not label.bare:
                yield Part("response", trimmed(letter.plain, label.rest, end), state.record, label.number)
            return
        state.role, state.waiting = "recommendation", label.bare
        rest = trimmed(letter.plain, label.rest, end)
        if not label.bare and _is_topic(letter, rest):
            state.waiting, state.title = True, rest  # what follows says what was recommended, or answers it
            yield Part("mark", Span(end, end), state.record, label.number)
        elif not label.bare:
            yield Part("recommendation", rest, state.record, label.number)
            state.role = "after"
        else:
            yield Part("mark", Span(end, end), state.record, label.number)
        return
    state.role, state.waiting = label.role, False
    if label.role in {"action", "response"}:
        state.row += 1
    if label.number is not None and label.role == "response":
        state.record = state.numbers.get(label.number, state.record)
        yield Part("answers", Span(label.rest, end), state.record, label.number)
    if not label.bare:
        yield Part(label.role, trimmed(letter.plain, label.rest, end), state.record, label.number, state.row)
    if label.role in {"due", "owner", "status", "other"} and not label.bare:
        state.role = "text" if state.record is None else "after"


def _names_recommendations(letter: Letter, block: Block) -> bool:
    """Whether a heading or paragraph says that recommendations follow."""
    words = letter.low[block.start : block.end]
    if any(word in words for word in ("aanbevelingen", "recommendations")) and len(words) < 240:
        return True
    return _opens_list(letter, block)


def _opens_list(letter: Letter, block: Block) -> bool:
    """Whether a paragraph ends in a colon behind which the adviser's points follow."""
    if letter.plain[block.end - 1] != ":" or block.kind == "heading":
        return False
    last = letter.sentences_within(block.span)[-1:]
    start = last[0].start if last else block.start
    for key in ("advice.voice", "advice.strong", "advice.with_adviser", "advice.plural"):
        advice = any_of(letter.words[key], letter.low, start, block.end)
        if advice is not None:  # unless the government speaks: these are then its own points
            if letter.low.startswith(_ADDRESSED, start):
                return True
            return any_of(letter.words["advisers.never"], letter.low, start, advice.start()) is None
    return False


def _table(letter: Letter, cells: tuple[Block, ...], state: _State) -> Iterator[Part]:
    columns: dict[int, str] = {}
    for row in _rows(cells):
        roles = {cell.column or 0: role_of_head(letter, cell) for cell in row}
        named = [role for role in roles.values() if role]
        if len(named) >= 2 and len(named) * 2 > len(row):
            columns = {column: role for column, role in roles.items() if role}
            continue
        first = row[0]
        label = label_of(letter, first.start, first.end)
        if label is None and len(row) >= 2 and not columns:
            label = label_of(letter, first.start, first.end, column=True)
        if label is not None and not label.bare and (len(row) == 1 or not columns):
            for cell in row:
                yield from _block(letter, cell, state)
            continue
        if len(row) >= 2 and not columns and label is not None:
            yield from _labelled(
                letter, Label(label.role, label.number, row[1].start, bare=False), row[1].end, state
            )
            continue
        if len(row) == 1 and state.role == "recommendation" and state.waiting:
            state.waiting, state.title = False, None
            yield Part("recommendation", first.span, state.record, state.number)
            continue
        if not columns:
            role = "response" if state.role == "response" else "text"
            yield from (Part(role, cell.span, state.record) for cell in row)
            continue
        state.row += 1
        yield from _row(letter, row, columns, state)


def _row(letter: Letter, row: list[Block], columns: dict[int, str], state: _State) -> Iterator[Part]:
    number: str | None = None
    if "recommendation" in columns.values() and any(
        columns.get(cell.column or 0) == "recommendation" for cell in row
    ):
        state.open_record()
    for cell in row:
        role = columns.get(cell.column or 0, "other")
        start = cell.start
        if role == "number":
            number = letter.text[cell.start : cell.end].strip(" .")[:8]
            continue
        if role == "recommendation":
            label = label_of(letter, cell.start, cell.end)
            if label is not None and not label.bare:
                start, number = label.rest, label.number or number
            else:
                found = _LIST_NUMBER.match(letter.low, cell.start, cell.end) or _CELL_NUMBER.match(
                    letter.low, cell.start, cell.end
                )
                if found:
                    start, number = found.end(), found["number"]
        yield Part(role, trimmed(letter.plain, start, cell.end), state.record, number, state.row)


def _rows(cells: tuple[Block, ...]) -> Iterator[list[Block]]:
    row: list[Block] = []
    for cell in cells:
        if row and cell.row != row[-1].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row
