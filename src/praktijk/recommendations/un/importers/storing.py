# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping rows: by COPY into a table of this transaction, from there in one statement for each step.

`Incoming` takes the rows; `merge` makes of them source records and recommendations. Everything happens in
the transaction of whoever calls: ended halfway, nothing has happened.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from praktijk.recommendations.un.importers.homing import bring_home
from praktijk.recommendations.un.importers.rows import REJECTING, Fault, Finding
from praktijk.recommendations.un.importers.staging import FACTS, Findings
from praktijk.recommendations.un.importers.together import say_together_within, trust_of
from praktijk.recommendations.un.words import Source
from praktijk.reference.exchange.names import fits_stub

# What becomes of each row. Two rows of one key: the first counts. Two rows are one recommendation when they
# stand in one document (of the UPR: were made to one state in one cycle) under one paragraph in the same
# words: so a source that repeats it for each state that made it comes together.
_FATES = """
CREATE TEMPORARY TABLE fates ON COMMIT DROP AS
SELECT here.place, here.language, here.repaired, record.id AS record, record.recommendation_id AS became,
    CASE
        WHEN here.turn > 1 AND here.digest = here.first THEN 'double'
        WHEN here.turn > 1 THEN 'rejected'
        WHEN record.id IS NULL THEN 'new'
        WHEN record.withdrawn_on IS NULL AND record.digests ->> here.language = here.digest::text
            THEN 'unchanged'
        WHEN record.language <> here.language THEN 'language'
        ELSE 'changed'
    END AS fate,
    md5(concat_ws('|',
        CASE WHEN body = 'UPR' AND cycle IS NOT NULL THEN 'UPR' || cycle || countries::text
             ELSE coalesce(nullif(symbol, ''), here.document::text, body || countries::text) END,
        paragraph, wording))::uuid AS identity
FROM (
    SELECT place, source, key, digest, document, language, wording, repaired, body, symbol, paragraph,
        countries, cycle, row_number() OVER same AS turn, first_value(digest) OVER same AS first
    FROM incoming WINDOW same AS (PARTITION BY source, key ORDER BY place)
) here
LEFT JOIN (
    SELECT id, source, key, digests, language, recommendation_id, withdrawn_on FROM un_sourcerecord
) record
    ON record.source = here.source AND record.key = here.key
"""

# Beyond so many rows for each that is there, indexes are built anew instead of kept up row by row.
_MANY = 2


@dataclass
class Outcome:
    """What became of the rows of an import. The five counts add up to `rows`."""

    rows: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    repaired: int = 0
    rejected: int = 0
    withdrawn: int = 0
    missing: int = 0
    recommendations: int = 0
    faults: Counter[str] = field(default_factory=Counter)


def merge(found: Findings, *, today: date, whole: bool) -> Outcome:
    """Make of the incoming rows what they say; `whole` when the file holds all that its publisher has.

    Two rows of one key: the first counts, the second is rejected where it says something else. What the
    publisher no longer has is marked withdrawn on `today`.
    """
    outcome = Outcome()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # indexes are not built with checks outstanding
        _tell_countries(cursor, found)
        cursor.execute(_FATES)
        cursor.execute("CREATE UNIQUE INDEX ON fates (place)")
        cursor.execute("ANALYZE incoming, fates")
        _name_doubles(cursor, found)
        with _indexes_apart(cursor):
            _part_ways(cursor)
            _find_what_is_there(cursor)
            outcome.recommendations = _make_recommendations(cursor)
            _keep_source_records(cursor)
            if whole:
                outcome.missing, outcome.withdrawn = _withdraw(cursor, today)
            _keep_texts(cursor)
        bring_home(cursor)
        say_together_within(cursor)
        _count(cursor, outcome, found)
    return outcome


def _tell_countries(cursor: Any, found: Findings) -> None:
    """Give rows without a country that of the other rows of their document, where that is one and fits."""
    cursor.execute(
        """
        SELECT here.place, here.file, here.number, here.stub, array_agg(DISTINCT told.countries[1])
        FROM incoming here
        JOIN incoming told ON told.document = here.document AND cardinality(told.countries) = 1
        WHERE here.countries = '{}' AND here.unknown -> 'country' IS NULL
        GROUP BY here.place, here.file, here.number, here.stub
        """
    )
    told = []
    for place, file, number, stub, codes in cursor.fetchall():
        fitting = [code for code in codes if not stub or fits_stub(stub, code)]
        if len(fitting) == 1:
            told.append((place, fitting[0]))
            found.add(Finding(number, "Countries", Fault.COUNTRY_FROM_DOCUMENT, stub, file))
    cursor.execute(
        """
        UPDATE incoming SET countries = ARRAY[told.code]::varchar(2)[], repaired = true, stub = ''
        FROM (SELECT unnest(%s::int[]) AS place, unnest(%s::text[]) AS code) told
        WHERE incoming.place = told.place
        """,
        [[place for place, _ in told], [code for _, code in told]],
    )
    cursor.execute(
        """
        UPDATE incoming SET repaired = true,
            unknown = CASE WHEN stub = '' THEN unknown
                           ELSE unknown || jsonb_build_object('country', jsonb_build_array(stub)) END
        WHERE countries = '{}' AND unknown -> 'country' IS NULL
        RETURNING file, number, stub
        """
    )
    for file, number, stub in cursor.fetchall():
        fault = Fault.UNKNOWN_COUNTRY if stub else Fault.NO_COUNTRY
        found.add(Finding(number, "Countries", fault, stub, file))


