# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Locks that the system releases when their holder ends, however it ends (flock).

Three files in ``run/`` of the data folder say who does what:

users    shared by every process that uses the server; the keeper waits for it to become free
keeper   held by the keeper for as long as it lives
start    held by whoever looks whether a keeper must be started
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USERS, KEEPER, START = "users", "keeper", "start"


def take(path: Path, *, shared: bool = False, wait: bool = True) -> int | None:
    """Open the file and lock it; gives the descriptor that holds the lock, or None when it is not free.

    Closing the descriptor releases the lock, unless a forked child still has it.
    """
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return None
        raise
    return descriptor


def free(path: Path, *, shared: bool = False) -> bool:
    """Whether the lock could be had at this moment."""
    descriptor = take(path, shared=shared, wait=False)
    if descriptor is None:
        return False
    os.close(descriptor)
    return True


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock alone, waiting for it."""
    descriptor = take(path)
    assert descriptor is not None
    try:
        yield
    finally:
        os.close(descriptor)
