# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about letters that are read: taking one in, and every decision on what the reader proposes.

A decision on a reading locks the reading, so decisions follow each other; each proposal carries a
version, so that a decision taken on an old page is refused instead of undoing a colleague's.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Field
from django.utils import timezone

from praktijk.access.acting import Actor, acting
from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.chain.answering import check_answer
from praktijk.recommendations.intake import rules
from praktijk.recommendations.intake.messages import refused
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.intake.rules import Kind, Status
from praktijk.recommendations.intake.splitting import without_conjunction
from praktijk.recommendations.models import Commitment
from praktijk.reference.models import Theme

#: What of a proposal a decision may change, and undo puts back.
SHAPE = (
    "status", "start", "end", "also", "title_nl", "title_en", "theme_id", "position", "position_start",
    "position_end", "due_earliest", "due_latest", "due_words", "due_start", "due_end", "owner", "unit_id",
    "belongs_to_id", "joined_into_id", "answers_id", "answer_kind",
)  # fmt: skip
#: Links to other records: held by the database, not looked up again for each proposal.
LINKS = {
    "reading", "theme", "unit", "belongs_to", "joined_into", "recommendation", "commitment", "answers",
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """A proposal as somebody saw it: its key, and its version on the page they looked at."""

    pk: int
    version: int


@dataclass(frozen=True)
class ChosenWithTheme(Chosen):
    """A proposal as somebody saw it in a list, with the theme that the list showed for it."""

    theme: int | None = None


def accept(
    *, by: Actor, reading: LetterReading, chosen: Chosen, theme: Theme | None = None, unit: Unit | None = None
) -> LetterProposal:
    """Accept a proposal, under this theme and with this unit. It waits for the register then.

    Raises ValidationError when somebody else decided on it in the meantime.
    """
    with _deciding(Decision.Kind.ACCEPT, by=by, reading=reading, chosen=[chosen]) as (proposal,):
        proposal.status, proposal.theme, proposal.unit = Status.ACCEPTED, theme, unit
    return proposal


def reject(*, by: Actor, reading: LetterReading, chosen: Chosen) -> LetterProposal:
    """Reject a proposal. Raises ValidationError when somebody else decided on it in the meantime."""
    with _deciding(Decision.Kind.REJECT, by=by, reading=reading, chosen=[chosen]) as (proposal,):
        proposal.status = Status.REJECTED
    return proposal


def change(
    *,
    by: Actor,
    reading: LetterReading,
    chosen: Chosen,
    words: str,
    position_words: str = "",
    also_accept: bool = False,
    **values: Any,
) -> LetterProposal:
    """Change a proposal: its words in the letter, the words that show the position, and `values`.

    `values` are fields of `LetterProposal`. Raises ValidationError when the words do not stand in the
    letter, when a value is malformed, or when somebody else decided on it in the meantime.
    """
    with _deciding(Decision.Kind.CHANGE, by=by, reading=reading, chosen=[chosen]) as (proposal,):
        text = reading.document.text
        if words != proposal.quote(text):
            proposal.start, proposal.end = _place(text, words, proposal.start, "words")
        if not position_words:
            proposal.position_start = proposal.position_end = None
        elif position_words != proposal.position_words(text):
            near = proposal.position_start or proposal.start
            proposal.position_start, proposal.position_end = _place(
                text, position_words, near, "position_words"
            )
        if values.get("due_words", proposal.due_words) != proposal.due_words:
            place = rules.find_words(text, values["due_words"], proposal.start)
            proposal.due_start, proposal.due_end = place or (None, None)
        for name, value in values.items():
            setattr(proposal, name, value)
        if also_accept:
            proposal.status = Status.ACCEPTED
    return proposal


def join(*, by: Actor, reading: LetterReading, chosen: Chosen, other: Chosen) -> LetterProposal:
    """Join `other` into the chosen proposal, which keeps what it has of position, term, words and answer.

    What comes of it is to be decided on again. Raises ValidationError for two kinds, for one
    and the same, or when somebody else decided on either in the meantime.
    """
    if chosen.pk == other.pk:
        raise refused("join_itself")
    with _deciding(Decision.Kind.JOIN, by=by, reading=reading, chosen=[chosen, other]) as (kept, gone):
        if kept.kind != gone.kind:
            raise refused("join_kinds")
        passage, apart = rules.joined(reading.document.text, (kept.start, kept.end), (gone.start, gone.end))
        language = reading.document.language
        own_words = f"title_{language}"
        text = reading.document.text
        untouched = getattr(kept, own_words) == rules.title_from(text[kept.start : kept.end])
        kept.start, kept.end = passage
        kept.also = [*kept.also, *gone.also, *([list(apart)] if apart else [])]
        if untouched:
            setattr(kept, own_words, rules.title_from(text[kept.start : kept.end]))
        if not kept.position:
            kept.position = gone.position
            kept.position_start, kept.position_end = gone.position_start, gone.position_end
        if not kept.due_latest and not kept.due_earliest:
            for name in ("due_earliest", "due_latest", "due_words", "due_start", "due_end"):
                setattr(kept, name, getattr(gone, name))
        if kept.answers_id is None:
            kept.answers_id, kept.answer_kind = gone.answers_id, gone.answer_kind
        kept.status = Status.OPEN
        kept.owner = kept.owner or gone.owner
        kept.belongs_to = kept.belongs_to or gone.belongs_to
        gone.status, gone.joined_into = Status.JOINED, kept
    return kept


def split(*, by: Actor, reading: LetterReading, chosen: Chosen, at: int) -> LetterProposal:
    """Split a proposal: the second one begins at character `at`; both are to be decided on again.

    Returns the second. A term goes with the part in which its words stand, the position with both, and the
    earlier promise that it answers stays with the first.
    Raises ValidationError when the place lies outside the words, or when somebody else decided on it in
    the meantime.
    """
    with _deciding(Decision.Kind.SPLIT, by=by, reading=reading, chosen=[chosen]) as touched:
        (first,) = touched
        text, title = reading.document.text, f"title_{reading.document.language}"
        parts = (text[first.start : at], text[at : first.end])
        if not first.start < at < first.end or not all(part.strip() for part in parts):
            raise refused("split_outside")
        second = LetterProposal.objects.get(pk=first.pk)
        second.pk, second.version, second.also = None, 0, []
        second.answers, second.answer_kind = None, ""
        second.label = _next_label(first)
        second.start = at + len(parts[1]) - len(parts[1].lstrip())
        first.end = first.start + len(parts[0].rstrip())
        for part in (first, second):
            part.status = Status.OPEN
            words = text[part.start : part.end]
            setattr(part, title, rules.title_from(without_conjunction(words) if part is second else words))
        without = first if (first.due_start or 0) >= second.start else second
        without.due_earliest = without.due_latest = without.due_start = without.due_end = None
        without.due_words = ""
        _save(second)
        touched.append(second)
    return second


def answer(
    *,
    by: Actor,
    reading: LetterReading,
    chosen: Chosen,
    answers: Commitment | None,
    answer_kind: str = "",
    also_accept: bool = False,
) -> LetterProposal:
    """Say of a commitment that it answers an earlier promise, and how; None takes that back.

    What becomes of the earlier promise is done when the proposal is entered in the register. Raises
    ValidationError for a promise that is not from an earlier letter or cannot be answered so, for a
    recommendation, or when somebody else decided on the proposal in the meantime.
    """
    with _deciding(Decision.Kind.ANSWER, by=by, reading=reading, chosen=[chosen]) as (proposal,):
        if proposal.kind != Kind.COMMITMENT:
            raise refused("answers_nothing")
        if answers is not None:
            check_answer(
                by=by,
                commitment=answers,
                kind=answer_kind,
                document=reading.document,
                values={"due_earliest": proposal.due_earliest, "due_latest": proposal.due_latest},
            )
        proposal.answers = answers
        proposal.answer_kind = answer_kind if answers else ""
        if also_accept:
            proposal.status = Status.ACCEPTED
    return proposal


def accept_sure(
    *, by: Actor, reading: LetterReading, listed: Sequence[ChosenWithTheme]
) -> tuple[list[LetterProposal], list[int]]:
    """Accept the proposals of a list that somebody saw, each under the theme shown with it.

    Returns those accepted, and the keys of those left alone because somebody decided on them in the
    meantime.
    """
    themes = {one.pk: one.theme for one in listed}
    with _deciding(
        Decision.Kind.ACCEPT_SURE, by=by, reading=reading, chosen=listed, only_open=True
    ) as proposals:
        for proposal in proposals:
            proposal.status, proposal.theme_id = Status.ACCEPTED, themes[proposal.pk]
    return proposals, _left_alone(listed, proposals)


def reject_listed(
    *, by: Actor, reading: LetterReading, listed: Sequence[Chosen]
) -> tuple[list[LetterProposal], list[int]]:
    """Reject the proposals of a list that somebody saw, as one decision; returns as `accept_sure` does."""
    with _deciding(Decision.Kind.REJECT, by=by, reading=reading, chosen=listed, only_open=True) as proposals:
        for proposal in proposals:
            proposal.status = Status.REJECTED
    return proposals, _left_alone(listed, proposals)


def undo(*, by: Actor, reading: LetterReading, decision: int) -> Decision:
    """Take back the last decision on a reading; `decision` is the one that the person saw.

    What has been entered in the register stays. Raises ValidationError when another decision has become
    the last one, or when there is none to take back.
    """
    with acting("letter.undo", by=by, needs=Permission.READ_LETTERS, on=reading) as act:
        _lock(reading)
        if last_undoable(reading) != decision:
            raise refused("undo_other")
        taken_back = Decision.objects.get(pk=decision)
        before = {saved["id"]: saved for saved in taken_back.before}
        for proposal in LetterProposal.objects.select_for_update(of=("self",)).filter(
            pk__in=taken_back.touched
        ):
            was = before.get(proposal.pk, {"status": Status.WITHDRAWN})
            for name in SHAPE:
                if name in was:
                    field = cast("Field[Any, Any]", LetterProposal._meta.get_field(name))
                    setattr(proposal, name, field.to_python(was[name]))
            _save(proposal)
        taken_back.undone_at, taken_back.undone_by = timezone.now(), by if isinstance(by, Person) else None
        taken_back.save(update_fields=["undone_at", "undone_by"])
        act.details = {"decision": decision, "kind": taken_back.kind, "proposals": len(taken_back.touched)}
    return taken_back


def last_undoable(reading: LetterReading) -> int | None:
    """The key of the decision that undo would take back now, or None."""
    decisions = Decision.objects.filter(reading=reading, undone_at=None).values_list("pk", "touched")
    entered = LetterProposal.objects.filter(reading=reading, status=Status.ENTERED).values_list(
        "pk", flat=True
    )
    return rules.undoable(decisions, entered)


@contextmanager
def _deciding(
    kind: Decision.Kind,
    *,
    by: Actor,
    reading: LetterReading,
    chosen: Sequence[Chosen],
    only_open: bool = False,
) -> Iterator[list[LetterProposal]]:
    """Run the body on the chosen proposals, in that order, as one decision that undo can take back.

    A proposal that somebody decided on since it was seen refuses the whole; with `only_open` it is left
    out instead.
    """
    with acting(f"letter.{kind}", by=by, needs=Permission.READ_LETTERS, on=reading) as act:
        _lock(reading)
        held = LetterProposal.objects.select_for_update(of=("self",)).in_bulk([one.pk for one in chosen])
        proposals = []
        for one in chosen:
            proposal = held.get(one.pk)
            if proposal is None or proposal.reading_id != reading.pk:
                raise refused("no_such_proposal")
            status = Status(proposal.status)
            seen = proposal.version == one.version and status in rules.UNDECIDED
            if only_open and (not seen or status is not Status.OPEN):
                continue
            if not seen:
                raise refused("stale", number=proposal.label)
            proposals.append(proposal)
        before = [_shape(proposal) for proposal in proposals]
        saved = list(proposals)
        yield proposals
        for proposal in saved:
            _save(proposal)
        if proposals:
            Decision.objects.create(
                reading=reading,
                kind=kind,
                by=by if isinstance(by, Person) else None,
                touched=[proposal.pk for proposal in proposals],
                before=before,
            )
        act.details = {"proposals": [proposal.label for proposal in proposals[:50]], "number": len(proposals)}


def _left_alone(listed: Sequence[Chosen], decided: Sequence[LetterProposal]) -> list[int]:
    done = {proposal.pk for proposal in decided}
    return [one.pk for one in listed if one.pk not in done]


def _lock(reading: LetterReading) -> None:
    LetterReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)