def _name_doubles(cursor: Any, found: Findings) -> None:
    cursor.execute(
        "SELECT file, number, key FROM fates JOIN incoming USING (place)"
        " WHERE fate = 'rejected' ORDER BY place"
    )
    for file, number, key in cursor.fetchall():
        found.add(Finding(number, "AnnotationId", Fault.SAME_KEY, str(key), file))


@contextmanager
def _indexes_apart(cursor: Any) -> Iterator[None]:
    """Within, indexes of the corpus are not kept up, when much more comes than is there; then built anew."""
    cursor.execute(
        "SELECT (SELECT count(*) FROM fates WHERE fate = 'new'), (SELECT count(*) FROM un_sourcerecord)"
    )
    coming, there = cursor.fetchone()
    apart: list[tuple[str, str]] = []
    if coming > _MANY * there and coming > 1_000:
        cursor.execute(
            """
            SELECT here.indexrelid::regclass::text, pg_get_indexdef(here.indexrelid)
            FROM pg_index here LEFT JOIN pg_constraint held ON held.conindid = here.indexrelid
            WHERE here.indrelid IN ('un_unrecommendation'::regclass, 'un_untext'::regclass,
                'un_sourcerecord'::regclass) AND held.oid IS NULL AND NOT here.indisprimary
            """
        )
        apart = cursor.fetchall()
        for name, _ in apart:
            cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in apart:
        cursor.execute(definition)
    if apart:
        cursor.execute("ANALYZE un_unrecommendation, un_untext, un_sourcerecord")


def _part_ways(cursor: Any) -> None:
    """A record that changed its words leaves those it was one with, when they keep theirs."""
    cursor.execute(
        """
        UPDATE fates SET became = NULL
        FROM un_unrecommendation there
        WHERE fates.fate = 'changed' AND there.id = fates.became AND there.identity <> fates.identity
          AND EXISTS (
            SELECT FROM un_sourcerecord other
            LEFT JOIN fates its ON its.record = other.id AND its.fate = 'changed'
            WHERE other.recommendation_id = there.id AND other.withdrawn_on IS NULL
              AND (its.place IS NULL OR its.identity = there.identity)
          )
        """
    )


def _find_what_is_there(cursor: Any) -> None:
    """Join what is there: by identity, else the same words to the same state in the same cycle.

    Another source may give no paragraph; of several paragraphs with the same words that is taken which has
    a recommending state in common. One without a paragraph becomes one paragraph only.
    """
    cursor.execute(
        """
        UPDATE fates SET became = there.id FROM un_unrecommendation there
        WHERE fate IN ('new', 'changed') AND became IS NULL AND there.identity = fates.identity
        """
    )
    cursor.execute(
        """
        WITH met AS (
            SELECT DISTINCT ON (here.place) here.place, fates.identity, there.id,
                there.paragraph = '' AND here.paragraph <> '' AS gives,
                there.recommending && here.recommending AS shares
            FROM fates JOIN incoming here USING (place)
            JOIN un_unrecommendation there ON there.wording = here.wording
                AND there.countries = here.countries AND there.cycle = here.cycle
                AND (there.paragraph = '' OR here.paragraph = '' OR there.paragraph = here.paragraph)
            WHERE fates.fate IN ('new', 'changed') AND fates.became IS NULL AND here.body = 'UPR'
            ORDER BY here.place, (there.recommending && here.recommending) DESC, there.id
        ),
        first AS (
            SELECT *, first_value(identity) OVER (PARTITION BY id, gives ORDER BY shares DESC, place) AS taken
            FROM met
        )
        UPDATE fates SET became = first.id FROM first
        WHERE fates.place = first.place AND (NOT first.gives OR first.identity = first.taken)
        """
    )


def _make_recommendations(cursor: Any) -> int:
    """Make the recommendations that are new; gives how many."""
    cursor.execute(
        f"""
        INSERT INTO un_unrecommendation (identity, wording, illustrative, {FACTS})
        SELECT DISTINCT ON (identity) identity, wording, source = '{Source.ILLUSTRATIVE}', {FACTS}
        FROM fates JOIN incoming USING (place)
        WHERE fate IN ('new', 'changed') AND became IS NULL ORDER BY identity, place
        """  # noqa: S608 - names of columns only
    )
    made = int(cursor.rowcount)
    cursor.execute(
        """
        UPDATE fates SET became = there.id FROM un_unrecommendation there
        WHERE fate IN ('new', 'changed') AND became IS NULL AND there.identity = fates.identity
        """
    )
    return made


