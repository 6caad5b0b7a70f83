# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test stands on: a data folder of its own and a real PostgreSQL.

The server is the one in DATABASE_URL, or else an embedded one in a temporary folder that lives as long as
the session and is shared by all its processes. Settings are read from the environment, so this comes first.
"""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

from praktijk import postgres
from tests import chromium

_FOLDER = "PRAKTIJK_TEST_FOLDER"  # set by the first process of a session, inherited by the others
_is_first = _FOLDER not in os.environ
if _is_first:
    os.environ[_FOLDER] = tempfile.mkdtemp(prefix="praktijk-tests-")
    os.environ["PRAKTIJK_DATA"] = str(Path(os.environ[_FOLDER]) / "data")
    for _name in (
        "PRAKTIJK_DEMO",
        "PRAKTIJK_DEBUG",
        "PRAKTIJK_HTTPS",
        "PRAKTIJK_HOSTS",
        "PRAKTIJK_ADDRESS",
        "EMAIL_URL",
        "PORT",
    ):
        os.environ.pop(_name, None)
os.environ["DJANGO_SETTINGS_MODULE"] = "praktijk.config.settings"
django.setup()


def pytest_unconfigure() -> None:
    data = Path(os.environ["PRAKTIJK_DATA"])
    postgres.release(data)
    if _is_first:
        shutil.rmtree(os.environ[_FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the embedded server when the first test needs it; pytest-django makes its databases on it."""
    if not os.environ.get("DATABASE_URL"):
        postgres.ensure_running(Path(os.environ["PRAKTIJK_DATA"]), durable=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need a browser are skipped, with the reason, where there is none."""
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if browser_tests and chromium.path() is None:
        for item in browser_tests:
            item.add_marker(pytest.mark.skip(reason=chromium.ABSENT))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The machine's Chromium, for pytest-playwright."""
    return {"executable_path": chromium.path(), "args": chromium.arguments()}
