# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Borders that no contract of import-linter can hold: what is loaded, and where a connection may go."""

import socket
import subprocess
import sys

import pytest

_LOADED = """
import sys
import praktijk.{module}
print(" ".join(sorted(name for name in sys.modules if name.partition(".")[0] in ("django", "psycopg", "praktijk"))))
"""


def _loaded(module: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED.format(module=module)], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_reader_of_letters_loads_nothing_but_itself():
    others = [
        name
        for name in _loaded("sources.reading")
        if not name.startswith("praktijk.sources.reading") and name not in ("praktijk", "praktijk.sources")
    ]
    assert others == []


@pytest.mark.parametrize("module", ["cli", "postgres", "keys"])
def test_the_ground_and_the_command_load_no_django(module):
    assert [name for name in _loaded(module) if name.startswith("django")] == []


def test_a_test_that_leaves_this_machine_fails():
    with pytest.raises(UserWarning, match="A test tried to use"):
        socket.create_connection(("203.0.113.1", 80), timeout=1)
