# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import doctest
import subprocess
import sys

from praktijk.focus import engine


def test_the_example_does_as_it_says() -> None:
    done = doctest.testmod(engine)
    assert done.attempted > 20
    assert not done.failed


def test_a_page_of_django_does_not_load_what_only_the_engine_needs() -> None:
    code = (
        "import sys; import django; django.setup(); import praktijk.config.urls, praktijk.focus.engine.errors;"
        "sys.exit(any(name in sys.modules for name in ('numba', 'highspy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_engine_runs_without_django() -> None:
    code = (
        "import sys; from praktijk.focus.engine import changing, checking; sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
