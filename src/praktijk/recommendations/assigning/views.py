# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about whose a promise is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.models import Person
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.forms import AssignForm, HandOverForm, LinkForm
from praktijk.recommendations.assigning.handing_over import (
    Plan,
    count_by_seat,
    held_by,
    hidden_count,
    may_hand_over,
    plan,
)
from praktijk.recommendations.assigning.handing_over import hand_over as give_everything
from praktijk.recommendations.assigning.linking import MOST_FOUND, links_of, to_link
from praktijk.recommendations.assigning.linking import link as make_link
from praktijk.recommendations.assigning.linking import unlink as take_link_away
from praktijk.recommendations.assigning.models import HandOver, SeatChoice
from praktijk.recommendations.models import Commitment, CommitmentLink
from praktijk.recommendations.versions import newest, put_back, refused_when_busy


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
            with refused_when_busy():
                return redirect(actions.assign(by=request.user, commitment=record, **form.cleaned_data))
        except ValidationError as refused:
            status = put_back(form, refused)
    return render(
        request,
        "recommendations/assigning/assign.html",
        {"form": form, "commitment": record},
        status=status,
    )


#: Promises that a page of a hand-over lists of each kind; the rest is counted.
MOST_LISTED = 100


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def hand_over(request: PersonRequest, pk: int) -> HttpResponse:
    """Give what somebody looks after to others: first what would go, then do it."""
    leaving = get_object_or_404(Person, pk=pk)
    if not may_hand_over(request.user, leaving):
        raise PermissionDenied(Permission.EDIT_REGISTER)
    seats = count_by_seat(held_by(leaving, closed=True).visible_to(request.user), leaving)
    hidden = hidden_count(request.user, leaving)
    if leaving != request.user and not seats and not hidden:
        raise Http404
    counts = count_by_seat(held_by(leaving).visible_to(request.user), leaving)
    form = HandOverForm(request.POST or None, leaving=leaving, seats=list(seats), user=request.user)
    planned: Plan | None = None
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        if seen:
            try:
                with refused_when_busy():
                    done = give_everything(
                        by=request.user,
                        leaving=leaving,
                        note=form.cleaned_data["note"],
                        seen=seen,
                        **form.asked,
                    )
            except ValidationError as refused:
                put_refusal(form, refused)
            else:
                return redirect("handed_over", pk=done.pk)
        planned = plan(by=request.user, leaving=leaving, **form.asked)
        data = request.POST.copy()
        data["seen"] = planned.digest
        form.data = data
    listed = (planned.going[:MOST_LISTED], planned.staying[:MOST_LISTED]) if planned else ([], [])
    record_reads([line.commitment for lines in listed for line in lines], by=request.user)
    return render(
        request,
        "recommendations/assigning/hand_over.html",
        {
            "form": form,
            "leaving": leaving,
            "counts": [(SeatChoice(seat).label, count) for seat, count in counts.items()],
            "hidden": hidden,
            "any": bool(seats),
            "plan": planned,
            "going": listed[0],
            "staying": listed[1],
        },
        status=422 if form.errors else 200,
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def handed_over(request: PersonRequest, pk: int) -> HttpResponse:
    """A hand-over that was done, for who did it, who left and who took over: what went to whom."""
    done = get_object_or_404(HandOver.objects.select_related("leaving", "by"), pk=pk)
    lines = done.lines.filter(commitment__in=Commitment.objects.visible_to(request.user))
    if request.user not in (done.by, done.leaving) and not may_hand_over(request.user, done.leaving):
        lines = lines.filter(to=request.user)
    listed = list(lines.select_related("commitment", "to")[:MOST_LISTED])
    if not listed:
        raise Http404
    record_reads([line.commitment for line in listed], by=request.user)
    return render(
        request,
        "recommendations/assigning/handed_over.html",
        {
            "done": done,
            "lines": listed,
            "count": lines.count(),
            "left": held_by(done.leaving).visible_to(request.user).exists(),
            "may_hand_over": may_hand_over(request.user, done.leaving),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def link(request: PersonRequest, pk: int) -> HttpResponse:
    """Look for a commitment that belongs with this one, and link the two."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user).select_related("unit"), pk=pk)
    form = LinkForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_bound and form.is_valid():
        try:
            with refused_when_busy():
                make_link(by=request.user, commitment=record, other=form.cleaned_data["other"])
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect(f"{record.get_absolute_url()}#links")
    text = request.GET.get("q", "")[:200]
    found = to_link(request.user, record, text)
    record_reads([record, *found[:MOST_FOUND]], by=request.user)
    return render(
        request,
        "recommendations/assigning/link.html",
        {
            "form": form,
            "commitment": record,
            "q": text,
            "found": found[:MOST_FOUND],
            "more": len(found) > MOST_FOUND,
        },
        status=422 if form.errors else 200,
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def unlink(request: PersonRequest, pk: int, link: int) -> HttpResponse:
    """Take a link between two commitments away."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    related = CommitmentLink.objects.visible_to(request.user).filter(
        links_of(pk), kind=CommitmentLink.Kind.RELATED, withdrawn=False
    )
    try:
        with refused_when_busy():
            take_link_away(by=request.user, commitment=record, link=get_object_or_404(related, pk=link))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{record.get_absolute_url()}#links")
