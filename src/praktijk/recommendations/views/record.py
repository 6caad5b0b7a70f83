# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one recommendation, of one commitment, and the evidence with a note."""

from typing import cast

from csp.constants import NONE
from csp.decorators import csp_replace
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.page import linked_with, main_step_for, name_people
from praktijk.recommendations.bulk.asking import may_be_asked
from praktijk.recommendations.bulk.forms import AskForm
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.chain.queries import chain_of
from praktijk.recommendations.change_forms import MoveDueForm, NoteForm, StateForm
from praktijk.recommendations.conversation.forms import CommentForm
from praktijk.recommendations.conversation.queries import conversation
from praktijk.recommendations.forms import AsKnownOn
from praktijk.recommendations.models import Commitment, ProgressNote
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.rules import AWAITING_DELIVERY, CLOSED
from praktijk.recommendations.sourced import cited_with
from praktijk.recommendations.timeline import timeline
from praktijk.recommendations.versions import newest
from praktijk.recommendations.views.register import hanging_on
from praktijk.recommendations.work.actions import mark_seen

#: How many of the updates asked of a commitment its page shows.
MOST_ASKED = 5


@require_GET
@needs(Permission.VIEW_REGISTER)
def recommendation(request: PersonRequest, pk: int) -> HttpResponse:
    """One recommendation with its commitments."""
    form, shown = _asked(request)
    record = shown.recommendation(pk)
    if record is None:
        raise Http404
    commitments = shown.commitments_of(pk)
    record_reads([record, *commitments, *hanging_on(commitments)], by=request.user)
    request.as_known_on = form.day
    may_edit = form.day is None and request.user.may(Permission.EDIT_REGISTER, record)
    return render(
        request,
        "recommendations/recommendation.html",
        {
            "form": form,
            "register": shown,
            "recommendation": record,
            "commitments": commitments,
            "cited": cited_with(record.shown_passage),
            "may_edit": may_edit,
            "may_add": form.day is None and request.user.may(Permission.EDIT_REGISTER),
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def commitment(request: PersonRequest, pk: int) -> HttpResponse:
    """One commitment: the promise, everything that happened, and the next step."""
    return commitment_page(request, pk)


def commitment_page(
    request: PersonRequest, pk: int, bound: dict[str, BaseForm] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a commitment, with a form that was refused put back as it was filled in."""
    asked, shown = _asked(request)
    seen = newest(Commitment, pk)
    record = shown.commitment(pk)
    if record is None:
        raise Http404
    parent = shown.recommendation(record.recommendation_id) if record.recommendation_id else None
    said = conversation(pk, shown, all_of_it=request.GET.get("comments") == "all")
    chain = chain_of(record, shown)
    told = timeline(record, shown, chain)
    asked_updates = _asked_updates(request, pk) if asked.day is None else []
    hanging = [*hanging_on([record]), *said.records, *chain.beside, *asked_updates]
    hanging += [event.other for event in told if event.kind == "parliament"]
    related = linked_with(record, shown)
    hanging += [one.commitment for one in related]
    name_people([record])
    record_reads([record, *hanging, *([parent] if parent else [])], by=request.user)
    request.as_known_on = asked.day
    now = asked.day is None
    forms: dict[str, BaseForm] = {}
    if now:
        mark_seen(by=request.user, commitment=pk)
        forms["comment"] = CommentForm(commitment=record, user=request.user)
    if now and request.user.may(Permission.REPORT_PROGRESS, record):
        own = request.user.pk in (record.owner_id, record.deputy_id, record.delivered_by_id)
        may_settle = not own and request.user.may(Permission.SETTLE_COMMITMENTS, record)
        forms |= {
            "note": NoteForm(),
            "state": StateForm(commitment=record, may_settle=may_settle, initial={"seen": seen}),
        }
    may_edit = now and request.user.may(Permission.EDIT_REGISTER, record)
    if may_edit:
        if may_be_asked(record) and all(one.answered_at for one in asked_updates):
            forms["ask"] = AskForm()
        if record.state not in CLOSED:
            forms["due"] = MoveDueForm(
                initial={"due_earliest": record.due_earliest, "due_latest": record.due_latest, "seen": seen}
            )
    return render(
        request,
        "recommendations/commitment.html",
        {
            "form": asked,
            "register": shown,
            "commitment": record,
            "recommendation": parent,
            "chain": chain,
            "timeline": told,
            "conversation": said,
            "asked": asked_updates,
            "cited": cited_with(record.shown_passage),
            "forms": forms | (bound or {}),
            "may_edit": may_edit,
            "related": related,
            "step": main_step_for(request.user, record, asked=_is_asked(request, asked_updates))
            if now
            else "",
            "may_split": record.state in AWAITING_DELIVERY,
        },
        status=status,
    )


def _is_asked(request: PersonRequest, asked_updates: list[UpdateRequest]) -> bool:
    return any(one.asked_of == request.user and one.answered_at is None for one in asked_updates)


def _asked_updates(request: PersonRequest, pk: int) -> list[UpdateRequest]:
    """The last updates asked of a commitment, newest first; those withdrawn were never owed."""
    found = UpdateRequest.objects.visible_to(request.user).filter(commitment=pk, withdrawn_at=None)
    return list(found.select_related("asked_of", "by")[:MOST_ASKED])


def _asked(request: PersonRequest) -> tuple[AsKnownOn, Register]:
    """The day in the address of the page, and the register of that day."""
    form = AsKnownOn(request.GET)
    return form, Register(request.user, Filter(), today=timezone.localdate(), on=form.day)


@require_GET
@csp_replace({"default-src": [NONE], "sandbox": True})
@needs(Permission.VIEW_REGISTER)
def evidence(request: PersonRequest, pk: int) -> HttpResponse:
    """The file of a note; always as a download, never shown inside the site."""
    note = get_object_or_404(ProgressNote.objects.visible_to(request.user).exclude(evidence_file=""), pk=pk)
    record_reads([note], by=request.user)
    suffix = note.evidence_file.name.rpartition(".")[2]
    try:
        file = note.evidence_file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"{slugify(note.evidence_title.removesuffix(f'.{suffix}')) or 'evidence'}.{suffix}",
        content_type="application/octet-stream",
    )
    return cast("HttpResponse", answer)
