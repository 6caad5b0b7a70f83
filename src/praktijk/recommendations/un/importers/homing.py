# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records without a paragraph go to the paragraph that they are, whichever source was imported first."""

from collections import defaultdict
from typing import Any

from praktijk.recommendations.un.importers.nearly import Text, one_by_number, pairs
from praktijk.recommendations.un.importers.together import trust_of


def bring_home(cursor: Any) -> None:
    """Put records without a paragraph with that paragraph in the same words that their state made.

    So it does not matter which source was imported first. Where no paragraph has the state, the first one.
    """
    cursor.execute(
        """
        CREATE TEMPORARY TABLE homes ON COMMIT DROP AS
        SELECT DISTINCT ON (loose.id) loose.id AS record, home.id AS old, anchored.recommendation_id AS id
        FROM un_unrecommendation home
        JOIN un_sourcerecord loose ON loose.recommendation_id = home.id AND loose.paragraph = ''
        JOIN un_unrecommendation there ON there.wording = home.wording
            AND there.countries = home.countries AND there.cycle = home.cycle
        JOIN un_sourcerecord anchored ON anchored.recommendation_id = there.id AND anchored.paragraph <> ''
        WHERE home.body = 'UPR' AND home.wording IN (
            SELECT wording FROM incoming JOIN fates USING (place) WHERE fate IN ('new', 'changed')
        )
        ORDER BY loose.id, (anchored.recommending && loose.recommending) DESC, anchored.paragraph
        """
    )
    cursor.execute("DELETE FROM homes WHERE old = id")
    _find_near_ones(cursor)
    cursor.execute(
        "UPDATE un_sourcerecord record SET recommendation_id = homes.id FROM homes"
        " WHERE record.id = homes.record"
    )
    cursor.execute("INSERT INTO touched SELECT old FROM homes UNION SELECT id FROM homes")
    _leave_no_empty_ones(cursor)


def _find_near_ones(cursor: Any) -> None:
    """Add to the homes those paragraphs of the same state and cycle that differ in a word or so."""
    near = _under_one_number(cursor)
    if loose := _texts(cursor, "paragraph = '' AND there.id NOT IN (SELECT old FROM homes)"):
        anchored = _texts(cursor, "paragraph <> ''")
        near += [pair for place, of_it in loose.items() for pair in pairs(of_it, anchored.get(place, []))]
    cursor.execute(
        """
        INSERT INTO homes (record, old, id)
        SELECT record.id, near.old, near.id
        FROM (SELECT unnest(%s::bigint[]) AS old, unnest(%s::bigint[]) AS id) near
        JOIN un_sourcerecord record ON record.recommendation_id = near.old
        """,
        [[old for old, _home in near], [home for _old, home in near]],
    )


def _under_one_number(cursor: Any) -> list[tuple[int, int]]:
    """(recommendation, its home) of those that two publishers give under one paragraph, nearly alike.

    The home is that of the publisher who is trusted more.
    """
    cursor.execute(
        "SELECT EXISTS (SELECT FROM un_sourcerecord WHERE source NOT IN (SELECT source FROM incoming))"
        " OR (SELECT count(DISTINCT source) FROM incoming) > 1"
    )
    if not cursor.fetchone()[0]:
        return []
    cursor.execute(
        f"""
        WITH here AS (
            SELECT there.id, there.countries, there.cycle, there.paragraph, words.text,
                (SELECT array_agg(DISTINCT source) FROM un_sourcerecord record
                    WHERE record.recommendation_id = there.id) AS sources,
                (SELECT min({trust_of("source")}) FROM un_sourcerecord record
                    WHERE record.recommendation_id = there.id) AS trust
            FROM un_unrecommendation there
            JOIN un_untext words ON words.recommendation_id = there.id AND words.language = 'en'
            WHERE there.body = 'UPR' AND there.paragraph <> '' AND there.withdrawn_on IS NULL
                AND (there.countries, there.cycle) IN (
                    SELECT countries, cycle FROM incoming JOIN fates USING (place)
                    WHERE fate IN ('new', 'changed') AND body = 'UPR')
        )
        SELECT loose.id, home.id, loose.text, home.text FROM here loose
        JOIN here home USING (countries, cycle, paragraph)
        WHERE loose.trust > home.trust AND NOT loose.sources && home.sources
        ORDER BY loose.id, home.id
        """  # noqa: S608 - the order of trust is ours
    )
    return [(old, home) for old, home, one, other in cursor.fetchall() if one_by_number(one, other)]


