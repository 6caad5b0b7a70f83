# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How names are compared: without accents, capitals and signs."""

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"^\s*(?:[A-H]\d{1,3}|\d{1,2}(?:\.\d{1,2})*\.?)\s+(?=\D)")
_APART = str.maketrans(dict.fromkeys("-‐‑–—/,;:()[]", " ") | dict.fromkeys("'’‘`´\".", None))


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """A name as it is compared: lower case, without accents and signs, "&" as "and", single spaces."""
    apart = unicodedata.normalize("NFKD", name.replace("&", " and "))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.translate(_APART).casefold().split())


def without_number(name: str) -> str:
    """A name without the number of a list before it ("A12 ", "12.5. ")."""
    return _NUMBER.sub("", name, count=1)
