# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL: one server a folder, for as long as it is used, and nothing committed is lost."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from praktijk import postgres
from praktijk.errors import UserError
from praktijk.postgres import cluster, locks, program
from tests.ground import processes

_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells processes by Linux's means")

_WRITER = """
import sys
from pathlib import Path
import psycopg
from praktijk import postgres

address = postgres.ensure_running(Path(sys.argv[1]))
with psycopg.connect(address, autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS written (number int)")
    for number in range(1_000_000):
        connection.execute("INSERT INTO written VALUES (%s)", [number])
        print(number, flush=True)
"""

_USER = """
import sys
from pathlib import Path
import psycopg
from praktijk import postgres

with psycopg.connect(postgres.ensure_running(Path(sys.argv[1]), durable=False)) as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.read()
"""


def _python(code: str, data: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(data)],
        env=processes.environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _end(process: "subprocess.Popen[str]") -> None:
    process.communicate()
    assert process.returncode == 0


def _ask(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def _number(data: Path) -> int:
    """Of the server's process; 0 in the moment in which there is none."""
    try:
        return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError):
        return 0


def test_listens_on_a_socket_in_its_private_folder_only(data):
    with postgres.running(data, durable=False) as address:
        assert _ask(address, "SHOW listen_addresses") == ""
        assert _ask(address, "SELECT current_user || current_setting('is_superuser')") == "praktijkoff"
        assert _ask(address, "SHOW server_encoding") == "UTF8"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "postgres").stat().st_mode) == 0o700


def test_has_the_extensions_that_migrations_need(data):
    with postgres.running(data, durable=False) as address, psycopg.connect(address) as connection:
        for name in ("btree_gist", "pg_trgm", "unaccent", "vector"):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


@_LINUX
def test_stops_when_the_last_user_lets_go(data):
    postgres.ensure_running(data, durable=False)
    assert postgres.is_running(data)
    postgres.ensure_running(data, durable=False)  # again: still one use
    postgres.release(data)
    assert not postgres.is_running(data)
    assert processes.of(data) == []


@_LINUX
def test_goes_on_while_another_process_uses_it(data):
    other = _python(_USER, data)
    started = processes.line_with(other, "-").strip()
    with postgres.running(data, durable=False) as address:
        assert str(_ask(address, "SELECT pg_postmaster_start_time()")) == started
    assert postgres.is_running(data)
    _end(other)
    processes.none_left(data)


@_LINUX
def test_starts_at_once_share_one_server(data):
    several = [_python(_USER, data) for _ in range(4)]
    started = {processes.line_with(one, "-").strip() for one in several}
    assert len(started) == 1
    for one in several:
        _end(one)
    processes.none_left(data)


