# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person does with their own notices."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from praktijk.access.models import Person
from praktijk.recommendations.notices.models import Notice


def mark_seen(
    *, by: Person, commitment: int | None = None, until: int | None = None, now: datetime | None = None
) -> int:
    """Mark one's own notices as seen; gives how many were new.

    `commitment` is the key of the one that they are about (None: of every one), `until` that of the newest
    notice that the person had before them, so that what came since stays new. One that is
    just being mailed is not waited for, and stays new. Reading one's own notices changes no record of the
    register and leaves no trail.
    """
    unseen = Notice.objects.filter(person=by, seen_at=None)
    if commitment is not None:
        unseen = unseen.filter(commitment_id=commitment)
    if until is not None:
        unseen = unseen.filter(pk__lte=until)
    with transaction.atomic():
        free = unseen.select_for_update(skip_locked=True).order_by().values_list("pk", flat=True)
        return int(Notice.objects.filter(pk__in=list(free)).update(seen_at=now or timezone.now()))
