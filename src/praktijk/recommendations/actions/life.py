# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what happens to a promise: notes, states and deadlines."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations import rules
from praktijk.recommendations.actions.entering import refuse_due_before_promise
from praktijk.recommendations.actions.telling import tell_of_move, tell_of_note, tell_of_state
from praktijk.recommendations.bulk.asking import answer_requests, withdraw_when_closed
from praktijk.recommendations.evidence import checked_evidence, plain_title, removed_when_this_fails
from praktijk.recommendations.evidence_links import checked_address
from praktijk.recommendations.evidence_looking import look_again, look_later
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote
from praktijk.recommendations.rules import Refusal, State
from praktijk.recommendations.versions import refuse_when_changed

REFUSALS = {
    Refusal.NO_SUCH_STEP: lambda: _("A commitment cannot go from this state to that one."),
    Refusal.REASON_MISSING: lambda: _("Say why: this step asks for a reason."),
    Refusal.REMAINDER_MISSING: lambda: _("Say what remains to be done: it is settled only in part."),
    Refusal.EVIDENCE_MISSING: lambda: _(
        "There is no evidence yet. Add a note with a link or a file that shows the delivery first."
    ),
    Refusal.NOTHING_ADDED: lambda: _(
        "Nothing was added since this was returned or opened again. First add a note that says what is new."
    ),
    Refusal.OWN_DELIVERY: lambda: _(
        "You delivered this yourself. Somebody else has to verify and settle it."
    ),
    Refusal.OWN_PROMISE: lambda: _(
        "You look after this promise yourself, as owner or deputy. Somebody else has to verify and settle it."
    ),
}

#: The same note by the same person within this time is one note, sent twice by a slip of the hand.
_SENT_TWICE = timedelta(minutes=1)


def add_note(
    *,
    by: Actor,
    commitment: Commitment,
    on: date,
    text_nl: str = "",
    text_en: str = "",
    evidence_title: str = "",
    evidence_address: str = "",
    evidence_file: UploadedFile | None = None,
    publish: bool = False,
    restricted_to: Sequence[int] = (),
    illustrative: bool = False,
    now: datetime | None = None,
) -> ProgressNote:
    """Add a dated note, with a link or a file as evidence where there is any.

    A note on a restricted commitment is restricted too, and so is one that tells of what only the units
    `restricted_to` may see; any other one stays inside the ministry unless `publish` says that it may
    appear in the report to Parliament. The same note by the same person within a minute is not added again:
    the earlier one is given. Raises ValidationError for a date in the future, an empty note, a
    link that is of no use (see `checked_address`), or a file that is not taken in (see `checked_evidence`).
    """
    needs = Permission.REPORT_PROGRESS
    # Before anything is held: looking into a file takes a while.
    sha256 = checked_evidence(evidence_file) if evidence_file is not None else ""
    title = plain_title(evidence_title)
    with (
        removed_when_this_fails() as kept,
        acting("commitment.note", by=by, needs=needs, on=commitment, now=now) as act,
    ):
        commitment = hold(commitment, act, by=by, needs=needs)
        if on > timezone.localdate(now):
            raise ValidationError({"on": _("A note is about what has happened: the date lies ahead.")})
        if not text_nl and not text_en:
            raise ValidationError(_("Say in a sentence what happened."))
        note = ProgressNote(
            commitment=commitment,
            level=(
                Level.RESTRICTED
                if restricted_to
                else rules.level_of_note(Level(commitment.level), publish=publish)
            ),
            restricted_to=list(restricted_to) or commitment.restricted_to,
            on=on,
            text_nl=text_nl,
            text_en=text_en,
            author=by if isinstance(by, Person) else None,
            evidence_title=title,
            evidence_address=_useful(evidence_address),
            illustrative=illustrative or commitment.illustrative,
        )
        if evidence_file is not None:
            note.evidence_sha256 = sha256
            note.evidence_title = title or get_valid_filename(evidence_file.name or "")[:200]
            note.evidence_file = evidence_file
        note.full_clean()
        if twice := _sent_just_before(note, now or timezone.now()):
            act.record = twice
            act.details = {"commitment": commitment.pk, "evidence": twice.has_evidence, "again": True}
            return twice
        if evidence_file is not None:
            note.evidence_file.save(str(evidence_file.name), evidence_file, save=False)
            kept.append(note.evidence_file)
        note.save()
        look_later(note)
        asked_by = answer_requests(by=by, note=note, now=now)
        tell_of_note(by=by, note=note, also=asked_by, now=now)
        act.record = note
        act.details = {"commitment": commitment.pk, "evidence": note.has_evidence}
    return note


