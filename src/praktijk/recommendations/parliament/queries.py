# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Items of Parliament as pages show them. The number of queries does not grow with the rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.comparing import differences_of, differing
from praktijk.recommendations.parliament.models import (
    Decision,
    ParliamentItem,
    ParliamentLink,
    ParliamentReading,
    SetAside,
)
from praktijk.recommendations.queries import Register
from praktijk.recommendations.querysets import matches

SORTS: dict[str, list[Any]] = {
    "newest": [F("made_on").desc(nulls_last=True), "-pk"],
    "changed": [F("changed_at").desc(nulls_last=True), "-pk"],
    "deadline": [F("deadline").asc(nulls_last=True), "pk"],
    "number": ["number"],
}


@dataclass(frozen=True)
class ItemFilter:
    """Which items are wanted. Empty values mean: all of them."""

    text: str = ""
    decision: str = ""
    kind: str = ""
    status: str = ""
    differs: bool = False
    removed: bool = False
    sort: str = "newest"


def items(user: Any, wanted: ItemFilter) -> QuerySet[Any]:
    """The items that the user may see and that are wanted, each with `decision`, in their order."""
    found = ParliamentItem.objects.visible_to(user).decided(user)
    if wanted.text:
        number = "".join(wanted.text.split())
        found = found.filter(matches(wanted.text) | Q(number__icontains=number))
    if wanted.decision:
        found = found.filter(decision=wanted.decision)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.removed:
        found = found.filter(removed=True)
    if wanted.differs:
        links = ParliamentLink.objects.visible_to(user).filter(
            differing(), item=OuterRef("pk"), withdrawn=False
        )
        found = found.filter(Exists(links))
    return found.order_by(*SORTS.get(wanted.sort, SORTS["newest"]))


def counts(user: Any, wanted: ItemFilter, facet: str) -> dict[str, int]:
    """For each value of a facet (decision, kind, status), how many items choosing it would show."""
    without: dict[str, Any] = {facet: ""}
    rows = items(user, replace(wanted, **without)).order_by().values_list(facet).annotate(Count("pk"))
    return {value: number for value, number in rows if value}


def filled(listed: Iterable[Any], user: Any) -> list[Any]:
    """The items with what a page shows of each, for all at once.

    Sets `links_shown` (links whose commitment the user may see), `differences`, and `aside`, the reason
    why it was set aside, or None.
    """
    found = list(listed)
    keys = [item.pk for item in found]
    links: dict[int, list[Any]] = defaultdict(list)
    differences: dict[int, list[Any]] = defaultdict(list)
    for link in links_of(user).filter(item__in=keys):
        links[link.item_id].append(link)
    for difference in differences_of([link for shown in links.values() for link in shown]):
        differences[difference.item.id].append(difference)
    aside = {
        one.item_id: one
        for one in SetAside.objects.visible_to(user).filter(item__in=keys).select_related("by")
    }
    for item in found:
        item.links_shown = links[item.pk]
        item.differences = differences[item.pk]
        item.aside = aside.get(item.pk)
    return found


def links_of(user: Any) -> QuerySet[Any]:
    """The links that hold and that the user may see, with both ends."""
    return (
        ParliamentLink.objects.visible_to(user)
        .filter(withdrawn=False)
        .select_related("item", "commitment__unit", "by")
    )


def item_for(user: Any, key: int) -> Any | None:
    """One item with what its page shows, or None."""
    return next(
        iter(filled(ParliamentItem.objects.visible_to(user).decided(user).filter(pk=key), user)), None
    )


def related(item: Any, user: Any) -> list[tuple[str, str, Any]]:
    """The items that this one repeats, changes or supplements, and those that do so to it.

    Rows of (field, name that Parliament gives, the item or None where it is not held here).
    """
    named = [
        (field, name) for field in ("repeats", "changes", "supplements") for name in getattr(item, field)
    ]
    names = [name for _field, name in named]
    keys = [key for key in map(_key_named, names) if key]
    back = Q()
    for field in ("repeats", "changes", "supplements"):
        back |= Q(**{f"{field}__overlap": [name for name in (item.number, str(item.key or "")) if name]})
    held = list(
        ParliamentItem.objects.visible_to(user)
        .filter(Q(number__in=names) | Q(key__in=keys) | back)
        .exclude(pk=item.pk)
    )
    by_name = {one.number: one for one in held} | {str(one.key): one for one in held if one.key}
    rows = [(field, name, by_name.get(name)) for field, name in named]
    own = {item.number, str(item.key)}
    rows.extend(
        (f"{field}_back", one.number, one)
        for one in held
        for field in ("repeats", "changes", "supplements")
        if own & set(getattr(one, field))
    )
    return rows


def _key_named(name: str) -> UUID | None:
    """Parliament's key that a name is; None for a number, and for what is no key."""
    try:
        return UUID(name)
    except ValueError:
        return None


def commitments_with(user: Any, text: str, item: Any, most: int = 20) -> list[Any]:
    """Commitments that the user may see with these words, for who looks for one to link."""
    linked = ParliamentLink.objects.filter(commitment=OuterRef("pk"), item=item, withdrawn=False)
    found = Commitment.objects.visible_to(user).filter(matches(text)).exclude(Exists(linked))
    return list(found.select_related("unit").order_by("due_latest", "pk")[:most])


def linked_count(user: Any) -> dict[str, int]:
    """How many items there are by decision, of all that the user may see."""
    found = ParliamentItem.objects.visible_to(user).decided(user).order_by().values_list("decision")
    return {decision.value: 0 for decision in Decision} | dict(found.annotate(Count("pk")))


@dataclass(frozen=True)
class Kept:
    """An item that a commitment is linked to, with the link and the differences; all as of one day."""

    link: Any
    item: Any
    differences: list[Any]


def kept_of(commitment: Any, shown: Register) -> list[Kept]:
    """What Parliament keeps of a commitment, as of the day that the register shows; the main one first."""
    links = list(
        shown.records(ParliamentLink)
        .filter(commitment_id=commitment.id, withdrawn=False)
        .order_by("-main", "on", "id")
    )
    if not links:
        return []
    keys = [link.item_id for link in links]
    held = {item.id: item for item in shown.records(ParliamentItem).filter(id__in=keys)}
    links = [link for link in links if link.item_id in held]
    found = differences_of(links, commitments={commitment.id: commitment}, items=held)
    return [
        Kept(link, held[link.item_id], [one for one in found if one.link.id == link.id]) for link in links
    ]


def last_reading() -> ParliamentReading | None:
    """The last reading of Parliament's open data, or None."""
    return ParliamentReading.objects.select_related("by").first()
