# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that keeps the server while anyone uses it: ``python -m praktijk.postgres.keeper FOLDER``.

It is the server's parent. It starts the server again when it broke down, and stops it in order when the last
user is gone, also when that user was killed: the users' lock is released by the system. What went wrong with
a start is said on standard output, for the one who started the keeper: "ready", or a line for a person.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from praktijk.errors import UserError
from praktijk.postgres import cluster, locks, program

_SECONDS_TO_STOP = 60.0
_SECONDS_BETWEEN_LOOKS = 0.1
_STARTS_IN_A_ROW = 5
_SECONDS_TO_COUNT_AS_RUNNING = 60.0


def keep(data: Path, *, durable: bool) -> None:
    """Keep the server on the data folder until nobody uses it. Raises UserError when it cannot start."""
    run = data / "run"
    mine = locks.take(run / locks.KEEPER, wait=False)
    if mine is None:
        raise UserError("Another keeper was first.")
    stopping = _Stopping()
    programs = program.folder()
    runs_as = program.account()
    served = cluster.Cluster(data, program.readable_folder(programs, runs_as), runs_as)
    served.prepare()
    said_ready = False
    starts = 0
    while starts < _STARTS_IN_A_ROW:
        started = time.monotonic()
        log_from = served.log.stat().st_size if served.log.exists() else 0
        server = served.start(durable=durable)
        if not cluster.wait_ready(served.folder, server, cluster.SECONDS_TO_START):
            _stop(server)
            if not said_ready:
                raise UserError(served.complaint(_tail(served.log, log_from)))
        elif not said_ready:
            said_ready = True
            _say("ready")
        while server.poll() is None:
            # Once this process holds the users' lock, nobody can begin to use the server until it is gone.
            if stopping.asked or locks.take(run / locks.USERS, wait=False) is not None:
                _stop(server)
                os.close(mine)
                return
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        starts = 1 if time.monotonic() - started > _SECONDS_TO_COUNT_AS_RUNNING else starts + 1


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop in order; in haste when that takes too long (nothing committed is lost either way)."""
    for number, seconds in (
        (signal.SIGINT, _SECONDS_TO_STOP),
        (signal.SIGQUIT, 10.0),
        (signal.SIGKILL, 10.0),
    ):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


class _Stopping:
    """Remembers that this process was asked to stop; closing a terminal does not count."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)

    def _ask(self, *_: object) -> None:
        self.asked = True


def _tail(log: Path, start: int) -> str:
    with log.open("rb") as file:
        file.seek(start)
        return file.read().decode("utf-8", "replace")


def _say(line: str) -> None:
    """Tell the one who started this process, if he is still there, and then nothing more."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError:
        pass
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def main() -> int:
    """Entry of the process; arguments: the data folder and, for tests, "hasty" (no fsync)."""
    try:
        keep(Path(sys.argv[1]), durable="hasty" not in sys.argv[2:])
    except UserError as error:
        _say(str(error))
        return 2
    except OSError as error:
        _say(f"PostgreSQL cannot run in {sys.argv[1]}: {error.strerror or error}.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
