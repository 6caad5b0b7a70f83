# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret key: made once, kept in the data folder and nowhere else."""

import logging
import os
import secrets
import stat
from pathlib import Path

from praktijk import data_folder
from praktijk.errors import UserError

_BYTES = 64
_MINIMUM_CHARACTERS = 50
_logger = logging.getLogger(__name__)


def secret_key(data: Path) -> str:
    """The key in ``data/key`` (mode 0600), made by whoever comes first; the same for every process.

    A key file that stands open to others is closed, with a warning in the log: it may have been read.
    Raises UserError when the file cannot be read or written, or holds no proper key.
    """
    path = data_folder.prepare(data) / "key"
    try:
        if not path.exists():
            _create(path)
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(0o600)
            _logger.warning(
                "The key %s stood open to others and has been closed (0600); make a new one if it was read.",
                path,
            )
        key = path.read_text("ascii").strip()
    except UnicodeDecodeError:
        key = ""
    except OSError as error:
        raise UserError(f"The key {path} cannot be used: {error.strerror}.") from error
    if len(key) < _MINIMUM_CHARACTERS:
        raise UserError(
            f"The key {path} is damaged; put back the one from your backup, or remove it for a new one."
        )
    return key


def _create(path: Path) -> None:
    """Write a whole new key or none: linking it into place fails when another process was first."""
    draft = path.with_name(f".key-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
