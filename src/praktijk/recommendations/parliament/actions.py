# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people decide on items of Parliament: link, set aside, make a commitment, take a deadline over."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.actions import add_commitment, move_due
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, SetAside
from praktijk.recommendations.parliament.words import ItemKind
from praktijk.sources.actions import add_document
from praktijk.sources.models import Document

NEEDS = Permission.EDIT_REGISTER


def link(
    *, by: Actor, item: ParliamentItem, commitment: Commitment, now: datetime | None = None
) -> ParliamentLink:
    """Link an item to a commitment; the first one is the commitment's main one.

    Takes up again what was set aside, where `by` may edit the item. Raises ValidationError where not, for
    a link that holds already, and for an item that Parliament removed.
    """
    with acting("parliament.link", by=by, needs=NEEDS, on=commitment, now=now) as act:
        # The item first, as a reading of Parliament does: two that wait for each other would both fail.
        item = ParliamentItem.objects.select_for_update().get(pk=item.pk)
        commitment = hold(commitment, act, by=by, needs=NEEDS)
        if item.removed:
            raise ValidationError(_("Parliament has removed this item; there is nothing to link to."))
        aside = SetAside.objects.filter(item=item)
        if isinstance(by, Person) and not by.may(NEEDS, item) and aside.exists():
            raise ValidationError(_("This item was set aside. Ask a co-ordinator to take it up again first."))
        links = ParliamentLink.objects.filter(commitment=commitment)
        made = links.filter(item=item).first() or ParliamentLink(commitment=commitment, item=item)
        if made.pk and not made.withdrawn:
            raise ValidationError(_("This item and this commitment are linked already."))
        made.withdrawn = False
        made.main = not links.filter(main=True).exists()
        made.on = timezone.localdate(now)
        made.by = by if isinstance(by, Person) else None
        made.level, made.restricted_to = commitment.level, commitment.restricted_to
        made.illustrative = commitment.illustrative or item.illustrative
        made.full_clean(exclude=["by"])
        made.save()
        aside.delete()
        act.record = commitment
        act.details = {"number": item.number}
    return made


def unlink(*, by: Actor, link: ParliamentLink, now: datetime | None = None) -> None:
    """Take a link back; where it was the main one, the oldest of the others takes its place."""
    with acting("parliament.unlink", by=by, needs=NEEDS, on=link.commitment, now=now) as act:
        commitment = hold(link.commitment, act, by=by, needs=NEEDS)
        link = ParliamentLink.objects.select_for_update(of=("self",)).select_related("item").get(pk=link.pk)
        if link.withdrawn:
            raise ValidationError(_("This link was taken back already."))
        was_main = link.main
        link.withdrawn, link.main = True, False
        link.save()
        others = ParliamentLink.objects.filter(commitment=commitment, withdrawn=False).order_by("on", "pk")
        if was_main and (next_main := others.first()):
            next_main.main = True
            next_main.save()
        act.record = commitment
        act.details = {"number": link.item.number}


def make_main(*, by: Actor, link: ParliamentLink, now: datetime | None = None) -> None:
    """Let this be the item under whose number Parliament keeps the commitment."""
    with acting("parliament.main", by=by, needs=NEEDS, on=link.commitment, now=now) as act:
        commitment = hold(link.commitment, act, by=by, needs=NEEDS)
        link = ParliamentLink.objects.select_for_update(of=("self",)).select_related("item").get(pk=link.pk)
        if link.withdrawn:
            raise ValidationError(_("This link was taken back already."))
        for other in ParliamentLink.objects.filter(commitment=commitment, main=True).exclude(pk=link.pk):
            other.main = False
            other.save()
        link.main = True
        link.save()
        act.record = commitment
        act.details = {"number": link.item.number}


def set_aside(*, by: Actor, item: ParliamentItem, reason: str, now: datetime | None = None) -> SetAside:
    """Say that an item is not for this register, and why.

    Raises ValidationError without a reason, and for one that is linked or set aside already.
    """
    with acting("parliament.set_aside", by=by, needs=NEEDS, on=item, now=now) as act:
        item = hold(item, act, by=by, needs=NEEDS)
        if not reason.strip():
            raise ValidationError({"reason": _("Say why it is not for this register.")})
        _refuse_linked(item, by=by)
        if SetAside.objects.filter(item=item).exists():
            raise ValidationError(_("Somebody set this item aside already. Look at the reason first."))
        aside = SetAside(item=item)
        aside.reason = reason.strip()
        aside.on = timezone.localdate(now)
        aside.by = by if isinstance(by, Person) else None
        aside.illustrative = item.illustrative
        aside.full_clean(exclude=["by"])
        aside.save()
        act.record = item
    return aside


