# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a spelling may stand for: all entries of its list, and those with the nearest names."""

from difflib import get_close_matches
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from praktijk.reference.countries import all_countries
from praktijk.reference.exchange.keeping import known_names
from praktijk.reference.exchange.names import BESIDE_ISO, fits_stub, is_stub, names_on_list
from praktijk.reference.exchange.spelling import plain, without_number
from praktijk.reference.exchange.terms import Kind, listed
from praktijk.reference.models import Term

MOST = 3
_LOOKED_AT = 12
_LIKE = 0.6


def entries(kind: Kind) -> dict[str, str]:
    """The keys of a list with their names in the language of the moment. At most one query."""
    dutch = (get_language() or "nl").startswith("nl")
    if kind is Kind.COUNTRY:
        language = "nl" if dutch else "en"
        beside = {code: Locale(language).territories[code] for code in BESIDE_ISO}
        return dict(all_countries(language)) | beside
    ours = {key: entry.name for key, entry in listed(kind).items()}
    return ours | {
        term.key: term.name_nl if dutch else term.name_en for term in Term.objects.filter(kind=kind)
    }


def suggestions(kind: Kind, bare: str) -> list[str]:
    """The keys on our own list whose names are most like this one, at most three; the nearest first.

    For two letters that stand for a country: those whose names begin with them, in the order of the names.
    """
    if kind is Kind.COUNTRY and is_stub(bare):
        return [code for code, _ in all_countries("en") if fits_stub(bare, code)][:MOST]
    return list(_nearest(kind, plain(without_number(bare))))


@lru_cache(maxsize=2_000)
def _nearest(kind: Kind, bare: str) -> tuple[str, ...]:
    names = names_on_list(kind)
    near = get_close_matches(bare, names, n=_LOOKED_AT, cutoff=_LIKE)
    return tuple(dict.fromkeys(names[name] for name in near))[:MOST]


def key_meant(kind: Kind, typed: str) -> str | None:
    """The key of an entry that somebody named by its key or any of its names; None where there is none."""
    found = entries(kind)
    if typed.strip() in found:
        return typed.strip()
    by_name = {plain(name): key for key, name in found.items()}
    key = by_name.get(plain(typed)) or known_names().key_of(kind, typed)
    return key if key in found else None
