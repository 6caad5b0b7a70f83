# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files that documents were read from, kept by what is in them.

A file's place follows from its SHA-256, so that no record needs to hold it and no name that somebody
typed becomes a path.
"""

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage


def keep(sha256: str, data: bytes) -> bool:
    """Keep a file; whether it was not there yet."""
    place = _place(sha256)
    if default_storage.exists(place):
        return False
    default_storage.save(place, ContentFile(data))
    return True


def discard(sha256: str) -> None:
    """Remove a file that was kept a moment ago and whose document came to nothing."""
    default_storage.delete(_place(sha256))


def is_kept(sha256: str) -> bool:
    """Whether the file with this SHA-256 is here."""
    return bool(sha256) and default_storage.exists(_place(sha256))


def opened(sha256: str) -> File:
    """The file, opened for reading. Raises FileNotFoundError when it is not here."""
    return default_storage.open(_place(sha256), "rb")


def _place(sha256: str) -> str:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return f"documents/{sha256[:2]}/{sha256}"
