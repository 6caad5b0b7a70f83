# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the ministry's priorities matter in a country, by what bodies and states ask there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

#: What one of our own recommendations, and one that returns in every cycle, count for beside one of others.
_OURS, _RETURNING = 2, 5

_ASKED = """
    SELECT place.code, theme.key, count(*),
        count(*) FILTER (WHERE one.recommending @> ARRAY[%(own)s]::varchar[]),
        count(*) FILTER (WHERE one.position IN ('supported', 'supported_in_part')),
        count(*) FILTER (WHERE one.position <> '')
    FROM un_unrecommendation AS one, unnest(one.countries) AS place (code), unnest(one.themes) AS theme (key)
    WHERE one.countries && %(countries)s::varchar[] AND place.code = ANY(%(countries)s)
        AND theme.key = ANY(%(themes)s) AND one.withdrawn_on IS NULL
    GROUP BY place.code, theme.key
"""
_RETURN = """
    SELECT country, key, count(*) FROM (
        SELECT member.country, theme.key, member.cluster_id
        FROM un_clustermember AS member JOIN un_unrecommendation AS one ON one.id = member.recommendation_id,
            unnest(one.themes) AS theme (key)
        WHERE member.country = ANY(%(countries)s) AND theme.key = ANY(%(themes)s)
        GROUP BY member.country, theme.key, member.cluster_id HAVING count(DISTINCT one.cycle) > 1
    ) AS again GROUP BY country, key
"""


@dataclass(frozen=True)
class Theme:
    """How much a theme is asked of a country.

    `asked` times in all, `ours` by the own state; `returning` asks came back in a later cycle; `supported` is
    the share of answers in which the state under review agreed, None where it gave none: what is locally
    possible.
    """

    key: str
    asked: int
    ours: int
    returning: int
    supported: float | None

    @property
    def weight(self) -> float:
        """What it counts for: how much is asked, more where the state agrees to it."""
        asked = self.asked + _OURS * self.ours + _RETURNING * self.returning
        return asked * (0.5 + 0.5 * (0.5 if self.supported is None else self.supported))


def themes_for(countries: Iterable[str], priorities: Iterable[str]) -> dict[str, list[Theme]]:
    """For each country the priorities that are asked there, those that count most first. Two queries."""
    asked: dict[str, Any] = {
        "countries": list(countries),
        "themes": list(priorities),
        "own": settings.OWN_STATE,
    }
    if not asked["countries"] or not asked["themes"]:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_RETURN, asked)
        returning = {(country, key): count for country, key, count in cursor.fetchall()}
        cursor.execute(_ASKED, asked)
        found: dict[str, list[Theme]] = {}
        for country, key, count, ours, agreed, answered in cursor.fetchall():
            share = agreed / answered if answered else None
            found.setdefault(country, []).append(
                Theme(key, count, ours, returning.get((country, key), 0), share)
            )
    for themes in found.values():
        themes.sort(key=lambda one: (-one.weight, one.key))
    return found
