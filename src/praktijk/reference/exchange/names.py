# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the name in a source to the key on our list."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pycountry
from babel import Locale

from praktijk.reference.exchange.spelling import plain, without_number
from praktijk.reference.exchange.terms import Kind, listed, other_spellings_of_countries

#: What stands for a country beside the states and territories of ISO 3166.
BESIDE_ISO = ("EU", "XK")
_CLDR = ("en", "fr", "es", "nl", "ar", "ru", "zh", "pt", "de")
_STUB = re.compile(r"[A-Za-z]{2}")
_MANDATE = re.compile(
    r"^(?:(?P<short>SR|IE|WG|SRSG|IERG)|(?P<long>special rapporteur|independent expert|working group))"
    r"\b[\s:-]*",
    re.IGNORECASE,
)
_SHORT = {"special rapporteur": "SR", "independent expert": "IE", "working group": "WG"}
_BETWEEN = re.compile(r"^(?:on the|on|of the|in the field of|in the|in|sur|sobre)\s+", re.IGNORECASE)


@cache
def _countries() -> dict[str, str]:
    """Plain name to code, of every country in every language that we know."""
    found: dict[str, str] = {}
    codes = sorted(_codes())
    for language in _CLDR:
        territories = Locale(language).territories
        for code in codes:
            if code in territories:
                found.setdefault(plain(territories[code]), code)
    for country in pycountry.countries:
        for name in ("name", "official_name", "common_name"):
            if value := getattr(country, name, ""):
                found.setdefault(plain(value), country.alpha_2)
    for code, names in other_spellings_of_countries().items():
        found |= {plain(name): code for name in names}
    return found


@cache
def _codes() -> frozenset[str]:
    return frozenset([*(country.alpha_2 for country in pycountry.countries), *BESIDE_ISO])


@cache
def _by_iso_3() -> dict[str, str]:
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


@cache
def _meant_by_stub() -> dict[str, str]:
    """Two letters to the one country that they can stand for: by its code, or as its name's first letters."""
    meant: dict[str, set[str]] = {}
    territories = Locale("en").territories
    for country in pycountry.countries:
        code = country.alpha_2
        for stub in (code, plain(territories.get(code, country.name))[:2].upper()):
            meant.setdefault(stub, set()).add(code)
    return {stub: codes.copy().pop() for stub, codes in meant.items() if len(codes) == 1}


@cache
def _on_list(kind: Kind) -> dict[str, str]:
    return {
        plain(without_number(name)): entry.key
        for entry in listed(kind).values()
        for name in (entry.key, entry.nl, entry.en, *entry.also)
    }


def names_on_list(kind: Kind) -> dict[str, str]:
    """All names that we know of what is on a list of ours, as they are compared, with their keys."""
    return _countries() if kind is Kind.COUNTRY else _on_list(kind)


def code_of_country(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country by one of its names, or its code of 2 or 3 letters."""
    code = name.strip().upper()
    return _countries().get(plain(name)) or _by_iso_3().get(code) or (code if code in _codes() else None)


def iso_3(code: str) -> str:
    """The code of three letters of a country; its own code where there is none."""
    found = pycountry.countries.get(alpha_2=code)
    return str(found.alpha_3) if found else code


def code_of_stub(stub: str) -> str | None:
    """The code of the only country that two letters can stand for; None where there are more, or none."""
    return _meant_by_stub().get(stub.upper())


def code_in_symbol(symbol: str) -> str | None:
    """The country that a document is about by its symbol (CEDAW/C/KEN/CO/8, A/HRC/WG.6/29/BRB/1)."""
    parts = symbol.upper().split("/")
    told = [_by_iso_3()[part] for part in parts[2:] if part in _by_iso_3()]
    return told[0] if len(told) == 1 else None


def is_stub(name: str) -> bool:
    """Whether a name is two letters only."""
    return _STUB.fullmatch(name.strip()) is not None


def fits_stub(stub: str, code: str) -> bool:
    """Whether two letters can stand for this country."""
    wanted = stub.strip().casefold()
    names = (Locale(language).territories.get(code, "") for language in ("en", "fr", "es"))
    return wanted == code.casefold() or any(plain(name).startswith(wanted) for name in names)


@dataclass
class Names:
    """The names known at one moment: our lists, with what people decided and added besides.

    `decided` holds per kind the plain spellings that people mapped, to a key or to "" (none of the list);
    `added` per kind the keys that stand in the table besides ours, with their names. `unknown` counts the
    spellings that were asked for and could not be told.
    """

    decided: dict[Kind, dict[str, str]] = field(default_factory=dict)
    added: dict[Kind, dict[str, str]] = field(default_factory=dict)
    unknown: dict[Kind, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in Kind})
    mandates: dict[str, str] = field(default_factory=dict)
    _told: dict[tuple[Kind, str], str | None] = field(default_factory=dict)

    def key_of(self, kind: Kind, name: str) -> str | None:
        """The key of a name; "" where people decided that it stands for none; None where nobody can tell.

        A mandate of the special procedures is taken up as it is met, in `mandates`.
        """
        asked = (kind, name)
        if asked not in self._told:
            self._told[asked] = self._find(kind, name)
        if self._told[asked] is None:
            self.unknown[kind][" ".join(name.split())] += 1
        return self._told[asked]

    def keys_of(self, kind: Kind, names: Iterable[str]) -> tuple[list[str], list[str]]:
        """(keys without doubles in the order of the names, names that could not be told)."""
        keys: dict[str, None] = {}
        unknown = []
        for name in names:
            key = self.key_of(kind, name)
            if key is None:
                unknown.append(name)
            elif key:
                keys[key] = None
        return list(keys), unknown

    def knows(self, kind: Kind, name: str) -> bool:
        """Whether a name can be told; one that cannot is not counted as asked for."""
        return self._find(kind, name) is not None

    def _find(self, kind: Kind, name: str) -> str | None:
        bare = plain(name)
        if bare in self.decided.get(kind, {}):
            return self.decided[kind][bare]
        if kind is Kind.COUNTRY:
            return code_of_country(name)
        bare = plain(without_number(name))
        found = _on_list(kind).get(bare) or self.added.get(kind, {}).get(bare)
        if found is None and kind is Kind.BODY:
            found = self._mandate(name)
        return found

    def _mandate(self, name: str) -> str | None:
        words = " ".join(name.split())
        matched = _MANDATE.match(words)
        if matched is None:
            return None
        short = (matched["short"] or _SHORT[matched["long"].lower()]).upper()
        subject = _BETWEEN.sub("", words[matched.end() :]).strip(" .-")
        if not subject:
            return None
        key = f"{short} {subject}"[:80]
        for known in self.added.get(Kind.BODY, {}).values():
            if plain(known) == plain(key):
                return known
        for known in self.mandates:
            if plain(known) == plain(key):
                return known
        self.mandates[key] = key
        return key
