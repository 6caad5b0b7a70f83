# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Having the database at hand, whichever one this installation uses."""

import hashlib
import os
from pathlib import Path

from praktijk import postgres


def data_folder() -> Path:
    """The data folder of this installation (PRAKTIJK_DATA, or var/ in the working folder)."""
    return Path(os.environ.get("PRAKTIJK_DATA") or "var").expanduser().resolve()


def at_hand() -> None:
    """Start the embedded server, or start it again; nothing to do where DATABASE_URL names one."""
    if not os.environ.get("DATABASE_URL"):
        postgres.ensure_running(data_folder())


def let_go() -> None:
    """End this process's use of the embedded server."""
    if not os.environ.get("DATABASE_URL"):
        postgres.release(data_folder())


def mark_demonstration() -> None:
    """Remember, in this data folder, that the database in use holds a demonstration."""
    mark = _mark(data_folder())
    mark.parent.mkdir(mode=0o700, exist_ok=True)
    mark.touch(mode=0o600)


def remember_address(address: str) -> None:
    """Remember, in this data folder, where its pages were served last; mails of commands lead there."""
    file = data_folder() / "run" / "address"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_text(address, "utf-8")


def is_demonstration(data: Path) -> bool:
    """Whether the database in use was made a demonstration by 'praktijk demo' with this data folder."""
    return _mark(data).exists()


def _mark(data: Path) -> Path:
    """One mark for the embedded database, and one for each that DATABASE_URL may name."""
    address = os.environ.get("DATABASE_URL")
    if not address:
        return data / "run" / "demonstration"
    named = postgres.settings(address, data)
    which = f"{named['HOST']}:{named['PORT']}/{named['NAME']}"  # whoever uses it
    return data / "run" / f"demonstration-{hashlib.sha256(which.encode()).hexdigest()[:16]}"