@_LINUX
def test_a_killed_application_loses_nothing_committed_and_leaves_nothing_running(data):
    writer = _python(_WRITER, data)
    assert writer.stdout is not None
    for _ in range(50):
        last = int(writer.stdout.readline())
    writer.kill()
    last = max([last, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    writer.communicate()
    processes.none_left(data)
    with postgres.running(data) as address:
        assert int(str(_ask(address, "SELECT max(number) FROM written"))) >= last
        assert _ask(address, "SELECT count(DISTINCT number) = max(number) + 1 FROM written") is True


@_LINUX
def test_everything_killed_at_once_recovers_by_itself(data):
    """As when the machine loses power: application, keeper and every process of the server."""
    writer = _python(_WRITER, data)
    assert writer.stdout is not None
    for _ in range(50):
        last = int(writer.stdout.readline())
    server = processes.postmaster(data)
    for process in [processes.keeper(data), server, *server.children()]:
        process.kill()
    last = max([last, *(int(line) for line in writer.stdout if line.endswith("\n"))])
    writer.communicate()
    with postgres.running(data) as address:
        assert int(str(_ask(address, "SELECT max(number) FROM written"))) >= last


@_LINUX
def test_a_killed_server_is_started_again(data):
    address = postgres.ensure_running(data)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    killed = processes.postmaster(data)
    killed.kill()
    killed.wait(10)
    processes.wait_until(lambda: postgres.is_running(data) and _number(data) not in (0, killed.pid))
    assert postgres.ensure_running(data) == address
    assert _ask(address, "SELECT one FROM kept") == 1


@_LINUX
def test_a_killed_keeper_takes_its_server_along_and_both_come_back(data):
    address = postgres.ensure_running(data)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    server, keeper = processes.postmaster(data), processes.keeper(data)
    keeper.kill()
    server.wait(20)
    assert postgres.ensure_running(data) == address
    assert _ask(address, "SELECT one FROM kept") == 1


@pytest.mark.parametrize("written_by", [1, os.getpid(), 999_999_999])
def test_files_that_a_broken_off_server_left_do_not_matter(data, written_by):
    postgres.ensure_running(data, durable=False)
    postgres.release(data)
    folder = data / "postgres"
    (folder / "postmaster.pid").write_text(
        f"{written_by}\n{folder}\n1\n5432\n{folder}\n\n   1   1\nready   \n"
    )
    (folder / ".s.PGSQL.5432").touch()
    (folder / ".s.PGSQL.5432.lock").write_text(f"{written_by}\n")
    assert not postgres.is_running(data)
    with postgres.running(data, durable=False) as address:
        assert _ask(address, "SELECT 1") == 1


def test_a_creation_that_was_broken_off_is_done_again(data):
    (data / "postgres.new").mkdir(parents=True)
    data.chmod(0o700)
    (data / "postgres.new" / "PG_VERSION").write_text("18")
    (data / "key").touch()
    with postgres.running(data, durable=False) as address:
        assert _ask(address, "SELECT 1") == 1
    assert not (data / "postgres.new").exists()


def test_works_in_a_folder_with_a_long_and_odd_path(data):
    data.parent.chmod(0o755)
    long = data.parent / ("map met spaties & 'tekens' é " + "x" * 60) / ("y" * 80) / "data"
    with postgres.running(long, durable=False) as address:
        assert _ask(address, "SELECT 1") == 1
        entry = postgres.settings(None, long)
        assert len(os.fsencode(entry["HOST"])) < 100
    assert processes.of(long) == []


def test_a_database_of_another_version_is_not_touched(data):
    postgres.ensure_running(data, durable=False)
    postgres.release(data)
    (data / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(UserError, match=r"made by PostgreSQL 15, and this is PostgreSQL \d+: dump it"):
        postgres.ensure_running(data)
    assert (data / "postgres" / "PG_VERSION").read_text() == "15\n"


def test_a_folder_with_something_else_in_the_place_of_the_database_is_not_touched(data):
    (data / "postgres").mkdir(parents=True)
    data.chmod(0o700)
    (data / "postgres" / "thesis.odt").touch()
    with pytest.raises(UserError, match="no database; move it away"):
        postgres.ensure_running(data)
    assert (data / "postgres" / "thesis.odt").exists()


def test_a_damaged_database_is_told_in_a_line(data):
    postgres.ensure_running(data, durable=False)
    postgres.release(data)
    shutil.rmtree(data / "postgres" / "global")
    with pytest.raises(UserError, match="PostgreSQL cannot run in") as caught:
        postgres.ensure_running(data)
    assert "\n" not in str(caught.value)
    assert not postgres.is_running(data)


@pytest.mark.parametrize(
    "log,meaning",
    [
        ('FATAL:  could not write file "pg_wal/xlogtemp": No space left on device', "the disk is full"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "not enough memory"),
        ('FATAL:  could not open file "x": Read-only file system', "the disk cannot be written"),
        ("LOG: something\nFATAL:  database files are incompatible with server", "files are incompatible"),
        ("", "it does not say why"),
    ],
)
def test_what_the_log_says_is_told_in_words(data, log, meaning):
    assert meaning in cluster.Cluster(data, program.folder(), None).complaint(log)


def test_looking_starts_nothing(data):
    assert not postgres.is_running(data)
    assert not data.exists()
    postgres.url(data)
    postgres.settings(None, data)
    assert not (data / "postgres").exists()


@_LINUX
def test_a_forked_child_that_ends_does_not_stop_its_parents_server(data):
    address = postgres.ensure_running(data, durable=False)
    child = os.fork()
    if child == 0:
        postgres.release(data)
        os._exit(0)
    os.waitpid(child, 0)
    assert _ask(address, "SELECT 1") == 1


@_LINUX
def test_the_keeper_stops_in_order_when_told_to(data):
    postgres.ensure_running(data)
    keeper = processes.keeper(data)
    keeper.send_signal(signal.SIGTERM)
    keeper.wait(20)
    assert not postgres.is_running(data)
    assert locks.free(data / "run" / locks.KEEPER)
    control = subprocess.run(
        [program.folder() / "bin" / "pg_controldata", data / "postgres"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "shut down" in control.stdout


@pytest.mark.parametrize(
    "address,problem",
    [
        ("mysql://user@host/name", "no address of a PostgreSQL server"),
        ("host=localhost dbname=x", "no address of a PostgreSQL server"),
        ("postgresql://host:port/name?nonsense=1", "no address of a PostgreSQL server"),
        ("postgresql://user@host", "names no database"),
    ],
)
def test_an_address_that_is_none_is_refused(data, address, problem):
    with pytest.raises(UserError, match=problem):
        postgres.settings(address, data)


def test_an_address_keeps_its_own_options(data):
    entry = postgres.settings(
        "postgresql://jan:p%40ss@db.example:6432/praktijk?sslmode=require&options=-c%20geqo%3Doff",
        data,
        options="-c lock_timeout=5s",
    )
    assert (entry["HOST"], entry["PORT"], entry["USER"], entry["PASSWORD"], entry["NAME"]) == (
        "db.example",
        "6432",
        "jan",
        "p@ss",
        "praktijk",
    )
    assert entry["OPTIONS"] == {"sslmode": "require", "options": "-c geqo=off -c lock_timeout=5s"}
    assert not data.exists()


def test_a_server_elsewhere_serves_an_installation(data):
    with postgres.running(data, durable=False) as address:
        own = data.parent / "own"
        done = processes.run(
            own, "migrate", DATABASE_URL=address, DJANGO_SETTINGS_MODULE=processes.SMALL_SITE
        )
        assert done.returncode == 0, done.stderr
        assert not (own / "postgres").exists()
        assert _ask(address, "SELECT to_regclass('procrastinate_jobs') IS NOT NULL") is True
