# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The promises that follow each other, from the first one to the last, as far as a person may see them.

The number of queries does not grow with the chain.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min, Q

from praktijk.recommendations.models import Answer, Commitment, CommitmentLink
from praktijk.recommendations.queries import Register
from praktijk.sources.models import Document

SPLIT, REPLACES = CommitmentLink.Kind.SPLIT_FROM, CommitmentLink.Kind.REPLACES

# UNION leaves out what was found before, so that this ends whatever the links are.
_REACHED = """
WITH RECURSIVE
  before(key) AS (
    VALUES (%(key)s::bigint)
    UNION SELECT link.earlier_id FROM {links} link JOIN before ON link.later_id = before.key
    WHERE link.kind IN ('split_from', 'replaces')
  ),
  after(key) AS (
    VALUES (%(key)s::bigint)
    UNION SELECT link.later_id FROM {links} link JOIN after ON link.earlier_id = after.key
    WHERE link.kind = 'replaces'
  )
SELECT key FROM before UNION SELECT key FROM after
"""

Moment = tuple[datetime, datetime]


@dataclass
class Chain:
    """One promise with those it came from and those that came in its place.

    `earlier` and `later` are in the order in which they were promised; `parts` were split off from one of
    them and go their own way. `until` says, for a promise from which the line was split off, up to which
    moment its events belong to this line. All are filled as by `Register.filled`.
    """

    commitment: Any
    earlier: list[Any] = field(default_factory=list)
    later: list[Any] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    until: dict[int, Moment] = field(default_factory=dict)

    @property
    def line(self) -> list[Any]:
        """The promises whose events make up the line, the first one first."""
        return [*self.earlier, self.commitment, *self.later]

    @property
    def beside(self) -> list[Any]:
        """Every other record that the line shows, for the trail of reads."""
        others = [*self.earlier, *self.later]
        hanging = [record for one in others for record in (*one.notes_then, *one.moves_then)]
        return [*others, *self.parts, *hanging, *self.links, *self.answers]

    def of(self, key: int) -> Any | None:
        """The promise of this chain with this key, if the person may see it."""
        return next((one for one in [*self.line, *self.parts] if one.id == key), None)

    def belongs(self, key: int, moment: Moment) -> bool:
        """Whether what was recorded at this moment of a promise belongs to the line."""
        return key not in self.until or moment < self.until[key]


def chain_of(commitment: Any, shown: Register) -> Chain:
    """The chain of a commitment of `Register.commitment`, as it was on the day shown.

    A promise that the person may not see ends the line on its side.
    """
    keys = _reached(commitment.id)
    links = list(
        shown.records(CommitmentLink)
        .filter(Q(earlier_id__in=keys) | Q(later_id__in=keys), kind__in=[SPLIT, REPLACES])
        .order_by("on", "id")
    )
    ends = {key for link in links for key in (link.earlier_id, link.later_id)} - {commitment.id}
    promises = shown.records(Commitment).filter(id__in=ends).select_related("theme", "unit", "passage")
    others = {one.id: one for one in shown.filled(promises)} if ends else {}
    known = {**others, commitment.id: commitment}
    links = [link for link in links if link.earlier_id in known and link.later_id in known]
    chain = Chain(commitment)
    made = moments(CommitmentLink, [link.id for link in links])
    back, forth = defaultdict(list), defaultdict(list)
    for link in links:
        back[link.later_id].append(link)
        forth[link.earlier_id].append(link)
    before = _walk(commitment.id, lambda key: [(link.earlier_id, link) for link in back[key]])
    after = _walk(
        commitment.id,
        lambda key: [(link.later_id, link) for link in forth[key] if link.kind == REPLACES],
    )
    chain.earlier = [others[key] for key in sorted(before)]
    chain.later = [others[key] for key in sorted(after)]
    chain.until = {key: made[link.id] for key, link in before.items() if link.kind == SPLIT}
    on_line = {one.id for one in chain.line}
    for link in links:
        if link.earlier_id in on_line and chain.belongs(link.earlier_id, made[link.id]):
            chain.links.append(link)
            if link.later_id not in on_line:
                chain.parts.append(others[link.later_id])
        elif link.later_id in on_line and link.earlier_id in on_line:
            chain.links.append(link)
    chain.answers = _answers(chain, shown)
    return chain


@dataclass(frozen=True)
class Tie:
    """What ties a promise to another one: `came_after` when the other one is the later of the two."""

    kind: str
    other: Any
    came_after: bool


def ties(commitments: Iterable[Any], shown: Register) -> dict[int, list[Tie]]:
    """For each of these promises, those it replaces or is replaced by, and those it was split from or into.

    Only where the person may see both, as known on the day shown.
    """
    keys = {one.id for one in commitments}
    links = list(
        shown.records(CommitmentLink)
        .filter(Q(earlier_id__in=keys) | Q(later_id__in=keys), kind__in=[SPLIT, REPLACES])
        .order_by("on", "id")
    )
    ends = {key for link in links for key in (link.earlier_id, link.later_id)}
    known = {one.id: one for one in shown.records(Commitment).filter(id__in=ends)} if ends else {}
    found: dict[int, list[Tie]] = defaultdict(list)
    for link in links:
        if link.earlier_id in known and link.later_id in known:
            found[link.earlier_id].append(Tie(link.kind, known[link.later_id], came_after=True))
            found[link.later_id].append(Tie(link.kind, known[link.earlier_id], came_after=False))
    return found


def moments(model: Any, keys: list[int]) -> dict[int, Moment]:
    """For each of these records, from when it counts, and when it was first written down."""
    first = (
        model.pgh_event_model.objects.filter(pgh_obj__in=keys)
        .order_by()
        .values_list("pgh_obj")
        .annotate(Min("pgh_created_at"), Min("recorded_at"))
    )
    return {key: (counts, written) for key, counts, written in first}


def _reached(key: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_REACHED.format(links=CommitmentLink._meta.db_table), {"key": key})
        return [row[0] for row in cursor.fetchall()]


def _walk(start: int, steps: Any) -> dict[int, Any]:
    """The keys that are reached from `start`, each with the link by which it was first reached."""
    reached: dict[int, Any] = {}
    waiting = [start]
    while waiting:
        for key, link in steps(waiting.pop(0)):
            if key != start and key not in reached:
                reached[key] = link
                waiting.append(key)
    return reached


def _answers(chain: Chain, shown: Register) -> list[Any]:
    """What later letters said of the promises on the line, each with its `letter`."""
    answers = list(
        shown.records(Answer)
        .filter(commitment_id__in=[one.id for one in chain.line])
        .select_related("passage", "by")
        .order_by("on", "id")
    )
    letters = {
        letter.pk: letter
        for letter in Document.objects.visible_to(shown.user)
        .filter(pk__in={one.document_id for one in answers})
        .defer("text")
    }
    for answer in answers:
        answer.letter = letters.get(answer.document_id)
    made = moments(Answer, [one.id for one in answers])
    return [
        one for one in answers if one.letter is not None and chain.belongs(one.commitment_id, made[one.id])
    ]
