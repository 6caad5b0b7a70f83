# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling people what happened to a promise."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from praktijk.access.acting import Actor
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.notices.models import Notice


def tell(
    *,
    by: Actor,
    commitment: Commitment,
    kind: str,
    to: Iterable[Person | None],
    details: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> list[Notice]:
    """Leave a notice for each of these people, once each, within the action that is under way.

    Who did it is not told, nor is somebody who may not see the commitment; None stands for nobody.
    """
    told = {person.pk: person for person in to if person is not None and person != by}
    notices = [
        Notice(
            person=person,
            commitment=commitment,
            kind=kind,
            by=by if isinstance(by, Person) else None,
            at=now or timezone.now(),
            details=details or {},
        )
        for person in told.values()
        if person.may(Permission.VIEW_REGISTER, commitment)
    ]
    return Notice.objects.bulk_create(notices)


def concerned(commitment: Commitment) -> list[Person]:
    """Those who look after a commitment: owner, deputy and verifier, where there are any."""
    return [person for person in (commitment.owner, commitment.deputy, commitment.verifier) if person]
