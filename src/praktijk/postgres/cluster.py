# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database cluster in the data folder: making it, and the server process on it.

The server listens on a socket inside its own folder and on no network address. It is started *in* that
folder and told to look where it stands: so neither the length of the path nor folders above it that are
closed to the account it runs as (root's home) are in its way.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from praktijk.errors import UserError
from praktijk.postgres import program

SECONDS_TO_START = 120.0  # recovery after a crash may have much to replay
SUPERUSER, USER, DATABASE, PORT = "postgres", "praktijk", "praktijk", 5432
# Extensions that only a superuser may add; the others are added by migrations.
_EXTENSIONS = ("vector",)
_PREPARATION = "".join(f"CREATE EXTENSION IF NOT EXISTS {name};\n" for name in _EXTENSIONS) + (
    f"CREATE ROLE {USER} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {USER};\n"
)
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_directories": ".",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "cluster_name": "praktijk",
    # Names of people must not end up in the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
_HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SMALL_SHARED_MEMORY = 256 * 1024 * 1024
_LOG_BYTES = 10 * 1024 * 1024
_SECONDS_TO_LEAVE = 10.0

_COMPLAINTS = {
    "No space left on device": "the disk is full",
    "could not map anonymous shared memory": "there is not enough memory (256 MB is needed)",
    "could not create shared memory segment": "there is no room for shared memory",
    "could not resize shared memory": "there is no room for shared memory",
    "Permission denied": "it may not read or write its folder",
    "Read-only file system": "the disk cannot be written",
}


@dataclass(frozen=True)
class Cluster:
    """A cluster, by the data folder it is in, with the programs and the account that it runs with."""

    data: Path
    programs: Path
    runs_as: program.Account | None

    @property
    def folder(self) -> Path:
        """The cluster's own folder, 0700 and owned by the account that the server runs as."""
        return folder_in(self.data)

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "run" / "postgres.log"

    def prepare(self) -> None:
        """Make the cluster if it is not there, whole or not at all; check that it can be served.

        Raises UserError: another major version, no room, no permission.
        """
        if not (self.folder / "PG_VERSION").exists():
            self._make()
        found = (self.folder / "PG_VERSION").read_text("ascii").strip()
        ours = program.major_version(program.folder())
        if found != ours:
            raise UserError(
                f"The database in {self.folder} was made by PostgreSQL {found}, and this is PostgreSQL "
                f"{ours}: dump it with the old version and load it into a new data folder."
            )
        if self.runs_as and self.folder.stat().st_uid != self.runs_as.uid:
            self._give(self.folder)

    def start(self, *, durable: bool) -> subprocess.Popen[bytes]:
        """Start the server process. It ends quickly and in order when its parent is killed (on Linux)."""
        clear_leftovers(self.folder)
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        settings = _SETTINGS | {"dynamic_shared_memory_type": _shared_memory()} | ({} if durable else _HASTY)
        arguments = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self.log.chmod(0o600)
            return subprocess.Popen(  # noqa: S603
                [self.programs / "bin" / "postgres", "-D", self._where(self.folder), *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent(),
                user=self.runs_as.uid if self.runs_as else None,
                group=self.runs_as.gid if self.runs_as else None,
                extra_groups=[] if self.runs_as else None,
            )

    def complaint(self, log: str) -> str:
        """What the log of a failed start or creation comes down to, in one line."""
        for words, meaning in _COMPLAINTS.items():
            if words in log:
                return f"PostgreSQL cannot run in {self.folder}: {meaning}."
        telling = [
            line for line in log.splitlines() if "FATAL" in line or "error:" in line or "PANIC" in line
        ]
        last = telling[-1].partition("FATAL:")[2].strip() or telling[-1] if telling else "it does not say why"
        return f"PostgreSQL cannot run in {self.folder}: {last} (more in {self.log})."

    def _make(self) -> None:
        """Make the cluster beside its place and move it there when it is complete."""
        draft = self.folder.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        if self.folder.exists():
            if any(self.folder.iterdir()):
                raise UserError(
                    f"{self.folder} holds something that is no database; move it away and start again."
                )
            self.folder.rmdir()
        try:
            draft.mkdir(mode=0o700)
            self._give(draft)
            self._run(
                [
                    "initdb",
                    f"--username={SUPERUSER}",
                    f"--pgdata={self._where(draft)}",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--auth=trust",
                    "--data-checksums",
                    "--no-instructions",
                ],
                draft,
            )
            # Databases are made from template1, those of the tests too.
            for database in ("template1", "postgres"):
                words = _PREPARATION.partition("CREATE ROLE")[0] if database == "template1" else _PREPARATION
                self._run(["postgres", "--single", "-j", "-D", self._where(draft), database], draft, words)
            draft.rename(self.folder)
        except OSError as error:
            raise UserError(f"No database can be made in {self.folder}: {error.strerror}.") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _run(self, command: list[str], where: Path, statements: str = "") -> None:
        done = subprocess.run(  # noqa: S603
            [self.programs / "bin" / command[0], *command[1:]],
            cwd=where,
            input=statements.replace(";\n", ";\n\n"),  # with -j a statement ends at an empty line
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            user=self.runs_as.uid if self.runs_as else None,
            group=self.runs_as.gid if self.runs_as else None,
            extra_groups=[] if self.runs_as else None,
        )
        said = done.stdout + done.stderr
        if done.returncode or (statements and "ERROR:" in said):
            raise UserError(self.complaint(said))

    def _where(self, folder: Path) -> str:
        return "/proc/self/cwd" if self.runs_as else str(folder)

    def _give(self, folder: Path) -> None:
        """Hand the folder with all in it to the account that the server runs as."""
        if self.runs_as is None:
            return
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, self.runs_as.uid, self.runs_as.gid, follow_symlinks=False)


def folder_in(data: Path) -> Path:
    """The cluster's folder in a data folder."""
    return data / "postgres"


def ready(folder: Path) -> bool:
    """Whether the server on this cluster says that it takes connections."""
    try:
        return (folder / "postmaster.pid").read_text("utf-8").splitlines()[7].strip() == "ready"
    except (OSError, IndexError):
        return False


def clear_leftovers(folder: Path) -> None:
    """End what is left of a server whose keeper is gone, so that another can recover its work.

    The pid files alone do not tell: their number may be another process's by now. A process of PostgreSQL
    stands in its cluster's folder.
    """
    marks = [folder / "postmaster.pid", *folder.glob(".s.PGSQL.*")]
    if not any(mark.exists() for mark in marks):
        return
    left = [process for process in psutil.process_iter() if _stands_in(process, folder)]
    for process in left:
        _signal(process, signal.SIGINT)
    _, left = psutil.wait_procs(left, timeout=_SECONDS_TO_LEAVE)
    for process in left:
        _signal(process, signal.SIGKILL)
    psutil.wait_procs(left, timeout=_SECONDS_TO_LEAVE)
    for mark in marks:
        mark.unlink(missing_ok=True)


def wait_ready(folder: Path, server: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the server to take connections; False when it ended, or takes longer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            return False
        if ready(folder):
            return True
        time.sleep(0.01)
    return False


def _stands_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return process.name() == "postgres" and Path(process.cwd()) == folder
    except (psutil.Error, OSError):
        return False


def _signal(process: psutil.Process, number: int) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return


def _shared_memory() -> str:
    """Containers often have 64 MB of shared memory and no more: then files in the cluster's folder serve."""
    try:
        return "posix" if shutil.disk_usage("/dev/shm").total >= _SMALL_SHARED_MEMORY else "mmap"  # noqa: S108
    except OSError:
        return "posix"


def _end_with_parent() -> Callable[[], None] | None:
    """Ask the system for an orderly stop of the child (SIGINT) when its parent is gone."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask() -> None:
        prctl(1, signal.SIGINT)  # 1: PR_SET_PDEATHSIG

    return ask
