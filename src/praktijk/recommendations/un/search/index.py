# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each value of each facet the set of recommendations that have it, as compressed bitmaps.

They are made once, when the corpus changes, and kept in the database (`IndexPart`); each process reads them
in a few milliseconds and counts with them: an intersection of two sets takes microseconds, so all counts
beside all values of a page take less than one query would.

The method: S. Chambi, D. Lemire, O. Kaser, R. Godin, "Better bitmap performance with Roaring bitmaps",
Software: Practice and Experience 46 (2016).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray
from pyroaring import BitMap

from praktijk.recommendations.un.models import CorpusState, IndexPart
from praktijk.reference.exchange.terms import region_of


class Facet(StrEnum):
    """What can be filtered on, in the order of the page."""

    COUNTRY = "country"
    REGION = "region"
    BODY = "body"
    TYPE = "type"
    CYCLE = "cycle"
    SESSION = "session"
    RECOMMENDING = "recommending"
    POSITION = "position"
    THEME = "theme"
    GROUP = "group"
    GOAL = "goal"
    YEAR = "year"


_SINGLE = {
    Facet.BODY: "body",
    Facet.TYPE: "type",
    Facet.CYCLE: "cycle",
    Facet.SESSION: "session",
    Facet.POSITION: "position",
    Facet.YEAR: "year",
}
_SEVERAL = {
    Facet.COUNTRY: "countries",
    Facet.RECOMMENDING: "recommending",
    Facet.THEME: "themes",
    Facet.GROUP: "groups",
}
_DAYS, _LIVE, _LANGUAGE = "days", "live", "language"
_NO_DAY = np.iinfo(np.int32).min


@dataclass
class Index:
    """The sets of one version of the corpus.

    `members[facet][value]` are the keys of the recommendations with that value, `live` those that no
    publisher withdrew, `newest` all keys by day of publication, the newest first and those without a day
    last, `languages` those in which there are texts. `by_country` holds the orders by country that were
    asked for, per language.
    """

    version: int = -1
    members: dict[Facet, dict[str, BitMap]] = field(default_factory=lambda: {facet: {} for facet in Facet})
    live: BitMap = field(default_factory=BitMap)
    newest: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    by_country: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


_here = Index()
_reading = Lock()


def index() -> Index:
    """The sets as they are now. One small query, unless the corpus has changed since the last time."""
    global _here
    version = CorpusState.objects.values_list("version", flat=True).first() or 0
    if _here.version != version:
        with _reading:
            if _here.version != version:
                _here = _read(version)
    return _here


def rebuild() -> None:
    """Make the sets anew, after any change of the corpus, in the transaction of that change."""
    with transaction.atomic():
        IndexPart.objects.all().delete()
        parts = [IndexPart(kind=kind, value=value, data=data) for kind, value, data in _parts()]
        IndexPart.objects.bulk_create(parts, batch_size=500)
        state, _ = CorpusState.objects.select_for_update().get_or_create(pk=1)
        state.version += 1
        state.save()


def _read(version: int) -> Index:
    found = Index(version=version)
    languages = []
    for kind, value, data in IndexPart.objects.values_list("kind", "value", "data"):
        if kind == _DAYS:
            days = np.frombuffer(bytes(data), np.int32).astype(np.int64)
            found.newest = np.lexsort((-np.arange(len(days)), -days))
        elif kind == _LIVE:
            found.live = BitMap.deserialize(bytes(data))
        elif kind == _LANGUAGE:
            languages.append(value)
        else:
            found.members[Facet(kind)][value] = BitMap.deserialize(bytes(data))
    found.languages = tuple(sorted(languages))
    return found


def _parts() -> Iterator[tuple[str, str, bytes]]:
    with connection.cursor() as cursor:
        for facet, column in _SINGLE.items():
            cursor.execute(
                f"SELECT {column}::text, array_agg(id) FROM un_unrecommendation"  # noqa: S608 - our own columns
                f" WHERE {column}::text <> '' GROUP BY 1"
            )
            yield from _sets(facet, cursor.fetchall())
        for facet, column in _SEVERAL.items():
            cursor.execute(
                f"SELECT value, array_agg(id) FROM un_unrecommendation, unnest({column}) value GROUP BY 1"  # noqa: S608
            )
            rows = cursor.fetchall()
            yield from _sets(facet, rows)
            if facet is Facet.COUNTRY:
                yield from _regions(rows)
        cursor.execute(
            "SELECT split_part(value, '.', 1), array_agg(id) FROM un_unrecommendation, unnest(goals) value"
            " GROUP BY 1"
        )
        yield from _sets(Facet.GOAL, cursor.fetchall())
        cursor.execute(
            "SELECT coalesce(array_agg(id), '{}'),"
            " coalesce(array_agg(published_on - date '1970-01-01'), '{}'),"
            " coalesce(array_agg(id) FILTER (WHERE withdrawn_on IS NULL), '{}') FROM un_unrecommendation"
        )
        keys, days, live = cursor.fetchone()
        by_key = np.full(max(keys, default=-1) + 1, _NO_DAY, np.int32)
        by_key[keys] = [_NO_DAY if day is None else day for day in days]
        yield _DAYS, "", by_key.tobytes()
        yield _LIVE, "", BitMap(live).serialize()
        cursor.execute("SELECT DISTINCT language FROM un_untext")
        yield from ((_LANGUAGE, language, b"") for (language,) in cursor.fetchall())


def _sets(facet: Facet, rows: list[tuple[str, list[int]]]) -> Iterator[tuple[str, str, bytes]]:
    for value, keys in rows:
        members = BitMap(keys)
        members.run_optimize()
        yield facet, value, members.serialize()


def _regions(rows: list[tuple[str, list[int]]]) -> Iterator[tuple[str, str, bytes]]:
    regions: dict[str, BitMap] = {}
    for country, keys in rows:
        if region := region_of().get(country):
            regions.setdefault(region, BitMap()).update(keys)
    for region, members in regions.items():
        yield Facet.REGION, region, members.serialize()


def as_array(keys: BitMap) -> NDArray[np.int64]:
    """The keys of a set as an array, in order."""
    return np.array(keys.to_array(), np.int64)


def in_order(members: BitMap, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The keys of a set in the order of a list of all keys."""
    wanted = np.zeros(len(order), bool)
    wanted[as_array(members)] = True
    kept: NDArray[np.int64] = order[wanted[order]]
    return kept
