# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that happened to a commitment, and to those it hangs together with, as one line of events."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.history import end_of_day
from praktijk.access.models import Person, Unit
from praktijk.access.queries import visible
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.happenings import changed_hands, hands_in_words, notes_of_hand_overs
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.chain.queries import REPLACES, Chain, chain_of, moments
from praktijk.recommendations.models import (
    Answer,
    Commitment,
    CommitmentLink,
    DueMove,
    ProgressNote,
    StateChoice,
)
from praktijk.recommendations.parliament.models import ParliamentLink
from praktijk.recommendations.queries import Register
from praktijk.recommendations.rules import NEEDS_SECOND_PERSON, AnswerKind
from praktijk.recommendations.wording import window_before


@dataclass(frozen=True)
class Happening:
    """One event: when, what in a few words, what was before, more about it, by whom, and the note.

    `on` is the day that it is about, `recorded` the moment at which it was written down. `of` is the
    promise that it happened to. `other` is another record that it leads to (a promise, an item of
    Parliament), `letter` and `passage` where it was said.
    """

    on: date
    recorded: datetime
    kind: str
    what: str
    of: Any = None
    before: str = ""
    more: str = ""
    by: str = ""
    note: Any = None
    other: Any = None
    letter: Any = None
    passage: Any = None


def timeline(commitment: Any, shown: Register, chain: Chain | None = None) -> list[Happening]:
    """The events up to the day shown, newest first; those of one day as they were recorded.

    They are those of the whole chain: of the promise itself, of those it came from, until it was split
    off, and of those that came in its place. `commitment` comes from `Register.filled`.
    """
    chain = chain or chain_of(commitment, shown)
    kept = _kept(chain, shown)
    happened = [
        *_promised(chain, shown),
        *_notes(chain),
        *_moves(chain),
        *_states(chain, kept),
        *_hands(chain, kept),
        *_updates(chain, shown),
        *_answered(chain),
        *_linked(chain),
        *_at_parliament(chain, shown),
    ]
    return sorted(
        happened, key=lambda event: (event.on, event.kind != "promised", event.recorded), reverse=True
    )


def _promised(chain: Chain, shown: Register) -> Iterator[Happening]:
    for promise in chain.line:
        letter = promise.source
        if letter is None or letter.published_on is None or letter.published_on > shown.day:
            continue
        yield Happening(
            on=letter.published_on,
            recorded=end_of_day(letter.published_on),
            kind="promised",
            what=_("Promised"),
            of=promise,
            letter=letter,
            passage=promise.shown_passage,
        )


def _notes(chain: Chain) -> Iterator[Happening]:
    made = moments(ProgressNote, [note.id for one in chain.line for note in one.notes_then])
    told: set[Any] = set()
    # From the last promise back: a part carries copies of the evidence from before it was split off.
    for promise in reversed(chain.line):
        for note in promise.notes_then:
            same = (note.on, note.text_nl, note.text_en, note.evidence_address, note.evidence_sha256)
            if not chain.belongs(promise.id, made[note.id]) or (promise.id in chain.until and same in told):
                continue
            told.add(same)
            yield Happening(
                on=note.on,
                recorded=made[note.id][1],
                kind="note",
                what=_("Note"),
                of=promise,
                by=note.author.name if note.author else "",
                note=note,
            )


def _moves(chain: Chain) -> Iterator[Happening]:
    made = moments(DueMove, [move.id for one in chain.line for move in one.moves_then])
    for promise in chain.line:
        for move in promise.moves_then:
            if chain.belongs(promise.id, made[move.id]):
                yield Happening(
                    on=move.on,
                    recorded=made[move.id][1],
                    kind="moved",
                    what=_("Deadline moved"),
                    of=promise,
                    before=window_before(move),
                    more=move.reason,
                    by=move.by.name if move.by else "",
                )


@dataclass(frozen=True)
class _Kept:
    """The versions of each promise on a line, the oldest first, and the names that they speak of."""

    versions: dict[int, list[Any]]
    people: dict[int, str]
    units: dict[int, str]

    def steps(self, chain: Chain) -> Iterator[tuple[int, Any, Any]]:
        """(promise, version before or None, version) of what belongs to the line."""
        for key, own in self.versions.items():
            for before, version in zip([None, *own], own, strict=False):
                if chain.belongs(key, (version.pgh_created_at, version.recorded_at)):
                    yield key, before, version


def _kept(chain: Chain, shown: Register) -> _Kept:
    model: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    keys = [one.id for one in chain.line]
    versions = list(
        model.objects.filter(
            visible(shown.user, Commitment, Permission.VIEW_REGISTER),
            pgh_obj__in=Commitment.objects.visible_to(shown.user).filter(pk__in=keys),
            pgh_created_at__lte=end_of_day(shown.day),
        ).order_by("pgh_created_at", "pgh_id")
    )
    columns = ("recorded_by", *(f"{seat}_id" for seat in Seat))
    named = {getattr(version, column) for version in versions for column in columns}
    units = {version.unit_id for version in versions}
    kept = _Kept(
        versions=defaultdict(list),
        people=dict(Person.objects.filter(pk__in=named - {None}).values_list("pk", "name")),
        units=dict(Unit.objects.filter(pk__in=units - {None}).values_list("pk", "code")),
    )
    for version in versions:
        kept.versions[version.id].append(version)
    return kept


