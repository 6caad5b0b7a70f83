# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Static files with a mark of their content in the address, so that browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class MarkedStaticFilesStorage(StaticFilesStorage):
    """Adds ``?v=`` and the beginning of the file's SHA-256. The files stay where they are."""

    def url(self, name: str | None) -> str:
        """The address of a file; without a mark where there is no such file."""
        address = super().url(name)
        mark = _mark_now(name or "") if settings.DEBUG else _mark(name or "")
        return f"{address}?v={mark}" if mark else address


def _mark_now(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(str(found)).read_bytes()).hexdigest()[:12] if found else ""


_mark = lru_cache(maxsize=256)(_mark_now)