def _sent_just_before(note: ProgressNote, at: datetime) -> ProgressNote | None:
    """The note that this one repeats to the letter, where its author added that within a minute of `at`."""
    if note.author_id is None:
        return None
    alike = (
        "commitment_id",
        "author_id",
        "on",
        "text_nl",
        "text_en",
        "evidence_title",
        "evidence_address",
        "evidence_sha256",
        "level",
        "restricted_to",
    )
    same = ProgressNote.objects.filter(**{name: getattr(note, name) for name in alike})
    model: Any = ProgressNote.pgh_event_model  # type: ignore[attr-defined]
    # On both sides: which of two at the same moment came first, the clocks of two servers do not say.
    around = (at - _SENT_TWICE, at + _SENT_TWICE)
    added = model.objects.filter(pgh_label="insert", pgh_created_at__range=around)
    return same.filter(pk__in=added.filter(pgh_obj__in=same.order_by()).values("pgh_obj_id")).first()


def _useful(address: str) -> str:
    try:
        return checked_address(address)
    except ValidationError as refused:
        raise ValidationError({"evidence_address": refused}) from refused


def change_state(
    *,
    by: Actor,
    commitment: Commitment,
    state: str,
    reason: str = "",
    seen: int | None = None,
    now: datetime | None = None,
) -> Commitment:
    """Bring a commitment to another state; see `rules.refusal` for what each step asks.

    What is opened again, or returned, is neither delivered nor settled by anybody: who did stays in the
    history. Raises ValidationError with the reason when the step may not be made, or when the commitment
    changed since the version `seen`.
    """
    needs = (
        Permission.SETTLE_COMMITMENTS if state in rules.NEEDS_SECOND_PERSON else Permission.REPORT_PROGRESS
    )
    with acting("commitment.state", by=by, needs=needs, on=commitment, now=now) as act:
        commitment = hold(commitment, act, by=by, needs=needs)
        refuse_when_changed(commitment, seen=seen, by=by)
        person = by if isinstance(by, Person) else None
        if state not in set(State):
            raise ValidationError(_("There is no state “%(state)s”."), params={"state": state})
        notes = commitment.notes.all() if person is None else commitment.notes.visible_to(person)
        step = rules.Step(
            old=State(commitment.state),
            new=State(state),
            reason=reason,
            has_evidence=any(note.has_evidence for note in notes),
            added_since_back=_added_since_back(commitment, notes),
            by=person.pk if person else None,
            delivered_by=commitment.delivered_by_id,
            looked_after_by=_looked_after_by(commitment),
        )
        if refused := rules.refusal(step):
            raise ValidationError(REFUSALS[refused](), code=refused)
        act.details = {"was": commitment.state, "is": state}
        commitment.state, commitment.state_reason = state, reason
        if state == State.DELIVERED:
            commitment.delivered_by, commitment.settled_by = person, None
            look_again(commitment)
        elif state in rules.NEEDS_SECOND_PERSON:
            commitment.settled_by = person
        elif state in rules.NOTHING_DELIVERED:
            commitment.delivered_by, commitment.settled_by = None, None
        commitment.save()
        withdraw_when_closed(commitment, now)
        tell_of_state(by=by, commitment=commitment, step=step, now=now)
    return commitment


