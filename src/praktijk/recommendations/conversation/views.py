# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saying something about a promise, and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.conversation import actions
from praktijk.recommendations.conversation.forms import CommentForm, FindForm
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.conversation.queries import found
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.versions import put_back, refused_when_busy
from praktijk.recommendations.views.record import commitment_page


@require_POST
@needs(Permission.VIEW_REGISTER)
def add_comment(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a comment to a commitment; what is refused comes back as it was written."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = CommentForm(request.POST, commitment=record, user=request.user)
    status = 422
    if form.is_valid():
        try:
            with refused_when_busy():
                comment = actions.add_comment(by=request.user, commitment=record, **form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            return redirect(f"{record.get_absolute_url()}#comment-{comment.pk}")
    return commitment_page(request, pk, {"comment": form}, status=status)


@require_GET
@needs(Permission.VIEW_REGISTER)
def find_people(request: PersonRequest, pk: int) -> HttpResponse:
    """A part of the page: a field to find somebody by name, and who was found, to be ticked."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = FindForm(request.GET, commitment=record)
    form.is_valid()
    ticked = list(form.cleaned_data.get("also", []))
    matching = found(record, form.cleaned_data.get("find", ""), request.user)
    return render(
        request,
        "recommendations/conversation/found.html"
        if "find" in request.GET
        else "recommendations/conversation/find.html",
        {"commitment": record, "ticked": ticked, "found": [one for one in matching if one not in ticked]},
    )


@require_POST
@needs(Permission.VIEW_REGISTER)
def withdraw_comment(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back one's own comment."""
    comments = Comment.objects.visible_to(request.user).select_related("commitment")
    comment = get_object_or_404(comments, pk=pk)
    try:
        with refused_when_busy():
            actions.withdraw_comment(by=request.user, comment=comment)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{comment.commitment.get_absolute_url()}#comment-{comment.pk}")
