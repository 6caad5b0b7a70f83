# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which texts ask the same: grouped by the words they share and by what they mean. Plain NumPy.

Words are weighed by how rare they are (TF-IDF: K. Spärck Jones, "A statistical interpretation of term
specificity and its application in retrieval", Journal of Documentation 28, 1972). Pairs are joined from the
most alike on, and two groups only when even their least alike texts are alike enough (complete linkage: T.
Sørensen, 1948), so that no chain of small steps leads from one ask to another.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

#: Two texts may begin a group from here on; in a group no two are less alike than `FLOOR`. How they were
#: chosen: docs/methods/clusters.md.
JOIN, FLOOR = 0.62, 0.45
#: Part of the likeness that the words decide; the rest is what the texts mean.
_WORDS_PART = 0.5
#: Without vectors the words decide alone; they agree less often, so less is asked.
_JOIN_BY_WORDS, _FLOOR_BY_WORDS = 0.5, 0.35
_WORD = re.compile(r"[a-zà-ÿ]{3,}")
_ENDINGS = re.compile(r"(?:ations?|ings?|ments?|ies|ied|ers?|ed|es|s|e|y)$")
_ORDINALS = {"first": 1, "op1": 1, "second": 2, "op2": 2, "third": 3, "op3": 3}
_ORDINAL = re.compile(r"\b(?:iccpr|crc)?(first|second|third|op[123])\b")
_COMMON = frozenset(
    [
        "the",
        "and",
        "that",
        "with",
        "for",
        "its",
        "all",
        "any",
        "from",
        "into",
        "this",
        "their",
        "they",
        "such",
        "been",
        "being",
        "have",
        "has",
        "was",
        "were",
        "are",
        "which",
        "who",
        "including",
        "particular",
        "order",
        "take",
        "measures",
        "steps",
        "ensure",
        "continue",
        "further",
        "efforts",
        "necessary",
        "also",
        "more",
        "other",
        "government",
        "state",
        "national",
        "relevant",
        "effective",
        "adopt",
        "implement",
        "strengthen",
        "promote",
    ]
)


def words_of(text: str) -> Counter[str]:
    """The words of a text by their stems, without those that stand in every recommendation."""
    return Counter(
        _ENDINGS.sub("", word) or word for word in _WORD.findall(text.lower()) if word not in _COMMON
    )


def by_words(texts: Iterable[str]) -> NDArray[np.float32]:
    """(n, n): how alike texts are by their words, 0 to 1."""
    counted = [words_of(text) for text in texts]
    places = {word: place for place, word in enumerate(sorted({word for one in counted for word in one}))}
    weights = np.zeros((len(counted), max(1, len(places))), np.float32)
    for row, one in enumerate(counted):
        for word, count in one.items():
            weights[row, places[word]] = 1 + np.log(count)
    occurring = np.count_nonzero(weights, axis=0)
    weights *= np.log((1 + len(counted)) / (1 + occurring)) + 1
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    weights /= np.where(lengths == 0, 1, lengths)
    alike: NDArray[np.float32] = weights @ weights.T
    return alike


def groups(
    texts: list[str],
    vectors: NDArray[np.float32] | None = None,
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Places of the texts that ask the same, groups of two or more, the most typical text first.

    `vectors` is (n, dimensions), each row of length one, or zero for a text without one; None where there
    are none. `apart` are pairs that are never in one group. The same input gives the same groups.
    """
    if len(texts) < 2:
        return []
    alike = by_words(texts)
    join, floor = _JOIN_BY_WORDS, _FLOOR_BY_WORDS
    if vectors is not None:
        meant = vectors @ vectors.T
        known: NDArray[np.bool_] = np.asarray(vectors.any(axis=1))
        both = known[:, None] & known[None, :]
        alike = np.where(both, _WORDS_PART * alike + (1 - _WORDS_PART) * meant, alike * join / JOIN)
        join, floor = JOIN, FLOOR
    for one, other in [*apart, *_of_other_protocols(texts)]:
        alike[one, other] = alike[other, one] = -1
    return _joined(alike, join, floor)


def _of_other_protocols(texts: list[str]) -> list[tuple[int, int]]:
    """Pairs of which one names the first protocol (article, cycle) and the other the second."""
    named = [{_ORDINALS[word] for word in _ORDINAL.findall(text.lower().replace("-", ""))} for text in texts]
    having = [place for place, ordinals in enumerate(named) if ordinals]
    return [(one, other) for one, other in combinations(having, 2) if named[one].isdisjoint(named[other])]


def _joined(alike: NDArray[np.float32], join: float, floor: float) -> list[list[int]]:
    firsts, seconds = np.nonzero(np.triu(alike >= join, 1))
    order = np.lexsort((seconds, firsts, -alike[firsts, seconds]))
    group_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for place in order:
        one, other = int(firsts[place]), int(seconds[place])
        here, there = group_of.get(one, one), group_of.get(other, other)
        if here == there:
            continue
        left, right = members.get(here, [one]), members.get(there, [other])
        if alike[np.ix_(left, right)].min() < floor:
            continue
        members[here] = left + right
        members.pop(there, None)
        for member in members[here]:
            group_of[member] = here
    return [_typical_first(found, alike) for found in members.values() if len(found) > 1]


def _typical_first(members: list[int], alike: NDArray[np.float32]) -> list[int]:
    sums = alike[np.ix_(members, members)].sum(axis=1)
    return [
        member
        for _sum, member in sorted(zip(-sums, members, strict=True), key=lambda pair: (pair[0], pair[1]))
    ]
