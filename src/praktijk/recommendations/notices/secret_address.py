# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret address at which somebody's feed and calendar are read without signing in."""

import hashlib
import hmac
import secrets
from datetime import datetime

from django.utils import timezone

from praktijk.access.acting import acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.notices.models import NoticeSettings

#: Bytes of chance in a secret; in an address they are LENGTH characters.
_BYTES = 32
LENGTH = 43


def renew_address(*, by: Person, now: datetime | None = None) -> str:
    """Make a new secret for somebody's own feed and calendar; the old one stops at once.

    Gives the secret, which is kept nowhere: only its SHA-256 is.
    """
    secret = secrets.token_urlsafe(_BYTES)
    with acting("feed.renew", by=by, needs=Permission.VIEW_REGISTER, now=now):
        NoticeSettings.objects.update_or_create(
            person=by, defaults={"feed_digest": _digest(secret), "feed_made_at": now or timezone.now()}
        )
    return secret


def stop_address(*, by: Person, now: datetime | None = None) -> None:
    """Let the address of somebody's own feed and calendar lead nowhere from now on."""
    with acting("feed.stop", by=by, needs=Permission.VIEW_REGISTER, now=now):
        NoticeSettings.objects.filter(person=by).update(feed_digest=None, feed_made_at=None)


def settings_of(secret: str) -> NoticeSettings | None:
    """The settings of the person whose secret this is; None when there is nobody, or who may see nothing.

    What is looked up is a digest, which says nothing about the secret however long the look takes.
    """
    digest = _digest(secret)
    kept = NoticeSettings.objects.select_related("person").filter(feed_digest=digest).first()
    if kept is None or not hmac.compare_digest(str(kept.feed_digest), digest):
        return None
    return kept if kept.person.may(Permission.VIEW_REGISTER) else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
