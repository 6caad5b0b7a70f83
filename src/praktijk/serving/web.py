# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The web server, ``python -m praktijk.serving.web FD READY``: gunicorn on the supervisor's socket.

FD is the listening socket; a byte is written to the descriptor READY when pages are served.
"""

import gc
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from praktijk.serving import database, lifeline
from praktijk.web.logs import WithoutSecrets

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  # heartbeats of workers must not wait for a disk


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with settings given in code; files and environment of gunicorn's own play no part."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from praktijk.config.wsgi import application

        # What is loaded before the processes part stays for good: no page waits while it is looked through.
        gc.freeze()
        return application


def main() -> None:
    """Serve until told to stop."""
    socket_descriptor, ready_descriptor = (int(word) for word in sys.argv[1:3])
    lifeline.hold()
    database.at_hand()
    logging.getLogger("gunicorn.error").addFilter(WithoutSecrets())

    def tell_ready(_arbiter: object) -> None:
        os.write(ready_descriptor, b".")
        os.close(ready_descriptor)

    _Server(
        {
            "bind": f"fd://{socket_descriptor}",
            "worker_class": "gthread",
            "workers": int(os.environ.get("PRAKTIJK_WEB_PROCESSES", "2")),
            "threads": 8,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 10,
            "max_requests": 10_000,
            "max_requests_jitter": 1_000,
            "loglevel": "warning",
            "worker_tmp_dir": str(_IN_MEMORY) if os.access(_IN_MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
            "when_ready": tell_ready,
        }
    ).run()


if __name__ == "__main__":
    main()
