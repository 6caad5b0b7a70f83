# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as lines of a table: one for each commitment, and one for what promised none."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import LevelChoice, Person
from praktijk.recommendations.filters import Sort
from praktijk.recommendations.models import CommitmentLink, PositionChoice, StateChoice
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink
from praktijk.recommendations.queries import Entry, Register

Cell = str | int | date | None

#: So many entries are read at a time; the memory that a file takes does not grow with the register.
READ_AT_ONCE = 250
#: After so many lines the pages of other people go first, for so many seconds at least.
GIVE_WAY_AFTER, GIVE_WAY_FOR = 20, 0.0005

_PEOPLE = ("owner_id", "deputy_id", "verifier_id", "delivered_by_id", "settled_by_id")


@dataclass(frozen=True)
class Beside:
    """What stands beside the commitments of some entries, by key: names of people, items, links."""

    names: dict[int, str]
    items: dict[int, list[Any]]
    links: dict[int, list[str]]


@dataclass(frozen=True)
class Line:
    """One line: a recommendation with at most one of its commitments, or a commitment that stands alone.

    `site` is the address of this house ("https://praktijk.example"), before every path.
    """

    entry: Entry
    commitment: Any | None
    beside: Beside
    site: str
    on: date | None

    @property
    def record(self) -> Any:
        """The commitment, or else the recommendation that promised none."""
        return self.commitment or self.entry.recommendation

    def name(self, part: str) -> str:
        """The name of the person in a part, or empty."""
        return self.beside.names.get(getattr(self.commitment, f"{part}_id", None) or 0, "")

    def address(self, record: Any | None) -> str:
        """The whole address of a record's page, on the day of the register; empty for None."""
        if record is None:
            return ""
        query = f"?on={self.on.isoformat()}" if self.on else ""
        return f"{self.site}{record.get_absolute_url()}{query}"


@dataclass
class Exported:
    """The lines of a register in the order of the page, counted as they are read.

    `shown` takes every entry that is read before its lines come out, so that reading it can be recorded.
    """

    register: Register
    site: str
    shown: Callable[[list[Entry]], None]
    commitments: int = 0
    recommendations: int = 0
    lines: int = 0

    def rows(self) -> Iterator[list[Cell]]:
        """The cells of every line, in the order of `COLUMNS`."""
        number, more = 1, True
        while more:
            page = self.register.page(number, READ_AT_ONCE)
            entries = list(page.object_list)
            self.shown(entries)
            beside = _beside(self.register, [one for entry in entries for one in entry.commitments])
            for entry in entries:
                self.recommendations += entry.recommendation is not None
                for commitment in entry.commitments or [None]:
                    self.commitments += commitment is not None
                    self.lines += 1
                    if self.lines % GIVE_WAY_AFTER == 0:
                        time.sleep(GIVE_WAY_FOR)
                    line = Line(entry, commitment, beside, self.site, self.register.on)
                    yield [cell(line) for _label, cell in COLUMNS]
            number, more = number + 1, page.has_next()


