# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about who hears what and when: no database, no clock of its own."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

#: A term that ends within so much time is announced.
AHEAD = timedelta(days=30)
#: A delivery that waits for its verifier so long is mentioned once more.
LONG = timedelta(days=30)
#: What was told longer ago is news no more.
OLDEST = timedelta(days=31)
#: The hour, by the ministry's clock, from which digests go and up to which notices join them.
HOUR = time(7)


class Stage(StrEnum):
    """How far a term, or a delivery that waits for its verifier, has come."""

    AHEAD = "ahead"
    TODAY = "today"
    OVERDUE = "overdue"
    WAITS = "waits"
    WAITS_LONG = "waits_long"


class Frequency(StrEnum):
    """How often somebody wants mail of notices."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


def term_stage(due_latest: date, on: date) -> Stage | None:
    """The stage that the end of a term has reached on a day; None while it is more than 30 days away."""
    if on > due_latest:
        return Stage.OVERDUE
    if on == due_latest:
        return Stage.TODAY
    return Stage.AHEAD if due_latest - on <= AHEAD else None


def waiting_stage(delivered: date, on: date) -> Stage:
    """The stage of a delivery that waits for its verifier since a day."""
    return Stage.WAITS_LONG if on - delivered >= LONG else Stage.WAITS


def digests_go(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is late enough in the day, by the clock of this zone, for digests to go."""
    return now.astimezone(zone).time() >= HOUR


def notices_until(frequency: Frequency, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Up to which moment, itself included, notices join the mail of now; None where no mail is wanted.

    At once: all of them. Daily: those of before the last time that it was seven in the morning. Weekly:
    those of before seven on the last Monday. So a run that failed is made good by a later one, and the
    same run made twice finds nothing new.
    """
    if frequency is Frequency.NONE:
        return None
    if frequency is Frequency.AT_ONCE:
        return now
    local = now.astimezone(zone)
    day = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, HOUR, tzinfo=zone)
