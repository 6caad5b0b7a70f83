# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The corpus at its real size: taking it in beside a bare COPY, finding in it beside the bare SQL."""

import http.client
import random
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import IO, Any, Protocol
from urllib.parse import urlsplit

from django.db import connection, connections
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import at_work, corpus_file
from bench.measuring import Row
from praktijk.access.acting import System
from praktijk.dossiers.gathering import gather
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importing import File, import_corpus, uhri_export
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.index import Facet
from praktijk.recommendations.un.search.words import parts_of, question
from praktijk.recommendations.un.words import found_by
from praktijk.reference.exchange.terms import region_of

ROWS = 267_548
_TABLES = ("un_unrecommendation", "un_untext", "un_sourcerecord")
_USERS, _TIMES = 10, 20
_THINK = (0.5, 1.5)
_QUESTIONS = [
    "q=women", "q=torture+detention", "q=%22education+health%22", "q=journ*+-police", "q=housing&country=KE",
    "recommending=NL", "country=KE", "type=recommendation&theme=women", "q=prisons+OR+courts&sort=date",
    "body=CEDAW&sort=country", "q=migrants&position=noted", "cycle=2&region=africa", "year=2015&q=law", "",
]  # fmt: skip
_COUNTRIES = ["KE", "EG", "CO", "IN", "NP", "TV", "NL", "US"]


def _address(asked: str) -> str:
    return f"{reverse('un_search')}?{Asked.of(QueryDict(asked)).query()}".rstrip("?")


def rows() -> Iterator[Row]:
    """The import, and a page of results with all counts for ten people at once."""
    with tempfile.TemporaryDirectory(prefix="praktijk-bench-corpus-") as folder:
        file = Path(folder) / "export.json"
        corpus_file.write(file, ROWS)
        began = time.perf_counter()
        with file.open("rb") as stream, Findings() as found:
            importer = uhri_export()
            import_corpus(by=System("bench"), importer=importer, files=[File(file.name, stream)], found=found)
        took = time.perf_counter() - began
        floor = _bare_copy(Path(folder))
    yield Row(
        f"import of {ROWS:,} records ({took:.0f} s), findable at its end",
        took,
        "bare COPY of the same prepared rows and building the same indexes",
        floor,
    )
    yield _searches()
    yield _countries()


def _countries() -> Row:
    """p95 of the page of a country, ten people at once, beside its own queries put to the database alone."""
    paths = [reverse("country", args=[code]) for code in _COUNTRIES]
    with at_work.server() as address:
        _at_once(lambda: _Visitor(address), paths, times=3)  # warms up
        pages = _at_once(lambda: _Visitor(address), paths)
    asked = {path: _queries_of(code) for path, code in zip(paths, _COUNTRIES, strict=True)}
    return Row(
        f"the page of a country, p95, {_USERS} people at once ({ROWS:,} records)",
        pages,
        "the queries of that page, put to the database alone, p95",
        _at_once(lambda: _Replay(asked), paths),
    )


def _queries_of(country: str) -> list[str]:
    """The queries with which a page of a country is gathered, with their values in them."""
    reader = at_work.new_person()
    with CaptureQueriesContext(connection) as captured:
        gather(reader, country, timezone.localdate())
    return [query["sql"] for query in captured if query["sql"].startswith("SELECT")]


