# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decision: proposed by one person, confirmed by another, and its record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.focus import actions
from praktijk.focus.deciding import ProposalForm, candidates_of
from praktijk.focus.models import Decision, Run
from praktijk.focus.page import round_of, run_of, standing_of
from praktijk.focus.record import paper_of
from praktijk.recommendations.versions import newest, put_back, refused_when_busy
from praktijk.web.blocks import figures_in
from praktijk.web.paper.document import CONTENT_TYPES, as_file


@require_http_methods(["GET", "POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def propose(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Propose which countries to choose, out of what came out."""
    shown = round_of(request.user, pk)
    run = run_of(shown, number)
    if run.state != Run.State.DONE:
        raise Http404
    before = Decision.objects.filter(round=shown).first()
    seen = newest(Decision, before.pk) if before else None
    form = ProposalForm(candidates_of(run, before), request.POST or None, initial={"seen": seen})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with refused_when_busy():
                    decision = actions.propose(
                        by=request.user,
                        run=run,
                        wishes=form.wishes(),
                        reason=form.cleaned_data["reason"],
                        seen=form.cleaned_data["seen"] or 0,
                    )
            except ValidationError as refused:
                status = put_back(form, refused)
            else:
                messages.success(request, _("The proposal is kept. A second person confirms it."))
                return redirect(decision)
    record_reads([shown], by=request.user)
    return render(
        request,
        "focus/propose.html",
        {"round": shown, "run": run, "standing": standing_of(shown), "form": form},
        status=status,
    )


def _decision(request: PersonRequest, pk: int) -> Decision:
    found: Decision = get_object_or_404(
        Decision.objects.visible_to(request.user)
        .select_related("run", "round", "proposed_by", "confirmed_by")
        .prefetch_related("countries"),
        round=round_of(request.user, pk),
    )
    record_reads([found], by=request.user)
    return found


@require_GET
@needs(Permission.VIEW_REGISTER)
def decision(request: PersonRequest, pk: int) -> HttpResponse:
    """The decision record."""
    shown = _decision(request, pk)
    may_confirm = (
        not shown.confirmed
        and request.user.may(Permission.CONFIRM_CHOICE, shown)
        and shown.proposed_by_id != request.user.pk
    )
    return render(
        request,
        "focus/decision.html",
        {
            "decision": shown,
            "round": shown.round,
            "standing": standing_of(shown.round),
            "paper": paper_of(shown),
            "may_confirm": may_confirm,
            "seen": newest(Decision, shown.pk),
            "may_choose": request.user.may(Permission.CHOOSE_COUNTRIES, shown.round) and not shown.confirmed,
        },
    )


@require_POST
@needs(Permission.CONFIRM_CHOICE)
def confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm the decision, which freezes it."""
    shown = _decision(request, pk)
    seen = request.POST.get("seen", "")
    try:
        with refused_when_busy():
            actions.confirm(
                by=request.user, decision=shown, seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0
            )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The decision is confirmed, and stays as it is from now on."))
    return redirect(shown)


@require_GET
@needs(Permission.VIEW_REGISTER)
def decision_file(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """The decision record as a document."""
    shown = _decision(request, pk)
    language = (get_language() or "nl")[:2]
    answer = HttpResponse(as_file(paper_of(shown), kind, language=language), content_type=CONTENT_TYPES[kind])
    name = f"{slugify(shown.round.title)[:60] or 'decision'}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def decision_figure(request: PersonRequest, pk: int, key: str, number: str, kind: str) -> HttpResponse:
    """One of the figures of the record: its image, or its numbers."""
    paper = paper_of(_decision(request, pk))
    figures = next((figures_in(part.content) for part in paper.parts if part.key == key), [])
    place = int(number)
    if not 1 <= place <= len(figures):
        raise Http404
    return figures[place - 1].as_csv_response() if kind == "csv" else figures[place - 1].as_svg_response()
