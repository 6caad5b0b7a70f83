# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the source records of a recommendation say together."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from praktijk.recommendations.un.words import TRUST


def trust_of(source: str) -> str:
    """How much the source in a column is trusted, as SQL: 1 for the most."""
    return f"array_position(ARRAY{[str(one) for one in TRUST]}::varchar[], {source})"


def say_together(recommendations: Iterable[int]) -> None:
    """Let recommendations (by their keys) be what their source records say together, after those changed."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS touched, live")
        cursor.execute(
            "CREATE TEMPORARY TABLE touched ON COMMIT DROP AS SELECT DISTINCT unnest(%s::bigint[]) AS id",
            [list(recommendations)],
        )
        say_together_within(cursor)


_LISTS = ("countries", "recommending", "themes", "groups", "goals")
_ONE = ("type", "body", "symbol", "paragraph", "position", "session", "cycle", "action", "published_on")


def say_together_within(cursor: Any) -> None:
    """Let each recommendation that was touched be what all its source records say together.

    Of one thing the source that is trusted most decides; lists are taken together. Where one source gives
    different positions for the states that made a recommendation, it was supported in part.
    """
    cursor.execute("ANALYZE touched")
    firsts = ", ".join(
        f"(array_agg({name} ORDER BY trust, id) FILTER (WHERE {name}::text <> ''))[1] AS {name}"
        for name in _ONE
    )
    ones = ", ".join(
        f"{name} = coalesce(said.{name}, '')" if name in _ONE[:5] else f"{name} = said.{name}"
        for name in _ONE
    )
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE live ON COMMIT DROP AS
        SELECT *, {trust_of("source")} AS trust FROM un_sourcerecord
        WHERE recommendation_id IN (SELECT id FROM touched) AND withdrawn_on IS NULL
        """  # noqa: S608
    )
    cursor.execute(
        f"""
        UPDATE un_unrecommendation there SET {ones}
        FROM (SELECT recommendation_id, {firsts} FROM live GROUP BY recommendation_id) said
        WHERE there.id = said.recommendation_id
        """  # noqa: S608
    )
    for name in _LISTS:
        cursor.execute(
            f"""
            UPDATE un_unrecommendation there SET {name} = coalesce(said.{name}, '{{}}')
            FROM (
                SELECT recommendation_id,
                    array_agg(DISTINCT value ORDER BY value) FILTER (WHERE value IS NOT NULL) AS {name}
                FROM live LEFT JOIN unnest({name}) value ON true GROUP BY recommendation_id
            ) said
            WHERE there.id = said.recommendation_id
                AND there.{name} IS DISTINCT FROM coalesce(said.{name}, '{{}}')
            """  # noqa: S608
        )
    cursor.execute(
        """
        UPDATE un_unrecommendation there SET position = 'supported_in_part'
        FROM (
            SELECT recommendation_id FROM (
                SELECT recommendation_id, position, trust,
                    min(trust) OVER (PARTITION BY recommendation_id) AS best
                FROM live WHERE position NOT IN ('', 'pending')
            ) answered
            WHERE trust = best GROUP BY recommendation_id HAVING count(DISTINCT position) > 1
        ) differing
        WHERE there.id = differing.recommendation_id
        """
    )
    cursor.execute(
        """
        UPDATE un_unrecommendation there SET withdrawn_on = gone.withdrawn_on
        FROM (
            SELECT recommendation_id,
                CASE WHEN bool_or(withdrawn_on IS NULL) THEN NULL ELSE max(withdrawn_on) END AS withdrawn_on
            FROM un_sourcerecord
            WHERE recommendation_id IN (SELECT id FROM touched) GROUP BY recommendation_id
        ) gone
        WHERE there.id = gone.recommendation_id AND there.withdrawn_on IS DISTINCT FROM gone.withdrawn_on
        """
    )
