# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration as a person starts it: from nothing to a page, and again with what was entered."""

import re
import signal
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg
import pytest

from praktijk import postgres
from tests.ground import processes

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="tells processes by Linux's means"
)


def _start(data: Path) -> tuple["subprocess.Popen[str]", str]:
    demo = processes.start(data, "demo", "--port", "0")
    found = re.search(r"http://127\.0\.0\.1:\d+", processes.line_with(demo, "http://"))
    assert found
    return demo, found[0]


def _stop(demo: "subprocess.Popen[str]") -> str:
    demo.send_signal(signal.SIGINT)
    said, _ = demo.communicate(timeout=60)
    assert demo.returncode == 0, said
    return said


def test_starts_from_nothing_keeps_what_was_entered_and_leaves_nothing_running(data):
    demo, address = _start(data)
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.status == 200
        assert "Praktijk" in answer.read().decode()
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    with psycopg.connect(postgres.url(data)) as connection:
        connection.execute("UPDATE access_unit SET name_en = 'Entered by a person' WHERE code = 'DMM'")
        (loaded,) = connection.execute("SELECT count(*) FROM recommendations_recommendation").fetchone()
        (renamed,) = connection.execute(
            "SELECT count(*) FROM access_unit WHERE name_en = 'Entered by a person'"
        ).fetchone()
    assert loaded >= 23
    assert renamed == 1
    assert "what you entered is kept" in _stop(demo)
    assert processes.of(data) == []

    demo, _ = _start(data)
    with psycopg.connect(postgres.url(data)) as connection:
        counted = connection.execute(
            "SELECT (SELECT count(*) FROM recommendations_recommendation),"
            " (SELECT count(*) FROM access_unit WHERE name_en = 'Entered by a person')"
        ).fetchone()
    assert counted == (loaded, 1)
    _stop(demo)
    assert processes.of(data) == []


def test_ctrl_c_while_it_prepares_leaves_nothing_running_and_nothing_half_loaded(data):
    demo = processes.start(data, "demo", "--port", "0")
    processes.line_with(demo, "Loading")
    demo.send_signal(signal.SIGINT)
    said, _ = demo.communicate(timeout=60)
    assert demo.returncode == 130, said
    assert "Traceback" not in said
    processes.none_left(data)
    demo, _ = _start(data)
    with psycopg.connect(postgres.url(data)) as connection:
        (loaded,) = connection.execute("SELECT count(*) FROM recommendations_recommendation").fetchone()
    assert loaded >= 23
    _stop(demo)


def test_the_folder_of_a_demonstration_opens_no_other_database(data):
    """Or a forgotten DATABASE_URL would let anybody on this machine step into a role in real files."""
    demo, _ = _start(data)
    _stop(demo)
    real = data.with_name("real")
    try:
        assert processes.run(real, "migrate").returncode == 0
        made = processes.run(real, "person", "a@example.org", "--password", "Een-lang-woord-77")
        assert made.returncode == 0, made.stderr
        with postgres.running(real) as address:
            refused = processes.run(data, "demo", "--port", "0", DATABASE_URL=address)
    finally:
        processes.none_left(real)
    assert refused.returncode == 2
    assert "This installation is no demonstration" in refused.stderr
