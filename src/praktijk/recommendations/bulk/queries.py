# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which promises an act is about, and what its page shows of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.http import QueryDict

from praktijk.access.models import Person
from praktijk.recommendations.bulk.among import Among
from praktijk.recommendations.bulk.judging import NEEDED
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.queries import Register

#: More promises than these are no act of a person: something is wrong with the filter.
MOST_AT_ONCE = 20_000


def selected(user: Person, query: str, *, today: date, only: Sequence[int] | None = None) -> QuerySet[Any]:
    """The promises that the filters of a register page leave today; of those, `only` these keys if given.

    None of a page that shows an earlier day: nothing is done to the past.
    """
    form = RegisterForm(QueryDict(query), user=user)
    found = Register(user, form.wanted, today=today).commitments()
    if form.day is not None:
        return found.none()
    return found if only is None else found.filter(pk__in=only)


def to_judge(found: QuerySet[Any]) -> QuerySet[Any]:
    """The promises with what judging needs, in the order in which they are held."""
    return found.select_related(None).select_related("unit").only(*NEEDED).order_by("pk")


def newest_of(keys: Iterable[int]) -> dict[int, int]:
    """The newest version of each of these promises."""
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    rows = versions.objects.filter(Among("pgh_obj_id", keys)).order_by().values_list("pgh_obj_id")
    return dict(rows.annotate(Max("pgh_id")))


def rows(user: Person, keys: Sequence[int]) -> list[Any]:
    """The promises with these keys that a person may see now, in this order, with what a row shows."""
    seen = (
        Commitment.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("unit", "theme", "owner", "deputy", "verifier")
        .defer("words")
    )
    found = {one.pk: one for one in seen}
    return [found[key] for key in keys if key in found]
