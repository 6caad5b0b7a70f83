# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""See that the browser tests have a Chromium, and say what was done; never fails.

Where none can be had the tests that need it are skipped, with the reason.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests import chromium

_SECONDS = 900


def _ways() -> Iterator[tuple[str, list[list[str]]]]:
    """The ways to get one, each with its name and commands, in order of preference."""
    if shutil.which("apt-get"):
        become: list[str] | None = [] if os.geteuid() == 0 else None
        if become is None and shutil.which("sudo"):
            become = ["sudo", "-n"]
        if become is not None:
            install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
            yield (
                "the system's package chromium",
                [
                    [*become, "apt-get", "update"],
                    [*become, "env", "DEBIAN_FRONTEND=noninteractive", *install],
                ],
            )
    yield "Playwright's Chromium", [[sys.executable, "-m", "playwright", "install", "chromium"]]


def _done(commands: list[list[str]]) -> bool:
    for command in commands:
        try:
            ended = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        if ended.returncode:
            return False
    return True


def main() -> None:
    """Look for Chromium, and install it where there is none."""
    if chromium.path():
        return
    if os.environ.get("PRAKTIJK_CHROMIUM") is None:
        for name, commands in _ways():
            sys.stdout.write(f"The browser tests need Chromium: installing {name} ...\n")
            sys.stdout.flush()
            if _done(commands) and (found := chromium.path()):
                sys.stdout.write(f"Installed: {found}\n")
                return
            sys.stdout.write(f"{name[0].upper()}{name[1:]} could not be installed.\n")
    sys.stdout.write("There is no Chromium: the browser tests are skipped, and reported as skipped.\n")


if __name__ == "__main__":
    main()
