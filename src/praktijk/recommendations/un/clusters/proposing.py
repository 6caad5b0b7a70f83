# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proposing clusters in the background, state by state; what people decided stays."""

import time
from collections.abc import Callable

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from pyroaring import BitMap

from praktijk.recommendations.un.clusters.grouping import groups
from praktijk.recommendations.un.clusters.models import Apart, Cluster, ClusterMember, Proposed
from praktijk.recommendations.un.meaning import finding as by_meaning
from praktijk.recommendations.un.meaning import table
from praktijk.recommendations.un.meaning.models_of_meaning import model
from praktijk.recommendations.un.models import UNText
from praktijk.recommendations.un.search.index import Facet, as_array, index

_NAME = "un.propose_clusters"
_SECONDS = 20.0
_LOCK = 7_261_010  # first number of the locks in PostgreSQL of who proposes for a state
#: Of a state with more, the newest; a group over so many years rarely says anything new.
MOST = 4_000


@app.periodic(cron="5-59/10 * * * *")
@app.task(name="un.look_for_clusters", queueing_lock="un.look_for_clusters", priority=-60)
def look(timestamp: int) -> None:
    """Go on where a worker was stopped, or where vectors have come since."""
    if waiting():
        _ask()


@app.task(name=_NAME, queueing_lock=_NAME, priority=-60)
def propose_some() -> None:
    """Propose for some states; while others wait, ask to go on."""
    if propose_all(seconds=_SECONDS):
        _ask()


def propose_after_import() -> None:
    """Have clusters proposed once what is being stored is there."""
    transaction.on_commit(_ask)


def _ask() -> None:
    try:
        propose_some.defer()
    except AlreadyEnqueued:
        return


def waiting() -> list[str]:
    """The states of which the corpus changed since clusters were proposed, or all vectors came since."""
    sets = index()
    done = {one.country: one for one in Proposed.objects.all()}
    known = by_meaning.offered()
    meant = known is not None and by_meaning.progress(sets.version, known) is None
    return sorted(
        code
        for code in sets.members[Facet.COUNTRY]
        if code not in done or done[code].version != sets.version or (meant and not done[code].by_meaning)
    )


def propose_all(*, seconds: float | None = None, told: Callable[[str], None] = lambda country: None) -> bool:
    """Propose for the states that wait, for so many seconds at most; True when some are left."""
    begun = time.monotonic()
    for country in waiting():
        propose(country)
        told(country)
        if seconds is not None and time.monotonic() - begun > seconds:
            return bool(waiting())
    return False


@transaction.atomic
def propose(country: str) -> int:
    """Propose the clusters of a state anew; gives how many there are then.

    What was confirmed stays; who is in none of those is grouped by text, and by meaning where there are
    vectors. Two that a person took apart are not brought together.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, int.from_bytes(country.encode())])
    sets = index()
    Cluster.objects.filter(country=country, state=Cluster.State.PROPOSED).delete()
    held = ClusterMember.objects.filter(country=country).values_list("recommendation", flat=True)
    free = (sets.members[Facet.COUNTRY].get(country, BitMap()) & sets.live) - BitMap(held)
    texts = _texts([int(key) for key in as_array(free)][-MOST:])
    keys = list(texts)
    vectors = _vectors(keys)
    places = {key: place for place, key in enumerate(keys)}
    apart = [
        (places[one], places[other])
        for one, other in Apart.objects.filter(one__in=keys, other__in=keys).values_list("one", "other")
    ]
    found = groups([texts[key] for key in keys], vectors, apart)
    made = Cluster.objects.bulk_create(
        [Cluster(country=country, typical_id=keys[members[0]]) for members in found]
    )
    ClusterMember.objects.bulk_create(
        [
            ClusterMember(cluster=cluster, recommendation_id=keys[member], country=country)
            for cluster, members in zip(made, found, strict=True)
            for member in members
        ],
        batch_size=2_000,
    )
    Proposed.objects.update_or_create(
        country=country, defaults={"version": sets.version, "by_meaning": vectors is not None}
    )
    return Cluster.objects.filter(country=country).count()


def _texts(keys: list[int]) -> dict[int, str]:
    """By key its words, in English where there are any."""
    rows = UNText.objects.filter(recommendation__in=keys).values_list("recommendation", "language", "text")
    found: dict[int, str] = {}
    for key, _language, text in sorted(rows, key=lambda row: (row[0], row[1] != "en", row[1])):
        found.setdefault(key, text)
    return found


def _vectors(keys: list[int]) -> NDArray[np.float32] | None:
    """A row of length one for each key, zero for one without a vector; None where there are none at all."""
    known = model()
    if known is None or not table.has_any(known.name):
        return None
    found = table.vectors_of(known.name, keys)
    if not found:
        return None
    rows = np.zeros((len(keys), known.dimensions), np.float32)
    for place, key in enumerate(keys):
        if key in found:
            rows[place] = found[key]
    return rows
