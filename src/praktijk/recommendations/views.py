# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the register."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.roles import Permission
from praktijk.recommendations import actions, charts
from praktijk.recommendations.facets import address_with, chosen, facets
from praktijk.recommendations.forms import (
    CommitmentForm,
    MoveDueForm,
    NoteForm,
    RecommendationForm,
    RegisterForm,
    StateForm,
)
from praktijk.recommendations.models import Commitment, ProgressNote, Recommendation
from praktijk.recommendations.queries import Entry, Filter, Register
from praktijk.recommendations.summary import register_in_a_sentence
from praktijk.recommendations.timeline import timeline


@require_GET
@needs(Permission.VIEW_REGISTER)
def register(request: HttpRequest) -> HttpResponse:
    """The register: filters, figures, and the entries by theme."""
    form = RegisterForm(request.GET, user=request.user)
    shown = Register(request.user, form.wanted, today=timezone.localdate(), on=form.day)
    page = shown.page(request.GET.get("page"))
    offered = facets(shown, request.GET)
    record_reads(_records_of(page.object_list), by=request.user)
    request.as_known_on = form.day
    return render(
        request,
        "recommendations/register.html",
        {
            "form": form,
            "register": shown,
            "page": page,
            "facets": offered,
            "chosen": chosen(shown, request.GET, offered),
            "overdue_address": address_with(request.GET, overdue="" if form.wanted.overdue else "on"),
            "unproven_address": address_with(request.GET, unproven="" if form.wanted.unproven else "on"),
            "lead": register_in_a_sentence(shown.totals),
            "figures": [charts.states(shown, request.GET), charts.deadlines(shown, request.GET)],
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def figure(request: HttpRequest, figure: str, kind: str) -> HttpResponse:
    """A chart of the register as numbers (csv) or as an image (svg), filtered as the page is."""
    form = RegisterForm(request.GET, user=request.user)
    shown = Register(request.user, form.wanted, today=timezone.localdate(), on=form.day)
    drawn = {"states": charts.states, "deadlines": charts.deadlines}[figure](shown, request.GET)
    return drawn.as_csv_response() if kind == "csv" else drawn.as_svg_response()


@require_GET
@needs(Permission.VIEW_REGISTER)
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """One recommendation with its commitments."""
    form = RegisterForm(request.GET, user=request.user)
    shown = Register(request.user, Filter(), today=timezone.localdate(), on=form.day)
    record = get_object_or_404(
        shown.records(Recommendation).select_related(
            "theme", "document", "passage__document", "position_passage__document"
        ),
        id=pk,
    )
    commitments = shown.filled(
        shown.records(Commitment)
        .filter(recommendation_id=pk)
        .select_related("unit", "theme")
        .order_by("number")
    )
    record_reads([record, *commitments], by=request.user)
    request.as_known_on = form.day
    return render(
        request,
        "recommendations/recommendation.html",
        {
            "form": form,
            "register": shown,
            "recommendation": record,
            "commitments": commitments,
            "may_edit": form.day is None and request.user.may(Permission.EDIT_REGISTER, record),
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: the promise, everything that happened, and the next step."""
    return _commitment_page(request, pk)


def _commitment_page(
    request: HttpRequest, pk: int, bound: dict[str, BaseForm] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a commitment, with a form that was refused put back as it was filled in."""
    asked = RegisterForm(request.GET, user=request.user)
    shown = Register(request.user, Filter(), today=timezone.localdate(), on=asked.day)
    record = get_object_or_404(
        shown.records(Commitment).select_related("theme", "document", "unit", "passage__document"), id=pk
    )
    (record,) = shown.filled([record])
    parent = shown.records(Recommendation).filter(id=record.recommendation_id).first()
    record_reads([record, *([parent] if parent else [])], by=request.user)
    request.as_known_on = asked.day
    now = asked.day is None
    forms: dict[str, BaseForm] = {}
    if now and request.user.may(Permission.REPORT_PROGRESS, record):
        forms |= {"note": NoteForm(), "state": StateForm(commitment=record)}
    if now and request.user.may(Permission.EDIT_REGISTER, record):
        forms["due"] = MoveDueForm(
            initial={
                "due_earliest": record.due_earliest,
                "due_latest": record.due_latest,
                "due_words_nl": record.due_words_nl,
                "due_words_en": record.due_words_en,
            }
        )
    return render(
        request,
        "recommendations/commitment.html",
        {
            "form": asked,
            "register": shown,
            "commitment": record,
            "recommendation": parent,
            "timeline": timeline(record, shown),
            "forms": forms | (bound or {}),
            "may_edit": now and request.user.may(Permission.EDIT_REGISTER, record),
        },
        status=status,
    )


@require_POST
@needs(Permission.REPORT_PROGRESS)
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note, with evidence where there is any, to a commitment."""
    form = NoteForm(request.POST, request.FILES)
    return _submit(request, pk, "note", form, actions.add_note)


@require_POST
@needs(Permission.REPORT_PROGRESS)
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a commitment to another state."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = StateForm(request.POST, commitment=record)
    return _submit(request, pk, "state", form, actions.change_state)


@require_POST
@needs(Permission.EDIT_REGISTER)
def move_due(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a deadline, with the reason."""
    return _submit(request, pk, "due", MoveDueForm(request.POST), actions.move_due)


def _submit(
    request: HttpRequest, pk: int, name: str, form: BaseForm, act: Callable[..., Any]
) -> HttpResponse:
    """Do what a form of the commitment's page asks; what is refused comes back as it was filled in."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    if form.is_valid():
        try:
            act(by=request.user, commitment=record, **form.cleaned_data)
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect(record)
    return _commitment_page(request, pk, {name: form}, status=422)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words, position, reason or theme of a recommendation."""
    record = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=pk)
    form = RecommendationForm(request.POST or None, instance=record)
    return _edit(
        request,
        record,
        form,
        lambda values: actions.change_recommendation(
            by=request.user, recommendation=Recommendation.objects.get(pk=pk), **values
        ),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words, theme or unit of a commitment."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = CommitmentForm(request.POST or None, instance=record)
    return _edit(
        request,
        record,
        form,
        lambda values: actions.change_commitment(
            by=request.user, commitment=Commitment.objects.get(pk=pk), **values
        ),
    )


def _edit(
    request: HttpRequest,
    record: Recommendation | Commitment,
    form: BaseForm,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect(record)
    return render(
        request,
        "recommendations/edit.html",
        {"form": form, "record": record},
        status=422 if form.errors else 200,
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a note; always as a download, never shown inside the site."""
    note = get_object_or_404(ProgressNote.objects.visible_to(request.user).exclude(evidence_file=""), pk=pk)
    record_reads([note], by=request.user)
    suffix = note.evidence_file.name.rpartition(".")[2]
    return FileResponse(
        note.evidence_file.open("rb"),
        as_attachment=True,
        filename=f"{slugify(note.evidence_title.removesuffix(f'.{suffix}')) or 'evidence'}.{suffix}",
        content_type="application/octet-stream",
    )


def _records_of(entries: list[Entry]) -> list[Any]:
    recommendations = [entry.recommendation for entry in entries if entry.recommendation]
    return [*recommendations, *(commitment for entry in entries for commitment in entry.commitments)]
