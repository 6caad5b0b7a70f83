# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much a file may ask of the machine, and opening a file without asking more."""

from __future__ import annotations

import stat
from pathlib import Path

from praktijk.sources.reading.reasons import unreadable

MAX_BYTES = 25 * 1024 * 1024
"""The largest file that is read at all; checked before its first byte is read."""

MAX_PAGES = 1000
"""The most pages of a PDF."""

MAX_MEMBERS = 5000
"""The most members of a zip-based document."""

MAX_UNPACKED_BYTES = 250 * 1024 * 1024
"""All members of a zip-based document together, as they declare themselves."""

MAX_PART_BYTES = 40 * 1024 * 1024
"""One part (an XML file) that is unpacked, counted while unpacking."""

MAX_RATIO = 200
"""How many bytes one packed byte may become; looked at from RATIO_FROM_BYTES on."""

RATIO_FROM_BYTES = 5 * 1024 * 1024

MAX_DEPTH = 200
"""How deep elements may be nested in a document."""

MAX_CHARACTERS = 10_000_000
"""The longest text a document may give."""

PDF_SECONDS = 15.0
"""How long the pages of one PDF may take together."""


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Refuse a file of `size` bytes above `limit` (`too_large`) or without any (`empty`)."""
    if size > limit:
        raise unreadable("too_large", size=size, limit=limit)
    if size == 0:
        raise unreadable("empty")


def bytes_of(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`, its size checked before anything is read.

    Raises Unreadable: `cannot_open`, `too_large`, `empty`. Only ordinary files are opened: a pipe or
    a device has no size to check.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise unreadable("cannot_open", file=path.name, reason="not an ordinary file")
        check_size(found.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a usable name"
        raise unreadable("cannot_open", file=path.name, reason=str(reason)) from error
    check_size(len(data), limit)
    return data
