# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When mail goes: every hour what is due by then, and soon after it happened what is wanted at once.

The queue counts in UTC and defers each hour once, however many workers there are. What goes in an hour is
decided by the ministry's own clock in `rules`: an hour that comes twice or not at all changes nothing.
"""

import logging

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

logger = logging.getLogger(__name__)

#: What comes within so many seconds goes together, in one mail.
SECONDS_TO_WAIT = 120
_WAITING = "notices at once"


@app.periodic(cron="0 * * * *")
@app.task(name="notices.mail_every_hour")
def mail_every_hour(timestamp: int) -> None:
    """Send what is due; `timestamp` is the hour in seconds since 1970, UTC.

    What was refused stays as it is, and is tried again in the next hour.
    """
    from praktijk.recommendations.notices import sending

    logger.info("mail of the hour %s: %s", timestamp, sending.every_hour())


@app.task(name="notices.mail_notices")
def mail_notices() -> None:
    """Send what is wanted at once; what is refused goes in the next hour."""
    from praktijk.recommendations.notices import sending

    logger.info("mail at once: %s", sending.send_notices())


def soon() -> None:
    """Have notices mailed soon to those who want them at once, unless that waits already."""
    try:
        with transaction.atomic():
            mail_notices.configure(queueing_lock=_WAITING, schedule_in={"seconds": SECONDS_TO_WAIT}).defer()
    except AlreadyEnqueued:
        logger.debug("the mail of notices waits already")