def _added_since_back(commitment: Commitment, notes: QuerySet[Any]) -> bool:
    """Whether one of these notes was added since the promise was last returned or opened again, if ever."""
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    told = versions.objects.filter(pgh_obj_id=commitment.pk).order_by("pgh_id")
    states = [(at, State(state)) for at, state in told.values_list("pgh_created_at", "state")]
    back = [
        at
        for (_before, was), (at, new) in pairwise(states)
        if was is not new and rules.Step(was, new).goes_back
    ]
    if not back:
        return True
    added: Any = ProgressNote.pgh_event_model  # type: ignore[attr-defined]
    since = added.objects.filter(pgh_label="insert", pgh_created_at__gte=back[-1])
    return bool(since.filter(pgh_obj_id__in=notes.order_by().values("pk")).exists())


def _looked_after_by(commitment: Commitment) -> frozenset[int]:
    """Keys of its owner and deputy, and of who was that at any moment since it was delivered.

    Who gives the ownership away while the delivery waits is no second person for it.
    """
    model: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    versions = model.objects.filter(pgh_obj_id=commitment.pk)
    before = versions.exclude(state=State.DELIVERED).aggregate(last=Max("pgh_id"))["last"] or 0
    seats = list(versions.filter(pgh_id__gt=before).values_list("owner_id", "deputy_id").distinct())
    seats.append((commitment.owner_id, commitment.deputy_id))
    return frozenset(key for seat in seats for key in seat if key is not None)


def move_due(
    *,
    by: Actor,
    commitment: Commitment,
    due_earliest: date | None,
    due_latest: date,
    due_words_nl: str = "",
    due_words_en: str = "",
    reason: str,
    seen: int | None = None,
    now: datetime | None = None,
) -> DueMove:
    """Move a deadline: the old window, the reason and the person are kept.

    Raises ValidationError for a promise that is closed, without a reason, for a window in the wrong order,
    for one that ends where it ended or before the promise was made, and when the commitment changed since
    the version `seen`.
    """
    needs = Permission.EDIT_REGISTER
    with acting("commitment.move_due", by=by, needs=needs, on=commitment, now=now) as act:
        commitment = hold(commitment, act, by=by, needs=needs)
        refuse_when_changed(commitment, seen=seen, by=by)
        if State(commitment.state) in rules.CLOSED:
            raise ValidationError(_("This promise is closed: open it again before its deadline moves."))
        if not reason.strip():
            raise ValidationError({"reason": REFUSALS[Refusal.REASON_MISSING]()})
        if due_earliest and due_earliest > due_latest:
            raise ValidationError({"due_latest": _("The window ends before it begins.")})
        if (due_earliest, due_latest) == (commitment.due_earliest, commitment.due_latest):
            raise ValidationError({"due_latest": _("This is the window it has already.")})
        refuse_due_before_promise(commitment.document, due_latest)
        move = DueMove(
            commitment=commitment,
            on=timezone.localdate(now),
            old_earliest=commitment.due_earliest,
            old_latest=commitment.due_latest,
            old_words_nl=commitment.due_words_nl,
            old_words_en=commitment.due_words_en,
            reason=reason,
            by=by if isinstance(by, Person) else None,
            level=commitment.level,
            restricted_to=commitment.restricted_to,
            illustrative=commitment.illustrative,
        )
        move.full_clean(exclude=["old_earliest", "old_latest", "by"])
        move.save()
        commitment.due_earliest, commitment.due_latest = due_earliest, due_latest
        commitment.due_words_nl, commitment.due_words_en = due_words_nl, due_words_en
        commitment.full_clean(exclude=["words"])
        commitment.save()
        act.record = commitment
        act.details = {"was": str(move.old_latest), "is": str(due_latest)}
        tell_of_move(by=by, move=move, now=now)
    return move
