# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of Parliament that somebody sends: looked at first, and kept until that person says to read them in.

A browser does not keep a file between two pages; so the files wait here, under names that nobody can
guess and that only the session of who sent them knows, and go after they were read in, or after a day.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import IO, Any

from django.core.files.storage import default_storage
from django.utils import timezone

_FOLDER = "parliament-waiting"
_KEPT = timedelta(days=1)
_SESSION = "parliament_waiting"


def keep_waiting(session: Any, files: Iterable[Any]) -> str:
    """Keep these files for the session in place of those before; gives the word by which they are known."""
    forget(session)
    _clear_old()
    names = []
    for file in files:
        file.seek(0)
        names.append(default_storage.save(f"{_FOLDER}/{secrets.token_hex(16)}", file))
    word = secrets.token_hex(8)
    session[_SESSION] = {"word": word, "names": names}
    return word


@contextmanager
def waiting(session: Any, word: str) -> Iterator[list[IO[bytes]]]:
    """The files that wait under this word, opened; none when they are gone or others took their place."""
    held = session.get(_SESSION) or {}
    with ExitStack() as stack:
        files: list[IO[bytes]] = []
        if held.get("word") == word:
            for name in held["names"]:
                if not default_storage.exists(name):
                    files = []
                    break
                files.append(stack.enter_context(default_storage.open(name, "rb")))
        yield files


def forget(session: Any) -> None:
    """Remove what waits for this session."""
    for name in (session.pop(_SESSION, None) or {}).get("names", []):
        default_storage.delete(name)


def _clear_old() -> None:
    """Remove what nobody came back for."""
    if not default_storage.exists(_FOLDER):
        return
    before = timezone.now() - _KEPT
    for name in default_storage.listdir(_FOLDER)[1]:
        path = f"{_FOLDER}/{name}"
        if default_storage.get_modified_time(path) < before:
            default_storage.delete(path)