def _keep_source_records(cursor: Any) -> None:
    cursor.execute(
        """
        CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
        SELECT DISTINCT recommendation_id AS id FROM un_sourcerecord
        WHERE id IN (SELECT record FROM fates WHERE fate = 'changed')
        UNION SELECT became FROM fates WHERE fate = 'changed'
        UNION SELECT became FROM fates WHERE fate = 'new' GROUP BY became HAVING count(*) > 1
        UNION SELECT became FROM fates
        WHERE fate = 'new' AND became IN (SELECT recommendation_id FROM un_sourcerecord)
        """
    )
    cursor.execute(
        f"""
        INSERT INTO un_sourcerecord
            (source, key, digests, document, recommendation_id, language, unknown, {FACTS})
        SELECT source, key, jsonb_build_object(language, digest), document, became, language, unknown, {FACTS}
        FROM fates JOIN incoming USING (place, language) WHERE fate = 'new'
        """  # noqa: S608
    )
    names = [name.strip() for name in FACTS.split(",")]
    said = ", ".join(f"{name} = here.{name}" for name in ("document", "unknown", *names))
    cursor.execute(
        f"""
        UPDATE un_sourcerecord record SET {said}, withdrawn_on = NULL, as_read = NULL,
            recommendation_id = fates.became,
            digests = record.digests || jsonb_build_object(here.language, here.digest)
        FROM fates JOIN incoming here USING (place)
        WHERE fates.fate = 'changed' AND record.id = fates.record
        """  # noqa: S608
    )
    cursor.execute(
        """
        UPDATE un_sourcerecord record SET withdrawn_on = NULL,
            digests = record.digests || jsonb_build_object(here.language, here.digest)
        FROM fates JOIN incoming here USING (place)
        WHERE fates.fate = 'language' AND record.id = fates.record
        """
    )


def _withdraw(cursor: Any, today: date) -> tuple[int, int]:
    """(records that the file no longer holds, those of them that were marked now).

    A file that lacks more than half of what was there is not the whole: then nothing is marked.
    """
    cursor.execute(
        """
        CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
        SELECT record.id, record.recommendation_id FROM un_sourcerecord record
        WHERE withdrawn_on IS NULL AND source IN (SELECT DISTINCT source FROM incoming) AND NOT EXISTS (
            SELECT FROM incoming WHERE incoming.source = record.source AND incoming.key = record.key)
        """
    )
    cursor.execute(
        """
        SELECT (SELECT count(*) FROM gone), count(*) FROM un_sourcerecord
        WHERE withdrawn_on IS NULL AND source IN (SELECT DISTINCT source FROM incoming)
        """
    )
    missing, there = cursor.fetchone()
    if missing * 2 > there:
        return missing, 0
    cursor.execute("UPDATE un_sourcerecord SET withdrawn_on = %s WHERE id IN (SELECT id FROM gone)", [today])
    cursor.execute("INSERT INTO touched SELECT DISTINCT recommendation_id FROM gone")
    return missing, missing


def _keep_texts(cursor: Any) -> None:
    """The words of each, in each language, of the source that is trusted most."""
    cursor.execute(
        f"""
        INSERT INTO un_untext AS kept (recommendation_id, language, text, source, words)
        SELECT became, language, text, source, words
        FROM (
            SELECT DISTINCT ON (became, language) became, language, place
            FROM fates JOIN incoming USING (place, language)
            WHERE fate IN ('new', 'changed', 'language')
            ORDER BY became, language, {trust_of("source")}, place
        ) AS first JOIN incoming USING (place, language)
        ON CONFLICT (recommendation_id, language)
        DO UPDATE SET text = excluded.text, source = excluded.source, words = excluded.words
        WHERE kept.text <> excluded.text
            AND {trust_of("excluded.source")} <= {trust_of("kept.source")}
        """  # noqa: S608
    )
    cursor.execute(
        """
        UPDATE un_unrecommendation there SET wording = here.wording
        FROM fates JOIN incoming here USING (place)
        JOIN un_untext kept ON kept.recommendation_id = fates.became AND kept.language = here.language
        WHERE fates.fate = 'changed' AND there.id = fates.became AND kept.text = here.text
            AND there.wording <> here.wording
        """
    )


def _count(cursor: Any, outcome: Outcome, found: Findings) -> None:
    cursor.execute("SELECT fate, repaired, count(*) FROM fates GROUP BY fate, repaired")
    for fate, repaired, count in cursor.fetchall():
        if fate in ("unchanged", "double"):
            outcome.unchanged += count
        elif fate == "rejected":
            outcome.rejected += count
        elif repaired:
            outcome.repaired += count
        elif fate == "new":
            outcome.imported += count
        else:
            outcome.updated += count
        outcome.rows += count
    early = sum(found.counts[fault] for fault in REJECTING - {Fault.SAME_KEY})
    outcome.rejected += early
    outcome.rows += early
    outcome.faults = Counter({str(fault): count for fault, count in found.counts.items()})
