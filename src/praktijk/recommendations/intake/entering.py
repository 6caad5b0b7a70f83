# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering in the register what people accepted, and saw in a list just before: all of it or nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.db.models.fields.files import FieldFile

from praktijk.access.acting import Actor, acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.actions import add_commitment, add_recommendation, change_commitment
from praktijk.recommendations.chain.answering import answer_promise
from praktijk.recommendations.chain.messages import OUT_OF_REACH
from praktijk.recommendations.chain.messages import refused as chain_refused
from praktijk.recommendations.evidence import removed_when_this_fails
from praktijk.recommendations.intake import rules
from praktijk.recommendations.intake.actions import Chosen
from praktijk.recommendations.intake.messages import refused
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.intake.rules import Choice, Kind, Status
from praktijk.recommendations.intake.sameness import same_letters
from praktijk.recommendations.models import Answer, Commitment, Recommendation
from praktijk.recommendations.sourced import quoting
from praktijk.sources.actions import passage
from praktijk.sources.models import Document, Passage


def enter(
    *, by: Actor, reading: LetterReading, listed: Sequence[Chosen], now: datetime | None = None
) -> list[LetterProposal]:
    """Enter these accepted proposals in the register, in the order of the letter, in one transaction.

    A commitment is linked to its recommendation, whichever of the two is entered first. One that answers
    an earlier promise settles, moves or replaces that one. Raises ValidationError, and enters nothing,
    when one of them is not as it was listed any more, or when an earlier promise cannot be answered so
    any more.
    """
    with (
        removed_when_this_fails() as stored,
        acting("letter.enter", by=by, needs=Permission.READ_LETTERS, on=reading, now=now) as act,
    ):
        LetterReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
        document = Document.objects.select_for_update().get(pk=reading.document_id)
        versions = {one.pk: one.version for one in listed}
        proposals = list(
            LetterProposal.objects.select_for_update(of=("self",))
            .filter(reading=reading, pk__in=versions)
            .select_related("theme", "unit", "answers__document")
        )
        if not versions:
            raise refused("nothing_chosen")
        if len(proposals) < len(versions) or any(
            proposal.status != Status.ACCEPTED or proposal.version != versions[proposal.pk]
            for proposal in proposals
        ):
            raise refused("changed_since_listed")
        _refuse_entered_before(reading, document, proposals)
        heads = Heads(reading)
        numbers = {kind: _highest(model, document) for kind, model in MODELS.items()}
        # Recommendations first, so that the commitments can be linked to them.
        for proposal in sorted(
            proposals, key=lambda one: (one.kind != Kind.RECOMMENDATION, one.start, one.pk)
        ):
            kind = Kind(proposal.kind)
            shared = _shared(proposal, document) | {"number": numbers[kind] + 1}
            if kind is Kind.RECOMMENDATION:
                proposal.recommendation = _enter_recommendation(by, proposal, document, shared, now)
                heads.entered(proposal)
            else:
                values = shared | _commitment_values(proposal, document, heads)
                if proposal.answers is None:
                    proposal.commitment = _enter_commitment(by, proposal, document, values, now)
                else:
                    proposal.commitment = _answer(by, proposal, document, values, stored, now)
            numbers[kind] += bool(proposal.recommendation or proposal.commitment)
            proposal.status, proposal.version = Status.ENTERED, proposal.version + 1
            proposal.save()
        _link_earlier(by, reading, heads, now)
        act.details = {"proposals": len(proposals)}
    return proposals


def _refuse_entered_before(
    reading: LetterReading, document: Document, proposals: list[LetterProposal]
) -> None:
    """Refuse what another file of the same letter has brought into the register, or answered, already."""
    others = same_letters(text_sketch=reading.sketch, identifier=document.identifier, but=reading.document_id)
    if not others:
        return
    answered = set(Answer.objects.filter(document__in=others).values_list("commitment", flat=True))
    entered = {
        kind: {
            rules.even(record.passage_words)
            for record in quoting(model.objects.filter(document__in=others, passage__isnull=False), "passage")
        }
        for kind, model in MODELS.items()
    }
    for proposal in proposals:
        if proposal.answers is not None and proposal.answers_id in answered:
            why = chain_refused("answered_by_it", promise=proposal.answers.number)
            raise refused("not_entered", number=proposal.label, why=" ".join(why.messages))
        if rules.even(proposal.quote(document.text)) in entered[Kind(proposal.kind)] - {""}:
            raise refused("entered_before", number=proposal.label)


MODELS: dict[Kind, type[Recommendation] | type[Commitment]] = {
    Kind.RECOMMENDATION: Recommendation,
    Kind.COMMITMENT: Commitment,
}


