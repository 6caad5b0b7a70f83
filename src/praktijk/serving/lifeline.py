# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a child process learns that its supervisor is gone, however it went.

The supervisor holds the writing end of a pipe and writes nothing; the system closes it when the supervisor
ends. A child that reads the end of the pipe stops in order, and at once when that takes too long.
"""

import os
import signal
import threading
import time

VARIABLE = "PRAKTIJK_LIFELINE"
_SECONDS_TO_STOP = 20.0


def hold() -> None:
    """Watch the lifeline named in the environment, if there is one, from a thread of its own."""
    descriptor = os.environ.pop(VARIABLE, None)
    if descriptor is not None:
        threading.Thread(target=_watch, args=(int(descriptor),), name="lifeline", daemon=True).start()


def _watch(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_SECONDS_TO_STOP)
    os._exit(1)
