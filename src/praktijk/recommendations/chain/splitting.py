# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A promise turns out to be two, or more: each goes its own way from then on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.actions import add_commitment, change_commitment, move_due
from praktijk.recommendations.assigning.checking import objections_to
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.chain.answering import link
from praktijk.recommendations.chain.messages import refused
from praktijk.recommendations.chain.rules import unsplittable
from praktijk.recommendations.models import Commitment, CommitmentLink, ProgressNote
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.rules import State
from praktijk.recommendations.versions import refuse_when_changed
from praktijk.web.dates import day


@dataclass(frozen=True)
class Part:
    """One part of a promise: its own words, whose it is, and until when.

    `takes_evidence` has the evidence from before count for this part too; for the first one it always does.
    """

    title_nl: str = ""
    title_en: str = ""
    unit: Unit | None = None
    owner: Person | None = None
    due_earliest: date | None = None
    due_latest: date | None = None
    due_words_nl: str = ""
    due_words_en: str = ""
    takes_evidence: bool = False


def split_commitment(
    *,
    by: Actor,
    commitment: Commitment,
    parts: Sequence[Part],
    reason: str,
    seen: int | None = None,
    now: datetime | None = None,
) -> list[Commitment]:
    """Split a promise in these parts; returns the promises that they are from now on.

    The first part is the record that there was, whose old words stay in the history, with its notes, moved
    deadlines and number at Parliament. The others are new, of the same letter, passage, recommendation,
    theme and confidentiality, open or in progress as it was. Deputy and verifier stay where they may; a
    first part without a window keeps the one it had. Raises ValidationError, with names as
    "part-1-due_latest" beside which each message belongs, for fewer than two parts, equal words, a
    deadline before the promise, or a promise that is not open any more.
    """
    needs = Permission.EDIT_REGISTER
    with acting("commitment.split", by=by, needs=needs, on=commitment, now=now) as act:
        commitment = hold(commitment, act, by=by, needs=needs)
        refuse_when_changed(commitment, seen=seen, by=by)
        _check(commitment, parts, reason)
        had = [person for person in (commitment.owner, commitment.deputy) if person]
        state = State.OPEN if commitment.state == State.OPEN else State.IN_PROGRESS
        made = [
            _add(by, commitment, number, part, state, now) for number, part in enumerate(parts) if number > 0
        ]
        # The first one last: what is written after the links is no longer part of the others' line.
        _shape_first(by, commitment, parts[0], reason, now)
        commitment.refresh_from_db()
        # To whom a part is given, adding it has told already.
        stay = [person for person in had if person in (commitment.owner, commitment.deputy)]
        tell(by=by, commitment=commitment, kind=Notice.Kind.CHANGED, to=stay, now=now)
        act.record = commitment
        act.details = {"parts": [one.pk for one in made]}
    return [commitment, *made]


def _check(commitment: Commitment, parts: Sequence[Part], reason: str) -> None:
    wrong = unsplittable(State(commitment.state), [(part.title_nl, part.title_en) for part in parts])
    if wrong is not None:
        raise refused(wrong, state=commitment.get_state_display())
    if not reason.strip():
        raise refused("split_no_reason", field="reason")
    promised = commitment.document.published_on
    for number, part in enumerate(parts):
        if not part.title_nl.strip() and not part.title_en.strip():
            raise refused("split_no_words", field=f"part-{number}-title_nl")
        if part.due_earliest and part.due_latest and part.due_earliest > part.due_latest:
            raise refused("split_window", field=f"part-{number}-due_latest")
        if number == 0 and _only_words_differ(commitment, part):
            raise refused("split_words_only", field="part-0-due_words_nl")
        if promised and part.due_latest and part.due_latest < promised:
            raise refused("split_before_promise", field=f"part-{number}-due_latest", day=day(promised))


