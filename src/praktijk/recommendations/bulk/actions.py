# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on many promises: looked at first, done as a whole, and taken back once.

Each is one transaction, with set-based writes: history is written by the same triggers, and the same
constraints hold. Promises are held in the order of their keys, so two acts never wait for each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.sql import SQL, Identifier

from praktijk.access.acting import Denied, acting, record_each
from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.checking import held_people
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.among import Among
from praktijk.recommendations.bulk.asking import ask_successors
from praktijk.recommendations.bulk.judging import (
    FIELDS,
    Stay,
    Wish,
    judged,
    objection_to,
    people_of,
)
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.bulk.queries import MOST_AT_ONCE, newest_of, selected, to_judge
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import tell_many
from praktijk.recommendations.notices.models import Notice

#: What was prepared and not done is forgotten after this time.
KEPT = timedelta(days=7)
_ROWS_AT_A_TIME = 1000


def prepare(
    *,
    by: Person,
    kind: str,
    values: dict[str, Any],
    query: str = "",
    only: Sequence[int] | None = None,
    now: datetime | None = None,
) -> BulkAct:
    """Keep what an act would do to what the filters of a register page leave, for somebody to look at.

    `values` has the keys of owner, deputy, verifier, unit, theme, and `words`; `query` is the query of
    that page, `only` the keys that were ticked there (None: all). Raises ValidationError where nothing is
    chosen, or too much.
    """
    now = now or timezone.now()
    with acting("bulk.prepare", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        wish = Wish.of(kind, values)
        chosen = selected(by, query, today=timezone.localdate(now), only=only).order_by("pk")
        listed = list(chosen.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
        if not listed:
            raise ValidationError(_("There is no commitment to work on. Choose at least one."))
        if len(listed) > MOST_AT_ONCE:
            raise ValidationError(
                _("These are more than %(most)s commitments. Filter first."), params={"most": MOST_AT_ONCE}
            )
        # Read before the promises are judged: what changes in between is then told, never lost.
        versions = newest_of(listed)
        found = judged(to_judge(Commitment.objects.visible_to(by).filter(Among("pk", listed))), wish, by)
        BulkAct.objects.filter(done_at=None, prepared_at__lt=now - KEPT).delete()
        prepared = BulkAct.objects.create(
            by=by,
            kind=kind,
            values=values | {"only": None if only is None else list(only)},
            query=query,
            prepared_at=now,
            changing=[one.pk for one in found.changing],
            seen=[versions[one.pk] for one in found.changing],
            staying=dict(found.staying),
        )
        act.record = prepared
        act.details = {"changing": len(found.changing)}
    return prepared


def prepare_again(*, by: Person, prepared: BulkAct, now: datetime | None = None) -> BulkAct:
    """The same wish on the same choice, judged as the register is now."""
    values = dict(prepared.values)
    only = values.pop("only", None)
    return prepare(by=by, kind=prepared.kind, values=values, query=prepared.query, only=only, now=now)


def do(*, by: Person, prepared: BulkAct, now: datetime | None = None) -> BulkAct:
    """Do exactly what was prepared: all of it, or nothing.

    Raises ValidationError with code "done" when it was done already, and with code "changed" when one of
    the promises, or who may look after it, changed since; PermissionDenied for another person's.
    """
    now = now or timezone.now()
    # An act belongs to no unit: what it may change is asked of each promise.
    with acting("bulk.do", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        act.record = prepared
        bulk = BulkAct.objects.select_for_update(of=("self",)).get(pk=prepared.pk)
        if bulk.by_id != by.pk:
            raise Denied(by, act)
        if bulk.done_at is not None:
            raise ValidationError(_("This was done already."), code="done")
        if not bulk.changing:
            raise ValidationError(_("There is nothing to change."), code="nothing")
        commitments = _held(bulk.changing)
        wish = Wish.of(bulk.kind, bulk.values)
        held_people({person.pk for person in wish.seats.values()})
        newest = newest_of(bulk.changing)
        seen = dict(zip(bulk.changing, bulk.seen, strict=True))
        found = judged((one for one in commitments if newest.get(one.pk) == seen[one.pk]), wish, by)
        if missing := len(bulk.changing) - len(found.changing):
            raise ValidationError(
                ngettext(
                    "Nothing was done: %(count)s commitment changed since you looked.",
                    "Nothing was done: %(count)s commitments changed since you looked.",
                    missing,
                ),
                code="changed",
                params={"count": missing},
            )
        if bulk.kind == BulkAct.Kind.ASK:
            _ask(found.changing, bulk, by, now)
        else:
            _set(found.changing, bulk.kind)
            if bulk.kind == BulkAct.Kind.ASSIGN:
                _tell_assigned(found.changing, wish, bulk, by, now)
                ask_successors(by=by, keys=bulk.changing, details={"bulk": bulk.pk}, now=now)
        made = newest_of(bulk.changing)
        bulk.made = [made[key] for key in bulk.changing]
        bulk.done_at = now
        bulk.save(update_fields=["made", "done_at"])
        record_each("commitment.bulk", found.changing, by=by, details={"bulk": bulk.pk, "kind": bulk.kind})
        act.record = bulk
        act.details = {"kind": bulk.kind, "count": len(bulk.changing)}
    return bulk


def undo(*, by: Person, bulk: BulkAct, now: datetime | None = None) -> BulkAct:
    """Give back what an act changed, where nobody changed it since and it would be allowed; once.

    Updates that were asked are withdrawn unless answered. Notices of the act that were neither mailed nor
    seen go; who saw one is told. `left` says which promises were left, and why. Raises ValidationError
    with code "undone" when it was undone already, PermissionDenied for who may not (see
    `BulkActQuerySet.visible_to`).
    """
    now = now or timezone.now()
    with acting("bulk.undo", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        act.record = bulk
        bulk = BulkAct.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
        if bulk.done_at is None or not BulkAct.objects.visible_to(by).filter(pk=bulk.pk).exists():
            raise Denied(by, act)
        if bulk.undone_at is not None:
            raise ValidationError(_("This was taken back already."), code="undone")
        commitments = _held(bulk.changing)
        if bulk.kind == BulkAct.Kind.ASK:
            given_back, left = _withdraw(commitments, bulk, by, now)
        else:
            given_back, left = _give_back(commitments, bulk, by)
            if bulk.kind == BulkAct.Kind.ASSIGN:
                ask_successors(by=by, keys=[one.pk for one in given_back], tell_again=False, now=now)
        _take_back_notices(given_back, bulk, by, now)
        bulk.undone_at, bulk.undone_by, bulk.left = now, by, left
        bulk.save(update_fields=["undone_at", "undone_by", "left"])
        record_each("commitment.bulk_undo", given_back, by=by, details={"bulk": bulk.pk, "kind": bulk.kind})
        act.record = bulk
        act.details = {"kind": bulk.kind, "count": len(given_back)}
    return bulk


def _held(keys: Sequence[int]) -> list[Commitment]:
    """The promises with these keys, held until the act has ended; those that are gone are left out."""
    held = Commitment.objects.filter(Among("pk", keys)).select_for_update(of=("self",)).order_by("pk")
    list(held.values_list("pk"))
    return list(to_judge(Commitment.objects.filter(Among("pk", keys))))


def _set(changing: Iterable[Commitment], kind: str) -> None:
    """Store the values set on these promises: one statement for all that get the same."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for one in changing:
        alike[tuple(getattr(one, name) for name in FIELDS[kind])].append(one.pk)
    for values, keys in alike.items():
        Commitment.objects.filter(Among("pk", keys)).update(**dict(zip(FIELDS[kind], values, strict=True)))


def _ask(changing: Sequence[Commitment], bulk: BulkAct, by: Person, now: datetime) -> None:
    requests = [
        UpdateRequest(
            commitment=one,
            asked_of_id=one.owner_id or one.deputy_id,  # type: ignore[misc]
            by=by,
            at=now,
            words=bulk.values.get("words", ""),
            act=bulk,
            level=one.level,
            restricted_to=one.restricted_to,
            illustrative=one.illustrative,
        )
        for one in changing
    ]
    UpdateRequest.objects.bulk_create(requests, batch_size=_ROWS_AT_A_TIME)
    about = [(one, [one.owner_id or one.deputy_id]) for one in changing]
    tell_many(by=by, about=about, kind=Notice.Kind.UPDATE_ASKED, details={"bulk": bulk.pk}, now=now)


def _tell_assigned(
    changing: Sequence[Commitment], wish: Wish, bulk: BulkAct, by: Person, now: datetime
) -> None:
    """Tell who is new what they are to each promise; who was it already hears nothing."""
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    for seat, person in wish.seats.items():
        field = f"{seat.value}_id"
        had = versions.objects.filter(Among("pgh_id", bulk.seen), **{field: person.pk})
        already = set(had.values_list("pgh_obj_id", flat=True))
        tell_many(
            by=by,
            about=[(one, [person.pk]) for one in changing if one.pk not in already],
            kind=Notice.Kind.ASSIGNED,
            details={"seat": seat.value, "bulk": bulk.pk},
            now=now,
        )


def _give_back(
    commitments: Sequence[Commitment], bulk: BulkAct, by: Person
) -> tuple[list[Commitment], dict[str, list[int]]]:
    """Set what the versions before the act held, on those that are still as the act left them."""
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    names = FIELDS[bulk.kind]
    before = {
        row[0]: row[1:]
        for row in versions.objects.filter(Among("pgh_id", bulk.seen)).values_list("pgh_obj_id", *names)
    }
    made, newest = dict(zip(bulk.changing, bulk.made, strict=True)), newest_of(bulk.changing)
    left: dict[str, list[int]] = defaultdict(list)
    for key in set(bulk.changing) - {one.pk for one in commitments}:
        left[Stay.CHANGED_SINCE].append(key)
    returning = []
    for one in commitments:
        if newest[one.pk] != made[one.pk]:
            left[Stay.CHANGED_SINCE].append(one.pk)
        elif not by.may(Permission.EDIT_REGISTER, one):
            left[Stay.OUT_OF_REACH].append(one.pk)
        else:
            for name, value in zip(names, before[one.pk], strict=True):
                setattr(one, name, value)
            returning.append(one)
    if bulk.kind == BulkAct.Kind.ASSIGN:
        returning, outside = _within_reach(returning, by)
        if outside:
            left[Stay.UNIT_OUT_OF_REACH] += outside
        held_people({getattr(one, f"{seat.value}_id") for one in returning for seat in Seat} - {None})
        people = people_of(returning)
        allowed = []
        for one in returning:
            if reason := objection_to(one, people):
                left[reason].append(one.pk)
            else:
                allowed.append(one)
        returning = allowed
    columns = SQL(", ").join(SQL("{0} = before.{0}").format(Identifier(name)) for name in names)
    statement = SQL(
        "UPDATE {} AS now SET {} FROM {} AS before "
        "WHERE before.pgh_id = ANY(%s) AND before.pgh_obj_id = now.id AND now.id = ANY(%s)"
    ).format(Identifier(Commitment._meta.db_table), columns, Identifier(versions._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(statement, [bulk.seen, [one.pk for one in returning]])
    return returning, dict(left)


def _within_reach(returning: Sequence[Commitment], by: Person) -> tuple[list[Commitment], list[int]]:
    """Those that somebody may still change in the unit that they go back to, and the keys of the others."""
    units = Unit.objects.in_bulk({one.unit_id for one in returning if one.unit_id})
    within, outside = [], []
    for one in returning:
        one.unit = units.get(one.unit_id)
        if by.may(Permission.EDIT_REGISTER, one):
            within.append(one)
        else:
            outside.append(one.pk)
    return within, outside


def _withdraw(
    commitments: Sequence[Commitment], bulk: BulkAct, by: Person, now: datetime
) -> tuple[list[Commitment], dict[str, list[int]]]:
    """Withdraw the updates of this act that nobody answered yet."""
    asked = UpdateRequest.objects.waiting().filter(act=bulk).select_for_update(of=("self",))
    waiting = set(asked.order_by("commitment_id").values_list("commitment_id", flat=True))
    left: dict[str, list[int]] = defaultdict(list)
    withdrawn = []
    for one in commitments:
        if one.pk not in waiting:
            left[Stay.ANSWERED].append(one.pk)
        elif not by.may(Permission.EDIT_REGISTER, one):
            left[Stay.OUT_OF_REACH].append(one.pk)
        else:
            withdrawn.append(one)
    keys = [one.pk for one in withdrawn]
    taken_back = UpdateRequest.objects.filter(Among("commitment", keys), act=bulk, answered_at=None)
    taken_back.update(withdrawn_at=now)
    return withdrawn, dict(left)


def _take_back_notices(given_back: Sequence[Commitment], bulk: BulkAct, by: Person, now: datetime) -> None:
    """Let notices of the act that nobody got yet go; tell those who got one that it no longer holds."""
    told = Notice.objects.filter(
        Among("commitment", [one.pk for one in given_back]), details__bulk=bulk.pk
    ).select_for_update(of=("self",))
    got: dict[int, list[int]] = defaultdict(list)
    gone = []
    for key, commitment, person, mailed, seen in told.values_list(
        "pk", "commitment_id", "person_id", "mailed_at", "seen_at"
    ):
        if mailed or seen:
            got[commitment].append(person)
        else:
            gone.append(key)
    Notice.objects.filter(Among("pk", gone)).delete()
    about = [(one, got[one.pk]) for one in given_back if one.pk in got]
    tell_many(by=by, about=about, kind=Notice.Kind.CHANGED, now=now)
