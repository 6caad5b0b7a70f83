# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows on their way in, by COPY into a table of this transaction, and what was found wrong in them."""

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from django.db import connection

from praktijk.recommendations.un.importers.rows import REJECTING, Fault, Finding, Row, digest
from praktijk.recommendations.un.words import found_by

#: The columns of what is known of a recommendation, as the tables of the corpus have them.
FACTS = (
    "type, body, symbol, paragraph, countries, session, cycle, recommending, position, themes, groups, goals,"
    " action, published_on"
)
_COLUMNS = (
    "place, file, number, source, key, digest, document, language, text, wording, stub, repaired, unknown, "
    + FACTS
)

# Where several files are imported in one transaction, each begins with tables of its own.
# The words by which a text is found are made here, while the next rows are still being read.
_CREATE = f"""
DROP TABLE IF EXISTS incoming, fates, touched, homes, emptied, live, gone;
CREATE TEMPORARY TABLE incoming (
    place integer, file smallint, number integer, source varchar(20), key uuid, digest uuid, document uuid,
    language varchar(2), text text,
    wording uuid, stub varchar(2), repaired boolean, unknown jsonb,
    type varchar(20), body varchar(80), symbol varchar(80), paragraph varchar(20), countries varchar(2)[],
    session smallint, cycle smallint, recommending varchar(2)[], position varchar(20), themes varchar(60)[],
    groups varchar(60)[], goals varchar(8)[], action smallint, published_on date,
    words tsvector GENERATED ALWAYS AS ({found_by()}) STORED
) ON COMMIT DROP
"""


class Findings:
    """What was found, kept in a file of this process until it is stored: a bad file may have very many.

    A context: at its end the file is gone. `at_hand` is the file that is being read, counted from 1.
    """

    def __init__(self) -> None:
        self.counts: Counter[Fault] = Counter()
        self.at_hand = 1
        self._file: TextIO = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115
        self._write = csv.writer(self._file)

    def __enter__(self) -> "Findings":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, finding: Finding) -> None:
        """Keep one."""
        self.counts[finding.fault] += 1
        self._write.writerow(finding._replace(file=finding.file or self.at_hand))

    def __iter__(self) -> Iterator[Finding]:
        self._file.seek(0)
        for row, name, fault, found, file in csv.reader(self._file):
            yield Finding(int(row), name, Fault(fault), found, int(file))

    def store(self, run: int) -> None:
        """Put them with an import."""
        with (
            connection.cursor() as cursor,
            cursor.copy(
                "COPY un_importfinding (run_id, file, row, field, fault, found, rejected) FROM STDIN"
            ) as copy,
        ):
            for finding in self:
                copy.write_row(
                    (
                        run,
                        finding.file,
                        finding.row,
                        finding.field,
                        finding.fault,
                        finding.found.replace("\x00", ""),
                        finding.fault in REJECTING,
                    )
                )


class Incoming:
    """The table of incoming rows, while it is being filled."""

    def __init__(self, copy: Any) -> None:
        self._copy = copy
        self.count = 0

    def add(self, row: Row, file: int) -> None:
        """Take a row of a file (counted from 1) in."""
        self.count += 1
        self._copy.write_row(
            (
                self.count,
                file,
                row.number,
                row.source,
                row.key,
                digest(row.facts(), row.language, row.text),
                row.document,
                row.language,
                row.text,
                row.wording,
                row.stub,
                row.repaired,
                json.dumps(row.unknown, ensure_ascii=False, sort_keys=True) if row.unknown else "{}",
                row.type,
                row.body,
                row.symbol,
                row.paragraph,
                _array(row.countries),
                row.session,
                row.cycle,
                _array(row.recommending),
                row.position,
                _array(row.themes),
                _array(row.groups),
                _array(row.goals),
                row.action,
                row.published_on,
            )
        )


def _array(keys: list[str]) -> str:
    """An array of keys of our own lists as COPY reads it; they hold no sign that would need quotes."""
    return f"{{{','.join(keys)}}}"


@contextmanager
def incoming() -> Iterator[Incoming]:
    """An empty table to take rows in, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        with cursor.copy(f"COPY incoming ({_COLUMNS}) FROM STDIN") as copy:
            yield Incoming(copy)
