# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every action runs: one transaction, with its permission, its moment and its audit event inside."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from praktijk.access.models import AuditEvent, Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission

AnyModel = TypeVar("AnyModel", bound=models.Model)

#: Where the present request comes from: address and path, or the command. Set by `PlaceMiddleware`.
place: ContextVar[str] = ContextVar("place", default="command line")


@dataclass(frozen=True)
class System:
    """The system itself as the one who acts: a schedule, a command, the loading of a demonstration."""

    name: str


Actor = Person | System


@dataclass
class Act:
    """What is being done; an action fills in what it did for the audit trail."""

    action: str
    record: models.Model | None = None
    details: dict[str, Any] = field(default_factory=dict)


class Denied(PermissionDenied):
    """The person may not do this; remembers who wanted to do what, for the audit trail."""

    def __init__(self, by: Person, act: Act) -> None:
        super().__init__(act.action)
        self.by = by
        self.act = act


@contextmanager
def acting(
    action: str,
    *,
    by: Actor,
    needs: Permission | None,
    on: models.Model | None = None,
    now: datetime | None = None,
) -> Iterator[Act]:
    """Run the body as one audited transaction.

    `needs` is the permission asked of a person, on the record `on` where there is one; the system needs
    none. `now` is the moment from which the change counts in the history (default: this moment).
    Raises PermissionDenied, and leaves an audit event of the refusal, when the person may not; also when
    that is found by an action within this one, whose own trace went with everything else. When the audit
    event cannot be written, nothing else is.
    """
    act = Act(action, on)
    if isinstance(by, Person) and needs is not None and not by.may(needs, on):
        _write(by, act, AuditEvent.Result.REFUSED)
        raise Denied(by, act)
    try:
        with transaction.atomic(), _history_of(by, now):
            yield act
            _write(by, act, AuditEvent.Result.DONE)
    except Denied as within:
        _write(within.by, within.act, AuditEvent.Result.REFUSED)
        raise


def hold(record: AnyModel, act: Act, *, by: Actor, needs: Permission) -> AnyModel:
    """The record as it is at this moment, held until the action that is under way has ended.

    Between the page that somebody saw and this moment the record may have gone to another unit or have
    been restricted: so the permission is asked again. Raises PermissionDenied.
    """
    held = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if isinstance(by, Person) and not by.may(needs, held):
        raise Denied(by, act)
    return held


def record_reads(records: Iterable[Any], *, by: Person) -> None:
    """Leave an audit event for each restricted record among these, once, before it is shown to `by`."""
    restricted = {
        (_kind(record), _key(record)): record for record in records if record.level == Level.RESTRICTED
    }
    # As a list: where nothing is restricted, the database is not even asked for a transaction.
    AuditEvent.objects.bulk_create(
        [_event(by, Act("read", record), AuditEvent.Result.DONE) for record in restricted.values()]
    )


def record_each(action: str, records: Iterable[Any], *, by: Actor, details: dict[str, Any]) -> None:
    """Leave an audit event for each of the records of an action on many, within that action."""
    names = ("person_id", "actor", "action", "record_kind", "record_id", "place", "result", "details")
    columns = ", ".join(names)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {AuditEvent._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for record in records:
            event = _event(by, Act(action, record, details), AuditEvent.Result.DONE)
            values = [getattr(event, name) for name in names[:-1]]
            copy.write_row([*values, Jsonb(details)])


def _event(by: Actor, act: Act, result: str) -> AuditEvent:
    record = act.record
    return AuditEvent(
        person=by if isinstance(by, Person) else None,
        actor=by.email if isinstance(by, Person) else by.name,
        action=act.action,
        record_kind=_kind(record),
        record_id=_key(record),
        place=place.get()[:300],
        result=result,
        details=act.details,
    )


def _key(record: models.Model | None) -> str:
    """Key of the record; of a version, that of its record; empty for one that was never stored."""
    key = getattr(record, "pgh_obj_id", None) or getattr(record, "pk", None)
    return "" if key is None else str(key)


def _kind(record: models.Model | None) -> str:
    if record is None:
        return ""
    model = getattr(record, "pgh_tracked_model", record.__class__)
    return str(model._meta.label_lower)


def _write(by: Actor, act: Act, result: str) -> None:
    _event(by, act, result).save(force_insert=True)


@contextmanager
def _history_of(by: Actor, now: datetime | None) -> Iterator[None]:
    """Tell the history triggers who writes and from when it counts; afterwards what held before.

    When the body fails, the transaction takes that back by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('praktijk.now', true), current_setting('praktijk.person', true)"
        )
        before = cursor.fetchone()
    _set_history(now.isoformat() if now else "", str(by.pk) if isinstance(by, Person) else "")
    yield
    _set_history(*before)


def _set_history(now: str, person: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('praktijk.now', %s, true), set_config('praktijk.person', %s, true)",
            [now, person],
        )