def rows_to_come(register: Register, entries: int) -> int:
    """How many lines a register with so many entries has: what promised nothing has a line too."""
    if register.sort not in (Sort.THEME, Sort.RELEVANCE):
        return entries
    return register.totals["commitments"] + register.figures.without_promise


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in here is as it was at one moment, however long the reading takes.

    Within a transaction that is under way already, what that one sees counts.
    """
    under_way = connection.in_atomic_block
    with transaction.atomic():
        if not under_way:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _beside(register: Register, commitments: list[Any]) -> Beside:
    """Four queries for all of these commitments."""
    keys = [one.id for one in commitments]
    people = {getattr(one, part) for one in commitments for part in _PEOPLE} - {None}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    linked = list(
        register.records(ParliamentLink)
        .filter(commitment_id__in=keys, withdrawn=False)
        .order_by("-main", "on", "id")
    )
    kept = {
        item.id: item
        for item in register.records(ParliamentItem).filter(id__in={link.item_id for link in linked})
    }
    items: dict[int, list[Any]] = defaultdict(list)
    for link in linked:
        if link.item_id in kept:
            items[link.commitment_id].append(kept[link.item_id])
    return Beside(names, items, _links(register, set(keys)))


def _links(register: Register, keys: set[int]) -> dict[int, list[str]]:
    """For each commitment the kinds of its links and the paths of the other ends."""
    links: dict[int, list[str]] = defaultdict(list)
    ends = register.records(CommitmentLink).filter(withdrawn=False).order_by("id")
    for link in [*ends.filter(earlier_id__in=keys), *ends.filter(later_id__in=keys)]:
        for here, there in ((link.earlier_id, link.later_id), (link.later_id, link.earlier_id)):
            path = f"{link.get_kind_display()} {reverse('commitment', args=[there])}"
            if here in keys and path not in links[here]:
                links[here].append(path)
    return links


def _of_recommendation(name: str) -> Callable[[Line], Cell]:
    return lambda line: getattr(line.entry.recommendation, name, "")


def _of_commitment(name: str) -> Callable[[Line], Cell]:
    return lambda line: getattr(line.commitment, name, "")


def _of_person(part: str) -> Callable[[Line], Cell]:
    return lambda line: line.name(part)


def _source(line: Line) -> Any | None:
    return getattr(line.entry.recommendation or line.commitment, "source", None)


def _position(line: Line) -> Cell:
    position = getattr(line.entry.recommendation, "position", "")
    return str(PositionChoice(position).label) if position else ""


def _state(line: Line) -> Cell:
    return str(StateChoice(line.commitment.state).label) if line.commitment else ""


def _unit(line: Line) -> Cell:
    unit = getattr(line.commitment, "unit", None)
    return unit.code if unit else ""


def _passage(line: Line) -> Cell:
    passage = getattr(line.record, "shown_passage", None)
    return f"{line.site}{passage.get_absolute_url()}" if passage else ""


def _notes(line: Line) -> list[Any]:
    return line.commitment.notes_then if line.commitment else []


def _last_note(name: str) -> Callable[[Line], Cell]:
    return lambda line: getattr(next(iter(_notes(line)), None), name, "")


def _evidence(line: Line) -> Cell:
    """Name and address of each piece of evidence: its own address, or where its file is in this house."""
    return "; ".join(
        " ".join(part for part in (note.evidence_title, _evidence_address(note, line)) if part)
        for note in _notes(line)
        if note.has_evidence
    )


def _evidence_address(note: Any, line: Line) -> str:
    file = f"{line.site}{reverse('evidence', args=[note.id])}" if note.evidence_file else ""
    return " ".join(part for part in (note.evidence_address, file) if part)


def _first_due(line: Line) -> Cell:
    """The end of the window before the deadline first moved; empty where it never did."""
    moves = line.commitment.moves_then if line.commitment else []
    return moves[-1].old_latest if moves else ""


def _moves(line: Line) -> Cell:
    return len(line.commitment.moves_then) or "" if line.commitment else ""


def _items(line: Line) -> list[Any]:
    return line.beside.items.get(line.commitment.id, []) if line.commitment else []


def _links_of(line: Line) -> Cell:
    links = line.beside.links.get(line.commitment.id, []) if line.commitment else []
    return "; ".join(f"{kind} {line.site}{path}" for kind, path in (link.rsplit(" ", 1) for link in links))


def _yes(wanted: bool) -> str:
    return str(_("yes")) if wanted else ""


def _made_up(line: Line) -> Cell:
    records = (line.commitment, line.entry.recommendation)
    return _yes(any(record.illustrative for record in records if record is not None))


COLUMNS: list[tuple[Any, Callable[[Line], Cell]]] = [
    (_("Theme"), lambda line: line.entry.theme.name if line.entry.theme else ""),
    (_("Document"), lambda line: getattr(_source(line), "title", "")),
    (_("Official page"), lambda line: getattr(_source(line), "official_address", "")),
    (_("No. of the recommendation"), _of_recommendation("number")),
    (_("Recommendation"), _of_recommendation("title")),
    (_("Page of the recommendation"), lambda line: line.address(line.entry.recommendation)),
    (_("Position"), _position),
    (_("Reason"), _of_recommendation("reason")),
    (_("No. of the commitment"), _of_commitment("number")),
    (_("Commitment"), _of_commitment("title")),
    (_("Page of the commitment"), lambda line: line.address(line.commitment)),
    (_("Where it stands in the letter"), _passage),
    (_("Unit"), _unit),
    (_("Unit assumed"), lambda line: _yes(getattr(line.commitment, "unit_assumed", False))),
    (_("Owner"), _of_person("owner")),
    (_("Deputy"), _of_person("deputy")),
    (_("Verifier"), _of_person("verifier")),
    (_("Countries"), lambda line: ", ".join(getattr(line.commitment, "countries", []))),
    (_("Due from"), _of_commitment("due_earliest")),
    (_("Due by"), _of_commitment("due_latest")),
    (_("Term"), _of_commitment("due_words")),
    (_("Due by at first"), _first_due),
    (_("Times the deadline moved"), _moves),
    (_("State"), _state),
    (_("Reason of the state"), _of_commitment("state_reason")),
    (_("Days late"), lambda line: getattr(line.commitment, "late", 0) or ""),
    (_("Delivered by"), _of_person("delivered_by")),
    (_("Settled by"), _of_person("settled_by")),
    (_("Last note on"), _last_note("on")),
    (_("Last note"), _last_note("text")),
    (_("Evidence"), _evidence),
    (_("Number at Parliament"), lambda line: "; ".join(item.number for item in _items(line))),
    (
        _("Page at Parliament"),
        lambda line: "; ".join(filter(None, (item.official_address for item in _items(line)))),
    ),
    (_("Linked commitments"), _links_of),
    (_("Confidentiality"), lambda line: str(LevelChoice(line.record.level).label)),
    (_("Illustrative"), _made_up),
]
