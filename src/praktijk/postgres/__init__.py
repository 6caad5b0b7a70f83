# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL: the server named by DATABASE_URL, or the embedded one in the data folder.

Each process that uses the embedded server says so with ``ensure_running``; the server runs for as long as
there is such a process, however they end. Why it is done like this: docs/adr/0002-embedded-postgresql.md.
"""

import atexit
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from praktijk import data_folder
from praktijk.errors import UserError
from praktijk.postgres import alias, cluster, locks

__all__ = ["ensure_running", "is_running", "release", "running", "settings", "url"]

_SECONDS_FOR_ANOTHER_START = cluster.SECONDS_TO_START + 10.0
_SECONDS_TO_SEE_IT_END = 90.0


@dataclass
class _Use:
    """This process's use of a server: the descriptor of its lock, and the keeper where it started it."""

    descriptor: int
    process: int
    keeper: "subprocess.Popen[str] | None" = None


_uses: dict[Path, _Use] = {}


def settings(database_url: str | None, data: Path, *, options: str = "") -> dict[str, Any]:
    """One entry of Django's DATABASES; starts nothing.

    database_url: "postgresql://..." or None for the embedded server in the folder ``data``.
    options: settings of each connection, as libpq's ``options``, added to those in the URL.
    Raises UserError for an address that is none.
    """
    if database_url:
        named = _parts(database_url)
    else:
        folder = cluster.folder_in(data_folder.prepare(data))
        named = {
            "dbname": cluster.DATABASE,
            "user": cluster.USER,
            "host": str(alias.short(folder)),
            "port": str(cluster.PORT),
        }
    all_options = " ".join(part for part in (str(named.pop("options", "")), options) if part)
    entry = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named.pop("dbname", ""),
        "USER": named.pop("user", ""),
        "PASSWORD": named.pop("password", ""),
        "HOST": named.pop("host", ""),
        "PORT": named.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": named,
    }
    if all_options:
        named["options"] = all_options
    return entry


def url(data: Path) -> str:
    """Address of the database on the embedded server of this data folder; starts nothing."""
    folder = alias.short(cluster.folder_in(data_folder.prepare(data)))
    host = quote(str(folder), safe="")
    return f"postgresql://{cluster.USER}@/{cluster.DATABASE}?host={host}&port={cluster.PORT}"


def ensure_running(data: Path, *, durable: bool = True) -> str:
    """Use the embedded server of this data folder, started and made where needed; gives its address.

    The use lasts until ``release`` or the end of the process. Calling again is cheap and starts a server
    that is gone. durable=False is for tests: a server that does not wait for the disk.
    Raises UserError when the server cannot run, with the reason.
    """
    data = data_folder.prepare(data)
    run = data / "run"
    use = _uses.get(data)
    if use is None or use.process != os.getpid():
        descriptor = locks.take(run / locks.USERS, shared=True)
        assert descriptor is not None
        use = _uses[data] = _Use(descriptor, os.getpid())
        atexit.register(release, data)
    try:
        with locks.held(run / locks.START):
            if locks.free(run / locks.KEEPER, shared=True):
                if use.keeper:
                    use.keeper.wait()  # it let go of its lock, so it is at its end
                use.keeper = _start_keeper(data, durable)
        _wait_ready(data)
    except BaseException:
        release(data)
        raise
    return url(data)


def release(data: Path) -> None:
    """End this process's use of the server; when it was the last one, wait until the server has stopped."""
    data = data.expanduser().resolve()
    use = _uses.pop(data, None)
    if use is None:
        return
    os.close(use.descriptor)
    if use.process != os.getpid():
        return  # a forked child has a copy of its parent's use
    _see_it_end(data / "run")
    if use.keeper and locks.free(data / "run" / locks.KEEPER, shared=True):
        use.keeper.wait()


@contextmanager
def running(data: Path, *, durable: bool = True) -> Iterator[str]:
    """Use the server for the length of a block; gives its address."""
    address = ensure_running(data, durable=durable)
    try:
        yield address
    finally:
        release(data)


def is_running(data: Path) -> bool:
    """Whether the embedded server of this data folder takes connections now; starts nothing."""
    data = data.expanduser().resolve()
    if not (data / "run").is_dir():
        return False
    kept = not locks.free(data / "run" / locks.KEEPER, shared=True)
    return kept and cluster.ready(cluster.folder_in(data))


def _start_keeper(data: Path, durable: bool) -> "subprocess.Popen[str]":
    """Start the keeper and hear from it whether the server runs."""
    with (data / "run" / "keeper.log").open("ab") as log:
        Path(log.name).chmod(0o600)
        started = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "praktijk.postgres.keeper", str(data), *([] if durable else ["hasty"])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
            text=True,
        )
    assert started.stdout is not None
    with started.stdout as said:
        heard = said.readline().strip()
    if heard != "ready":
        started.wait()
        raise UserError(heard or f"PostgreSQL could not be started; see {data / 'run' / 'keeper.log'}.")
    return started


def _wait_ready(data: Path) -> None:
    """Wait while another process's keeper starts the server, or starts it again after a breakdown."""
    deadline = time.monotonic() + _SECONDS_FOR_ANOTHER_START
    while not cluster.ready(cluster.folder_in(data)):
        if time.monotonic() > deadline:
            raise UserError(f"PostgreSQL does not answer in {data}; see {data / 'run' / 'postgres.log'}.")
        time.sleep(0.02)


def _see_it_end(run: Path) -> None:
    """Wait for the keeper to end, unless others use the server too."""
    deadline = time.monotonic() + _SECONDS_TO_SEE_IT_END
    seen_in_use = 0
    while time.monotonic() < deadline and not locks.free(run / locks.KEEPER, shared=True):
        in_use = not locks.free(run / locks.USERS) and locks.free(run / locks.USERS, shared=True)
        seen_in_use = seen_in_use + 1 if in_use else 0
        if seen_in_use == 2:  # once may be another process that looks, as this one does
            return
        time.sleep(0.02)


def _parts(database_url: str) -> dict[str, Any]:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    problem = (
        "DATABASE_URL is no address of a PostgreSQL server: postgresql://user:password@host:5432/name is one."
    )
    if not database_url.startswith(("postgresql://", "postgres://")):
        raise UserError(problem)
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(database_url))
    except psycopg.ProgrammingError as error:
        raise UserError(problem) from error
    if not parts.get("dbname"):
        raise UserError("DATABASE_URL names no database: postgresql://user:password@host:5432/name does.")
    return parts
