# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Removing what was made up for show, with one command, and leaving all else as it was.

A made-up record that something real rests on stays: a unit that people gave a real promise to, a letter
under which they entered something of their own. So do the made-up people (they open the doors of the
demonstration, and the audit trail names them), and the units they work at.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import Exists, OuterRef, QuerySet

from praktijk.access.acting import acting
from praktijk.access.history import Version
from praktijk.access.models import Confidential, Person, Unit
from praktijk.demonstration.material import LOADER
from praktijk.focus.models import Decision as CountryDecision
from praktijk.focus.models import Round
from praktijk.focus.wiping import remove_made_up as remove_made_up_rounds
from praktijk.indicators.models import Series
from praktijk.indicators.wiping import remove_made_up as remove_made_up_series
from praktijk.recommendations.assigning.models import HandOver, HandOverLine
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.models import (
    Answer,
    Commitment,
    CommitmentLink,
    DueMove,
    ProgressNote,
    Recommendation,
)
from praktijk.recommendations.notices.models import Notice, Reminder
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, SetAside
from praktijk.recommendations.un.wiping import remove_made_up
from praktijk.reference.models import Theme
from praktijk.sources.models import Document, Extent

#: Kinds of record that carry the mark, each before what it hangs on.
KINDS: tuple[type[models.Model], ...] = (
    LetterProposal,
    LetterReading,
    UpdateRequest,
    Comment,
    Answer,
    CommitmentLink,
    ProgressNote,
    DueMove,
    ParliamentLink,
    SetAside,
    ParliamentItem,
    Commitment,
    Recommendation,
    Document,
    Theme,
    Unit,
)


#: Kinds that may name units in their restrictions.
_CONFIDENTIAL: list[type[models.Model]] = [
    *(kind for kind in KINDS if issubclass(kind, Confidential)),
    Series,
    Round,
    CountryDecision,
]


@dataclass
class Wiped:
    """What a wipe did: how many of each kind went, and in words what stayed and why."""

    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def wipe_illustrative() -> Wiped:
    """Remove everything illustrative that nothing real rests on, in one transaction."""
    wiped = Wiped()
    with acting("demonstration.wipe", by=LOADER, needs=None) as act:
        evidence = set(
            ProgressNote.objects.filter(illustrative=True)
            .exclude(evidence_file="")
            .values_list("evidence_file", flat=True)
        )
        Decision.objects.filter(reading__illustrative=True).delete()
        for unmarked in (Notice, Reminder, HandOverLine):
            unmarked.objects.filter(commitment__illustrative=True).delete()
        HandOver.objects.filter(lines=None).delete()
        wiped.removed["round"] = remove_made_up_rounds()
        wiped.removed["series"] = remove_made_up_series()
        removed, stayed = remove_made_up()
        wiped.removed["unrecommendation"] = removed
        if stayed:
            wiped.kept.append(f"Made-up recommendations of the UN that people follow stay: {stayed}.")
        for kind in KINDS:
            going = _without_users(kind)
            keys = list(going.values_list("pk", flat=True))
            # Rows that point at each other go together, so they are deleted as one statement.
            wiped.removed[kind._meta.label_lower.rpartition(".")[2]] += _delete(kind, keys)
        act.details = dict(wiped.removed)
        unused = evidence - set(
            ProgressNote.objects.filter(evidence_file__in=evidence).values_list("evidence_file", flat=True)
        )
        storage = ProgressNote._meta.get_field("evidence_file").storage
        transaction.on_commit(partial(_remove, storage, unused))
    if people := Person.objects.filter(illustrative=True).count():
        wiped.kept.append(
            f"The {people} made-up people stay: they open the doors of the demonstration, and the audit "
            "trail names them."
        )
    if units := list(Unit.objects.filter(illustrative=True).values_list("code", flat=True)):
        wiped.kept.append(f"Made-up units still in use stay: {', '.join(units)}.")
    if rested_on := [
        f"{count} {kind._meta.verbose_name_plural}"
        for kind in KINDS
        if kind is not Unit and (count := kind._default_manager.filter(illustrative=True).count())
    ]:
        wiped.kept.append(f"Made-up records that something real rests on stay: {', '.join(rested_on)}.")
    return wiped


def _remove(storage: Storage, names: set[str]) -> None:
    for name in names:
        storage.delete(name)


def _delete(kind: type[models.Model], keys: list[int]) -> int:
    if kind is Document:
        return kind._default_manager.filter(pk__in=keys).delete()[1].get(kind._meta.label, 0)
    doomed = kind._default_manager.filter(pk__in=keys)
    return int(doomed._raw_delete(doomed.db) or 0)


def _without_users(kind: type[models.Model]) -> QuerySet[models.Model]:
    """The illustrative records of a kind that no record of another kind points at any more."""
    going = kind._default_manager.filter(illustrative=True)
    for relation in kind._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        user = relation.related_model
        if user is kind or issubclass(user, Version | Extent):
            continue
        going = going.exclude(Exists(user._base_manager.filter(**{relation.field.name: OuterRef("pk")})))
    if kind is Unit:
        going = going.exclude(pk__in=_units_named_in_restrictions())
    return going


def _units_named_in_restrictions() -> set[int]:
    return {
        unit
        for kind in _CONFIDENTIAL
        for units in kind._default_manager.exclude(restricted_to=[]).values_list("restricted_to", flat=True)
        for unit in units
    }
