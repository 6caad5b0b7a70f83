# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A later letter answers an earlier promise: settles it, moves its deadline, or replaces it."""

from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Confidential, Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.actions import add_commitment, add_note, change_state, move_due
from praktijk.recommendations.assigning.checking import objections_to
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.chain.messages import refused
from praktijk.recommendations.chain.rules import Letter, Openness, Unfit, unfit
from praktijk.recommendations.evidence import SUFFIXES, removed_when_this_fails
from praktijk.recommendations.models import Answer, Commitment, CommitmentLink, ProgressNote
from praktijk.recommendations.rules import AnswerKind, State
from praktijk.sources import originals
from praktijk.sources.models import Document
from praktijk.web.dates import day

#: What asks each answer of the person on the earlier promise.
NEEDS = {
    AnswerKind.SETTLES: Permission.REPORT_PROGRESS,
    AnswerKind.MOVES: Permission.EDIT_REGISTER,
    AnswerKind.REPLACES: Permission.EDIT_REGISTER,
}


def answer_promise(
    *,
    by: Actor,
    commitment: Commitment,
    kind: str,
    document: Document,
    values: dict[str, Any],
    stored: list[FieldFile] | None = None,
    now: datetime | None = None,
) -> Answer:
    """Let what a letter says settle, move or replace an earlier promise.

    `values` are fields of `Commitment` as the letter has them, with the `passage`. What settles becomes a
    note with the letter as evidence, and the promise delivered, to be verified by a second person. What
    moves gives the promise its window. What replaces enters the register, with all that it leaves empty
    taken over, and the earlier promise lapses. Raises ValidationError, and changes nothing, when the
    promise is closed, delivered, from no earlier letter or answered by this letter already.
    `stored` gets the file of evidence, where one is stored: for a larger action that may still fail.
    """
    kind = AnswerKind(kind)
    needs = NEEDS[kind]
    with (
        removed_when_this_fails() as kept,
        acting("commitment.answer", by=by, needs=needs, on=commitment, now=now) as act,
    ):
        commitment = hold(commitment, act, by=by, needs=needs)
        check_answer(by=by, commitment=commitment, kind=kind, document=document, values=values)
        later = None
        match kind:
            case AnswerKind.SETTLES:
                note = _note_of(by, commitment, document, values, now)
                kept.extend([note.evidence_file] if note.evidence_file else [])
                change_state(by=by, commitment=commitment, state=State.DELIVERED, now=now)
            case AnswerKind.MOVES:
                move_due(
                    by=by,
                    commitment=commitment,
                    due_earliest=values.get("due_earliest"),
                    due_latest=values["due_latest"],
                    due_words_nl=values.get("due_words_nl", ""),
                    due_words_en=values.get("due_words_en", ""),
                    reason=_reason(kind, commitment, document),
                    now=now,
                )
            case AnswerKind.REPLACES:
                later = _replacement(by, commitment, document, values, now)
                reason = _reason(kind, commitment, document, later.number)
                change_state(by=by, commitment=commitment, state=State.LAPSED, reason=reason, now=now)
        answer = Answer.objects.create(
            commitment=commitment,
            document=document,
            passage=values["passage"],
            kind=kind,
            on=_date_of(document, now),
            by=by if isinstance(by, Person) else None,
            later=later,
            **_marks(commitment, document),
        )
        if stored is not None:
            stored.extend(kept)
        act.record = commitment
        act.details = {"kind": kind, "document": document.pk} | ({"later": later.pk} if later else {})
    return answer


def check_answer(
    *, by: Actor, commitment: Commitment, kind: str, document: Document, values: dict[str, Any]
) -> None:
    """Raise ValidationError when the letter cannot answer this promise so, as both are now."""
    kind = AnswerKind(kind)
    if isinstance(by, Person) and not by.may(NEEDS[kind], commitment):
        raise refused("answer_out_of_reach")
    if not letter(commitment.document).came_before(letter(document)):
        raise refused(Unfit.NOT_EARLIER, promise=commitment.number)
    if document.illustrative and not commitment.illustrative:
        raise refused(Unfit.MADE_UP)
    if Answer.objects.filter(commitment=commitment, document=document).exists():
        raise refused("answered_by_it", promise=commitment.number)
    wrong = unfit(
        kind,
        State(commitment.state),
        (commitment.due_earliest, commitment.due_latest),
        (values.get("due_earliest"), values.get("due_latest")),
    )
    if wrong is not None:
        raise refused(wrong, promise=commitment.number, state=commitment.get_state_display())