def _states(chain: Chain, kept: _Kept) -> Iterator[Happening]:
    """The entry in the register, and each change of state, from the versions kept."""
    for key, before, version in kept.steps(chain):
        if before is not None and before.state == version.state:
            continue
        state = str(StateChoice(version.state).label)
        settled = version.state in NEEDS_SECOND_PERSON
        if settled and version.verifier_id not in (None, version.settled_by_id):
            state = _("%(state)s, by another than the named verifier (%(verifier)s)") % {
                "state": state,
                "verifier": kept.people.get(version.verifier_id, ""),
            }
        yield Happening(
            on=timezone.localdate(version.pgh_created_at),
            recorded=version.recorded_at,
            kind="entered" if before is None else version.state,
            what=_("In the register as: %(state)s") % {"state": state} if before is None else state,
            of=chain.of(key),
            more=version.state_reason,
            by=kept.people.get(version.recorded_by, ""),
        )


def _hands(chain: Chain, kept: _Kept) -> Iterator[Happening]:
    """Each time a promise went to other people or another unit, with the note of who handed it over."""
    notes = notes_of_hand_overs([one.id for one in chain.line])
    for key, before, version in kept.steps(chain):
        for name, was, now in changed_hands(before, version, kept.people, kept.units):
            yield Happening(
                on=timezone.localdate(version.pgh_created_at),
                recorded=version.recorded_at,
                kind=f"hands_{name}",
                what=hands_in_words(name, was, now),
                of=chain.of(key),
                more=notes.get((key, name, version.pgh_created_at), ""),
                by=kept.people.get(version.recorded_by, ""),
            )


def _updates(chain: Chain, shown: Register) -> Iterator[Happening]:
    """Each time an update was asked of somebody, and answered; a request taken back was never owed."""
    model: Any = UpdateRequest.pgh_event_model  # type: ignore[attr-defined]
    requests = shown.records(UpdateRequest).filter(
        commitment_id__in=[one.id for one in chain.line], withdrawn_at=None
    )
    versions = (
        model.objects.filter(
            visible(shown.user, UpdateRequest, Permission.VIEW_REGISTER),
            pgh_obj__in=requests.order_by().values("id"),
            pgh_created_at__lte=end_of_day(shown.day),
        )
        .select_related("asked_of", "by")
        .order_by("pgh_created_at", "pgh_id")
    )
    last: dict[int, Any] = {}
    for version in versions:
        before, last[version.id] = last.get(version.id), version
        if not chain.belongs(version.commitment_id, (version.pgh_created_at, version.recorded_at)):
            continue
        told = {
            "on": timezone.localdate(version.pgh_created_at),
            "recorded": version.recorded_at,
            "of": chain.of(version.commitment_id),
        }
        if before is None or before.asked_of_id != version.asked_of_id:
            yield Happening(
                kind="update_asked",
                what=_("An update was asked of %(name)s") % {"name": version.asked_of.name},
                by=version.by.name if version.by else "",
                **told,
            )
        if version.answered_at and not (before and before.answered_at):
            yield Happening(kind="update_answered", what=_("The update that was asked for came"), **told)


def _answered(chain: Chain) -> Iterator[Happening]:
    """What later letters said of the promises on the line."""
    made = moments(Answer, [one.id for one in chain.answers])
    words = {
        AnswerKind.SETTLES: _("A later letter shows delivery"),
        AnswerKind.MOVES: _("A later letter moves the deadline"),
        AnswerKind.REPLACES: _("Replaced by a promise in a later letter"),
    }
    for answer in chain.answers:
        yield Happening(
            on=answer.on,
            recorded=made[answer.id][1],
            kind=f"answer_{answer.kind}",
            what=words[AnswerKind(answer.kind)],
            of=chain.of(answer.commitment_id),
            by=answer.by.name if answer.by else "",
            other=chain.of(answer.later_id) if answer.later_id else None,
            letter=answer.letter,
            passage=answer.passage,
        )


def _linked(chain: Chain) -> Iterator[Happening]:
    """Promises split off, and replaced ones of which no letter on the line tells that."""
    made = moments(CommitmentLink, [link.id for link in chain.links])
    told = {answer.later_id for answer in chain.answers}
    for link in chain.links:
        if link.kind == REPLACES and link.later_id in told:
            continue
        replaced = link.kind == REPLACES
        yield Happening(
            on=link.on,
            recorded=made[link.id][1],
            kind="replaced" if replaced else "split",
            what=_("Replaced by another promise") if replaced else _("A part became a promise of its own"),
            of=chain.of(link.earlier_id),
            other=chain.of(link.later_id),
        )


def _at_parliament(chain: Chain, shown: Register) -> Iterator[Happening]:
    """Under which number Parliament keeps the promises on the line."""
    links = list(
        shown.records(ParliamentLink)
        .filter(commitment_id__in=[one.id for one in chain.line], withdrawn=False)
        .select_related("item", "by")
    )
    made = moments(ParliamentLink, [link.id for link in links])
    for link in links:
        if chain.belongs(link.commitment_id, made[link.id]):
            yield Happening(
                on=link.on,
                recorded=made[link.id][1],
                kind="parliament",
                what=_("At Parliament: %(number)s") % {"number": link.item.number},
                of=chain.of(link.commitment_id),
                by=link.by.name if link.by else "",
                other=link.item,
            )
