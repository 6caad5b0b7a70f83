# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Preparing for a review: what we asked before, what others ask, and where the gaps are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from pyroaring import BitMap

from praktijk.recommendations.un.own.queries import Own, all_own, look_of
from praktijk.recommendations.un.reviews.calendar import Session, next_review
from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.un.search.asked import Asked, Order
from praktijk.recommendations.un.search.index import Facet, as_array, index
from praktijk.recommendations.un.search.labels import name_of
from praktijk.recommendations.un.words import Type
from praktijk.reference.countries import country_name

_MOST_THEMES = 20
_UPR = "UPR"
#: A theme is a gap when at least so many others ask it and we do not.
_PRESSED = 3


@dataclass(frozen=True)
class ThemeRow:
    """A theme: how often we asked it, others did in the UPR, and bodies of experts; each with its address."""

    key: str
    name: str
    ours: int
    others: int
    experts: int
    ours_address: str
    others_address: str
    experts_address: str
    drafts: int

    @property
    def gap(self) -> bool:
        """Whether others press for it and we neither asked nor draft it."""
        return self.others + self.experts >= _PRESSED and not self.ours and not self.drafts


@dataclass(frozen=True)
class Preparation:
    """All that is known before a review of a state."""

    country: str
    name: str
    session: Session
    ours: list[Own]
    never: int
    themes: list[ThemeRow]
    drafts: list[Any]

    @property
    def gaps(self) -> list[ThemeRow]:
        """The themes that others press for and we do not, the most pressed first."""
        return [one for one in self.themes if one.gap]


def _address(country: str, **more: str) -> str:
    chosen = {Facet.COUNTRY: (country,), **{Facet(name): (value,) for name, value in more.items()}}
    return f"{reverse('un_search')}?{Asked(chosen=chosen, order=Order.DATE).query()}"


def prepare(person: Any, country: str, today: date) -> Preparation | None:
    """What is known before the next review of a state; None where there is none, or it is our own.

    Seven queries, whatever there is.
    """
    session = next_review(country, today)
    if session is None or country == settings.OWN_STATE:
        return None
    sets = index()
    empty = BitMap()
    members = sets.members
    said = members[Facet.COUNTRY].get(country, empty) & sets.live
    recommended = said & members[Facet.TYPE].get(Type.RECOMMENDATION, empty)
    by_us = recommended & members[Facet.RECOMMENDING].get(settings.OWN_STATE, empty)
    in_upr = recommended & members[Facet.BODY].get(_UPR, empty)
    by_others, by_experts = in_upr - by_us, said - members[Facet.BODY].get(_UPR, empty)
    drafts = list(
        Draft.objects.visible_to(person)
        .filter(countries__contains=[country], session=session.number)
        .select_related("author")
    )
    drafted = Counter(draft.theme for draft in drafts if draft.state != Draft.State.DROPPED)
    counted = {
        theme: (
            by_us.intersection_cardinality(having),
            by_others.intersection_cardinality(having),
            by_experts.intersection_cardinality(having),
        )
        for theme, having in members[Facet.THEME].items()
    }
    order = sorted(counted, key=lambda theme: (-sum(counted[theme]), theme))
    ours = all_own(person, [int(key) for key in as_array(by_us)])
    return Preparation(
        country=country,
        name=country_name(country),
        session=session,
        ours=ours,
        never=sum("never" in look_of(row, today) for row in ours),
        themes=[
            ThemeRow(
                theme,
                name_of(Facet.THEME, theme),
                *counted[theme],
                f"{reverse('un_own')}?country={country}&theme={theme}",
                _address(country, theme=theme, body=_UPR),
                _address(country, theme=theme),
                drafted[theme],
            )
            for theme in order[:_MOST_THEMES]
            if any(counted[theme])
        ],
        drafts=drafts,
    )
