# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps web server, worker and database running together, and stops them together."""

import errno
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from praktijk.errors import UserError
from praktijk.serving import database, lifeline

_SECONDS_BETWEEN_LOOKS = 0.1
_SECONDS_BETWEEN_LOOKS_AT_DATABASE = 2.0
_SECONDS_TO_STOP = 20.0
_MOST_ENDS, _IN_SECONDS = 5, 60.0  # a child that ends more often than this is not started again
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done. Raises UserError when it cannot be had."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            opened.bind(address)
            opened.listen(256)
        except OSError:
            opened.close()
            raise
    except socket.gaierror as error:
        raise UserError(f"{host} is no address of this machine.") from error
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: f"Port {port} is taken: stop what uses it, or choose another one (PORT=8001).",
            errno.EACCES: f"Port {port} may not be used by this user: choose one from 1024 on.",
            errno.EADDRNOTAVAIL: f"{host} is no address of this machine.",
        }
        raise UserError(
            reasons.get(error.errno or 0, f"Port {port} cannot be used: {error.strerror}.")
        ) from error
    return opened


def address_of(listening: socket.socket) -> str:
    """What to type in a browser on this machine."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _terminal() -> "select.poll | None":
    """Tells when the terminal that this was started in is gone; None without one, or under nohup.

    The system sends SIGHUP to the first process of a terminal only. Where that is a shell it passes the
    signal on; make does not.
    """
    if not os.isatty(0) or signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        return None
    watched = select.poll()
    watched.register(0, 0)  # only that it is hung up
    return watched


@dataclass
class _Child:
    """A process that is started again when it ends by itself."""

    name: str
    module: str
    descriptors: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    ends: list[float] = field(default_factory=list)

    def start(self, lifeline_end: int) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", self.module, *map(str, self.descriptors)],
            stdin=subprocess.DEVNULL,
            pass_fds=(lifeline_end, *self.descriptors),
            env=os.environ | {lifeline.VARIABLE: str(lifeline_end)},
            start_new_session=True,  # Ctrl-C is for the supervisor alone, who stops the others in order
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def see_it_stop(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Runs an installation until it is told to stop, by Ctrl-C, SIGTERM or the end of the terminal."""

    def __init__(self, listening: socket.socket) -> None:
        self._asked_to_stop = False
        self._terminal = _terminal()
        self._lifeline, _ = os.pipe()  # the writing end stays open until this process ends
        self._ready, ready_end = os.pipe()
        os.set_blocking(self._ready, False)
        self._web = _Child("web server", "praktijk.serving.web", (listening.fileno(), ready_end))
        self._children = [self._web, _Child("worker", "praktijk.serving.worker")]

    def run(self, when_ready: Callable[[], None]) -> None:
        """Run; ``when_ready`` is called when pages are served. Raises UserError when a part will not run."""
        before = {number: signal.getsignal(number) for number in _SIGNALS}
        for number, handler in before.items():
            if handler != signal.SIG_IGN:  # nohup
                signal.signal(number, self._ask_to_stop)
        try:
            database.at_hand()
            for child in self._children:
                child.start(self._lifeline)
            told_ready = False
            looked = time.monotonic()
            while not self._asked_to_stop:
                if not told_ready and self._is_ready():
                    told_ready = True
                    when_ready()
                for child in self._children:
                    if child.has_ended() and not self._asked_to_stop:
                        self._start_again(child, was_ready=told_ready)
                if self._terminal and self._terminal.poll(0):
                    self._asked_to_stop = True
                if time.monotonic() - looked > _SECONDS_BETWEEN_LOOKS_AT_DATABASE and not self._asked_to_stop:
                    database.at_hand()
                    looked = time.monotonic()
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask_to_stop(self, *_: object) -> None:
        self._asked_to_stop = True

    def _is_ready(self) -> bool:
        try:
            return bool(os.read(self._ready, 1))
        except BlockingIOError:
            return False

    def _start_again(self, child: _Child, *, was_ready: bool) -> None:
        now = time.monotonic()
        child.ends = [end for end in child.ends if now - end < _IN_SECONDS] + [now]
        if len(child.ends) > _MOST_ENDS or (child is self._web and not was_ready):
            raise UserError(f"The {child.name} does not keep running; the lines above say why.")
        sys.stderr.write(f"The {child.name} ended unexpectedly and is started again.\n")
        time.sleep(min(len(child.ends) - 1, 3))
        database.at_hand()
        child.start(self._lifeline)

    def _stop(self) -> None:
        for child in self._children:
            child.ask_to_stop()
        deadline = time.monotonic() + _SECONDS_TO_STOP
        for child in self._children:
            child.see_it_stop(deadline)
        database.let_go()