def _save(proposal: LetterProposal) -> None:
    proposal.version += 1
    proposal.clean_fields(exclude=LINKS)
    earliest, latest = proposal.due_earliest, proposal.due_latest
    if isinstance(earliest, date) and isinstance(latest, date) and earliest > latest:
        raise refused("window", field="due_latest")
    if proposal.status == Status.ACCEPTED and not proposal.title:
        raise refused("no_title", field="title_nl")
    proposal.save()


def _shape(proposal: LetterProposal) -> dict[str, Any]:
    return {"id": proposal.pk} | {name: getattr(proposal, name) for name in SHAPE}


def _place(text: str, words: str, near: int, field: str) -> tuple[int, int]:
    place = rules.find_words(text, words, near)
    if place is None:
        raise refused("not_in_letter", field=field)
    return place


def _next_label(first: LetterProposal) -> str:
    """The label of a part split off: 12 gives 12b, then 12c."""
    number = first.label.rstrip("abcdefghijklmnopqrstuvwxyz")
    taken = set(
        LetterProposal.objects.filter(reading=first.reading_id, label__startswith=number).values_list(
            "label", flat=True
        )
    )
    for letter in "bcdefghijklmnopqrstuvwxyz":
        if f"{number}{letter}" not in taken:
            return f"{number}{letter}"
    raise refused("too_many_parts")
