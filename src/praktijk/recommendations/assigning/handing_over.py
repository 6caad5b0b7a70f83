# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody looks after, given to others in one step: looked at first, then done whole or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.access.acting import Act, Actor, Denied, acting
from praktijk.access.models import Person, Unit
from praktijk.access.queries import ConfidentialQuerySet
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.checking import held_people, in_words, objections_to
from praktijk.recommendations.assigning.models import HandOver, HandOverLine
from praktijk.recommendations.assigning.rules import Seat, objection_to_taking_over
from praktijk.recommendations.assigning.units import everywhere
from praktijk.recommendations.bulk.asking import ask_successors
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import CLOSED

_ROWS_AT_A_TIME = 1000
#: Refusals that are told one by one; the page of the hand-over shows all.
_MOST_TOLD = 5


@dataclass(frozen=True)
class Line:
    """One promise in a hand-over: what somebody is to it, who is to take over, and why that cannot be.

    `frees_deputy`: who takes over is the deputy now, so that there is none afterwards.
    """

    commitment: Any
    seat: Seat
    to: Person
    why_not: str = ""
    frees_deputy: bool = False


@dataclass
class Plan:
    """What a hand-over would do.

    `kept` counts, by seat, those for which nobody was chosen.
    """

    going: list[Line] = field(default_factory=list)
    staying: list[Line] = field(default_factory=list)
    kept: Counter[Seat] = field(default_factory=Counter)

    @property
    def digest(self) -> str:
        """What was looked at, as a word to compare by: it differs as soon as one line does."""
        lines = sorted(f"{line.commitment.pk} {line.seat} {line.to.pk}" for line in self.going)
        return sha256("\n".join(lines).encode()).hexdigest()

    @property
    def kept_counts(self) -> list[tuple[Seat, int]]:
        """How many stay for want of a choice, by seat."""
        return [(seat, self.kept[seat]) for seat in Seat if self.kept[seat]]

    @property
    def counts(self) -> list[tuple[Seat, Person, int]]:
        """How many go, by seat and successor."""
        people = {line.to.pk: line.to for line in self.going}
        counted = Counter((line.seat, line.to.pk) for line in self.going)
        return [
            (seat, people[key], count) for seat in Seat for (of, key), count in counted.items() if of is seat
        ]


def held_by(person: Person, *, closed: bool = False, unit: Unit | None = None) -> ConfidentialQuerySet:
    """The promises that somebody looks after or verifies; with `closed` those that are done with too."""
    held: Any = Commitment.objects.filter(Q(owner=person) | Q(deputy=person) | Q(verifier=person))
    if not closed:
        held = held.exclude(state__in=[state.value for state in CLOSED])
    return held.filter(unit=unit) if unit else held


def seat_of(person: Person, commitment: Any) -> Seat:
    """What somebody is to a promise that they look after or verify: never more than one thing."""
    return next(seat for seat in Seat if getattr(commitment, f"{seat}_id") == person.pk)


def count_by_seat(held: ConfidentialQuerySet, person: Person) -> Counter[Seat]:
    """How many of these promises somebody owns, deputises for and verifies, where it is any."""
    counts = held.aggregate(**{seat.value: Count("pk", filter=Q(**{seat.value: person})) for seat in Seat})
    return Counter({seat: counts[seat.value] for seat in Seat if counts[seat.value]})


def may_hand_over(by: Actor, leaving: Person) -> bool:
    """Whether somebody may give away what this person looks after: who edits the register, and oneself."""
    return not isinstance(by, Person) or by == leaving or by.may(Permission.EDIT_REGISTER)


def hidden_count(by: Person, leaving: Person) -> int | None:
    """How many promises of somebody are still to be done and out of sight of `by`.

    None, which says nothing of whether there are any, for who neither leaves nor edits the whole register.
    """
    if by != leaving and not everywhere(by):
        return None
    held = held_by(leaving)
    return held.count() - held.visible_to(by).count()


def plan(
    *,
    by: Actor,
    leaving: Person,
    successors: Mapping[Seat, Person | None],
    closed: bool = False,
    unit: Unit | None = None,
) -> Plan:
    """What would go to whom, what cannot and why. The number of queries does not grow with the promises."""
    held = held_by(leaving, closed=closed, unit=unit)
    seen = held.visible_to(by) if isinstance(by, Person) else held
    shown = list(seen.select_related("unit").order_by("due_latest", "pk"))
    planned = Plan()
    keys = {getattr(one, f"{seat}_id") for one in shown for seat in Seat} | _keys(successors)
    people = Person.objects.filter(pk__in=keys - {None}).with_reach()
    for commitment in shown:
        seat = seat_of(leaving, commitment)
        chosen = successors.get(seat)
        if chosen is None:
            planned.kept[seat] += 1
            continue
        line = _line(commitment, seat, people[chosen.pk], people, by, leaving)
        (planned.staying if line.why_not else planned.going).append(line)
    return planned


