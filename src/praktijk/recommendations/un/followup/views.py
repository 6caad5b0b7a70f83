# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do with a recommendation of ours, from its page."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.followup.forms import AssessForm, FollowUpNoteForm, GiveForm, NextLookForm
from praktijk.recommendations.un.followup.models import FollowUpEvidence
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.views import recommendation_page
from praktijk.recommendations.versions import put_back, refused_when_busy


@require_POST
@needs(Permission.REPORT_PROGRESS)
def assess(request: PersonRequest, pk: int) -> HttpResponse:
    """Append what became of it."""
    form = AssessForm(request.POST, request.FILES, person=request.user)
    return _submit(request, pk, "assess", form, actions.assess, _("The assessment was added."))


@require_POST
@needs(Permission.REPORT_PROGRESS)
def add_note(request: PersonRequest, pk: int) -> HttpResponse:
    """Add what happened."""
    form = FollowUpNoteForm(request.POST, person=request.user)
    return _submit(request, pk, "note", form, actions.add_note, _("The note was added."))


@require_POST
@needs(Permission.REPORT_PROGRESS)
def set_next_look(request: PersonRequest, pk: int) -> HttpResponse:
    """Set when to look again."""
    form = NextLookForm(request.POST)
    return _submit(request, pk, "look", form, actions.set_next_look, _("The day was set."))


@require_POST
@needs(Permission.EDIT_REGISTER)
def give(request: PersonRequest, pk: int) -> HttpResponse:
    """Have a unit look after it."""
    return _submit(request, pk, "give", GiveForm(request.POST), actions.give, _("That was kept."))


def _submit(
    request: PersonRequest, pk: int, name: str, form: BaseForm, act: Callable[..., Any], told: str
) -> HttpResponse:
    """Do what a form asks and say that it was done; what is refused comes back as it was filled in."""
    record = get_object_or_404(UNRecommendation, pk=pk)
    status = 422
    if form.is_valid():
        try:
            with refused_when_busy():
                act(by=request.user, recommendation=record, **form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            messages.success(request, told)
            return redirect(f"{record.get_absolute_url()}#follow-up")
    sent: Any = request.FILES
    for field, file in sent.items():
        # A browser fills in everything again but a file: nobody must think that it still stands there.
        form.add_error(
            field if field in form.fields else None,
            _("“%(name)s” was not kept: choose the file once more.") % {"name": file.name},
        )
    return recommendation_page(request, record, {name: form}, status=status)


@require_GET
@needs(Permission.VIEW_REGISTER)
def evidence(request: PersonRequest, pk: int) -> HttpResponse:
    """A file of evidence; always as a download, never shown inside the site."""
    kept = get_object_or_404(FollowUpEvidence.objects.visible_to(request.user).exclude(file=""), pk=pk)
    record_reads([kept], by=request.user)
    suffix = kept.file.name.rpartition(".")[2]
    try:
        file = kept.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"{slugify(kept.title.removesuffix(f'.{suffix}')) or 'evidence'}.{suffix}",
        content_type="application/octet-stream",
    )
    return cast("HttpResponse", answer)
