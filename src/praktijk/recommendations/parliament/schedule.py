# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading Parliament's open data every morning, where an address is configured."""

import logging

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django import app

from praktijk.access.acting import System

logger = logging.getLogger(__name__)


@app.periodic(cron="17 4 * * *")
@app.task(name="parliament.read_daily", queueing_lock="parliament.read_daily")
def read_daily(timestamp: int) -> None:
    """Read everything from the configured address; `timestamp` is the moment in seconds since 1970, UTC.

    What is refused, and a reading that comes to nothing, stand on the list of Parliament's items until the
    next reading; the log says them too. Nothing is done where no address is configured.
    """
    if settings.PARLIAMENT_ADDRESS.strip():
        read_from_address()


def read_from_address() -> None:
    """Fetch, and take in; a failure is kept as a reading that came to nothing."""
    from praktijk.recommendations.parliament.fetching import Unreached, fetched
    from praktijk.recommendations.parliament.messages import BUSY
    from praktijk.recommendations.parliament.models import ParliamentReading
    from praktijk.recommendations.parliament.odata import Broken
    from praktijk.recommendations.parliament.taking_in import BeingRead, take_in

    try:
        with fetched(settings.PARLIAMENT_ADDRESS) as pages:
            outcome = take_in(by=System("daily reading of Parliament"), files=pages)
    except BeingRead:
        logger.warning("Parliament is being read already; this reading is left out")
        return
    except (Unreached, Broken) as failed:
        code = failed.reason if isinstance(failed, Unreached) else failed.fault
        ParliamentReading.objects.create(at=timezone.now(), failure=code, detail=failed.detail[:400])
        logger.error("Parliament was not read: %s", failed)
        return
    except OperationalError as failed:  # a lock that was waited for too long, or in vain
        ParliamentReading.objects.create(at=timezone.now(), failure=BUSY, detail="")
        logger.error("Parliament was not read: %s", failed)
        return
    logger.info("Parliament was read: %s", dict(outcome.counts))
    for one in outcome.refused:
        logger.error("Parliament: refused %s, %s %s", one.number, one.why, one.about)
