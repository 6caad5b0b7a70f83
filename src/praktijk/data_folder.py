# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder that holds database, uploads, mail and key (PRAKTIJK_DATA): private to its owner."""

import logging
import os
import pwd
import stat
from pathlib import Path

from praktijk.errors import UserError

#: All that a data folder holds; a folder with anything else in it may be another's, such as / or /var.
_OWN_NAMES = frozenset({"key", "run", "postgres", "postgres.new", "uploads", "mail"})
#: Only a folder that the embedded server was used in has this.
_OWN_MARK = Path("run/users")
_logger = logging.getLogger(__name__)


def prepare(data: Path) -> Path:
    """Create the folder with mode 0700, or check the one that is there; gives its absolute path.

    A folder of ours, or an empty one, that stands open to others is closed, with a warning in the log.
    Raises UserError for what only a person can decide: a folder with other things in it that stands open,
    one that belongs to someone else, one that is no folder or cannot be written.
    """
    try:
        str(data).encode()
        data = data.expanduser().resolve()
    except (UnicodeEncodeError, RuntimeError):  # bytes that are no text; ~ of somebody unknown
        raise UserError(
            "The name of the data folder cannot be used; choose another one with PRAKTIJK_DATA."
        ) from None
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = data.stat()
        names = {path.name for path in data.iterdir()}
        mine = names <= _OWN_NAMES or (data / _OWN_MARK).is_file()
    except FileExistsError:
        raise UserError(f"{data} is not a folder; choose another one with PRAKTIJK_DATA.") from None
    except OSError as error:
        raise UserError(f"The data folder {data} cannot be used: {error.strerror}.") from error

    if found.st_uid != os.geteuid():
        owner = user_name(found.st_uid)
        raise UserError(
            f"The data folder {data} belongs to {owner}; "
            f"start Praktijk as {owner}, or choose another folder with PRAKTIJK_DATA."
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        if not mine:
            raise UserError(
                f"The data folder {data} is open to others and holds other things; "
                "choose a new folder with PRAKTIJK_DATA."
            )
        data.chmod(0o700)
        if stat.S_IMODE(data.stat().st_mode) & 0o077:
            raise UserError(f"The data folder {data} cannot be closed to others on this kind of disk.")
        if names:
            _logger.warning("The data folder %s stood open to others and has been closed (0700).", data)
    if not os.access(data, os.W_OK | os.X_OK):
        raise UserError(f"The data folder {data} cannot be written.")
    return data


def user_name(uid: int) -> str:
    """Name of the system user with this number, or the number in words where it has no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
