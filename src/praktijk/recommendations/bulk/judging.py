# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an act on many promises would do to each of them, or why it leaves one alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.checking import objections_to
from praktijk.recommendations.assigning.rules import Objection, Seat
from praktijk.recommendations.bulk.among import Among
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import CLOSED, State
from praktijk.reference.models import Theme

#: Fields that each kind of act may set on a promise, and gives back when it is undone.
FIELDS: dict[str, tuple[str, ...]] = {
    BulkAct.Kind.ASSIGN: ("owner_id", "deputy_id", "verifier_id", "unit_id", "unit_assumed"),
    BulkAct.Kind.THEME: ("theme_id",),
    BulkAct.Kind.ASK: (),
}
#: What judging a promise needs of it.
NEEDED = (
    "level", "restricted_to", "illustrative", "countries", "state", "theme", "owner", "deputy", "verifier",
    "unit_assumed", "unit__code", "unit__countries",
)  # fmt: skip


class Stay(StrEnum):
    """Why an act leaves a promise as it is; besides these, objections to a person: "owner:outside_unit"."""

    OUT_OF_REACH = "out_of_reach"
    UNIT_OUT_OF_REACH = "unit_out_of_reach"
    UNIT_UNKNOWN = "unit_unknown"
    ALREADY_SO = "already_so"
    CLOSED = "closed"
    NOBODY = "nobody"
    ONESELF = "oneself"
    CANNOT_SEE = "cannot_see"
    ASKED_ALREADY = "asked_already"
    CHANGED_SINCE = "changed_since"
    ANSWERED = "answered"


STAYING = {
    Stay.OUT_OF_REACH: lambda: _("Outside what your role covers"),
    Stay.UNIT_OUT_OF_REACH: lambda: _("The new unit is outside what your role covers"),
    Stay.UNIT_UNKNOWN: lambda: _("It has no unit, and the new owner works for none or for several"),
    Stay.ALREADY_SO: lambda: _("It is so already"),
    Stay.CLOSED: lambda: _("Settled or lapsed: nothing is owed any more"),
    Stay.NOBODY: lambda: _("It has neither owner nor deputy to ask"),
    Stay.ONESELF: lambda: _("You look after it yourself"),
    Stay.CANNOT_SEE: lambda: _("Who looks after it may not see it"),
    Stay.ASKED_ALREADY: lambda: _("An update was asked already and waits"),
    Stay.CHANGED_SINCE: lambda: _("Changed by somebody since"),
    Stay.ANSWERED: lambda: _("Answered already"),
}
_SEATS = {
    Seat.OWNER: lambda: _("owner"),
    Seat.DEPUTY: lambda: _("deputy"),
    Seat.VERIFIER: lambda: _("verifier"),
}
_OBJECTIONS = {
    Objection.CLOSED_ACCOUNT: lambda: _("The account of the %(seat)s is closed"),
    Objection.MAY_NOT_SEE: lambda: _("The %(seat)s may not see it"),
    Objection.OUTSIDE_UNIT: lambda: _("The %(seat)s does not belong to its unit"),
    Objection.MAY_NOT_REPORT: lambda: _("No role lets the %(seat)s report on it"),
    Objection.MAY_NOT_SETTLE: lambda: _("No role lets the %(seat)s settle it"),
    Objection.IS_OWNER: lambda: _("The %(seat)s would be its owner too"),
    Objection.IS_DEPUTY: lambda: _("The %(seat)s would be its deputy too"),
}


def staying_in_words(reason: str) -> str:
    """Why a promise stays as it is, in the language of the moment."""
    if ":" not in reason:
        return STAYING[Stay(reason)]()
    seat, objection = reason.split(":")
    return _OBJECTIONS[Objection(objection)]() % {"seat": _SEATS[Seat(seat)]()}


@dataclass
class Wish:
    """What is wanted of each promise; None leaves a field as it is. People come `with_reach`."""

    kind: str
    seats: dict[Seat, Person] = field(default_factory=dict)
    unit: Unit | None = None
    theme: Theme | None = None
    words: str = ""

    @classmethod
    def of(cls, kind: str, values: Mapping[str, Any]) -> "Wish":
        """From the keys that an act keeps. Raises ValidationError where one of them is gone."""
        keys = {seat: values[seat.value] for seat in Seat if values.get(seat.value)}
        people = Person.objects.filter(pk__in=keys.values()).with_reach()
        try:
            return cls(
                kind=kind,
                seats={seat: people[key] for seat, key in keys.items()},
                unit=Unit.objects.get(pk=values["unit"]) if values.get("unit") else None,
                theme=Theme.objects.get(pk=values["theme"]) if values.get("theme") else None,
                words=values.get("words", ""),
            )
        except (KeyError, Unit.DoesNotExist, Theme.DoesNotExist) as gone:
            raise ValidationError(_("What you chose is no longer there. Choose again.")) from gone


