# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages to work on all promises that are filtered: choose, look, do, take back. And asking for one update."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.bulk import actions, page
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.bulk.forms import AskForm, BulkForm
from praktijk.recommendations.bulk.models import BulkAct
from praktijk.recommendations.bulk.queries import rows, selected
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.versions import Busy, put_back, refused_when_busy
from praktijk.recommendations.views.record import commitment_page

#: How many promises the page offers to tick one by one, and how many earlier acts it lists.
MOST_TICKED = 100
MOST_EARLIER = 10


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def work_on(request: PersonRequest) -> HttpResponse:
    """Choose what is to be done to the promises that the filters in the address leave."""
    query = request.GET.urlencode()
    found = selected(request.user, query, today=timezone.localdate()).order_by()
    offered = rows(request.user, list(found.order_by("pk").values_list("pk", flat=True)[:MOST_TICKED]))
    count = found.count()
    units = list(found.values_list("unit_id", flat=True).distinct())
    sent = request.POST if request.method == "POST" else None
    form = BulkForm(sent, user=request.user, count=count, offered=offered, units=units)
    if form.is_bound and form.is_valid():
        try:
            return redirect(
                actions.prepare(
                    by=request.user,
                    kind=form.cleaned_data["kind"],
                    values=form.values,
                    query=query,
                    only=form.only,
                )
            )
        except ValidationError as refused:
            put_refusal(form, refused)
    record_reads(offered, by=request.user)
    return render(
        request,
        "recommendations/bulk/work_on.html",
        {
            "form": form,
            "count": count,
            "offered": offered,
            "query": query,
            "earlier": BulkAct.objects.visible_to(request.user)
            .filter(done_at__isnull=False)
            .select_related("by")
            .defer("seen", "made", "staying")[:MOST_EARLIER],
        },
        status=422 if form.errors else 200,
    )


@require_GET
@needs(Permission.EDIT_REGISTER)
def act(request: PersonRequest, pk: int) -> HttpResponse:
    """What an act will do, or what it did."""
    return _act_page(request, pk)


@require_POST
@needs(Permission.EDIT_REGISTER)
def do(request: PersonRequest, pk: int) -> HttpResponse:
    """Do what was looked at; where the register changed since, look at what would be done now."""
    prepared = get_object_or_404(BulkAct.objects.visible_to(request.user), pk=pk)

    def again(refused: ValidationError) -> HttpResponse:
        if refused.code != "changed":
            return redirect(prepared)
        anew = actions.prepare_again(by=request.user, prepared=prepared)
        return redirect(f"{anew.get_absolute_url()}?changed=1")

    return _attempt(request, pk, lambda: actions.do(by=request.user, prepared=prepared), again)


@require_POST
@needs(Permission.EDIT_REGISTER)
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an act back."""
    done = get_object_or_404(BulkAct.objects.visible_to(request.user), pk=pk)
    return _attempt(
        request, pk, lambda: actions.undo(by=request.user, bulk=done), lambda refused: redirect(done)
    )


def _attempt(
    request: PersonRequest,
    pk: int,
    attempt: Callable[[], BulkAct],
    when_refused: Callable[[ValidationError], HttpResponse],
) -> HttpResponse:
    try:
        with refused_when_busy():
            return redirect(attempt())
    except Busy as busy:
        return _act_page(request, pk, wrong=" ".join(busy.messages), status=409)
    except ValidationError as refused:
        try:
            return when_refused(refused)
        except ValidationError as still:
            return _act_page(request, pk, wrong=" ".join(still.messages), status=422)


def _act_page(request: PersonRequest, pk: int, *, wrong: str = "", status: int = 200) -> HttpResponse:
    found = get_object_or_404(
        BulkAct.objects.visible_to(request.user).select_related("by", "undone_by"), pk=pk
    )
    groups = page.groups(found, request.user)
    chosen = next((one for one in groups if one.name == request.GET.get("group")), groups[0])
    own = found.by_id == request.user.pk
    try:
        wanted = page.wanted(found) if own else []
        listed = page.shown(found, chosen, request.GET.get("page"), request.user)
    except ValidationError as gone:
        wrong, wanted, listed = " ".join(gone.messages), [], None
    if listed is not None:
        record_reads(listed, by=request.user)
    return render(
        request,
        "recommendations/bulk/act.html",
        {
            "act": found,
            "groups": groups,
            "chosen": chosen,
            "page": listed,
            "wanted": wanted,
            "changing": groups[0].count if not groups[0].stays else 0,
            "changed_count": page.changed_count(groups),
            "staying": sum(group.count for group in groups if group.stays),
            "own": own,
            "wrong": wrong,
            "changed": request.GET.get("changed") == "1" and found.done_at is None,
        },
        status=status,
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask for an update of one promise."""
    record = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    form = AskForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            with refused_when_busy():
                ask_for_update(by=request.user, commitment=record, **form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            return redirect(record)
    return commitment_page(request, pk, {"ask": form}, status=status)
