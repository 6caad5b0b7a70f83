# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an act on many promises shows."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.among import Among
from praktijk.recommendations.bulk.judging import Wish, staying_in_words
from praktijk.recommendations.bulk.models import BulkAct
from praktijk.recommendations.bulk.queries import rows
from praktijk.recommendations.models import Commitment

PAGE_SIZE = 50
#: The group of what the act changes; the others are reasons.
CHANGING = "changing"
#: How the names of groups begin that undoing the act left as they were.
_LEFT = "left-"


@dataclass(frozen=True)
class Group:
    """Promises of an act that fare alike: a word for the address, what happens in words, and their keys."""

    name: str
    label: str
    keys: list[int]
    stays: bool

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.keys)


@dataclass(frozen=True)
class Becomes:
    """A field of a promise that the act sets: what it holds now, and what it will."""

    label: str
    before: str
    after: str


def groups(act: BulkAct, user: Person) -> list[Group]:
    """The promises of an act: what it changes first, then what was left when it was undone, then the rest.

    Of another person's act only those that the user may see now: the number of the others tells of them too.
    """
    found = _groups(act)
    if act.by_id != user.pk:
        keys = [key for group in found for key in group.keys]
        seen = set(Commitment.objects.visible_to(user).filter(Among("pk", keys)).values_list("pk", flat=True))
        found = [replace(group, keys=[key for key in group.keys if key in seen]) for group in found]
    return [group for group in found if group.keys] or found[:1]


def changed_count(found: list[Group]) -> int:
    """How many promises of these groups an act changes or changed, taken back or not."""
    return sum(group.count for group in found if group.name == CHANGING or group.name.startswith(_LEFT))


def _groups(act: BulkAct) -> list[Group]:
    left = [
        Group(f"{_LEFT}{reason}", _("Not taken back: %(why)s") % {"why": _low(reason)}, keys, stays=True)
        for reason, keys in act.left.items()
    ]
    gone = {key for group in left for key in group.keys}
    changing = [key for key in act.changing if key not in gone]
    label = _("Will change") if act.done_at is None else _("Changed")
    if act.undone_at is not None:
        label = _("Taken back")
    staying = [
        Group(reason, staying_in_words(reason), keys, stays=True) for reason, keys in act.staying.items()
    ]
    return [Group(CHANGING, label, changing, stays=False), *left, *staying]


def shown(act: BulkAct, group: Group, number: str | None, user: Person) -> Page[Any]:
    """One page of a group, with for each promise that will change what becomes of it, as `becomes`."""
    page = Paginator(group.keys, PAGE_SIZE).get_page(number)
    listed = rows(user, list(page.object_list))
    wish = Wish.of(act.kind, act.values) if act.done_at is None and not group.stays else None
    for one in listed:
        one.becomes = _becomes(one, wish) if wish else []
    page.object_list = listed
    return page


def wanted(act: BulkAct) -> list[tuple[str, str]]:
    """What the act sets, as (field, value) in words."""
    wish = Wish.of(act.kind, act.values)
    listed = [(_("Unit"), f"{wish.unit.code} – {wish.unit.name}")] if wish.unit else []
    listed += [(_seat(seat), person.name) for seat, person in wish.seats.items()]
    if wish.theme:
        listed.append((_("Theme"), wish.theme.name))
    if wish.words:
        listed.append((_("What you want to know"), wish.words))
    return listed


def _becomes(one: Any, wish: Wish) -> list[Becomes]:
    nothing = _("nobody")
    if wish.kind == BulkAct.Kind.ASK:
        asked = one.owner or one.deputy
        return [Becomes(_("Asked of"), "", asked.name if asked else nothing)]
    if wish.theme is not None:
        return [Becomes(_("Theme"), one.theme.name if one.theme else _("none"), wish.theme.name)]
    found = []
    if wish.unit is not None:
        found.append(Becomes(_("Unit"), one.unit.code if one.unit else _("none"), wish.unit.code))
    for seat, person in wish.seats.items():
        before = getattr(one, seat.value)
        found.append(Becomes(_seat(seat), before.name if before else nothing, person.name))
    return [each for each in found if each.before != each.after]


def _seat(seat: Seat) -> str:
    return {Seat.OWNER: _("Owner"), Seat.DEPUTY: _("Deputy"), Seat.VERIFIER: _("Verifier")}[seat]


def _low(reason: str) -> str:
    words = staying_in_words(reason)
    return words[:1].lower() + words[1:]