def _line(
    commitment: Any, seat: Seat, to: Person, people: Mapping[int, Person], by: Actor, leaving: Person
) -> Line:
    if isinstance(by, Person) and by != leaving and not by.may(Permission.EDIT_REGISTER, commitment):
        return Line(commitment, seat, to, _("You may see this commitment, but not change it."))
    seats = {each: people.get(getattr(commitment, f"{each}_id")) for each in Seat} | {seat: to}
    frees_deputy = seat is Seat.OWNER and commitment.deputy_id == to.pk
    if frees_deputy:
        seats[Seat.DEPUTY] = None
    why = objection_to_taking_over(seat, objections_to(commitment, seats))
    words = in_words(why, to, commitment.unit) if why else ""
    return Line(commitment, seat, to, words, frees_deputy)


def hand_over(
    *,
    by: Actor,
    leaving: Person,
    successors: Mapping[Seat, Person | None],
    note: str = "",
    closed: bool = False,
    unit: Unit | None = None,
    seen: str | None = None,
    now: datetime | None = None,
) -> HandOver:
    """Give what somebody looks after to others: all that `plan` says, or nothing.

    Each successor is told once, and so is who leaves. Raises ValidationError when one promise cannot go,
    when there is nothing to give, or when the plan differs from the one `seen` (its digest); and
    PermissionDenied for who may not give it away.
    """
    now = now or timezone.now()
    with acting("commitment.hand_over", by=by, needs=None, on=leaving, now=now) as act:
        if isinstance(by, Person) and not may_hand_over(by, leaving):
            raise Denied(by, act)
        if leaving.pk in _keys(successors):
            raise ValidationError(_("Choose somebody else than %(person)s.") % {"person": leaving.name})
        held = held_by(leaving, closed=closed, unit=unit)
        list(held.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
        held_people(_keys(successors))
        planned = plan(by=by, leaving=leaving, successors=successors, closed=closed, unit=unit)
        _refuse(planned, leaving, seen)
        done = HandOver(leaving=leaving, by=by if isinstance(by, Person) else None, at=now, note=note.strip())
        done.full_clean(exclude=["by"])
        done.save()
        _give(planned.going, done)
        _tell(planned, done, by, now)
        ask_successors(by=by, keys=[line.commitment.pk for line in planned.going], now=now)
        _note_in_trail(act, planned, done)
    return done


def _keys(successors: Mapping[Seat, Person | None]) -> set[int]:
    return {person.pk for person in successors.values() if person}


def _refuse(planned: Plan, leaving: Person, seen: str | None) -> None:
    if planned.staying:
        told = [f"{line.commitment.title}: {line.why_not}" for line in planned.staying[:_MOST_TOLD]]
        count = len(planned.staying)
        raise ValidationError(
            [
                ngettext(
                    "Nothing was handed over: %(count)s promise cannot go to who was chosen.",
                    "Nothing was handed over: %(count)s promises cannot go to who was chosen.",
                    count,
                )
                % {"count": count},
                *told,
            ]
        )
    if seen is not None and seen != planned.digest:
        raise ValidationError(
            _(
                "Nothing was handed over: it differs from what you looked at. Your choice or what %(person)s "
                "looks after changed. Look at it once more."
            )
            % {"person": leaving.name},
            code="changed_since",
        )
    if not planned.going:
        raise ValidationError(_("There is nothing to hand over to who was chosen."))


def _give(lines: Iterable[Line], done: HandOver) -> None:
    keys: dict[tuple[Seat, int, bool], list[int]] = {}
    made = []
    for line in lines:
        keys.setdefault((line.seat, line.to.pk, line.frees_deputy), []).append(line.commitment.pk)
        made.append(HandOverLine(hand_over=done, commitment=line.commitment, seat=line.seat, to=line.to))
    for (seat, successor, frees_deputy), commitments in keys.items():
        values: dict[str, Any] = {f"{seat}_id": successor}
        if frees_deputy:
            values["deputy_id"] = None
        Commitment.objects.filter(pk__in=commitments).update(**values)
    HandOverLine.objects.bulk_create(made, batch_size=_ROWS_AT_A_TIME)


def _tell(planned: Plan, done: HandOver, by: Actor, now: datetime) -> None:
    """One notice for each who takes over and for who leaves, about the most pressing promise of theirs."""
    for person in [*{line.to.pk: line.to for line in planned.going}.values(), done.leaving]:
        own = [line for line in planned.going if person in (line.to, done.leaving)]
        tell(
            by=by,
            commitment=own[0].commitment,
            kind=Notice.Kind.HANDED_OVER,
            to=[person],
            details={"hand_over": done.pk, "count": len(own)},
            now=now,
        )


def _note_in_trail(act: Act, planned: Plan, done: HandOver) -> None:
    act.details = {
        "hand_over": done.pk,
        "count": len(planned.going),
        "to": sorted({line.to.pk for line in planned.going}),
    }
