# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The calendar of reviews, and the page on which one is prepared."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.models import Unit
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.own.page import own_in_words
from praktijk.recommendations.un.reviews import actions
from praktijk.recommendations.un.reviews.calendar import Session, to_come
from praktijk.recommendations.un.reviews.forms import DraftForm
from praktijk.recommendations.un.reviews.ical import as_calendar
from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.un.reviews.preparing import prepare
from praktijk.recommendations.un.reviews.wording import said_of, when
from praktijk.recommendations.versions import newest, put_back, refused_when_busy
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import code_of_country

_SHOWN_OF_OURS = 15


@require_GET
@needs(Permission.VIEW_REGISTER)
def calendar(request: PersonRequest) -> HttpResponse:
    """Which states are reviewed when, and by when what is due."""
    today = timezone.localdate()
    posts = {code for unit in Unit.objects.filter(kind=Unit.Kind.POST) for code in unit.countries}
    with_post = request.GET.get("post") == "on"
    coming = to_come(today)
    return render(
        request,
        "un/reviews/calendar.html",
        {
            "sessions": [_shown(one, posts if with_post else None) for one in coming],
            "with_post": with_post,
            "first": coming[0] if coming else None,
            "first_when": when(coming[0]) if coming else "",
            "today": today,
        },
    )


def _shown(session: Session, only: set[str] | None) -> dict[str, Any]:
    codes = [code for code in session.states if only is None or code in only]
    return {
        "session": session,
        "when": when(session),
        "states": sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1]),
    }


@require_GET
@needs(Permission.VIEW_REGISTER)
def calendar_file(request: PersonRequest) -> HttpResponse:
    """The same for one's own calendar program."""
    file = as_calendar(to_come(timezone.localdate()), now=timezone.now())
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="upr.ics"'
    return answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def review(request: PersonRequest, code: str) -> HttpResponse:
    """All that is known before a review, and the drafts."""
    return _page(request, code)


def _page(
    request: PersonRequest, code: str, sent: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    known = code_of_country(code)
    if known is None:
        raise Http404
    if known != code:
        return redirect("un_review", known)
    today = timezone.localdate()
    prepared = prepare(request.user, known, today)
    if prepared is None:
        raise Http404
    record_reads(prepared.drafts, by=request.user)
    may_draft = request.user.may(Permission.EDIT_REGISTER)
    forms = sent or {}
    drafts = [
        {
            "draft": draft,
            "checks": said_of(draft.text),
            "form": forms.get(str(draft.pk))
            or DraftForm(
                initial={
                    "seen": newest(Draft, draft.pk),
                    **{name: getattr(draft, name) for name in ("text", "theme", "reason", "state")},
                },
                prefix=f"d{draft.pk}",
            )
            if may_draft
            else None,
        }
        for draft in prepared.drafts
    ]
    return render(
        request,
        "un/reviews/review.html",
        {
            "prepared": prepared,
            "when": when(prepared.session),
            "ours": own_in_words(prepared.ours[:_SHOWN_OF_OURS], today),
            "drafts": drafts,
            "new": (forms.get("new") or DraftForm()) if may_draft else None,
            "forms": forms,
            "today": today,
        },
        status=status,
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def new_draft(request: PersonRequest, code: str) -> HttpResponse:
    """Begin a draft."""
    known = code_of_country(code)
    if known is None:
        raise Http404
    form = DraftForm(request.POST)
    status = 422
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("text", "theme", "reason", "state")}
        try:
            draft = actions.add_draft(by=request.user, country=known, **values)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            messages.success(request, _("The draft was added."))
            return redirect(draft)
    return _page(request, known, {"new": form}, status)


@require_POST
@needs(Permission.EDIT_REGISTER)
def change_draft(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    form = DraftForm(request.POST, prefix=f"d{draft.pk}")
    status = 422
    if form.is_valid():
        try:
            with refused_when_busy():
                actions.change_draft(by=request.user, draft=draft, **form.cleaned_data)
        except ValidationError as refused:
            status = put_back(form, refused)
        else:
            messages.success(request, _("The draft was changed."))
            return redirect(draft)
    return _page(request, draft.country, {str(draft.pk): form}, status)


@require_POST
@needs(Permission.VIEW_REGISTER)
def check_text(request: PersonRequest) -> HttpResponse:
    """What the checks say of words that are being typed: a part of the page."""
    text = next((str(value) for name, value in request.POST.items() if name.endswith("text")), "")
    return render(request, "un/reviews/checks.html", {"checks": said_of(text[:4000]) if text.strip() else []})
