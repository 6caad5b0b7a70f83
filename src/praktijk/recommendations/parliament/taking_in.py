# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parliament's open data into the register: new items, changes followed, removals kept, doubts refused.

Everything that is read at one time goes in as one transaction: a file that turns out to be broken leaves
the database as it was. A row that is refused changes nothing and stops no other row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import IO, Any

from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.notices.actions import concerned, tell
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.parliament.facts import Why, short
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, ParliamentReading
from praktijk.recommendations.parliament.odata import Answer, Row
from praktijk.recommendations.parliament.said import NUMBERS, Ministry, Refusal, Said, read
from praktijk.recommendations.parliament.words import ItemKind, ItemStatus, status_meant

LOCK = 7_261_003  # number of the lock in PostgreSQL that one reading of Parliament at a time holds
_AT_ONCE = 500
_MOST_KEPT = 200  # refused rows of a reading that are kept with it
#: Changes that those who look after a linked commitment are told of.
TOLD = frozenset(
    {
        "number", "text", "ministry", "status", "dealt_with", "deadline", "vote", "letters", "repeats",
        "changes", "supplements", "removed",
    }
)  # fmt: skip
_ABBREVIATIONS = {"buitenlandse zaken": ("BZ", "BuZa")}


class Came(StrEnum):
    """What became of a row; each row that was read counts under one of these."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"
    REMOVED = "removed"
    LEFT_OUT = "left_out"
    REFUSED = "refused"


@dataclass
class Outcome:
    """What reading did, or would do: counts that add up to `rows`, and each row that was refused.

    `changes` names the fields that changed, by number. `untold` counts the new items that name no ministry
    and were taken in, so that a person can tell; they are counted as new too.
    """

    counts: Counter[str] = field(default_factory=Counter)
    changes: dict[str, list[str]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    untold: int = 0
    only_looked: bool = False

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())

    def count(self, came: Came) -> int:
        """How many rows became this."""
        return self.counts[came]

    @property
    def nothing_new(self) -> bool:
        """Whether everything was as it is held already."""
        return not (self.counts[Came.NEW] or self.counts[Came.CHANGED] or self.counts[Came.REMOVED])

    def add(self, other: "Outcome") -> None:
        """Count what came of rows that were read after these."""
        self.counts.update(other.counts)
        self.changes |= other.changes
        self.refused.extend(other.refused)
        self.untold += other.untold


class BeingRead(Exception):
    """Somebody else is reading Parliament's open data at this moment."""


class _OnlyLooking(Exception):
    """Ends a dry run: what was written in it goes again."""


def followed_ministry() -> Ministry:
    """The ministry whose items are followed, as it is configured: names separated by semicolons."""
    names = [name.strip() for name in settings.PARLIAMENT_MINISTRY.split(";") if name.strip()]
    short = [one for name in names for one in _ABBREVIATIONS.get(name.casefold(), ())]
    return Ministry((*names, *short))


def take_in(
    *,
    by: Actor,
    files: Iterable[IO[bytes]],
    only_look: bool = False,
    illustrative: bool = False,
    now: datetime | None = None,
) -> Outcome:
    """Read files of Parliament's open data into the register; with `only_look` say only what would happen.

    Raises odata.Broken for a file that cannot be read, and BeingRead while another reading is under way;
    then nothing of any of them is stored.
    """
    outcome = Outcome(only_looked=only_look)
    moment = now or timezone.now()
    try:
        with acting(
            "parliament.read", by=by, needs=Permission.EDIT_REGISTER, on=ParliamentItem(), now=now
        ) as act:
            act.record = None
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
                if not cursor.fetchone()[0]:
                    raise BeingRead
            changed: dict[int, set[str]] = {}
            for rows in _together(files):
                _take_rows(rows, outcome, changed, moment, illustrative=illustrative)
            _tell_of(changed, by=by, now=moment)
            act.details = dict(outcome.counts)
            if not illustrative:
                ParliamentReading.objects.create(
                    at=moment,
                    by=by if isinstance(by, Person) else None,
                    counts=dict(outcome.counts),
                    refused=[asdict(one) for one in outcome.refused[:_MOST_KEPT]],
                )
            if only_look:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return outcome


def _together(files: Iterable[IO[bytes]]) -> Iterator[list[Row]]:
    """The rows of all files, some at a time."""
    rows = (row for file in files for row in Answer(file).rows())
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _take_rows(
    rows: list[Row], outcome: Outcome, changed: dict[int, set[str]], now: datetime, *, illustrative: bool
) -> None:
    """Take these rows in; where the database refuses them, by halves, until the one it refuses is known."""
    part, changed_here = Outcome(), dict[int, set[str]]()
    try:
        with transaction.atomic():
            _Batch(rows, part, changed_here, now, illustrative=illustrative).carry_out()
    except (DataError, IntegrityError) as error:
        if len(rows) > 1:
            middle = len(rows) // 2
            for half in (rows[:middle], rows[middle:]):
                _take_rows(half, outcome, changed, now, illustrative=illustrative)
            return
        said = read(rows[0], followed_ministry(), now)
        part, changed_here = Outcome(), {}
        part.counts[Came.REFUSED] = 1
        part.refused.append(Refusal(said.number or str(said.key), Why.VALUE_WRONG, short(error)))
    outcome.add(part)
    for key, fields in changed_here.items():
        changed.setdefault(key, set()).update(fields)


