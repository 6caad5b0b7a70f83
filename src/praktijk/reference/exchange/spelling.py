# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How names are compared: without accents, capitals and signs."""

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"^\s*(?:[A-H]\d{1,3}|\d{1,2}(?:\.\d{1,2})*\.?)\s+(?=\D)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_APART = str.maketrans(dict.fromkeys("-‐‑–—/,;:()[]", " ") | dict.fromkeys("'’‘`´\".", None))


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """A name as it is compared: lower case, without accents and signs, "&" as "and", single spaces."""
    bare = name.replace("&", " and ")
    if not bare.isascii():
        bare = _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", bare))
    return " ".join(bare.translate(_APART).casefold().split())


def _without_accents(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


def without_number(name: str) -> str:
    """A name without the number of a list before it ("A12 ", "12.5. ")."""
    return _NUMBER.sub("", name, count=1)
