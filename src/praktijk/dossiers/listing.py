# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of countries: those where we have a post first, each with what matters at a glance."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from praktijk.access.models import Unit
from praktijk.dossiers.search import named
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import CLOSED
from praktijk.recommendations.un.search.index import Facet, index
from praktijk.recommendations.un.words import Type
from praktijk.reference.countries import all_countries
from praktijk.reference.exchange.terms import region_of


@dataclass(frozen=True)
class Listed:
    """A country: its post where we have one, how many recommendations of ours and open commitments."""

    code: str
    name: str
    region: str
    post: str
    own: int
    commitments: int


def listed(reader: Any, *, language: str, words: str = "", region: str = "") -> list[Listed]:
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
    posts = {
        code: unit.code
        for unit in Unit.objects.filter(kind=Unit.Kind.POST).exclude(countries=[])
        for code in unit.countries
    }
    regions = region_of()
    rows = [
        Listed(
            code=code,
            name=name,
            region=regions.get(code, ""),
            post=posts.get(code, ""),
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
