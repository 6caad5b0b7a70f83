# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding: which recommendations answer to what is asked, how many beside each value, and those of a page."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from threading import Lock
from typing import Any

import numpy as np
from babel import Locale
from django.db import connection
from numpy.typing import NDArray
from pyroaring import BitMap

from praktijk.recommendations.un.meaning import finding as by_meaning
from praktijk.recommendations.un.models import UNRecommendation, UNText
from praktijk.recommendations.un.search.asked import A_PAGE, Asked, Order
from praktijk.recommendations.un.search.index import Facet, Index, as_array, in_order, index
from praktijk.recommendations.un.search.spelling import instead_of
from praktijk.recommendations.un.search.words import parts_of, question
from praktijk.reference.exchange.spelling import plain

_REMEMBERED = 64


@dataclass(frozen=True)
class WithWords:
    """The recommendations whose words answer: their keys, and beside each how well."""

    keys: NDArray[np.int64]
    ranks: NDArray[np.float32]
    members: BitMap


@dataclass(frozen=True)
class Found:
    """All that answers: the keys in order, and per facet how many have each value.

    The counts of a facet leave out its own filter, so that they say what choosing a value would give.
    `instead_of` are the words that were typed, where nothing has them and those of `asked` were taken.
    """

    asked: Asked
    keys: NDArray[np.int64]
    counts: dict[Facet, dict[str, int]]
    instead_of: str = ""

    @property
    def total(self) -> int:
        """How many."""
        return len(self.keys)

    @property
    def pages(self) -> int:
        """On how many pages."""
        return max(1, -(-self.total // A_PAGE))

    def on_page(self) -> list[int]:
        """The keys on the page that is asked for."""
        first = (min(self.asked.page, self.pages) - 1) * A_PAGE
        return [int(key) for key in self.keys[first : first + A_PAGE]]


_remembered: OrderedDict[tuple[int, str], WithWords] = OrderedDict()
_remembering = Lock()


def find(asked: Asked, *, language: str = "en", counted: Iterable[Facet] = tuple(Facet)) -> Found:
    """What answers to a question. Two queries at most, whatever is found (by meaning: four).

    `language` is that of the names of countries when they give the order.
    """
    sets = index()
    words = _answering(asked, sets) if parts_of(asked.words) else None
    every = BitMap(range(len(sets.newest))) if asked.withdrawn else sets.live
    if asked.after:
        every = every & BitMap(range(asked.after + 1, len(sets.newest)))
    within = words.members & every if words else every
    narrowed = {facet: _any_of(sets, facet, values) for facet, values in asked.chosen.items()}
    members = _narrow(within, narrowed)
    return Found(
        asked=asked,
        keys=_ordered(members, words, sets, asked.order, language),
        counts={facet: _counts(sets, facet, within, narrowed, members) for facet in counted},
    )


def find_as_meant(asked: Asked, *, language: str = "en", counted: Iterable[Facet] = tuple(Facet)) -> Found:
    """As `find`; where nothing at all has the words, what answers to the nearest words that there are."""
    found = find(asked, language=language, counted=counted)
    if found.total or asked.meaning or not asked.words or len(_with_words(asked.words, index()).keys):
        return found
    meant = instead_of(asked.words)
    if not meant:
        return found
    nearest = find(replace(asked, words=meant), language=language, counted=counted)
    return replace(nearest, instead_of=asked.words)


def narrowed_by(sets: Index, asked: Asked, within: BitMap) -> BitMap:
    """Those of `within` that the filters leave."""
    return _narrow(within, {facet: _any_of(sets, facet, values) for facet, values in asked.chosen.items()})


def _any_of(sets: Index, facet: Facet, values: tuple[str, ...]) -> BitMap:
    empty = BitMap()
    return reduce(or_, (sets.members[facet].get(value, empty) for value in values), empty)


def _narrow(within: BitMap, narrowed: dict[Facet, BitMap], leave: Facet | None = None) -> BitMap:
    return reduce(lambda kept, facet: kept & narrowed[facet], (f for f in narrowed if f is not leave), within)


def _counts(
    sets: Index, facet: Facet, within: BitMap, narrowed: dict[Facet, BitMap], members: BitMap
) -> dict[str, int]:
    base = _narrow(within, narrowed, facet) if facet in narrowed else members
    counted = (
        (value, base.intersection_cardinality(having)) for value, having in sets.members[facet].items()
    )
    return {value: count for value, count in counted if count}


def _ordered(
    members: BitMap, words: WithWords | None, sets: Index, order: Order, language: str
) -> NDArray[np.int64]:
    if order is Order.RELEVANCE and words is not None:
        if len(members) == len(words.keys):
            return words.keys
        return words.keys[np.isin(words.keys, as_array(members))]
    return in_order(members, _by_country(sets, language) if order is Order.COUNTRY else sets.newest)


def _by_country(sets: Index, language: str) -> NDArray[np.int64]:
    """All keys by the name of their (first) country in a language, and of one country the newest first."""
    if language not in sets.by_country:
        names = Locale.parse(language).territories
        members = sets.members[Facet.COUNTRY]
        codes = sorted(members, key=lambda code: plain(names.get(code, code)))
        places = np.full(len(sets.newest), len(codes), np.int16)
        for place, code in reversed(list(enumerate(codes))):
            places[as_array(members[code])] = place
        sets.by_country[language] = sets.newest[np.argsort(places[sets.newest], kind="stable")]
    return sets.by_country[language]


def _answering(asked: Asked, sets: Index) -> WithWords:
    """By meaning where that is asked for and can be; else by the words."""
    model = by_meaning.offered() if asked.meaning else None
    if model is None:
        return _with_words(asked.words, sets)
    keys, ranks = by_meaning.nearest(asked.words, model)
    return WithWords(keys=keys, ranks=ranks, members=BitMap(keys))


def _with_words(typed: str, sets: Index) -> WithWords:
    """The recommendations with these words, the best first; remembered for who turns a page or a filter."""
    asked = (sets.version, typed)
    with _remembering:
        if asked in _remembered:
            _remembered.move_to_end(asked)
            return _remembered[asked]
    found = _look_up(typed, sets)
    with _remembering:
        _remembered[asked] = found
        while len(_remembered) > _REMEMBERED:
            _remembered.popitem(last=False)
    return found


def _look_up(typed: str, sets: Index) -> WithWords:
    parts = parts_of(typed)
    keys: list[NDArray[np.int64]] = []
    ranks: list[NDArray[np.float32]] = []
    if any(not part.unwanted for part in parts):
        for language in sets.languages:
            expression, values = question(parts, language)
            some, theirs = _rows(expression, values, language)
            keys.append(some)
            ranks.append(theirs)
    every = np.concatenate(keys) if keys else np.empty(0, np.int64)
    rank = np.concatenate(ranks) if ranks else np.empty(0, np.float32)
    order = np.lexsort((-every, -rank))
    best = every[order]
    _, first = np.unique(best, return_index=True)  # one recommendation may answer in several languages
    kept = np.sort(first)
    return WithWords(keys=best[kept], ranks=rank[order][kept], members=BitMap(best))


def _rows(expression: str, values: list[str], language: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT coalesce(array_agg(recommendation_id), '{{}}'),
                coalesce(array_agg(ts_rank(words, asked, 1)), '{{}}')
            FROM un_untext, (SELECT {expression} AS asked) typed
            WHERE words @@ asked AND language = %s
            """,  # noqa: S608 - made of our own words; what was typed is a parameter
            [*values, language],
        )
        keys, ranks = cursor.fetchone()
    return np.array(keys, np.int64), np.array(ranks, np.float32)


@dataclass(frozen=True)
class Result:
    """One recommendation as a list shows it, with its words in the language that suits the reader best."""

    record: UNRecommendation
    text: str
    language: str


def results(keys: list[int], languages: tuple[str, ...] = ("en",)) -> list[Result]:
    """The recommendations with these keys, in this order. Two queries."""
    records: dict[int, Any] = UNRecommendation.objects.in_bulk(keys)
    texts: dict[int, UNText] = {}
    wanted = {language: place for place, language in enumerate(languages)}
    for text in UNText.objects.filter(recommendation__in=keys).only("recommendation_id", "language", "text"):
        known = texts.get(text.recommendation_id)
        if known is None or wanted.get(text.language, 9) < wanted.get(known.language, 9):
            texts[text.recommendation_id] = text
    return [
        Result(
            records[key], texts[key].text if key in texts else "", texts[key].language if key in texts else ""
        )
        for key in keys
        if key in records
    ]
