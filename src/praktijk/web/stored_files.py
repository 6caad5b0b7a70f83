# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that people send, on the disk of the data folder: each whole, or not at all."""

import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

_DRAFT = ".draft"


class WholeFilesStorage(FileSystemStorage):
    """Gives a file its name when all of it is on the disk.

    A full disk or a sudden end leaves no part of a file under the name by which it would be taken for whole.
    """

    def _save(self, name: str, content: File) -> str:
        draft = f"{name}.{secrets.token_hex(8)}{_DRAFT}"
        try:
            super()._save(draft, content)  # type: ignore[misc]
            _see_on_disk(Path(self.path(draft)))
            while True:
                try:
                    Path(self.path(name)).hardlink_to(self.path(draft))
                except FileExistsError:
                    name = self.get_available_name(name)
                else:
                    return name
        finally:
            Path(self.path(draft)).unlink(missing_ok=True)


def _see_on_disk(path: Path) -> None:
    """Wait until the file is on the disk: the record that names it is about to be."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
