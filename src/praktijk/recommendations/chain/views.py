# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a promise is split."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.chain.forms import SplitForm, parts_of, parts_sent, with_one_more
from praktijk.recommendations.chain.splitting import split_commitment
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.rules import AWAITING_DELIVERY
from praktijk.recommendations.versions import (
    ChangedSince,
    newest,
    put_back,
    refused_when_busy,
    show_what_holds,
)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def split(request: PersonRequest, pk: int) -> HttpResponse:
    """Split a promise in two or more parts."""
    begun = {"seen": newest(Commitment, pk)}
    record = get_object_or_404(
        Commitment.objects.visible_to(request.user).select_related("document", "unit", "owner"), pk=pk
    )
    if not request.user.may(Permission.EDIT_REGISTER, record):
        # The action refuses, and leaves the refusal in the audit trail.
        split_commitment(by=request.user, commitment=record, parts=[], reason="")
    if request.method == "GET":
        return _page(request, record, SplitForm(initial=begun), parts_of(record, request.user))
    form = SplitForm(request.POST, initial=begun)
    if "more" in request.POST:
        kept = SplitForm(initial={name: request.POST.get(name, "") for name in form.fields})
        return _page(request, record, kept, with_one_more(request.POST, request.user))
    parts = parts_sent(request.POST, request.user)
    status = 422
    if form.is_valid() and parts.is_valid():
        try:
            with refused_when_busy():
                made = split_commitment(
                    by=request.user, commitment=record, parts=parts.parts, **form.cleaned_data
                )
        except ValidationError as refused:
            status = _put_back(form, parts, refused)
        else:
            messages.success(request, _("Split in %(count)s promises.") % {"count": len(made)})
            return redirect(record)
    return _page(request, record, form, parts, status)


def _put_back(form: SplitForm, parts: Any, refused: ValidationError) -> int:
    """Put what is refused of a part beside its field, and the rest above the form."""
    if isinstance(refused, ChangedSince):  # the first part is the record that changed
        show_what_holds(parts.forms[0], refused.since)
    if not hasattr(refused, "error_dict"):
        return put_back(form, refused)
    others = {}
    for name, errors in refused.error_dict.items():
        number, _dash, field = name.removeprefix("part-").partition("-")
        if name.startswith("part-") and number.isdigit() and int(number) < len(parts.forms):
            part = parts.forms[int(number)]
            part.add_error(field if field in part.fields else None, errors)
        else:
            others[name] = errors
    return put_back(form, ValidationError(others)) if others else 422


def _page(
    request: PersonRequest, record: Commitment, form: SplitForm, parts: Any, status: int = 200
) -> HttpResponse:
    record_reads([record], by=request.user)
    return render(
        request,
        "recommendations/chain/split.html",
        {
            "record": record,
            "form": form,
            "parts": parts,
            "may_split": record.state in AWAITING_DELIVERY or form.is_bound,
        },
        status=status,
    )
