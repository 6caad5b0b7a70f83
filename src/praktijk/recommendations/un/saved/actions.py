# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of saved searches: each person's own, and nobody else's."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.access.acting import Denied, acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.un.saved.models import SavedSearch
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import Found, find
from praktijk.recommendations.un.search.news import newest

#: So many searches a person may keep.
MOST = 50


def save_search(*, by: Person, name: str, asked: Asked, now: datetime | None = None) -> SavedSearch:
    """Keep a search under a name; all that it finds now counts as seen.

    Raises ValidationError for a name that is empty, too long or in use, and for one search more than MOST.
    """
    with acting("un.search.save", by=by, needs=Permission.VIEW_REGISTER, now=now) as act:
        Person.objects.select_for_update().get(pk=by.pk)
        kept = SavedSearch.objects.filter(person=by).count()
        if kept >= MOST:
            raise ValidationError(
                ngettext(
                    "You have kept %(count)s search, the most there can be. Remove one first.",
                    "You have kept %(count)s searches, the most there can be. Remove one first.",
                    kept,
                ),
                params={"count": kept},
            )
        search = SavedSearch(
            person=by,
            query=asked.whole.query(),
            seen_up_to=newest(),
            seen_at=now or timezone.now(),
            count_then=find(asked.whole, counted=()).total,
        )
        _write(search, name)
        act.record = search
    return search


def rename_search(*, by: Person, search: SavedSearch, name: str) -> SavedSearch:
    """Give a search another name. Raises as `save_search` does."""
    with acting("un.search.rename", by=by, needs=Permission.VIEW_REGISTER) as act:
        act.record = search
        Person.objects.select_for_update().get(pk=by.pk)
        if search.person_id != by.pk:
            raise Denied(by, act)
        _write(search, name)
    return search


def remove_search(*, by: Person, search: SavedSearch) -> None:
    """Remove a search of one's own; what it found stays in the corpus."""
    with acting("un.search.remove", by=by, needs=Permission.VIEW_REGISTER) as act:
        act.record = search
        if search.person_id != by.pk:
            raise Denied(by, act)
        key = search.pk
        search.delete()
        search.pk = key


def look_at(
    *, by: Person, search: SavedSearch, up_to: int, found: Found, now: datetime | None = None
) -> None:
    """Remember that a person saw what a search of theirs found, in a corpus whose newest key is `up_to`.

    Leaves no trace in the trail: it is a mark for oneself, and changes nothing for anybody else. What was
    seen of a newer corpus, in another window, stays seen; a look at what is new only counts nothing anew.
    """
    seen = {"seen_up_to": up_to, "seen_at": now or timezone.now()}
    if not found.asked.after:
        seen["count_then"] = found.total
    SavedSearch.objects.filter(pk=search.pk, person=by, seen_up_to__lte=up_to).update(**seen)


def _write(search: SavedSearch, name: str) -> None:
    search.name = " ".join(name.split())
    named_so = SavedSearch.objects.filter(person=search.person, name__iexact=search.name)
    if named_so.exclude(pk=search.pk).exists():
        raise ValidationError(
            {"name": _("You have a search with this name already. Choose another name, or remove that one.")}
        )
    search.full_clean(validate_constraints=False)
    search.save()
