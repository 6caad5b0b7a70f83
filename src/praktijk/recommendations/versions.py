# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at one record: a form knows which version it was made from, and the action compares.

How a use of the register takes part:

    class DeadlineForm(SeenForm): ...                            # carries the hidden field `seen`

    seen = newest(Commitment, pk)                                # the view, BEFORE it reads the record
    form = DeadlineForm(initial={"seen": seen, ...})             # the template draws it with the others

    commitment = hold(commitment, act, by=by, needs=needs)       # the action, which takes `seen=None`
    refuse_when_changed(commitment, seen=seen, by=by)

    try:                                                         # the view again
        with refused_when_busy():
            action(...)
    except ValidationError as refused:
        status = put_back(form, refused)                         # 409 when changed since or busy, else 422

The page that comes back tells what changed, by whom and when; what was typed still stands, fields that
were left alone show the value of now, and the same button carries the new version: pressed again, it is
done knowingly. A caller without `seen` (the system, a file) is not asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import OperationalError, models
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, LockNotAvailable

from praktijk.access.acting import Actor
from praktijk.access.models import Confidential, Person, Unit
from praktijk.access.queries import visible
from praktijk.access.refusals import put_refusal
from praktijk.access.roles import Permission
from praktijk.reference.countries import country_name
from praktijk.web.dates import day

#: More changes than these are counted and not told one by one.
MOST_TOLD = 12
#: No key of a version lies above this.
_HIGHEST = 2**63 - 1


@dataclass(frozen=True)
class Change:
    """A field that holds something else than it did: what it held, what it holds, by whom, since when."""

    name: str
    label: str
    before: Any
    now: Any
    words_before: str
    words_now: str
    by: str
    at: datetime

    def __str__(self) -> str:
        values = {
            "field": self.label,
            "before": self.words_before,
            "now": self.words_now,
            "by": self.by or _("the system"),
            "day": day(self.at),
            "time": time_format(timezone.localtime(self.at), "H:i"),
        }
        if not self.words_before and not self.words_now:
            return _("%(field)s: changed, by %(by)s, %(day)s %(time)s.") % values
        return _("%(field)s: “%(before)s” became “%(now)s”, by %(by)s, %(day)s %(time)s.") % values


@dataclass
class Since:
    """What changed in a record since the version that somebody saw."""

    newest: int
    changes: list[Change] = field(default_factory=list)


class ChangedSince(ValidationError):
    """The record was changed since this person saw it; `since` says what, for the form that comes back."""

    def __init__(self, since: Since) -> None:
        told = [str(change) for change in since.changes[:MOST_TOLD]]
        if (left := len(since.changes) - MOST_TOLD) > 0:
            told.append(_("And %(count)s more fields.") % {"count": left})
        super().__init__(
            [
                _("Nothing was saved yet: this record changed while you were at work."),
                *told,
                _(
                    "What you typed still stands below; what you left alone shows what holds now. Look, "
                    "and save once more when it is still right."
                ),
            ],
            code="changed_since",
        )
        self.since = since


class Busy(ValidationError):
    """Somebody else holds what an action needs for longer than one waits; nothing was done."""

    def __init__(self) -> None:
        busy = _(
            "Somebody else is at work on some of these commitments at this moment. Nothing was done: "
            "try again."
        )
        super().__init__(busy, code="busy")


@contextmanager
def refused_when_busy() -> Iterator[None]:
    """Make of a lock that was waited for too long, or in vain, a refusal like any other. Raises Busy."""
    try:
        yield
    except OperationalError as cut_off:
        if isinstance(cut_off.__cause__, LockNotAvailable | DeadlockDetected):
            raise Busy from cut_off
        raise


def show_what_holds(form: forms.BaseForm, since: Since) -> None:
    """Show what holds now in the fields of a form that were left alone; what was typed stays."""
    sent: Any = form.data
    data = sent.copy()
    for change in since.changes:
        bound = form.fields.get(change.name)
        if bound is None:
            continue
        name = form.add_prefix(change.name)
        typed = bound.widget.value_from_datadict(data, form.files, name)
        if not bound.has_changed(change.before, typed):
            _show(data, name, bound, change.now)
    form.data = data


