# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where our register and Parliament's differ: counted, listed, and since when."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.recommendations.models import Commitment, StateChoice
from praktijk.recommendations.parliament.models import (
    Decision,
    ItemStatusChoice,
    ParliamentItem,
    ParliamentLink,
)
from praktijk.recommendations.parliament.rules import SAME_STATE, Differs, Pair, differences
from praktijk.recommendations.parliament.words import ItemKind, ItemStatus
from praktijk.recommendations.rules import CLOSED, State
from praktijk.recommendations.wording import term, window
from praktijk.sources.models import Document
from praktijk.web.dates import day

#: Documents in which what is promised is promised to Parliament.
TO_PARLIAMENT = (Document.Kind.GOVERNMENT_RESPONSE, Document.Kind.LETTER)


def _state_differs() -> Q:
    same = Q()
    for status, states in SAME_STATE.items():
        same |= Q(item__status=status, commitment__state__in=states)
    return Q(item__kind=ItemKind.COMMITMENT, item__removed=False) & ~same


def _deadline_differs() -> Q:
    agreed = Q(item__deadline=F("commitment__due_latest")) | Q(
        item__deadline__isnull=True, commitment__due_latest__isnull=True
    )
    nothing_due = Q(commitment__state__in=CLOSED) | Q(item__status=ItemStatus.MET)
    silent_motion = Q(item__kind=ItemKind.MOTION, item__deadline__isnull=True)
    return Q(item__removed=False) & ~agreed & ~nothing_due & ~silent_motion


#: The condition on a link that it differs so; the same as `rules.differences`, in the database.
CONDITIONS: dict[Differs, Callable[[], Q]] = {
    Differs.STATE: _state_differs,
    Differs.DEADLINE: _deadline_differs,
    Differs.REMOVED: lambda: Q(item__removed=True),
}


def differing() -> Q:
    """The condition on a link that it differs in anything."""
    found = Q()
    for condition in CONDITIONS.values():
        found |= condition()
    return found


def links_that_differ(user: Any, differs: Differs) -> QuerySet[Any]:
    """The links that differ so, of what the user may see; Parliament's earliest deadline first."""
    return (
        ParliamentLink.objects.visible_to(user)
        .filter(CONDITIONS[differs](), withdrawn=False)
        .select_related("item", "commitment__unit", "commitment__document")
        .order_by(F("item__deadline").asc(nulls_last=True), "item__number", "pk")
    )


def unlinked(user: Any) -> QuerySet[Any]:
    """Items of Parliament that nobody linked or set aside."""
    found = ParliamentItem.objects.visible_to(user).decided(user)
    return found.filter(decision=Decision.TO_LINK, removed=False).order_by("-made_on", "-pk")


def unnumbered(user: Any) -> QuerySet[Any]:
    """Commitments made to Parliament, still open, that no item of Parliament is linked to."""
    linked = ParliamentLink.objects.filter(commitment=OuterRef("pk"), withdrawn=False)
    return (
        Commitment.objects.visible_to(user)
        .filter(document__kind__in=TO_PARLIAMENT)
        .exclude(state__in=CLOSED)
        .exclude(Exists(linked))
        .select_related("unit")
        .order_by("due_latest", "document", "number")
    )


def count(user: Any, differs: Differs) -> int:
    """How many differences of this kind the user may see."""
    lists = {Differs.UNLINKED: unlinked, Differs.UNNUMBERED: unnumbered}
    return (lists[differs](user) if differs in lists else links_that_differ(user, differs)).count()


