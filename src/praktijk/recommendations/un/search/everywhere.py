# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the search for everything finds recommendations of the United Nations."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import find_as_meant, results
from praktijk.recommendations.un.search.index import Facet
from praktijk.recommendations.un.search.labels import name_of
from praktijk.web.search import Hit, Provider


def of_the_un(person: Person, text: str, most: int) -> list[Hit]:
    """The recommendations with these words, the best first; none for who may not look into the register."""
    if not person.may(Permission.VIEW_REGISTER):
        return []
    language = (get_language() or "nl")[:2]
    found = find_as_meant(Asked(words=text), language=language, counted=())
    return [
        Hit(one.record, one.text, one.language, one.record.get_absolute_url(), _about(one.record))
        for one in results([int(key) for key in found.keys[:most]], (language, "en"))
    ]


def _about(record: UNRecommendation) -> str:
    countries = ", ".join(name_of(Facet.COUNTRY, code) for code in record.countries)
    return " · ".join(filter(None, [countries, str(record)]))


def _all_of_it(text: str) -> str:
    return f"{reverse('un_search')}?{Asked(words=text).query()}"


PROVIDER = Provider(_("Recommendations of the United Nations"), 60, of_the_un, _all_of_it)