class SeenField(forms.IntegerField):
    """The key of a version, not drawn; what is no such key counts as 0, a version that nobody has seen."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> int | None:
        """The key, 0 for what is none, None where nothing was sent."""
        try:
            key = super().to_python(value)
        except ValidationError:
            return 0
        return key if key is None or 0 <= key <= _HIGHEST else 0


class SeenForm(forms.Form):
    """Mixin for a form that changes a record: carries the version it was made from.

    The field is not required: who sends none (a script, a page of yesterday) is taken at their word. A
    form for something new inherits without it by `seen = None`.
    """

    seen = SeenField()

    def catch_up(self, since: Since) -> None:
        """Carry the newest version, and show what holds now in the fields that were left alone."""
        show_what_holds(self, since)
        self.data[self.add_prefix("seen")] = str(since.newest)  # type: ignore[index]


def _show(data: Any, name: str, bound: forms.Field, value: Any) -> None:
    """Have a form that was sent hold this value in a field."""
    if isinstance(bound.widget, forms.CheckboxInput):
        data.setlist(name, ["on"] if value else [])
        return
    shown = bound.widget.format_value(bound.prepare_value(value))
    data.setlist(name, shown if isinstance(shown, list) else [shown or ""])


def put_back(form: BaseForm, refused: ValidationError) -> int:
    """Put a refusal into the form that asked; gives the status of the page.

    409 when the record changed, or somebody else is at work on it; else 422.
    """
    put_refusal(form, refused)
    if isinstance(refused, ChangedSince) and isinstance(form, SeenForm):
        form.catch_up(refused.since)
    return 409 if isinstance(refused, ChangedSince | Busy) else 422


def newest(model: Any, key: int) -> int:
    """The key of a record's newest version; 0 for one that there is not.

    To be read before the record itself: what changes in between is then told once too often, not lost.
    """
    versions = model.pgh_event_model.objects.filter(pgh_obj_id=key)
    return versions.aggregate(newest=models.Max("pgh_id"))["newest"] or 0


def refuse_when_changed(record: Any, *, seen: int | None, by: Actor) -> None:
    """Refuse when a record that the action holds differs from the version `seen`; None asks nothing.

    What was changed and changed back does not count. Values are told to a person who may see the version
    that they come from, and of confidential records that a field leads to no more than that they changed.
    Raises ChangedSince.
    """
    if seen is None:
        return
    versions = type(record).pgh_event_model.objects.filter(pgh_obj_id=record.pk)
    since = list(versions.filter(pgh_id__gte=seen).order_by("pgh_id"))
    if len(since) == 1 and since[0].pgh_id == seen:
        return
    before = next((version for version in since if version.pgh_id == seen), None)
    last = since[-1].pgh_id if since else newest(type(record), record.pk)
    if isinstance(by, Person) and before is not None:
        may = versions.filter(visible(by, type(record), Permission.VIEW_REGISTER), pgh_id=seen)
        before = before if may.exists() else None
    if before is None:
        raise ChangedSince(Since(last))
    if changes := _changes(record, since):
        raise ChangedSince(Since(last, changes))


def _changes(record: Any, since: list[Any]) -> list[Change]:
    """What differs between the first of these versions and the last, each with who brought it there."""
    people = dict(
        Person.objects.filter(pk__in={version.recorded_by for version in since}).values_list("pk", "name")
    )
    changes = []
    for one in record._meta.fields:
        if one.generated or one.primary_key:
            continue
        held = [getattr(version, one.attname) for version in since]
        if held[0] == held[-1]:
            continue
        by = next(
            version
            for version, value, earlier in zip(since[:0:-1], held[:0:-1], held[-2::-1], strict=True)
            if value != earlier
        )
        changes.append(
            Change(
                name=one.name,
                label=capfirst(str(one.verbose_name)),
                before=held[0],
                now=held[-1],
                words_before=_in_words(one, held[0]),
                words_now=_in_words(one, held[-1]),
                by=people.get(by.recorded_by, ""),
                at=by.recorded_at,
            )
        )
    return changes


def _in_words(one: Any, value: Any) -> str:
    """What a field holds, for people; empty for a confidential record that it leads to."""
    nothing = _("nothing")
    if one.is_relation:
        if issubclass(one.related_model, Confidential):
            return ""
        found = one.related_model._base_manager.filter(pk=value).first() if value else None
        return str(found or nothing)
    if one.name == "restricted_to":
        return ", ".join(Unit.objects.filter(pk__in=value).values_list("code", flat=True)) or nothing
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day(value)
    if one.name == "countries":
        return ", ".join(country_name(code) for code in value) or nothing
    if one.choices:
        return str(dict(one.flatchoices).get(value, value) or nothing)
    return Truncator(str(value or nothing)).chars(160)
