# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of two publishers' recommendations are one although a word differs. Plain Python.

The likeness is the normalised InDel similarity of RapidFuzz (twice the longest common subsequence over both
lengths). Two that differ in a number, an ordinal, an instrument or a negation are never one, however alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from praktijk.recommendations.un.importers.cleaning import plain_words

#: From so much likeness on (0 to 100) two texts are one; short ones have to be more alike.
ALIKE, ALIKE_WHEN_SHORT = 88.0, 95.0
#: Under one paragraph number of one review less likeness is enough.
ALIKE_BY_NUMBER = 70.0
_SHORT = 40
_MARKS = re.compile(
    r"\d+|\b(?:first|second|third|fourth|fifth|not|no|nor|never|without|men|women|boys|girls)\b"
    r"|\b(?:iccpr|icescr|icerd|cerd|cedaw|cat|crc|crpd|icrmw|cmw|ced|cped|opcat|rome|hague|geneva|ilo)\b"
)


@dataclass(frozen=True)
class Text:
    """A recommendation by its key: its words, and the states that made it."""

    key: int
    text: str
    states: frozenset[str]

    @property
    def plain(self) -> str:
        """Its words in small letters, without signs, paragraph number and states."""
        return plain_words(self.text)


def one_by_number(one: str, other: str) -> bool:
    """Whether two texts under the same paragraph of the same review are one, by different publishers."""
    first, second = plain_words(one), plain_words(other)
    if sorted(_MARKS.findall(first)) != sorted(_MARKS.findall(second)):
        return False
    return fuzz.ratio(first, second) >= ALIKE_BY_NUMBER


def pairs(loose: Sequence[Text], anchored: Sequence[Text]) -> list[tuple[int, int]]:
    """(loose key, anchored key) of those that are one: the likest first, and each at most once.

    Only those that a state made together are looked at. The order of the input does not matter.
    """
    plain = {one.key: one.plain for one in [*loose, *anchored]}
    marks = {key: sorted(_MARKS.findall(text)) for key, text in plain.items()}
    found: list[tuple[float, int, int]] = []
    for one in loose:
        others = {
            other.key: plain[other.key]
            for other in anchored
            if one.states & other.states and marks[one.key] == marks[other.key]
        }
        least = ALIKE_WHEN_SHORT if len(plain[one.key]) < _SHORT else ALIKE
        for _text, likeness, key in process.extract(
            plain[one.key], others, scorer=fuzz.ratio, score_cutoff=least, limit=5
        ):
            found.append((-likeness, one.key, key))
    taken: set[int] = set()
    chosen = []
    for _likeness, one_key, other_key in sorted(found):
        if one_key not in taken and other_key not in taken:
            taken |= {one_key, other_key}
            chosen.append((one_key, other_key))
    return chosen
