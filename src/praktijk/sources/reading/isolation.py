# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read a file in a process of its own, which has little memory, little time and nothing to lose.

A hostile file may make a library loop, swallow memory or crash. Here that ends a child, not the web
server: the child limits itself before it looks at the file, gets no environment (so no key and no
address of a database), and hands its result over as JSON, which is checked before it is believed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, TypeVar

from praktijk.sources.reading.limits import bytes_of, check_size
from praktijk.sources.reading.model import LetterText, Reading, Unreadable
from praktijk.sources.reading.plain_values import NotAsAgreed, check_passages, from_plain
from praktijk.sources.reading.reasons import unreadable

SECONDS = 20.0
"""Time by the clock that reading one file may take, starting the child included."""

MEMORY_BYTES = 1024**3
"""Address space of the child."""

MAX_RESULT_BYTES = 128 * 1024 * 1024
"""The most that a child may hand over."""

AT_ONCE = 2
"""Children that one process has at the same time: so many times MEMORY_BYTES may be in use."""

_PLACES = threading.BoundedSemaphore(AT_ONCE)

NO_MEMORY = 12
"""The child's exit code when it ran out of memory."""

_ROOT = Path(__file__).resolve().parents[3]
_LONGEST_MESSAGE = 500
T = TypeVar("T")


def load_isolated(
    source: bytes | Path,
    *,
    filename: str | None = None,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> LetterText:
    """The text of a letter, loaded in a child; `documents.load` says what it gives and raises.

    `filename` may be left out for a path. Raises Unreadable, also `at_work`,
    `too_slow` and `too_heavy`.
    """
    data, name = _data_of(source, filename)
    value = _in_child({"task": "load", "filename": name}, data, seconds, memory_bytes)
    return _believed(LetterText, value)


def read_isolated(
    source: bytes | Path,
    *,
    filename: str | None = None,
    language: str | None = None,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> Reading:
    """All that is read from a letter, read in a child; otherwise as `read_bytes`.

    Raises Unreadable, also `at_work`, `too_slow` and `too_heavy`.
    """
    data, name = _data_of(source, filename)
    value = _in_child({"task": "read", "filename": name, "language": language}, data, seconds, memory_bytes)
    return _believed(Reading, value)


def inspect_isolated(
    data: bytes, suffix: str, *, seconds: float = SECONDS, memory_bytes: int = MEMORY_BYTES
) -> None:
    """Look in a child whether a file is sound; `documents.inspection.inspect` says what it raises.

    Raises Unreadable, also `at_work`, `too_slow` and `too_heavy`.
    """
    check_size(len(data))
    _in_child({"task": "inspect", "filename": suffix}, data, seconds, memory_bytes)


def _data_of(source: bytes | Path, filename: str | None) -> tuple[bytes, str]:
    if isinstance(source, Path):
        return bytes_of(source), filename or source.name
    check_size(len(source))
    return source, filename or "letter"


def _in_child(order: dict[str, object], data: bytes, seconds: float, memory_bytes: int) -> Any:
    """Run one order in a child, when there is a place for one, and give what it answers, as plain values."""
    if not _PLACES.acquire(timeout=seconds):
        raise unreadable("at_work")
    try:
        return _with_a_place(order, data, seconds, memory_bytes)
    finally:
        _PLACES.release()


def _with_a_place(order: dict[str, object], data: bytes, seconds: float, memory_bytes: int) -> Any:
    limits = {"seconds": seconds, "memory_bytes": memory_bytes, "result_bytes": MAX_RESULT_BYTES}
    with _nameless_file() as question, _nameless_file() as answer:
        question.write(json.dumps({**order, **limits}).encode("ascii") + b"\n")
        question.write(data)
        question.flush()
        question.seek(0)
        code = _run(question, answer, seconds)
        answer.seek(0, os.SEEK_END)
        if code == 0 and answer.tell() <= MAX_RESULT_BYTES:
            answer.seek(0)
            return _answered(answer.read())
    raise _ended(code)


def _nameless_file() -> IO[bytes]:
    """A file that no one else can open: in memory where the system has such, else on disk, unlinked."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("letter", os.MFD_CLOEXEC), "w+b")
    return tempfile.TemporaryFile()


def _run(question: IO[bytes], answer: IO[bytes], seconds: float) -> int:
    process = subprocess.Popen(
        [sys.executable, "-P", "-s", "-X", "utf8", "-m", "praktijk.sources.reading.child"],
        stdin=question,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise unreadable("too_slow", seconds=seconds) from error
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _answered(answer: bytes) -> Any:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise unreadable("broken_file", format="document") from error
    if not isinstance(value, dict):
        raise unreadable("broken_file", format="document")
    refused = value.get("refused")
    if isinstance(refused, dict):
        code, message, details = refused.get("code"), refused.get("message"), refused.get("details")
        if not isinstance(code, str) or not isinstance(message, str) or not isinstance(details, dict):
            raise unreadable("broken_file", format="document")
        refusal = Unreadable(code[:60], message[:_LONGEST_MESSAGE])
        refusal.details.update({str(name)[:60]: detail for name, detail in details.items()})
        raise refusal
    return value.get("done")


def _ended(code: int) -> Unreadable:
    """Why a child ended without an answer."""
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return unreadable("too_slow")
    if code in (-signal.SIGKILL, -signal.SIGXFSZ, 0, NO_MEMORY):
        return unreadable("too_heavy")
    return unreadable("broken_file", format="document")


def _believed(wanted: type[T], value: object) -> T:
    """What the child says it read, if it is what was agreed and all passages are in the text."""
    try:
        made = from_plain(wanted, value)
        text = getattr(made, "text", "")
        check_passages(made, len(text))
    except (NotAsAgreed, RecursionError) as error:
        raise unreadable("broken_file", format="document") from error
    return made
