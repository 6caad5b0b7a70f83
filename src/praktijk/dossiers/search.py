# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the search for everything, and the list of countries, find a country by what somebody calls it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.reference.countries import all_countries
from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.spelling import plain
from praktijk.web.search import Hit, Provider


@dataclass(frozen=True)
class Country:
    """A country as a hit: public, and no record."""

    code: str
    level: str = Level.PUBLIC


def named(words: str) -> list[str]:
    """Codes of the countries that somebody means, the best first: by a name of theirs, now or before."""
    asked = plain(words)
    if not asked:
        return []
    found = {code: 0 for code in [code_of_country(words)] if code}
    for language in ("nl", "en"):
        for code, name in all_countries(language):
            known = plain(name)
            if known.startswith(asked):
                found.setdefault(code, 1)
            elif len(asked) > 2 and asked in known:
                found.setdefault(code, 2)
    return sorted(found, key=lambda code: found[code])


def countries(person: Person, text: str, most: int) -> list[Hit]:
    """The countries with this name, for who may look into the register."""
    if not person.may(Permission.VIEW_REGISTER):
        return []
    language = (get_language() or "nl")[:2]
    names = dict(all_countries(language))
    return [
        Hit(Country(code), names.get(code, code), language, reverse("country", args=[code]))
        for code in named(text)[:most]
    ]


PROVIDER = Provider(_("Countries"), 10, countries)
