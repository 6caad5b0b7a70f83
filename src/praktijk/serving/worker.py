# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker, ``python -m praktijk.serving.worker``: does the work that pages leave in the queue."""

import asyncio
import os

from praktijk.serving import database, lifeline

_SECONDS_TO_FINISH_A_JOB = 10.0
#: How far the work in the background gives way to pages, by the scale of nice(2).
_GIVES_WAY = 10


def main() -> None:
    """Work until told to stop; a job under way is finished first, if it is quick."""
    lifeline.hold()
    os.nice(_GIVES_WAY)
    database.at_hand()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijk.config.settings")
    import django

    django.setup()
    asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                shutdown_graceful_timeout=_SECONDS_TO_FINISH_A_JOB, delete_jobs="successful"
            )


if __name__ == "__main__":
    main()
