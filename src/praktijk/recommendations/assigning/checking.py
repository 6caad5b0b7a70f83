# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether people may look after a promise, with the messages for those who may not."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.rules import Candidate, Objection, Seat, objections

#: Fields of a commitment on which it depends who may look after it.
DECISIVE = frozenset({"unit", "level", "restricted_to", "countries", *(seat.value for seat in Seat)})

_MESSAGES = {
    Objection.CLOSED_ACCOUNT: lambda: _("The account of %(person)s is closed. Choose somebody else."),
    Objection.MAY_NOT_SEE: lambda: _("%(person)s may not see this commitment. Choose somebody else."),
    Objection.OUTSIDE_UNIT: lambda: _(
        "%(person)s does not belong to %(unit)s. Choose somebody of %(unit)s, or give the commitment to "
        "another unit."
    ),
    Objection.MAY_NOT_REPORT: lambda: _(
        "No role of %(person)s lets them report on this commitment. Choose somebody else, or have a role "
        "given to them first."
    ),
    Objection.MAY_NOT_SETTLE: lambda: _(
        "No role of %(person)s lets them settle this commitment. Choose somebody else, or have a role given "
        "to them first."
    ),
    Objection.IS_OWNER: lambda: _("%(person)s is the owner already. Choose somebody else here."),
    Objection.IS_DEPUTY: lambda: _(
        "%(person)s is the deputy. Who looks after a promise cannot verify it: choose somebody else here."
    ),
    Objection.IS_VERIFIER: lambda: _(
        "%(person)s verifies this promise. Who looks after a promise cannot verify it: choose somebody else."
    ),
}


def candidate(person: Person, commitment: Any) -> Candidate:
    """Somebody as a candidate for a promise; asks nothing of the database for people `with_reach`."""
    return Candidate(
        key=person.pk,
        active=person.is_active,
        sees=person.may(Permission.VIEW_REGISTER, commitment),
        in_unit=commitment.unit_id in person.unit_ids,
        may_report=person.may(Permission.REPORT_PROGRESS, commitment),
        may_settle=person.may(Permission.SETTLE_COMMITMENTS, commitment),
    )


def objections_to(commitment: Any, seats: Mapping[Seat, Person | None]) -> dict[Seat, Objection]:
    """What is wrong with these people on this promise, by seat; see `rules.objections`."""
    return objections(
        {seat: candidate(person, commitment) if person else None for seat, person in seats.items()}
    )


def in_words(objection: Objection, person: Person, unit: Unit | None) -> str:
    """An objection as a message for people; `unit` is that of the promise."""
    return _MESSAGES[objection]() % {"person": person.name, "unit": unit.code if unit else ""}


def settle_who(commitment: Any) -> None:
    """See that those who look after a promise may; give one without a unit the unit of its owner.

    Holds the people until the action that is under way has ended, so that nobody's account or role goes
    meanwhile. Raises ValidationError, with each message beside its field.
    """
    keys = {seat: getattr(commitment, f"{seat}_id") for seat in Seat}
    chosen = {key for key in keys.values() if key}
    if not chosen:
        return
    people = held_people(chosen)
    seats = {seat: people.get(key) for seat, key in keys.items()}
    if commitment.unit_id is None:
        commitment.unit = _unit_of(seats)
        commitment.unit_assumed = commitment.unit is not None
    if wrong := objections_to(commitment, seats):
        raise ValidationError(
            {seat.value: in_words(why, seats[seat], commitment.unit) for seat, why in wrong.items()}  # type: ignore[arg-type]
        )


def held_people(keys: set[int]) -> dict[int, Person]:
    """People by key with their roles and units, held in one order until the action has ended."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    return Person.objects.filter(pk__in=keys).with_reach()


def _unit_of(seats: Mapping[Seat, Person | None]) -> Unit | None:
    """The unit for a promise that has none: that of its owner, else of its deputy.

    Raises ValidationError where that person belongs to no unit, or to more than one.
    """
    seat = Seat.OWNER if seats[Seat.OWNER] else Seat.DEPUTY
    person = seats[seat]
    if person is None:
        return None
    units = sorted(person.units.all(), key=lambda unit: unit.code)
    if not units:
        raise ValidationError(
            {seat.value: _("%(person)s belongs to no unit. Choose somebody else.") % {"person": person.name}}
        )
    if len(units) > 1:
        codes = ", ".join(unit.code for unit in units)
        raise ValidationError(
            {
                "unit": _("%(person)s works for %(units)s. Choose for which unit this is.")
                % {"person": person.name, "units": codes}
            }
        )
    return units[0]
