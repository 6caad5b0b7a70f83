# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what was recommended and promised: adding a record, and changing its words and whose it is."""

from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from praktijk.access.acting import Act, Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.versions import refuse_when_changed
from praktijk.sources.models import Document

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
        return _change(recommendation, values, act, by, seen)


def add_commitment(
    *, by: Actor, document: Document, now: datetime | None = None, **values: Any
) -> Commitment:
    """Add a commitment of a document; `values` are fields of `Commitment`.

    Theme and number default to those of its recommendation and to the next number of the document.
    Raises ValidationError.
    """
    recommendation = values.get("recommendation")
    if values.get("theme") is None and recommendation is not None:
        values["theme"] = recommendation.theme
    commitment = Commitment(document=document, **_marked(document, values))
    with acting("commitment.add", by=by, needs=Permission.EDIT_REGISTER, on=commitment, now=now) as act:
        _set_number(commitment)
        commitment.full_clean(exclude=["words"])
        commitment.save()
        act.record = commitment
    return commitment


def change_commitment(
    *, by: Actor, commitment: Commitment, seen: int | None = None, now: datetime | None = None, **values: Any
) -> Commitment:
    """Change fields of a commitment that are neither its state nor its window.

    Raises ValidationError, also for a unit out of reach of the person's roles (nobody hands a promise to
    a unit that is not theirs to follow) and when it changed since the version `seen`. Raises TypeError
    for a field that has an action of its own.
    """
    if apart := CHANGED_APART & set(values):
        raise TypeError(f"changed by an action of their own: {', '.join(sorted(apart))}")
    with acting("commitment.change", by=by, needs=Permission.EDIT_REGISTER, on=commitment, now=now) as act:
        commitment = _change(commitment, values, act, by, seen)
        if isinstance(by, Person) and not by.may(Permission.EDIT_REGISTER, commitment):
            raise ValidationError({"unit": _("This unit is outside what your role covers.")})
    return commitment


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


def _change(record: AnyRecord, values: dict[str, Any], act: Act, by: Actor, seen: int | None) -> AnyRecord:
    """Set and save fields of a record as it is now.

    The trail names the fields only: what they held stands in the history, for who may see the record.
    """
    record = hold(record, act, by=by, needs=Permission.EDIT_REGISTER)
    refuse_when_changed(record, seen=seen, by=by)
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    record.full_clean(exclude=["words"])
    record.save()
    act.details = {"changed": changed}
    return record