class _Batch:
    """Some rows with the items that are held of them."""

    def __init__(
        self,
        rows: list[Row],
        outcome: Outcome,
        changed: dict[int, set[str]],
        now: datetime,
        *,
        illustrative: bool,
    ) -> None:
        ministry = followed_ministry()
        self.said = [read(row, ministry, now) for row in rows]
        self.outcome = outcome
        self.changed = changed
        self.illustrative = illustrative
        self.by_number: dict[str, ParliamentItem] = {}
        self.by_key: dict[Any, ParliamentItem] = {}
        # In the order of their keys, and so that links to them can be made meanwhile: nobody waits for long.
        held = (
            ParliamentItem.objects.select_for_update(no_key=True)
            .filter(
                Q(number__in=[said.number for said in self.said if said.number])
                | Q(key__in=[said.key for said in self.said if said.key])
            )
            .order_by("pk")
        )
        for item in held:
            self._known(item)
        self.touched: dict[int, ParliamentItem] = {}
        self.added: list[ParliamentItem] = []

    def carry_out(self) -> None:
        """Take in each row in the order given, and write what came of them."""
        for said in self.said:
            came = self._take(said)
            self.outcome.counts[came] += 1
        ParliamentItem.objects.bulk_create(self.added)
        for item in self.touched.values():
            item.save()

    def _known(self, item: ParliamentItem) -> None:
        self.by_number[item.number] = item
        if item.key:
            self.by_key[item.key] = item

    def _refuse(self, refusal: Refusal) -> Came:
        self.outcome.refused.append(refusal)
        return Came.REFUSED

    def _take(self, said: Said) -> Came:
        item = self.by_key.get(said.key) or self.by_number.get(said.number)
        if item is None:
            return self._add(said)
        if not said.followed:
            return Came.LEFT_OUT
        if said.refused:
            return self._refuse(said.refused)
        if said.changed_at and item.changed_at and said.changed_at < item.changed_at:
            return Came.OLDER
        return self._follow(item, said)

    def _add(self, said: Said) -> Came:
        if not said.followed or said.concerns is False:
            return Came.LEFT_OUT
        if said.refused:
            return self._refuse(said.refused)
        if said.removed:
            return Came.LEFT_OUT
        if said.kind is None:
            return self._refuse(Refusal(said.number or str(said.key), Why.KIND_UNKNOWN))
        if not said.number:
            return self._refuse(Refusal(str(said.key), Why.NO_NUMBER))
        if "status" not in said.values:
            if said.kind is ItemKind.COMMITMENT:
                return self._refuse(Refusal(said.number, Why.STATUS_MISSING))
            said.values |= {"status": ItemStatus.RELEASED, "status_words": ""}
        item = ParliamentItem(
            number=said.number,
            key=said.key,
            kind=said.kind,
            changed_at=said.changed_at,
            illustrative=self.illustrative,
            **said.values,
        )
        self.added.append(item)
        self._known(item)
        self.outcome.untold += said.concerns is None
        return Came.NEW

    def _follow(self, item: ParliamentItem, said: Said) -> Came:
        """Bring what is held up to what is said."""
        now: dict[str, Any] = dict(said.values)
        kind = ItemKind(item.kind)
        if said.kind and said.kind != kind:
            return self._refuse(Refusal(said.number or item.number, Why.VALUE_WRONG, "Id"))
        if said.number != item.number and said.number and not NUMBERS[kind].fullmatch(said.number):
            return self._refuse(Refusal(item.number, Why.NUMBER_UNKNOWN, said.number))
        if "status" in now and status_meant(kind, now["status_words"]) != now["status"]:
            return self._refuse(Refusal(item.number, Why.STATUS_UNKNOWN, now["status_words"]))
        if said.number:
            now["number"] = said.number
        if said.removed is not None:
            now["removed"] = said.removed
        different = sorted(name for name, value in now.items() if getattr(item, name) != value)
        if "number" in different and said.number in self.by_number:
            return self._refuse(Refusal(said.number, Why.NUMBER_TAKEN, item.number))
        unseen = (said.key and item.key != said.key) or (
            said.changed_at and said.changed_at != item.changed_at
        )
        for name in different:
            setattr(item, name, now[name])
        item.key = said.key or item.key
        item.changed_at = said.changed_at or item.changed_at
        self._known(item)
        if (different or unseen) and item.pk:
            self.touched[item.pk] = item
        if not different:
            return Came.UNCHANGED
        self.outcome.changes[item.number] = different
        if item.pk:
            self.changed.setdefault(item.pk, set()).update(different)
        return Came.REMOVED if "removed" in different and item.removed else Came.CHANGED


def _tell_of(changed: dict[int, set[str]], *, by: Actor, now: datetime) -> None:
    """Leave a notice for those who look after a commitment whose item changed in what matters to them."""
    worth = {key: sorted(fields & TOLD) for key, fields in changed.items() if fields & TOLD}
    links = ParliamentLink.objects.filter(item__in=worth, withdrawn=False).select_related(
        "item", "commitment__owner", "commitment__deputy", "commitment__verifier", "commitment__unit"
    )
    for link in links:
        tell(
            by=by,
            commitment=link.commitment,
            kind=Notice.Kind.PARLIAMENT,
            to=concerned(link.commitment),
            details={"number": link.item.number, "changed": worth[link.item_id]},
            now=now,
        )
