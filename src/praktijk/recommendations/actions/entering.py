# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what was recommended and promised: adding a record, and changing its words and whose it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from praktijk.access.acting import Act, Actor, acting, hold
from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.actions.opening import open_what_hangs_on
from praktijk.recommendations.assigning.checking import DECISIVE, settle_who
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.asking import ask_successors
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import due_before_promise
from praktijk.recommendations.versions import refuse_when_changed
from praktijk.sources.models import Document
from praktijk.web.dates import day

AnyRecord = TypeVar("AnyRecord", Recommendation, Commitment)

#: Fields of a commitment that `change_state` and `move_due` change, and nothing else.
CHANGED_APART = frozenset(
    {
        "state", "state_reason", "delivered_by", "settled_by",
        "due_earliest", "due_latest", "due_words_nl", "due_words_en",
    }
)  # fmt: skip


def add_recommendation(
    *, by: Actor, document: Document, now: datetime | None = None, **values: Any
) -> Recommendation:
    """Add a recommendation of a document; `values` are fields of `Recommendation`.

    Its number follows the highest one of the document unless given. Raises ValidationError.
    """
    recommendation = Recommendation(document=document, **_marked(document, values))
    with acting(
        "recommendation.add", by=by, needs=Permission.EDIT_REGISTER, on=recommendation, now=now
    ) as act:
        _set_number(recommendation)
        recommendation.full_clean(exclude=["words"])
        recommendation.save()
        act.record = recommendation
    return recommendation


def change_recommendation(
    *,
    by: Actor,
    recommendation: Recommendation,
    seen: int | None = None,
    now: datetime | None = None,
    **values: Any,
) -> Recommendation:
    """Change fields of a recommendation. Raises ValidationError, also when it changed since `seen`."""
    with acting(
        "recommendation.change", by=by, needs=Permission.EDIT_REGISTER, on=recommendation, now=now
    ) as act:
        recommendation, changed = _set(recommendation, values, act, by, seen)
        _keep(recommendation, changed, act)
    return recommendation


def add_commitment(
    *, by: Actor, document: Document, now: datetime | None = None, **values: Any
) -> Commitment:
    """Add a commitment of a document; `values` are fields of `Commitment`.

    Theme and number default to those of its recommendation and to the next number of the document.
    Who looks after it is told. Raises ValidationError, also for a window that ends before the document was
    published, and for people who may not look after it (see `assigning.rules`).
    """
    recommendation = values.get("recommendation")
    if values.get("theme") is None and recommendation is not None:
        values["theme"] = recommendation.theme
    commitment = Commitment(document=document, **_marked(document, values))
    with acting("commitment.add", by=by, needs=Permission.EDIT_REGISTER, on=commitment, now=now) as act:
        refuse_due_before_promise(document, commitment.due_latest)
        settle_who(commitment)
        _set_number(commitment)
        commitment.full_clean(exclude=["words"])
        commitment.save()
        act.record = commitment
        _tell_assigned(commitment, [seat.value for seat in Seat], by, now)
    return commitment


def change_commitment(
    *, by: Actor, commitment: Commitment, seen: int | None = None, now: datetime | None = None, **values: Any
) -> Commitment:
    """Change fields of a commitment that are neither its state nor its window.

    Who now looks after it is told. Raises ValidationError, also for a unit out of reach of the person's
    roles (nobody hands a promise to a unit that is not theirs to follow), for people who may not look after
    it (see `assigning.rules`) and when it changed since the version `seen`. Raises TypeError for a field
    that has an action of its own.
    """
    if apart := CHANGED_APART & set(values):
        raise TypeError(f"changed by an action of their own: {', '.join(sorted(apart))}")
    with acting("commitment.change", by=by, needs=Permission.EDIT_REGISTER, on=commitment, now=now) as act:
        return _change_commitment(commitment, values, act, by, seen, now)


