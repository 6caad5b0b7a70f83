# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of countries, from CLDR, in the languages of the pages; codes are ISO 3166-1 alpha-2."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from babel import Locale
from django.utils.translation import get_language

from praktijk.access.forms import COUNTRY_CODES

_LANGUAGES = ("nl", "en")


def country_name(code: str, language: str | None = None) -> str:
    """The name of a country in a language (default: that of the moment); the code where there is none."""
    return _names(_short(language)).get(code, code)


def in_words(codes: Iterable[str]) -> str:
    """The names of these countries in the language of the moment, in order, with commas between them."""
    return ", ".join(sorted(map(country_name, codes), key=_plain))


@cache
def all_countries(language: str) -> tuple[tuple[str, str], ...]:
    """(code, name) of every country, in the order of the names in this language."""
    return tuple(sorted(_names(language).items(), key=lambda one: _plain(one[1])))


def code_of(words: str) -> str | None:
    """The code of the country that somebody named, in either language or by its code; None for none."""
    typed = words.strip()
    if typed.upper() in COUNTRY_CODES:
        return typed.upper()
    return _codes_by_name().get(_plain(typed))


def meant(words: str) -> str:
    """The name most like these words, in the language of the moment; empty where none comes near."""
    near = get_close_matches(_plain(words), _codes_by_name(), n=1, cutoff=0.75)
    return country_name(_codes_by_name()[near[0]]) if near else ""


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    return {code: territories[code] for code in COUNTRY_CODES if code in territories}


@cache
def _codes_by_name() -> dict[str, str]:
    return {_plain(name): code for language in _LANGUAGES for code, name in _names(language).items()}


def _short(language: str | None) -> str:
    asked = (language or get_language() or "nl")[:2]
    return asked if asked in _LANGUAGES else "en"


def _plain(name: str) -> str:
    """A name without accents, capitals and signs, as people compare them."""
    apart = unicodedata.normalize("NFKD", name.replace("’", "'").replace("-", " "))
    words = "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
    return " ".join(words.split())
