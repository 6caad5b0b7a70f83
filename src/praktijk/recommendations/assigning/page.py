# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a commitment shows of whose it is, of its links, and of what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.linking import links_of
from praktijk.recommendations.assigning.rules import MainStep, Seat, main_step
from praktijk.recommendations.models import Commitment, CommitmentLink
from praktijk.recommendations.queries import Register


@dataclass(frozen=True)
class Linked:
    """A promise at the other end of a link: the link's key, what it is to this one, and whether it may go."""

    link: int
    commitment: Any
    words: str
    removable: bool


def linked_with(commitment: Any, shown: Register) -> list[Linked]:
    """The promises linked with one, as far as the person may see them, on the day shown."""
    links = list(
        shown.records(CommitmentLink).filter(links_of(commitment.id), withdrawn=False).order_by("on", "id")
    )
    other = {
        link.id: link.later_id if link.earlier_id == commitment.id else link.earlier_id for link in links
    }
    found = {one.id: one for one in shown.records(Commitment).filter(id__in=other.values())}
    return [
        Linked(
            link=link.id,
            commitment=found[other[link.id]],
            words=_in_words(link, is_later=link.later_id == commitment.id),
            removable=link.kind == CommitmentLink.Kind.RELATED,
        )
        for link in links
        if other[link.id] in found
    ]


def _in_words(link: Any, *, is_later: bool) -> str:
    if link.kind == CommitmentLink.Kind.SPLIT_FROM:
        return _("This one was split from:") if is_later else _("Split from this one:")
    if link.kind == CommitmentLink.Kind.REPLACES:
        return _("This one replaces:") if is_later else _("Replaces this one:")
    return ""


def name_people(commitments: Iterable[Any]) -> None:
    """Give owner, deputy and verifier of these commitments the codes of their units, as `unit_codes`."""
    people = [person for one in commitments for seat in Seat if (person := getattr(one, seat.value))]
    known = Person.objects.filter(pk__in={person.pk for person in people}).prefetch_related("units")
    codes = {person.pk: ", ".join(unit.code for unit in person.units.all()) for person in known}
    for person in people:
        person.unit_codes = codes.get(person.pk, "")


def main_step_for(user: Person, commitment: Any, *, asked: bool) -> MainStep:
    """The one thing that this person does next with a commitment of `Register.commitment`."""
    own = user.pk in (commitment.owner_id, commitment.deputy_id)
    return main_step(
        commitment.state,
        proven=commitment.proven,
        asked=asked,
        owned=commitment.owner_id is not None,
        may_edit=user.may(Permission.EDIT_REGISTER, commitment),
        may_report=user.may(Permission.REPORT_PROGRESS, commitment),
        may_verify=user.may(Permission.SETTLE_COMMITMENTS, commitment)
        and not own
        and user.pk != commitment.delivered_by_id,
    )
