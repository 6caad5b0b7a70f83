# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about whose a promise is."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.forms import AssignForm
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.versions import newest, put_back


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Say who looks after a commitment."""
    seen = newest(Commitment, pk)
    record = get_object_or_404(Commitment.objects.visible_to(request.user).select_related("unit"), pk=pk)
    record_reads([record], by=request.user)
    form = AssignForm(request.POST or None, instance=record, user=request.user, initial={"seen": seen})
    if not request.user.may(Permission.EDIT_REGISTER, record):
        # The action refuses, and leaves the refusal in the audit trail.
        actions.assign(by=request.user, commitment=record, owner=None)
    status = 422 if form.errors else 200
    if form.is_bound and form.is_valid():
        try:
            return redirect(actions.assign(by=request.user, commitment=record, **form.cleaned_data))
        except ValidationError as refused:
            status = put_back(form, refused)
    return render(
        request,
        "recommendations/assigning/assign.html",
        {"form": form, "commitment": record},
        status=status,
    )
