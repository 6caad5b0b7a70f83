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
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.recommendations.parliament.forms import ReadForm
from praktijk.recommendations.parliament.messages import being_read_in_words, broken_in_words
from praktijk.recommendations.parliament.odata import Broken
from praktijk.recommendations.parliament.taking_in import BeingRead, Outcome, take_in

_FOLDER = "parliament-waiting"
_KEPT = timedelta(days=1)
_SESSION = "parliament_waiting"


def look(form: ReadForm, *, by: Person, session: Any) -> tuple[Outcome | None, str]:
    """What reading the files of a valid form would do, and the word under which they wait meanwhile.

    None, and empty, when they were refused; then the form says why.
    """
    files = form.cleaned_data["data_files"]
    outcome = _taken(form, files, by=by, only_look=True)
    return outcome, keep_waiting(session, files) if outcome else ""


def store(form: ReadForm, *, by: Person, session: Any, word: str) -> Outcome | None:
    """Read in the files that wait under a word; None when that was refused, and then the form says why."""
    with waiting(session, word) as files:
        if not files:
            _refuse(form, _("The files are no longer there. Choose them again."))
            return None
        outcome = _taken(form, files, by=by)
    if outcome:
        forget(session)
    return outcome


def _taken(
    form: ReadForm, files: Iterable[IO[bytes]], *, by: Person, only_look: bool = False
) -> Outcome | None:
    try:
        return take_in(by=by, files=files, only_look=only_look)
    except Broken as broken:
        _refuse(form, broken_in_words(broken))
    except BeingRead:
        _refuse(form, being_read_in_words())
    return None


def _refuse(form: ReadForm, why: str) -> None:
    form.errors["data_files"] = form.error_class([why])


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