def _texts(cursor: Any, condition: str) -> dict[tuple[str, int], list[Text]]:
    """By state under review and cycle, where something came or changed, what meets a condition."""
    cursor.execute(
        f"""
        SELECT there.countries[1], there.cycle, there.id, words.text, there.recommending
        FROM un_unrecommendation there
        JOIN un_untext words ON words.recommendation_id = there.id AND words.language = 'en'
        WHERE there.body = 'UPR' AND there.cycle IS NOT NULL AND cardinality(there.countries) = 1
            AND there.type = 'recommendation' AND there.withdrawn_on IS NULL AND there.{condition}
            AND (there.countries, there.cycle) IN (
                SELECT countries, cycle FROM incoming JOIN fates USING (place)
                WHERE fate IN ('new', 'changed') AND body = 'UPR')
        ORDER BY there.id
        """  # noqa: S608 - conditions of our own
    )
    found: dict[tuple[str, int], list[Text]] = defaultdict(list)
    for country, cycle, key, text, states in cursor.fetchall():
        found[country, cycle].append(Text(key, text, frozenset(states)))
    return found


def _leave_no_empty_ones(cursor: Any) -> None:
    """Remove recommendations that no source gives any more; what people did with them goes along home.

    One of which both it and its home are followed stays, withdrawn: an assessment is never moved.
    """
    cursor.execute(
        """
        CREATE TEMPORARY TABLE emptied ON COMMIT DROP AS
        SELECT DISTINCT ON (old) old, id AS home FROM homes
        WHERE NOT EXISTS (SELECT FROM un_sourcerecord record WHERE record.recommendation_id = homes.old)
        ORDER BY old, id
        """
    )
    cursor.execute(
        """
        UPDATE un_followup mine SET recommendation_id = emptied.home FROM emptied
        WHERE mine.recommendation_id = emptied.old
            AND NOT EXISTS (SELECT FROM un_followup there WHERE there.recommendation_id = emptied.home)
            AND emptied.old = (SELECT min(other.old) FROM emptied other
                JOIN un_followup its ON its.recommendation_id = other.old WHERE other.home = emptied.home)
        """
    )
    cursor.execute(
        """
        UPDATE un_unrecommendation there SET withdrawn_on = current_date FROM un_followup kept
        WHERE there.id = kept.recommendation_id AND there.id IN (SELECT old FROM emptied)
        """
    )
    cursor.execute("DELETE FROM emptied WHERE old IN (SELECT recommendation_id FROM un_followup)")
    cursor.execute(
        """
        UPDATE un_clustermember mine SET recommendation_id = emptied.home FROM emptied
        WHERE mine.recommendation_id = emptied.old AND NOT EXISTS (
            SELECT FROM un_clustermember there
            WHERE there.recommendation_id = emptied.home AND there.country = mine.country)
        """
    )
    cursor.execute(
        "UPDATE un_cluster SET typical_id = emptied.home FROM emptied WHERE typical_id = emptied.old"
    )
    gone = "(SELECT old FROM emptied)"
    for table, column in (
        ("un_clustermember", "recommendation_id"),
        ("un_apart", "one_id"),
        ("un_apart", "other_id"),
        ("un_untext", "recommendation_id"),
        ("un_unrecommendation", "id"),
    ):
        cursor.execute(f"DELETE FROM {table} WHERE {column} IN {gone}")  # noqa: S608 - our own names
    cursor.execute(f"DELETE FROM touched WHERE id IN {gone}")  # noqa: S608
