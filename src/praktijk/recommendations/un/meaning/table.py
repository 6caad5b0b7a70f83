# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vectors in PostgreSQL, by its extension pgvector; and what is nearest to one.

The table is no part of the migrations: it holds nothing that cannot be made again, and a PostgreSQL without
the extension has to do without it. Whoever makes vectors makes it first (`prepare`).

A vector of 512 half-precision numbers takes a kilobyte, and reading 265,000 takes too long for a page.
So the signs of its numbers, 64 bytes, stand in a table of their own: those nearest by the signs are found
first, and then put in order by the vectors themselves (binary quantization with re-ranking, as pgvector's
documentation describes it). What that costs and loses here: docs/methods/meaning.md.
"""

import numpy as np
from django.db import connection, transaction
from django.db.utils import DatabaseError
from numpy.typing import NDArray

_EXTENSION = "CREATE EXTENSION IF NOT EXISTS vector"
# The vectors lie apart, so that those nearest by their signs are found in a narrow table.
_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS un_meaning_vector (
        recommendation_id bigint PRIMARY KEY,
        vector halfvec NOT NULL
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS un_meaning (
        recommendation_id bigint PRIMARY KEY,
        model varchar(200) NOT NULL,
        wording uuid NOT NULL,
        signs bit varying NOT NULL
    )
    """,
)
#: So many times more are looked at by their signs than are wanted, and at least `_LEAST`.
_TIMES, _LEAST = 2, 300


def prepare() -> bool:
    """Make the table where it is not there yet; False where this PostgreSQL cannot have it."""
    if is_there():
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_EXTENSION)
            for statement in _TABLES:
                cursor.execute(statement)
    except DatabaseError:
        return False
    return True


def is_there() -> bool:
    """Whether the table is there. One small query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('un_meaning') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def has_any(model: str) -> bool:
    """Whether there are vectors of a model. Two small queries."""
    if not is_there():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM un_meaning WHERE model = %s)", [model])
        return bool(cursor.fetchone()[0])


def clear_others(model: str) -> None:
    """Remove vectors of other models, and of recommendations that are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM un_meaning there WHERE model <> %s OR NOT EXISTS"
            " (SELECT FROM un_unrecommendation r WHERE r.id = there.recommendation_id)"
            " RETURNING recommendation_id)"
            " DELETE FROM un_meaning_vector WHERE recommendation_id IN (SELECT recommendation_id FROM gone)",
            [model],
        )


def missing(model: str, most: int) -> list[tuple[int, str, str]]:
    """(key, wording, text) of recommendations that want a vector, the newest first; English if there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH wanting AS MATERIALIZED (
                SELECT r.id, r.wording, r.published_on FROM un_unrecommendation r
                WHERE NOT EXISTS (
                    SELECT FROM un_meaning m
                    WHERE m.recommendation_id = r.id AND m.model = %s AND m.wording = r.wording
                ) AND EXISTS (SELECT FROM un_untext t WHERE t.recommendation_id = r.id)
                ORDER BY r.published_on DESC NULLS LAST, r.id DESC
                LIMIT %s
            )
            SELECT w.id, w.wording::text, words.text FROM wanting w, LATERAL (
                SELECT text FROM un_untext t WHERE t.recommendation_id = w.id
                ORDER BY t.language <> 'en', t.language LIMIT 1
            ) words
            ORDER BY w.published_on DESC NULLS LAST, w.id DESC
            """,
            [model, most],
        )
        return [(key, wording, text) for key, wording, text in cursor.fetchall()]


def counts(model: str) -> tuple[int, int]:
    """(how many recommendations have their vector, how many there are with a text)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE m.wording = r.wording AND m.model = %s), count(*)"
            " FROM un_unrecommendation r LEFT JOIN un_meaning m ON m.recommendation_id = r.id"
            " WHERE EXISTS (SELECT FROM un_untext t WHERE t.recommendation_id = r.id)",
            [model],
        )
        done, of_all = cursor.fetchone()
    return done, of_all


def keep(model: str, rows: list[tuple[int, str]], vectors: NDArray[np.float32]) -> None:
    """Keep a vector for each (key, wording)."""
    keys, wordings = zip(*rows, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH new AS MATERIALIZED (
                SELECT key, wording, vector::halfvec
                FROM unnest(%s::bigint[], %s::uuid[], %s::text[]) typed (key, wording, vector)
            ), kept AS (
                INSERT INTO un_meaning_vector (recommendation_id, vector) SELECT key, vector FROM new
                ON CONFLICT (recommendation_id) DO UPDATE SET vector = excluded.vector
            )
            INSERT INTO un_meaning (recommendation_id, model, wording, signs)
            SELECT key, %s, wording, binary_quantize(vector) FROM new
            ON CONFLICT (recommendation_id) DO UPDATE
            SET model = excluded.model, wording = excluded.wording, signs = excluded.signs
            """,
            [list(keys), list(wordings), [_written(vector) for vector in vectors], model],
        )


def vectors_of(model: str, keys: list[int]) -> dict[int, NDArray[np.float32]]:
    """The vectors of these recommendations by their keys; those without one are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT recommendation_id, vector::text FROM un_meaning JOIN un_meaning_vector"
            " USING (recommendation_id) WHERE model = %s AND recommendation_id = ANY(%s)",
            [model, keys],
        )
        return {key: np.fromstring(vector[1:-1], np.float32, sep=",") for key, vector in cursor.fetchall()}


def nearest(model: str, vector: NDArray[np.float32], most: int) -> list[tuple[int, float]]:
    """(key, closeness from -1 to 1) of the nearest, the nearest first."""
    return _nearest(model, "%s::halfvec", [_written(vector)], most)


def nearest_to(model: str, key: int, most: int) -> list[tuple[int, float]]:
    """(key, closeness) of those nearest to a recommendation, without itself; nothing if it has no vector."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT vector::text FROM un_meaning JOIN un_meaning_vector USING (recommendation_id)"
            " WHERE recommendation_id = %s AND model = %s",
            [key, model],
        )
        row = cursor.fetchone()
    if row is None:
        return []
    found = _nearest(model, "%s::halfvec", [row[0]], most + 1)
    return [one for one in found if one[0] != key][:most]


def _nearest(model: str, expression: str, values: list[str], most: int) -> list[tuple[int, float]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH near AS MATERIALIZED (
                SELECT recommendation_id FROM un_meaning WHERE model = %s
                ORDER BY signs <~> binary_quantize({expression}) LIMIT %s
            )
            SELECT recommendation_id, 1 - (vector <=> {expression})
            FROM near JOIN un_meaning_vector USING (recommendation_id)
            ORDER BY vector <=> {expression}, recommendation_id LIMIT %s
            """,  # noqa: S608 - our own words; the vector is a parameter
            [model, *values, max(_TIMES * most, _LEAST), *values, *values, most],
        )
        return [(key, float(closeness)) for key, closeness in cursor.fetchall()]


def _written(vector: NDArray[np.float32]) -> str:
    """A vector as PostgreSQL reads it."""
    return "[" + ",".join(f"{number:.5f}" for number in vector) + "]"
