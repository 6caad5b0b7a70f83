# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting Praktijk's processes as a person does, and looking at what they leave behind."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
SMALL_SITE = "tests.ground.small_site"
_SECONDS = 60.0


def environment(data: Path, **extra: str) -> dict[str, str]:
    """What a process of this data folder finds: nothing of the test session's own database."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PRAKTIJK_") and name not in ("DATABASE_URL", "PORT", "EMAIL_URL")
    }
    return kept | {"PRAKTIJK_DATA": str(data), "PYTHONWARNINGS": "ignore", **extra}


def command(*arguments: str) -> list[str]:
    """The command ``praktijk`` of the environment that the tests run in."""
    return [sys.executable, "-c", "from praktijk.cli import main; main()", *arguments]


def run(data: Path, *arguments: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    """Run ``praktijk`` to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(data, **extra),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS * 2,
        check=False,
    )


def start(
    data: Path, *arguments: str, terminal: int = subprocess.DEVNULL, **extra: str
) -> "subprocess.Popen[str]":
    """Start ``praktijk`` in a session of its own, as a terminal does; its output is to be read."""
    return subprocess.Popen(
        command(*arguments),
        env=environment(data, **extra),
        cwd=ROOT,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def line_with(process: "subprocess.Popen[str]", words: str) -> str:
    """The first line of its output that holds the words; fails, with the output, when it ends before."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        if words in line:
            return line
        said.append(line)
    raise AssertionError(f"{words!r} was not said, but: {''.join(said)}")


def wait_until(true: Callable[[], bool], seconds: float = _SECONDS) -> None:
    """Look again and again until it is so; fails when it takes too long."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)


def of(data: Path) -> list[psutil.Process]:
    """Every process that works on this data folder: supervisor, web server, worker, keeper, PostgreSQL."""
    return [process for process in psutil.process_iter() if _works_on(process, data)]


def postmaster(data: Path) -> psutil.Process:
    """The main process of the embedded server."""
    return psutil.Process(int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0]))


def keeper(data: Path) -> psutil.Process:
    """The process that keeps the embedded server."""
    return postmaster(data).parent()


def none_left(data: Path) -> None:
    """Wait until no process works on this data folder; fails with those that go on."""
    deadline = time.monotonic() + _SECONDS
    while left := of(data):
        assert time.monotonic() < deadline, f"left behind: {[process.cmdline() for process in left]}"
        time.sleep(0.02)


def _works_on(process: psutil.Process, data: Path) -> bool:
    if process.pid == os.getpid():
        return False
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        if process.cwd().startswith(str(data)):
            return True
        if str(data) in process.cmdline():
            return True
        return process.environ().get("PRAKTIJK_DATA") == str(data)
    except (psutil.Error, OSError):
        return False