@dataclass
class Judged:
    """Promises that would change, with their new values set, and the keys of the others by reason."""

    changing: list[Commitment] = field(default_factory=list)
    staying: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def judged(commitments: Iterable[Commitment], wish: Wish, by: Person) -> Judged:
    """What a wish would do to these promises, loaded with NEEDED; sets the new values on them.

    The number of queries does not grow with the promises.
    """
    listed = list(commitments)
    people = people_of(listed) | {person.pk: person for person in wish.seats.values()}
    waiting: set[int] = set()
    if wish.kind == BulkAct.Kind.ASK:
        of_these = UpdateRequest.objects.waiting().filter(Among("commitment", [one.pk for one in listed]))
        waiting = set(of_these.values_list("commitment_id", flat=True))
    found = Judged()
    for one in listed:
        if not by.may(Permission.EDIT_REGISTER, one):
            reason: str | None = Stay.OUT_OF_REACH
        elif wish.kind == BulkAct.Kind.ASK:
            reason = _not_asked(one, people, waiting, by)
        elif wish.kind == BulkAct.Kind.THEME:
            reason = _themed(one, wish)
        else:
            reason = _assigned(one, wish, people, by)
        if reason is None:
            found.changing.append(one)
        else:
            found.staying[reason].append(one.pk)
    return found


def people_of(commitments: Iterable[Commitment]) -> dict[int, Person]:
    """Those who look after these promises, by key, with their reach."""
    keys = {getattr(one, f"{seat.value}_id") for one in commitments for seat in Seat} - {None}
    return Person.objects.filter(pk__in=keys).with_reach()


def objection_to(one: Commitment, people: Mapping[int, Person]) -> str | None:
    """The first objection to who looks after a promise, as a reason; None when there is none."""
    keys = {seat: getattr(one, f"{seat.value}_id") for seat in Seat}
    wrong = objections_to(one, {seat: people.get(key) if key else None for seat, key in keys.items()})
    return next((f"{seat.value}:{why.value}" for seat, why in wrong.items()), None)


def _assigned(one: Commitment, wish: Wish, people: Mapping[int, Person], by: Person) -> str | None:
    before = tuple(getattr(one, name) for name in FIELDS[wish.kind])
    if wish.unit is not None and one.unit_id != wish.unit.pk:
        one.unit, one.unit_assumed = wish.unit, False
        if not by.may(Permission.EDIT_REGISTER, one):
            return Stay.UNIT_OUT_OF_REACH
    for seat, person in wish.seats.items():
        setattr(one, seat.value, person)
    if one.unit_id is None:
        first = wish.seats.get(Seat.OWNER) or wish.seats.get(Seat.DEPUTY)
        units = list(first.units.all()) if first else []
        if first and len(units) != 1:
            return Stay.UNIT_UNKNOWN
        if units:
            one.unit, one.unit_assumed = units[0], True
    if before == tuple(getattr(one, name) for name in FIELDS[wish.kind]):
        return Stay.ALREADY_SO
    if not by.may(Permission.EDIT_REGISTER, one):
        return Stay.UNIT_OUT_OF_REACH
    return objection_to(one, people)


def _themed(one: Commitment, wish: Wish) -> str | None:
    if wish.theme is None or one.theme_id == wish.theme.pk:
        return Stay.ALREADY_SO
    one.theme = wish.theme
    return None


def _not_asked(one: Commitment, people: Mapping[int, Person], waiting: set[int], by: Person) -> str | None:
    asked = people.get(one.owner_id or one.deputy_id or 0)
    if State(one.state) in CLOSED:
        return Stay.CLOSED
    if asked is None:
        return Stay.NOBODY
    if asked == by:
        return Stay.ONESELF
    if one.pk in waiting:
        return Stay.ASKED_ALREADY
    return None if asked.may(Permission.VIEW_REGISTER, one) else Stay.CANNOT_SEE
