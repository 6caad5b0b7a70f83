# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A data folder that leaves nothing running behind, whatever a test did."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from praktijk import postgres
from tests.ground import processes


@pytest.fixture
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="praktijk-ground-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(
            0o755
        )  # as any folder that a person makes; the data folder itself is to be private
        path = Path(folder).resolve() / "data"
        yield path
        postgres.release(path)
        for process in processes.of(path):
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(processes.of(path), timeout=10)