def _bare_copy(folder: Path) -> float:
    """Seconds for the tables' rows by COPY into tables without indexes, and then those indexes."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            with (
                (folder / table).open("wb") as out,
                cursor.copy(f"COPY {table} ({_columns(table)}) TO STDOUT") as copy,
            ):
                for piece in copy:
                    out.write(piece)
        began = time.perf_counter()
        for table in _TABLES:
            cursor.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING GENERATED INCLUDING IDENTITY)")
            if table == "un_untext":  # the words by which it is found, made in the plainest way
                cursor.execute(f"ALTER TABLE bare_{table} DROP COLUMN words")
                cursor.execute(
                    f"ALTER TABLE bare_{table} ADD words tsvector GENERATED ALWAYS AS ({found_by()}) STORED"
                )
            with (folder / table).open("rb") as rows:
                _copy_in(cursor, table, rows)
        for table in _TABLES:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
            for number, (definition,) in enumerate(cursor.fetchall()):
                bare = definition.replace(f".{table} ", f".bare_{table} ")
                start, _, rest = bare.partition(" INDEX ")
                cursor.execute(f"{start} INDEX bare_{table}_{number} {rest.partition(' ')[2]}")
        took = time.perf_counter() - began
        for table in _TABLES:
            cursor.execute(f"DROP TABLE bare_{table}")
    return took


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)"
            " FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
            " AND data_type <> 'tsvector'",
            [table],
        )
        return str(cursor.fetchone()[0])


def _copy_in(cursor: Any, table: str, rows: IO[bytes]) -> None:
    with cursor.copy(f"COPY bare_{table} ({_columns(table)}) FROM STDIN") as copy:
        while piece := rows.read(1 << 20):
            copy.write(piece)


def _searches() -> Row:
    """p95 of a page of results with all counts, ten people at once, beside the bare SQL for the same."""
    with at_work.server() as address:
        _at_once(lambda: _Visitor(address), [*map(_address, _QUESTIONS)], times=3)  # warms up
        pages = _at_once(lambda: _Visitor(address), [*map(_address, _QUESTIONS)])
    bare = _at_once(lambda: _BareSql(), _QUESTIONS)
    return Row(
        f"a page of results with all counts, p95, {_USERS} people at once ({ROWS:,} records)",
        pages,
        "the bare SQL for the same: 25 rows in order, and the counts of four facets, p95",
        bare,
    )


class _Asking(Protocol):
    def ask(self, for_: str) -> None:
        """Ask for one thing, and take all of the answer."""


def _at_once(starting: Callable[[], _Asking], things: list[str], times: int = _TIMES) -> float:
    """p95 in seconds, when ten at once each ask for so many of these things, with pauses to think."""
    took: list[float] = []
    failures: list[BaseException] = []

    def somebody(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - the same work each time
        try:
            one = starting()
            for _ in range(times):
                time.sleep(chance.uniform(*_THINK))
                thing = chance.choice(things)
                began = time.perf_counter()
                one.ask(thing)
                took.append(time.perf_counter() - began)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    people = [threading.Thread(target=somebody, args=(seed,)) for seed in range(_USERS)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    if failures:
        raise failures[0]
    return quantiles(took, n=20, method="inclusive")[-1]


class _Visitor:
    """Somebody at a browser."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        self._cookies = f"sessionid={at_work.session_of(at_work.new_person())}"

    def ask(self, path: str) -> None:
        """Ask for a page, and read it to its end."""
        self._connection.request("GET", path, headers={"Cookie": self._cookies})
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path} was answered with {answer.status}")


class _Replay:
    """Queries that were written down, put to the database alone."""

    def __init__(self, asked: dict[str, list[str]]) -> None:
        self._asked = asked

    def ask(self, path: str) -> None:
        """The queries of one page, each with all of its rows."""
        with connection.cursor() as cursor:
            for sql in self._asked[path]:
                cursor.execute(sql)
                cursor.fetchall()


class _BareSql:
    """The same questions put to the database alone, by who knows how it is stored."""

    def ask(self, asked: str) -> None:
        """The first rows in their order, and the counts beside the values of four facets."""
        wanted = Asked.of(QueryDict(asked))
        expression, values = question(parts_of(wanted.words), "en")
        where = ["words @@ asked"] if wanted.words else []
        for facet, chosen in wanted.chosen.items():
            codes = [code for code, region in region_of().items() if region in chosen]
            where.append(_CONDITIONS[facet])
            values.append(codes if facet is Facet.REGION else list(chosen))  # type: ignore[arg-type]
        rest = (
            "FROM un_unrecommendation r JOIN un_untext t ON t.recommendation_id = r.id,"
            f" (SELECT {expression} AS asked) typed WHERE {' AND '.join(where or ['true'])}"
        )
        order = "ts_rank(words, asked) DESC" if wanted.words else "published_on DESC"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT r.id, t.text {rest} ORDER BY {order} LIMIT 25", values)
            cursor.fetchall()
            for column in ("body", "cycle", "position", "year"):
                cursor.execute(f"SELECT {column}, count(*) {rest} GROUP BY 1", values)
                cursor.fetchall()


_CONDITIONS = {
    Facet.COUNTRY: "countries && %s::varchar[]",
    Facet.REGION: "countries && %s::varchar[]",
    Facet.RECOMMENDING: "recommending && %s::varchar[]",
    Facet.THEME: "themes && %s::varchar[]",
    Facet.BODY: "body = ANY(%s)",
    Facet.TYPE: "type = ANY(%s)",
    Facet.POSITION: "position = ANY(%s)",
    Facet.CYCLE: "cycle::text = ANY(%s)",
    Facet.YEAR: "year::text = ANY(%s)",
}
