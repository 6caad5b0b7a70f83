# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the search for everything finds recommendations and commitments."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.parliament.models import ParliamentItem
from praktijk.recommendations.querysets import matches
from praktijk.web.search import Hit, Provider


def recommendations(person: Person, text: str, most: int) -> list[Hit]:
    """The recommendations this person may see with these words, best first."""
    found = _ranked(Recommendation.objects.visible_to(person), text)[:most]
    return [_hit(record, str(record.get_position_display())) for record in found]


def commitments(person: Person, text: str, most: int) -> list[Hit]:
    """The commitments this person may see with these words, best first."""
    found = _ranked(Commitment.objects.visible_to(person), text).select_related("unit")[:most]
    return [
        _hit(
            record,
            " · ".join(filter(None, [str(record.get_state_display()), record.unit and record.unit.code])),
        )
        for record in found
    ]


def of_parliament(person: Person, text: str, most: int) -> list[Hit]:
    """What Parliament keeps with these words or under this number, best first."""
    number = "".join(text.split())
    found = ParliamentItem.objects.visible_to(person).filter(matches(text) | Q(number__icontains=number))
    rank = SearchRank(F("words"), SearchQuery(text, config="dutch", search_type="websearch"))
    return [
        Hit(
            item,
            f"{item.number}: {item.heading}",
            "nl",
            item.get_absolute_url(),
            str(item.get_status_display()),
        )
        for item in found.annotate(rank=rank).order_by("-rank", "pk")[:most]
    ]


def _at_parliament(text: str) -> str:
    return f"{reverse('parliament')}?{urlencode({'q': text})}"


def _ranked(records: QuerySet, text: str) -> QuerySet:
    rank = Greatest(
        *[
            SearchRank(F("words"), SearchQuery(text, config=language, search_type="websearch"))
            for language in ("dutch", "english")
        ]
    )
    return records.filter(matches(text)).annotate(rank=rank).order_by("-rank", "pk")


def _hit(record: Recommendation | Commitment, about: str) -> Hit:
    title, language = record.in_language("title")
    return Hit(record, title, language, record.get_absolute_url(), about)


def _in_the_register(text: str) -> str:
    return f"{reverse('register')}?{urlencode({'q': text})}"


PROVIDERS = [
    Provider(_("Recommendations"), 20, recommendations, _in_the_register),
    Provider(_("Commitments"), 30, commitments, _in_the_register),
    Provider(_("At Parliament"), 35, of_parliament, _at_parliament),
]