class Heads:
    """The recommendation in the register that a proposal has become, also when joined into another."""

    def __init__(self, reading: LetterReading) -> None:
        rows = LetterProposal.objects.filter(reading=reading, kind=Kind.RECOMMENDATION)
        self._into = dict(rows.exclude(joined_into=None).values_list("pk", "joined_into"))
        self._records = {
            proposal.pk: proposal.recommendation
            for proposal in rows.exclude(recommendation=None).select_related("recommendation__theme")
        }
        self.new: set[int] = set()

    def entered(self, proposal: LetterProposal) -> None:
        """Know what a proposal has just become."""
        self._records[proposal.pk] = proposal.recommendation
        self.new.add(proposal.pk)

    def head(self, pk: int | None) -> int | None:
        """The proposal that this one lives on in."""
        seen: set[int] = set()
        while pk is not None and pk in self._into and pk not in seen:
            seen.add(pk)
            pk = self._into[pk]
        return pk

    def record(self, pk: int | None) -> Recommendation | None:
        """The recommendation in the register, or None when it is not there yet."""
        head = self.head(pk)
        return self._records.get(head) if head is not None else None


def _shared(proposal: LetterProposal, document: Document) -> dict[str, Any]:
    return {
        "title_nl": proposal.title_nl,
        "title_en": proposal.title_en,
        "theme": proposal.theme,
        "passage": _passage(document, proposal.start, proposal.end),
        "level": document.level,
        "restricted_to": document.restricted_to,
        "illustrative": document.illustrative,
    }


def _enter_recommendation(
    by: Actor,
    proposal: LetterProposal,
    document: Document,
    shared: dict[str, Any],
    now: datetime | None,
) -> Recommendation:
    shown = proposal.position_start is not None and proposal.position_end is not None
    return add_recommendation(
        by=by,
        document=document,
        **shared,
        position=proposal.position,
        position_passage=_passage(document, proposal.position_start, proposal.position_end)
        if shown
        else None,
        now=now,
    )


def _enter_commitment(
    by: Actor, proposal: LetterProposal, document: Document, values: dict[str, Any], now: datetime | None
) -> Commitment:
    """Add it; what the register refuses is told with the number of the proposal, so that it can be mended."""
    try:
        return add_commitment(by=by, document=document, now=now, **values)
    except ValidationError as error:
        raise refused("not_entered", number=proposal.label, why=" ".join(error.messages)) from error


def _commitment_values(proposal: LetterProposal, document: Document, heads: Heads) -> dict[str, Any]:
    unit = proposal.unit
    names = [Choice(unit.pk, (unit.code, unit.name_nl, unit.name_en))] if unit else []
    return {
        "recommendation": heads.record(proposal.belongs_to_id),
        "unit": unit,
        "unit_assumed": unit is not None and rules.named(proposal.owner, names) is None,
        "due_earliest": proposal.due_earliest,
        "due_latest": proposal.due_latest,
        f"due_words_{document.language}": proposal.due_words,
    }


def _answer(
    by: Actor,
    proposal: LetterProposal,
    document: Document,
    values: dict[str, Any],
    stored: list[FieldFile],
    now: datetime | None,
) -> Commitment | None:
    """Answer the earlier promise as it is now; returns the promise that replaces it, if that is the answer.

    `stored` gets the file of evidence, where one is stored. Raises ValidationError that names the proposal.
    """
    earlier = proposal.answers
    if earlier is None or (
        isinstance(by, Person) and not Commitment.objects.visible_to(by).filter(pk=earlier.pk).exists()
    ):
        raise refused("not_entered", number=proposal.label, why=OUT_OF_REACH)
    try:
        answer = answer_promise(
            by=by,
            commitment=earlier,
            kind=proposal.answer_kind,
            document=document,
            values=values,
            stored=stored,
            now=now,
        )
    except ValidationError as error:
        raise refused("not_entered", number=proposal.label, why=" ".join(error.messages)) from error
    except PermissionDenied as denied:
        raise refused("not_entered", number=proposal.label, why=OUT_OF_REACH) from denied
    return answer.later


def _link_earlier(by: Actor, reading: LetterReading, heads: Heads, now: datetime | None) -> None:
    """Link commitments entered before to the recommendations that came into the register just now."""
    waiting: Iterable[LetterProposal] = (
        LetterProposal.objects.filter(reading=reading, status=Status.ENTERED, commitment__recommendation=None)
        .exclude(belongs_to=None)
        .select_related("commitment__theme")
    )
    for proposal in waiting:
        if heads.head(proposal.belongs_to_id) in heads.new and proposal.commitment is not None:
            change_commitment(
                by=by,
                commitment=proposal.commitment,
                recommendation=heads.record(proposal.belongs_to_id),
                now=now,
            )


def _passage(document: Document, start: int | None, end: int | None) -> Passage:
    return passage(document, start or 0, end or 0)


def _highest(model: type[Recommendation] | type[Commitment], document: Document) -> int:
    return model.objects.filter(document=document).aggregate(highest=Max("number"))["highest"] or 0
