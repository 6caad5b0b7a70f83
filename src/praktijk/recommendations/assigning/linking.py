# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links between promises that belong together."""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, Denied, acting, hold
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.models import Commitment, CommitmentLink
from praktijk.recommendations.querysets import matches

#: Promises that a search offers; beyond it more words are asked.
MOST_FOUND = 20
_NUMBER = re.compile(r"\d{1,9}")


def link(
    *, by: Actor, commitment: Commitment, other: Commitment, now: datetime | None = None
) -> CommitmentLink:
    """Say that two promises belong together. Who changes the one may link any other that they may see.

    Raises ValidationError for a promise with itself, or with one that it is linked to already.
    """
    needs = Permission.EDIT_REGISTER
    with acting("commitment.link", by=by, needs=needs, on=commitment, now=now) as act:
        if commitment == other:
            raise ValidationError(_("A commitment cannot be linked to itself."))
        earlier, later = sorted((commitment, other), key=lambda one: one.pk)
        # Held in one order, so that two who link the same two at once follow one another.
        list(
            Commitment.objects.select_for_update(of=("self",))
            .filter(pk__in=[earlier.pk, later.pk])
            .order_by("pk")
            .values_list("pk")
        )
        commitment = hold(commitment, act, by=by, needs=needs)
        if isinstance(by, Person) and not by.may(Permission.VIEW_REGISTER, hold_of(other)):
            raise Denied(by, act)
        between = links_between(commitment, other)
        if between.filter(withdrawn=False).exists():
            raise ValidationError(_("These two commitments are linked already."))
        made = between.first() or CommitmentLink(
            earlier=earlier,
            later=later,
            kind=CommitmentLink.Kind.RELATED,
            illustrative=earlier.illustrative or later.illustrative,
        )
        made.withdrawn = False
        made.on = timezone.localdate(now)
        made.by = by if isinstance(by, Person) else None
        made.full_clean(exclude=["by"])
        made.save()
        act.details = {"other": other.pk}
    return made


def unlink(*, by: Actor, commitment: Commitment, link: CommitmentLink, now: datetime | None = None) -> None:
    """Take away that a promise is related to another one; the register still shows that it was.

    Raises ValidationError for a link that tells what became of a promise: that stays.
    """
    needs = Permission.EDIT_REGISTER
    with acting("commitment.unlink", by=by, needs=needs, on=commitment, now=now) as act:
        hold(commitment, act, by=by, needs=needs)
        if link.kind != CommitmentLink.Kind.RELATED:
            raise ValidationError(_("This tells what became of a promise, and stays."))
        act.details = {"other": link.later_id if link.earlier_id == commitment.pk else link.earlier_id}
        link.withdrawn = True
        link.save(update_fields=["withdrawn"])


def hold_of(other: Commitment) -> Commitment:
    """The other promise as it is at this moment."""
    return Commitment._base_manager.select_related("unit").get(pk=other.pk)


def links_between(one: Commitment, other: Commitment) -> QuerySet[CommitmentLink]:
    """The links of any kind between two promises, also those that were taken away."""
    return CommitmentLink.objects.filter(Q(earlier=one, later=other) | Q(earlier=other, later=one))


def links_of(commitment: int) -> Q:
    """The condition that a link has this promise at either end."""
    return Q(earlier_id=commitment) | Q(later_id=commitment)


def to_link(user: Person, commitment: Commitment, text: str) -> list[Any]:
    """Promises that this person may see and that are not linked to this one: by words or by number.

    At most MOST_FOUND + 1; the last one says that there are more.
    """
    words = text.replace("\x00", "").strip()
    if not words:
        return []
    wanted = Q(number=int(words)) if _NUMBER.fullmatch(words) else matches(words)
    linked = CommitmentLink.objects.filter(links_of(commitment.pk), withdrawn=False)
    ends = {key for pair in linked.values_list("earlier_id", "later_id") for key in pair}
    found = (
        Commitment.objects.visible_to(user)
        .filter(wanted)
        .exclude(pk__in=ends | {commitment.pk})
        .select_related("unit", "document")
        .order_by("-document_id", "number")
    )
    return list(found[: MOST_FOUND + 1])
