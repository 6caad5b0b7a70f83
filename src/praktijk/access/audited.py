# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the records that events of the audit trail are about."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from praktijk.access.models import AuditEvent, Person
from praktijk.access.roles import Permission


def with_addresses(events: Iterable[AuditEvent], user: Person) -> list[AuditEvent]:
    """The events, each with `address`: the page of its record, or empty.

    It is empty for what has no page, is no longer there, or may not be seen by this user. Asks the
    database once for each kind of record.
    """
    listed = list(events)
    keys: dict[str, set[int]] = defaultdict(set)
    for event in listed:
        if event.record_id.isascii() and event.record_id.isdigit() and len(event.record_id) < 19:
            keys[event.record_kind].add(int(event.record_id))
    addresses = {
        (kind, str(record.pk)): record.get_absolute_url()
        for kind, wanted in keys.items()
        for record in _visible(kind, wanted, user)
    }
    for event in listed:
        event.address = addresses.get((event.record_kind, event.record_id), "")  # type: ignore[attr-defined]
    return listed


def _visible(kind: str, keys: set[int], user: Person) -> Iterable[Any]:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return []
    records: Any = model._default_manager
    if not hasattr(model, "get_absolute_url") or not hasattr(records, "visible_to"):
        return []
    # One may always see oneself, but not the page of the account.
    if model is Person and not user.may(Permission.MANAGE_ACCESS):
        return []
    return records.visible_to(user).filter(pk__in=keys).only("pk")
