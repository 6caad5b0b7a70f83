# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing what a command makes: to a file, whole or not at all, or to standard output."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from praktijk.errors import UserError


def check_target(path: Path | None) -> None:
    """See that the file can be written, before the work is done. Raises UserError when it cannot."""
    if path is None:
        return
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file to write to.")
    if not path.parent.is_dir():
        raise UserError(f"The folder {path.parent} does not exist; make it first.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UserError(f"{path} may not be written by this user.")


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes its name when the block has ended well."""
    if path.exists() and (path.is_symlink() or not path.is_file()):  # a link stays one; a device, a pipe
        with path.open("wb") as file:
            yield file
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
