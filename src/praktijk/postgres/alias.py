# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short way to a socket in a folder with a long path.

The address of a socket holds some hundred characters. Where the folder's path is longer, a link to it in a
private folder (0700) under the system's temporary folder is used; each user has one such folder.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from praktijk.errors import UserError
from praktijk.postgres import cluster

_MOST = 103  # bytes of a socket's address: 107 on Linux, 103 on macOS


def short(folder: Path) -> Path:
    """The folder itself, or a link to it that is short enough for the socket in it."""
    if len(os.fsencode(folder / f".s.PGSQL.{cluster.PORT}")) <= _MOST:
        return folder
    private = Path(tempfile.gettempdir()) / f"praktijk-{os.geteuid()}"
    private.mkdir(mode=0o700, exist_ok=True)
    found = private.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise UserError(f"{private} is not a private folder of yours; remove it and start again.")
    _keep_from_cleaning(private)
    link = private / hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    if not link.is_symlink() or link.readlink() != folder:
        draft = link.with_name(f"{link.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        draft.symlink_to(folder)
        draft.replace(link)
    return link


_kept: dict[Path, int] = {}


def _keep_from_cleaning(folder: Path) -> None:
    """Lock the folder for the life of this process: what cleans temporary folders leaves such a one alone."""
    if folder not in _kept:
        _kept[folder] = os.open(folder, os.O_RDONLY)
        fcntl.flock(_kept[folder], fcntl.LOCK_SH | fcntl.LOCK_NB)