def assign(
    *,
    by: Actor,
    commitment: Commitment,
    owner: Person | None,
    deputy: Person | None = None,
    verifier: Person | None = None,
    unit: Unit | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> Commitment:
    """Say who looks after a commitment: owner, deputy and verifier, each None for nobody.

    Without `unit` it stays with the unit it has; where it has none, it gets the one unit of its owner.
    Those who are new are told. Raises ValidationError as `change_commitment` does.
    """
    who: dict[str, Any] = {"owner": owner, "deputy": deputy, "verifier": verifier}
    if unit is not None:
        who["unit"] = unit
    with acting("commitment.assign", by=by, needs=Permission.EDIT_REGISTER, on=commitment, now=now) as act:
        return _change_commitment(commitment, who, act, by, seen, now)


def refuse_due_before_promise(document: Document, due_latest: date | None) -> None:
    """Raise ValidationError, with both days, for a deadline before the day on which it was promised."""
    if due_before_promise(due_latest, document.published_on):
        told = _("This deadline (%(due)s) lies before the day of the promise itself (%(promised)s).")
        days = {"due": day(due_latest), "promised": day(document.published_on)}
        raise ValidationError({"due_latest": told % days})


def _marked(document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """`values`, marked as illustrative where the document is: what rests on a made-up letter is made up."""
    return values | {"illustrative": document.illustrative or values.get("illustrative", False)}


def _set_number(record: Recommendation | Commitment) -> None:
    """Give a new record the next free number of its document, unless it has one; the document is the lock."""
    if record.number:
        return
    Document.objects.select_for_update().get(pk=record.document_id)
    same = type(record).objects.filter(document_id=record.document_id)
    record.number = (same.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _change_commitment(
    commitment: Commitment,
    values: dict[str, Any],
    act: Act,
    by: Actor,
    seen: int | None,
    now: datetime | None,
) -> Commitment:
    commitment, changed = _set(commitment, values, act, by, seen)
    unit = commitment.unit_id
    if DECISIVE & set(changed):
        settle_who(commitment)
    if commitment.unit_id != unit:
        changed.append("unit")
    elif "unit" in changed and "unit_assumed" not in values:
        # Somebody chose it: it is not assumed any more.
        commitment.unit_assumed = False
    opened = {"level", "restricted_to"} & set(changed)
    was = Commitment.objects.values("level", "restricted_to").get(pk=commitment.pk) if opened else None
    _keep(commitment, changed, act)
    if was is not None:
        open_what_hangs_on(commitment, **was)
    if isinstance(by, Person) and not by.may(Permission.EDIT_REGISTER, commitment):
        raise ValidationError({"unit": _("This unit is outside what your role covers.")})
    _tell_assigned(commitment, changed, by, now)
    if {Seat.OWNER.value, Seat.DEPUTY.value} & set(changed):
        ask_successors(by=by, keys=[commitment.pk], now=now)
    return commitment


def _tell_assigned(commitment: Commitment, changed: Iterable[str], by: Actor, now: datetime | None) -> None:
    """Tell those who got a promise to look after what they are to it."""
    for seat in Seat:
        if seat.value in changed and (person := getattr(commitment, seat.value)):
            tell(
                by=by,
                commitment=commitment,
                kind=Notice.Kind.ASSIGNED,
                to=[person],
                details={"seat": seat.value},
                now=now,
            )


def _set(
    record: AnyRecord, values: dict[str, Any], act: Act, by: Actor, seen: int | None
) -> tuple[AnyRecord, list[str]]:
    """The record as it is now, held, with these fields set; and which of them changed."""
    record = hold(record, act, by=by, needs=Permission.EDIT_REGISTER)
    refuse_when_changed(record, seen=seen, by=by)
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return record, changed


def _keep(record: Recommendation | Commitment, changed: list[str], act: Act) -> None:
    """Store a record that was changed.

    The trail names the fields only: what they held stands in the history, for who may see the record.
    """
    record.full_clean(exclude=["words"])
    record.save()
    act.details = {"changed": changed}
