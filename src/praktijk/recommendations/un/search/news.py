# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was added to the answer of a search. Keys only ever go up, so that a key tells older from newer."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from pyroaring import BitMap

from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import find, narrowed_by
from praktijk.recommendations.un.search.index import Index, index
from praktijk.recommendations.un.search.words import parts_of, question


def newest() -> int:
    """The newest key of the corpus; 0 where there is none."""
    return max(len(index().newest) - 1, 0)


def added_since(searches: Sequence[tuple[Asked, int]]) -> list[int]:
    """For each search and the key after which things are new: how many were added.

    Two queries at most, and one more for each search by meaning.
    """
    sets = index()
    left = [_new_ones(sets, asked, seen) for asked, seen in searches]
    with_words = {
        place: asked.words
        for place, (asked, _seen) in enumerate(searches)
        if left[place] and parts_of(asked.words) and not asked.meaning
    }
    if with_words:
        answering = _answering(sets, with_words, min(left[place].min() for place in with_words))
        for place in with_words:
            left[place] &= answering[place]
    return [
        find(replace(asked, after=max(seen, asked.after)), counted=()).total
        if asked.meaning and members
        else len(members)
        for (asked, seen), members in zip(searches, left, strict=True)
    ]


def _new_ones(sets: Index, asked: Asked, seen: int) -> BitMap:
    new = BitMap(range(max(seen, asked.after) + 1, len(sets.newest)))
    return narrowed_by(sets, asked, new if asked.withdrawn else new & sets.live)


def _answering(sets: Index, words: dict[int, str], first: int) -> dict[int, BitMap]:
    """For each of these questions the keys from `first` on whose words answer, all in one query."""
    found = {place: BitMap() for place in words}
    queries: list[str] = []
    values: list[str | int] = []
    for place, typed in words.items():
        parts = parts_of(typed)
        if all(part.unwanted for part in parts):
            continue
        for language in sets.languages:
            expression, theirs = question(parts, language)
            queries.append(
                f"SELECT %s::int AS place, recommendation_id FROM un_untext,"  # noqa: S608 - our own words
                f" (SELECT {expression} AS asked) typed"
                f" WHERE words @@ asked AND language = %s AND recommendation_id >= %s"
            )
            values += [place, *theirs, language, first]
    if queries:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT place, array_agg(recommendation_id) FROM"  # noqa: S608 - as above
                f" ({' UNION ALL '.join(queries)}) answers GROUP BY place",
                values,
            )
            for place, keys in cursor.fetchall():
                found[place] |= BitMap(keys)
    return found
