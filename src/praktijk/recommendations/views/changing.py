# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the register: what people add and change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations import actions
from praktijk.recommendations.change_forms import (
    CommitmentForm,
    MoveDueForm,
    NewCommitmentForm,
    NewRecommendationForm,
    NoteForm,
    RecommendationForm,
    StateForm,
)
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.picking import key_in
from praktijk.recommendations.versions import newest, put_back, refused_when_busy
from praktijk.recommendations.views.record import commitment_page


@require_POST
@needs(Permission.REPORT_PROGRESS)
def add_note(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a note, with evidence where there is any, to a commitment."""
    form = NoteForm(request.POST, request.FILES)
    return _submit(request, pk, "note", form, actions.add_note, _("The note was added."))


@require_POST
@needs(Permission.REPORT_PROGRESS)
def change_state(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring a commitment to another state."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = StateForm(request.POST, commitment=record)
    return _submit(request, pk, "state", form, actions.change_state, _("The new state was saved."))


@require_POST
@needs(Permission.EDIT_REGISTER)
def move_due(request: PersonRequest, pk: int) -> HttpResponse:
    """Move a deadline, with the reason."""
    form = MoveDueForm(request.POST)
    return _submit(request, pk, "due", form, actions.move_due, _("The deadline was moved."))


def _submit(
    request: PersonRequest, pk: int, name: str, form: BaseForm, act: Callable[..., Any], told: str
) -> HttpResponse:
    """Do what a form of the commitment's page asks and say that it was done.

    What is refused comes back as it was filled in.
    """
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    status = 422
    if form.is_valid():
        try:
            with refused_when_busy():
                act(by=request.user, commitment=record, **form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            messages.success(request, told)
            return redirect(record)
    sent: Any = request.FILES
    for field, file in sent.items():
        # A browser fills in everything again but a file: nobody must think that it still stands there.
        form.add_error(
            field if field in form.fields else None,
            _("“%(name)s” was not kept: choose the file once more.") % {"name": file.name},
        )
    return commitment_page(request, pk, {name: form}, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_recommendation(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the words, position, reason, theme or confidentiality of a recommendation."""
    seen = newest(Recommendation, pk)
    record = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=pk)
    form = RecommendationForm(
        request.POST or None, instance=record, user=request.user, initial={"seen": seen}
    )
    return _edit(
        request,
        _("Change"),
        form,
        record,
        lambda values: actions.change_recommendation(by=request.user, recommendation=record, **values),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_commitment(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the words, theme, unit, people, countries or confidentiality of a commitment."""
    begun = {"seen": newest(Commitment, pk)}
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = CommitmentForm(request.POST or None, instance=record, user=request.user, initial=begun)
    return _edit(
        request,
        _("Change"),
        form,
        record,
        lambda values: actions.change_commitment(by=request.user, commitment=record, **values),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def add_recommendation(request: PersonRequest) -> HttpResponse:
    """Enter a recommendation by hand."""
    form = NewRecommendationForm(request.POST or None, user=request.user, initial=_begun(request, "document"))
    return _edit(
        request,
        _("Add a recommendation"),
        form,
        None,
        lambda values: actions.add_recommendation(by=request.user, **values),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def add_commitment(request: PersonRequest) -> HttpResponse:
    """Enter a commitment by hand, under a recommendation or by itself."""
    begun = _begun(request, "document", "recommendation", "theme")
    form = NewCommitmentForm(request.POST or None, user=request.user, initial=begun)
    record_reads(form.offered, by=request.user)
    heading = _("Add a commitment")
    if form.is_searching:
        # Nothing is wrong yet with what is not filled in yet.
        form.errors.clear()
        return _show(request, heading, form, None, status=200)
    return _edit(
        request,
        heading,
        form,
        None,
        lambda values: actions.add_commitment(by=request.user, **values),
    )


def _begun(request: PersonRequest, *names: str) -> dict[str, int]:
    """What the page that led to a form knows already, by key."""
    return {name: key for name in names if (key := key_in(request.GET.get(name))) is not None}


def _edit(
    request: PersonRequest,
    heading: str,
    form: BaseForm,
    record: Recommendation | Commitment | None,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    """Show a form, or do what it asks and go to the record that came of it."""
    if record is not None and not request.user.may(Permission.EDIT_REGISTER, record):
        # The action refuses, and leaves the refusal in the audit trail.
        act({})
    status = 422 if form.errors else 200
    if form.is_bound and form.is_valid():
        try:
            with refused_when_busy():
                made = act(form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(made)
    return _show(request, heading, form, record, status=status)


def _show(
    request: PersonRequest,
    heading: str,
    form: BaseForm,
    record: Recommendation | Commitment | None,
    *,
    status: int,
) -> HttpResponse:
    return render(
        request,
        "recommendations/edit.html",
        {"heading": heading, "form": form, "record": record},
        status=status,
    )