def _only_words_differ(commitment: Commitment, part: Part) -> bool:
    """Whether a part keeps the window and calls it otherwise: that moves no deadline, and would be lost."""
    said = {part.due_words_nl, part.due_words_en} - {"", commitment.due_words_nl, commitment.due_words_en}
    same = (part.due_earliest, part.due_latest) == (commitment.due_earliest, commitment.due_latest)
    return bool(said) and (same or part.due_latest is None)


def _add(
    by: Actor, commitment: Commitment, number: int, part: Part, state: State, now: datetime | None
) -> Commitment:
    values = {
        "recommendation": commitment.recommendation,
        "theme": commitment.theme,
        "passage": commitment.passage,
        "countries": commitment.countries,
        "level": commitment.level,
        "restricted_to": commitment.restricted_to,
        "illustrative": commitment.illustrative,
        "unit_assumed": commitment.unit_assumed and part.unit == commitment.unit,
        "state": state,
        "title_nl": part.title_nl,
        "title_en": part.title_en,
        "unit": part.unit,
        "due_earliest": part.due_earliest,
        "due_latest": part.due_latest,
        "due_words_nl": part.due_words_nl,
        "due_words_en": part.due_words_en,
    }
    with _beside(number):
        added = add_commitment(
            by=by,
            document=commitment.document,
            **values,
            owner=part.owner,
            **_others(commitment, part),
            now=now,
        )
    link(by=by, earlier=commitment, later=added, kind=CommitmentLink.Kind.SPLIT_FROM, now=now)
    if part.takes_evidence:
        for note in commitment.notes.order_by("on", "pk"):
            if note.has_evidence:
                _copy(note, added)
    return added


def _shape_first(by: Actor, commitment: Commitment, part: Part, reason: str, now: datetime | None) -> None:
    stay = _others(commitment, part)
    with _beside(0):
        change_commitment(
            by=by,
            commitment=commitment,
            now=now,
            title_nl=part.title_nl,
            title_en=part.title_en,
            unit=part.unit,
            owner=part.owner,
            deputy=stay.get("deputy"),
            verifier=stay.get("verifier"),
        )
        window = (part.due_earliest, part.due_latest)
        if part.due_latest and window != (commitment.due_earliest, commitment.due_latest):
            move_due(
                by=by,
                commitment=commitment,
                due_earliest=part.due_earliest,
                due_latest=part.due_latest,
                due_words_nl=part.due_words_nl,
                due_words_en=part.due_words_en,
                reason=reason,
                now=now,
            )


def _others(commitment: Commitment, part: Part) -> dict[str, Person | None]:
    """Deputy and verifier of the whole, as far as they may be that of this part."""
    shaped = Commitment(
        document=commitment.document,
        unit=part.unit,
        level=commitment.level,
        restricted_to=commitment.restricted_to,
        countries=commitment.countries,
    )
    seats = {Seat.OWNER: part.owner, Seat.DEPUTY: commitment.deputy, Seat.VERIFIER: commitment.verifier}
    wrong = objections_to(shaped, seats)
    return {seat.value: seats[seat] for seat in (Seat.DEPUTY, Seat.VERIFIER) if seat not in wrong}


def _copy(note: ProgressNote, to: Commitment) -> None:
    """The note as one of the new promise as well, with its file; whoever wrote it stays who wrote it."""
    ProgressNote.objects.create(
        commitment=to,
        level=note.level,
        restricted_to=note.restricted_to,
        illustrative=note.illustrative,
        on=note.on,
        text_nl=note.text_nl,
        text_en=note.text_en,
        author=note.author,
        evidence_title=note.evidence_title,
        evidence_address=note.evidence_address,
        evidence_file=note.evidence_file.name,
        evidence_sha256=note.evidence_sha256,
    )


@contextmanager
def _beside(number: int) -> Iterator[None]:
    """Name the part in what is refused of it."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        raise ValidationError(
            {
                name if name == NON_FIELD_ERRORS else f"part-{number}-{name}": errors
                for name, errors in error.error_dict.items()
            }
        ) from error