def _refuse_linked(item: ParliamentItem, *, by: Actor) -> None:
    """Raises ValidationError for an item that is linked; of a link that `by` may not see it tells nothing."""
    links = ParliamentLink.objects.filter(item=item, withdrawn=False)
    if not links.exists():
        return
    seen = ParliamentLink.objects.visible_to(by).filter(pk__in=links) if isinstance(by, Person) else links
    if not seen.exists():
        raise ValidationError(_("This is not possible with this item at this moment."))
    raise ValidationError(_("It is linked to a commitment. Take that link back first."))


def take_up(*, by: Actor, item: ParliamentItem, now: datetime | None = None) -> None:
    """Take an item up again that was set aside."""
    with acting("parliament.take_up", by=by, needs=NEEDS, on=item, now=now) as act:
        item = hold(item, act, by=by, needs=NEEDS)
        deleted, _kinds = SetAside.objects.filter(item=item).delete()
        if not deleted:
            raise ValidationError(_("This item was not set aside."))
        act.record = item


def promise(*, by: Actor, item: ParliamentItem, now: datetime | None = None, **values: Any) -> Commitment:
    """Make a commitment from an item and link the two; `values` are fields of `Commitment`.

    It stands in a document of its own kind, the item as Parliament keeps it, made where it is not there
    yet. Its window ends on Parliament's day unless `values` name another. Raises ValidationError, also
    for an item that is linked: two presses make one commitment.
    """
    with acting("parliament.promise", by=by, needs=NEEDS, now=now) as act:
        item = ParliamentItem.objects.select_for_update().get(pk=item.pk)
        _refuse_linked(item, by=by)
        values = {"due_latest": item.deadline} | values
        commitment = add_commitment(by=by, document=_document_of(item, by=by, now=now), now=now, **values)
        link(by=by, item=item, commitment=commitment, now=now)
        act.record = commitment
        act.details = {"number": item.number}
    return commitment


def _document_of(item: ParliamentItem, *, by: Actor, now: datetime | None) -> Document:
    """The document that stands for an item: what Parliament published of it."""
    held = Document.objects.filter(kind=Document.Kind.PARLIAMENT, identifier=item.number).first()
    if held is not None:
        return held
    kind_nl = "Motie" if item.kind == ItemKind.MOTION else "Toezegging"
    kind_en = "Motion" if item.kind == ItemKind.MOTION else "Commitment to Parliament"
    return add_document(
        by=by,
        title_nl=f"{kind_nl} {item.number}: {item.heading}"[:400],
        title_en=f"{kind_en} {item.number}",
        identifier=item.number,
        kind=Document.Kind.PARLIAMENT,
        published_on=item.made_on,
        language="nl",
        address=item.official_address,
        level=Level.PUBLIC,
        illustrative=item.illustrative,
        now=now,
    )


def accept_deadline(*, by: Actor, link: ParliamentLink, now: datetime | None = None) -> Commitment:
    """Move our deadline to Parliament's day, with that as the reason. Raises ValidationError."""
    with acting("parliament.accept_deadline", by=by, needs=NEEDS, on=link.commitment, now=now) as act:
        commitment = hold(link.commitment, act, by=by, needs=NEEDS)
        link = ParliamentLink.objects.select_related("item").get(pk=link.pk)
        item = link.item
        if link.withdrawn or item.removed or item.deadline is None:
            raise ValidationError(_("Parliament keeps no deadline of this commitment."))
        earliest = commitment.due_earliest
        move_due(
            by=by,
            commitment=commitment,
            due_earliest=earliest if earliest and earliest <= item.deadline else None,
            due_latest=item.deadline,
            reason=_("As Parliament keeps it: %(number)s.") % {"number": item.number},
            now=now,
        )
        act.record = commitment
        act.details = {"number": item.number, "is": str(item.deadline)}
    return commitment