@dataclass(frozen=True)
class Difference:
    """One difference between a commitment and its item, with both values in words and since when it is so.

    `commitment` and `item` may be versions of a day. `since` is the day from which both values held.
    """

    differs: Differs
    link: Any
    item: Any
    commitment: Any
    since: date | None

    @property
    def label(self) -> str:
        """What differs."""
        return label_of(self.differs)

    @property
    def ours(self) -> str:
        """Our value."""
        match self.differs:
            case Differs.STATE:
                return str(StateChoice(self.commitment.state).label)
            case Differs.DEADLINE:
                return window(self.commitment)
            case _:
                return _("still in the register")

    @property
    def theirs(self) -> str:
        """Parliament's value."""
        match self.differs:
            case Differs.STATE:
                return str(ItemStatusChoice(self.item.status).label)
            case Differs.DEADLINE:
                return term("", None, self.item.deadline)
            case _:
                return _("removed by Parliament")

    @property
    def sentence(self) -> str:
        """The difference in words."""
        match self.differs:
            case Differs.STATE:
                return _("Here it is “%(ours)s”; at Parliament “%(theirs)s”.") % {
                    "ours": self.ours,
                    "theirs": self.item.status_words,
                }
            case Differs.DEADLINE:
                return self._deadlines_in_words()
            case _:
                return _("Parliament has removed this number; here it is still linked.")

    @property
    def may_take_over(self) -> bool:
        """Whether there is a deadline of Parliament's to take over."""
        return self.differs is Differs.DEADLINE and self.item.deadline is not None

    def _deadlines_in_words(self) -> str:
        ours, theirs = self.commitment.due_latest, self.item.deadline
        if theirs is None:
            return _("Parliament keeps no day; here it is due by %(ours)s.") % {"ours": day(ours)}
        if ours is None:
            return _("Parliament expects it by %(theirs)s; here no term is named.") % {"theirs": day(theirs)}
        days = abs((ours - theirs).days)
        values = {"ours": day(ours), "theirs": day(theirs), "days": days}
        if ours > theirs:
            return (
                _("Our term ends %(ours)s, %(days)s days after the day Parliament keeps, %(theirs)s.")
                % values
            )
        return (
            _("Our term ends %(ours)s, %(days)s days before the day Parliament keeps, %(theirs)s.") % values
        )


def label_of(differs: Differs) -> str:
    """The name of a kind of difference."""
    return {
        Differs.STATE: _("State"),
        Differs.DEADLINE: _("Deadline"),
        Differs.REMOVED: _("Removed by Parliament"),
        Differs.UNLINKED: _("At Parliament, not linked here"),
        Differs.UNNUMBERED: _("Promised to Parliament, without a number"),
    }[differs]


def differences_of(
    links: Iterable[Any], *, commitments: dict[int, Any] | None = None, items: dict[int, Any] | None = None
) -> list[Difference]:
    """The differences of these links, in two queries for all of them.

    `commitments` and `items`, by key, take the place of those of the links: as they stood on a day.
    """
    rows: list[tuple[Differs, Any, Any, Any]] = []
    for link in links:
        commitment = commitments[link.commitment_id] if commitments else link.commitment
        item = items[link.item_id] if items else link.item
        rows.extend((differs, link, item, commitment) for differs in differences(_pair(commitment, item)))
    if not rows:
        return []
    ours = _versions(Commitment, {commitment.id for _d, _l, _i, commitment in rows})
    theirs = _versions(ParliamentItem, {item.id for _d, _l, item, _c in rows})
    return [
        Difference(
            differs,
            link,
            item,
            commitment,
            _since(differs, ours[commitment.id], theirs[item.id], commitment, item),
        )
        for differs, link, item, commitment in rows
    ]


def _pair(commitment: Any, item: Any) -> Pair:
    return Pair(
        kind=ItemKind(item.kind),
        status=ItemStatus(item.status),
        deadline=item.deadline,
        removed=item.removed,
        state=State(commitment.state),
        due_latest=commitment.due_latest,
    )


_FIELDS = {
    Differs.STATE: ("state", "status"),
    Differs.DEADLINE: ("due_latest", "deadline"),
    Differs.REMOVED: ("id", "removed"),
}


def _versions(model: Any, keys: set[int]) -> dict[int, list[Any]]:
    """The versions of these records, newest first."""
    found: dict[int, list[Any]] = defaultdict(list)
    versions = model.pgh_event_model.objects.filter(pgh_obj_id__in=keys).order_by(
        "-pgh_created_at", "-pgh_id"
    )
    columns = {name for fields in _FIELDS.values() for name in fields if hasattr(model, name)} | {
        "pgh_obj_id",
        "pgh_created_at",
    }
    for version in versions.only(*columns):
        found[version.pgh_obj_id].append(version)
    return found


def _since(differs: Differs, ours: list[Any], theirs: list[Any], commitment: Any, item: Any) -> date | None:
    """The day from which both hold the values that they hold."""
    our_field, their_field = _FIELDS[differs]
    moments = [_held_since(ours, our_field, commitment), _held_since(theirs, their_field, item)]
    known = [moment for moment in moments if moment]
    return timezone.localdate(max(known)) if known else None


def _held_since(versions: list[Any], name: str, record: Any) -> datetime | None:
    value = getattr(record, name)
    began = None
    for version in versions:
        if getattr(version, name) != value:
            if began is None:
                continue  # a version after the day that is shown
            break
        began = version.pgh_created_at
    return began
