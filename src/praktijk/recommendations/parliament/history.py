# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed in an item of Parliament, reading after reading."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from praktijk.recommendations.parliament.models import ParliamentItem
from praktijk.web.dates import day

_MOST = 100
#: Fields whose changes say nothing to people.
_UNTOLD = frozenset(
    {"id", "key", "words", "changed_at", "status_words", "level", "restricted_to", "illustrative", "kind"}
)


@dataclass(frozen=True)
class FieldChange:
    """A field that changed: its name, what it was and what it is, in words."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Reading:
    """A reading that brought something: when, when Parliament changed it, and what changed."""

    at: datetime
    changed_at: datetime | None
    first: bool
    changes: list[FieldChange] = field(default_factory=list)


def readings(item: ParliamentItem) -> list[Reading]:
    """The readings that brought something new of an item, newest first; the last of them a hundred."""
    versions: Any = ParliamentItem.pgh_event_model.objects  # type: ignore[attr-defined]
    held = list(versions.filter(pgh_obj_id=item.pk).order_by("-pgh_id")[: _MOST + 1])
    told = []
    for version, before in zip(held, [*held[1:], None], strict=True):
        changes = _changes(before, version) if before is not None else []
        if before is None or changes:
            told.append(Reading(version.pgh_created_at, version.changed_at, before is None, changes))
    return told[:_MOST]


def _changes(before: Any, now: Any) -> list[FieldChange]:
    return [
        FieldChange(str(one.verbose_name), _in_words(one, before), _in_words(one, now))
        for one in ParliamentItem._meta.fields
        if one.name not in _UNTOLD and getattr(before, one.name) != getattr(now, one.name)
    ]


def _in_words(one: Any, version: Any) -> str:
    """What a field holds, for people."""
    value = getattr(version, one.name)
    if one.name == "status":
        return str(version.status_words or version.status)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(value) or _("nothing")
    return Truncator(value or "").chars(400) or _("nothing")
