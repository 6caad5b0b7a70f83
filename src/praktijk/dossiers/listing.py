# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of countries: those where we have a post first, each with what matters at a glance."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from praktijk.access.models import Unit
from praktijk.dossiers.search import named
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import CLOSED
from praktijk.recommendations.un.reviews.calendar import Session, next_review
from praktijk.recommendations.un.search.index import Facet, index
from praktijk.recommendations.un.words import Type
from praktijk.reference.countries import all_countries
from praktijk.reference.exchange.terms import region_of


@dataclass(frozen=True)
class Listed:
    """A country: its posts of ours, its next review, how many recommendations of ours, open commitments."""

    code: str
    name: str
    region: str
    post: str
    review: Session | None
    own: int
    commitments: int


def listed(reader: Any, *, today: date, language: str, words: str = "", region: str = "") -> list[Listed]:
    """The countries with this name in this region, those with a post of ours first. Three queries."""
    wanted = set(named(words)) if words else None
    sets = index()
    ours = sets.members[Facet.RECOMMENDING].get(settings.OWN_STATE)
    real = sets.members[Facet.TYPE].get(Type.RECOMMENDATION)
    made = ours & real & sets.live if ours and real else None
    open_ones = (
        Commitment.objects.visible_to(reader)
        .exclude(state__in=[state.value for state in CLOSED])
        .exclude(countries=[])
        .values_list("countries", flat=True)
    )
    commitments = Counter(code for codes in open_ones for code in codes)
    posts: dict[str, list[str]] = defaultdict(list)
    for unit in Unit.objects.filter(kind=Unit.Kind.POST).exclude(countries=[]).order_by("code"):
        for code in unit.countries:
            posts[code].append(unit.code)
    regions = region_of()
    rows = [
        Listed(
            code=code,
            name=name,
            region=regions.get(code, ""),
            post=", ".join(posts.get(code, [])),
            review=next_review(code, today),
            own=made.intersection_cardinality(sets.members[Facet.COUNTRY][code])
            if made and code in sets.members[Facet.COUNTRY]
            else 0,
            commitments=commitments[code],
        )
        for code, name in all_countries(language)
        if (wanted is None or code in wanted)
        and (not region or regions.get(code) == region)
        and (code in regions or code in posts)
    ]
    return sorted(rows, key=lambda row: not row.post)