def link(
    *,
    by: Actor,
    earlier: Commitment,
    later: Commitment,
    kind: str,
    now: datetime | None = None,
    on: date | None = None,
) -> CommitmentLink:
    """Tie a promise to the one that takes its place; part of the action that made the later one."""
    return CommitmentLink.objects.create(
        earlier=earlier,
        later=later,
        kind=kind,
        on=on or timezone.localdate(now),
        by=by if isinstance(by, Person) else None,
        **_marks(earlier, later),
    )


def openness(record: Confidential) -> Openness:
    """Who may see a record."""
    return Openness(Level(record.level), frozenset(record.restricted_to))


def letter(document: Document) -> Letter:
    """What decides whether a letter came before another one."""
    return Letter(document.published_on, document.pk)


def _note_of(
    by: Actor, commitment: Commitment, document: Document, values: dict[str, Any], now: datetime | None
) -> ProgressNote:
    """The note that shows delivery: the letter's words, with its official page or the letter itself."""
    texts = {}
    for language in ("nl", "en"):
        with override(language):
            words = values.get(f"title_{language}") or values.get("title_nl") or values.get("title_en")
            said = _("%(letter)s says: %(words)s") % {"letter": _named(document), "words": words}
            texts[f"text_{language}"] = capfirst(said)
    return add_note(
        by=by,
        commitment=commitment,
        on=min(_date_of(document, now), timezone.localdate(now)),
        **texts,
        evidence_title=document.title[:200],
        evidence_address=document.official_address,
        evidence_file=None if document.official_address else _as_file(document),
        publish=document.level == Level.PUBLIC,
        restricted_to=document.restricted_to,
        illustrative=document.illustrative,
        now=now,
    )


def _as_file(document: Document) -> SimpleUploadedFile:
    """The letter for a note: its own file where that is kept and of a kind accepted, else its text."""
    suffix = PurePath(document.file_name).suffix.lower().lstrip(".")
    if suffix in SUFFIXES and originals.is_kept(document.sha256):
        with originals.opened(document.sha256) as original:
            return SimpleUploadedFile(document.file_name, original.read())
    return SimpleUploadedFile("letter.txt", document.text.encode())


def _replacement(
    by: Actor, earlier: Commitment, document: Document, values: dict[str, Any], now: datetime | None
) -> Commitment:
    """The new promise, with what its letter leaves open taken over from the earlier one."""
    values = dict(values)
    if values.get("unit") is None:
        values |= {"unit": earlier.unit, "unit_assumed": earlier.unit_assumed}
    for name in ("recommendation", "theme"):
        values[name] = values.get(name) or getattr(earlier, name)
    values["countries"] = values.get("countries") or earlier.countries
    later = add_commitment(by=by, document=document, now=now, **values, **_people(earlier, document, values))
    link(by=by, earlier=earlier, later=later, kind=CommitmentLink.Kind.REPLACES, now=now)
    return later


def _people(earlier: Commitment, document: Document, values: dict[str, Any]) -> dict[str, Person]:
    """Owner, deputy and verifier of the earlier promise, as far as they may look after the later one."""
    later = Commitment(document=document, **values)
    seats = {seat: getattr(earlier, seat.value) for seat in Seat}
    wrong = objections_to(later, seats)
    return {seat.value: person for seat, person in seats.items() if person is not None and seat not in wrong}


def _reason(kind: AnswerKind, commitment: Commitment, document: Document, number: int | None = None) -> str:
    """Why a promise moved or lapsed, in the letter's language; never names a letter that fewer may see."""
    with override(document.language):
        if not openness(document).seen_by_all_who_see(openness(commitment)):
            if kind is AnswerKind.MOVES:
                return _("Moved by a later letter.")
            return _("Replaced by a later promise.")
        if kind is AnswerKind.MOVES:
            return _("Moved by %(letter)s.") % {"letter": _named(document)}
        return _("Replaced by promise %(number)s in %(letter)s.") % {
            "number": number,
            "letter": _named(document),
        }


def _named(document: Document) -> str:
    """The letter in words: "the letter “…” of 3 May 2027 (kst-…)", in the language of the moment."""
    if document.published_on is None:
        return _("the letter “%(title)s”") % {"title": document.title}
    return _("the letter “%(title)s” of %(day)s") % {
        "title": document.title,
        "day": day(document.published_on),
    }


def _date_of(document: Document, now: datetime | None) -> date:
    return document.published_on or timezone.localdate(now)


def _marks(one: Confidential, other: Confidential) -> dict[str, Any]:
    """Who may see what joins two records, and whether it is made up: the stricter of both."""
    strictest = openness(one).no_more_open_than(openness(other))
    return {
        "level": strictest.level,
        "restricted_to": sorted(strictest.units),
        "illustrative": one.illustrative or other.illustrative,
    }
