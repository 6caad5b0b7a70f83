# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a language points back at recommendations: by number, by order, at all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_KEY = r"(?:\d{1,2}(?:\.\d{1,2})?[a-z]?|[a-h])"


@dataclass(frozen=True, slots=True)
class Points:
    """Patterns for lower-case text, made of `[points]` in a language's rules.

    `keys` has the group "keys" ("1, 3 en 5"), `order` the group "order" ("eerste en derde"); `without`
    ends where what is left out begins ("met uitzondering van"); `common` are the beginnings, at most six
    letters, of words that say nothing about a topic.
    """

    keys: re.Pattern[str]
    order: re.Pattern[str]
    all: re.Pattern[str]
    without: re.Pattern[str]
    to: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinals: Mapping[str, str]
    common: frozenset[str]
    nouns: re.Pattern[str]

    def spread(self, keys: str) -> Iterator[str]:
        """ "1, 3 en 5" as its numbers, "2 t/m 5" as all from 2 to 5."""
        found = re.findall(rf"(?<!\w){_KEY}(?!\w)", keys)
        if self.to.search(keys) and len(found) == 2 and all(key.isdigit() for key in found):
            first, last = int(found[0]), int(found[1])
            if 0 < last - first < 60:
                yield from (str(number) for number in range(first, last + 1))
                return
        yield from found

    def places(self, order: str) -> list[str]:
        """ "eerste en derde" as ["1", "3"]; "-1" is the last, "-2" the last but one."""
        return [self.ordinals[word] for word in self.ordinal.findall(order)]


def points(data: Mapping[str, Any]) -> Points:
    """Make the patterns."""
    nouns, parts, joined, to = (
        "|".join(re.escape(word) for word in data[key]) for key in ("nouns", "parts", "and", "to")
    )
    ordinals = {word: str(place) for word, place in data["ordinals"].items()}
    ordinal = "|".join(re.escape(word) for word in sorted(ordinals, key=len, reverse=True))
    between = rf"(?:\s?,\s?(?:(?:{joined})\s)?|\s(?:{joined}|{to})\s|\s?[/\u2013]\s?)"
    again = rf"(?:(?:{data['article']})\s)?"
    number = r"\d{1,2}(?:\.\d{1,2})?[a-z]?(?!\w)(?![.,]\d)"
    return Points(
        keys=re.compile(
            rf"(?<!\w)(?:(?:{nouns})\s(?:(?:nr|nrs|no|nos)\.?\s)?(?P<keys>{number}(?:{between}(?:(?:{nouns})\s)?{number}){{0,14}})"
            rf"|(?:{parts})\s\(?(?P<part>(?:{number}|[a-h](?!\w))(?:{between}(?:{number}|[a-h](?!\w))){{0,7}}))"
        ),
        order=re.compile(
            rf"(?<!\w)(?P<order>(?:{ordinal})(?:{between}{again}(?:{ordinal})){{0,8}})\s(?:(?:{data['filler']})\s)?(?:{nouns})(?!\w)"
        ),
        all=re.compile(rf"(?<!\w)(?:{data['all']})(?!\w)"),
        without=re.compile(rf"(?<!\w)(?:{'|'.join(data['without'])})\s"),
        to=re.compile(rf"\s(?:{to})\s|\u2013"),
        ordinal=re.compile(rf"(?<!\w)(?:{ordinal})(?!\w)"),
        ordinals=ordinals,
        nouns=re.compile(rf"(?<!\w)(?:the |de )?(?:{nouns})(?!\w)"),
        common=frozenset(word[:6] for word in data["common"]),
    )
