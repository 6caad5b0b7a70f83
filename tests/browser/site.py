# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A demonstration that runs as people run it, furnished with what its pages must also be able to bear."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_OF_ANOTHER_INSTALLATION = ("DATABASE_URL", "EMAIL_URL", "PORT", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Site:
    """Where it answers; the session of each person; and the address of each record that tests look for."""

    address: str
    sessions: dict[str, str]
    records: dict[str, str]
    failure: str  #: the page for a fault of ours, which no address leads to

    def at(self, path: str) -> str:
        """The full address; words in braces name a record: "{late}edit/"."""
        return self.address + path.format(**self.records)


@contextmanager
def running(data: Path) -> Iterator[Site]:
    """Run the demonstration on a free port, with its data in a new folder, and furnish it.

    Afterwards what it wrote about faults must hold none.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_INSTALLATION}
    environment |= {
        "PRAKTIJK_DATA": str(data),
        "PRAKTIJK_DEMO": "1",
        "PRAKTIJK_WEB_PROCESSES": "1",
    }
    log = data.with_suffix(".log")
    with log.open("wb") as faults:
        demonstration = subprocess.Popen(
            [Path(sys.executable).with_name("praktijk"), "demo", "--port", "0"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=faults,
            text=True,
        )
    with demonstration:
        try:
            address = _address_of(demonstration, log)
            furnished = _furnish(environment)
            yield Site(address, **furnished)
        finally:
            demonstration.send_signal(signal.SIGINT)
            demonstration.communicate(timeout=60)
    assert " ERROR " not in log.read_text(), log.read_text()


def _address_of(demonstration: "subprocess.Popen[str]", log: Path) -> str:
    assert demonstration.stdout is not None
    for line in demonstration.stdout:
        if found := _ADDRESS.search(line):
            return found[0]
    raise AssertionError(f"The demonstration did not start:\n{log.read_text()}")


def _furnish(environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.furnishing"],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]
