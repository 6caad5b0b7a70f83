# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feed and calendar at a secret address, and the page where a person makes, renews or stops it."""

import hashlib
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST, require_safe

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.notices import secret_address
from praktijk.recommendations.notices.calendar import as_calendar
from praktijk.recommendations.notices.feed import as_atom
from praktijk.recommendations.notices.models import NoticeSettings


@require_safe
@login_not_required
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What its owner was told, as Atom."""

    def made(kept: NoticeSettings) -> bytes:
        assert kept.feed_made_at is not None
        return as_atom(
            kept.person,
            since=kept.feed_made_at,
            absolute=request.build_absolute_uri,
            authority=request.get_host().partition(":")[0],
        )

    return _answer(request, secret, "application/atom+xml; charset=utf-8", made)


@require_safe
@login_not_required
def deadlines(request: HttpRequest, secret: str) -> HttpResponse:
    """When the promises of its owner are due, as a calendar."""

    def made(kept: NoticeSettings) -> bytes:
        return as_calendar(kept.person, absolute=request.build_absolute_uri)

    return _answer(request, secret, "text/calendar; charset=utf-8", made)


def _answer(
    request: HttpRequest, secret: str, content_type: str, made: Callable[[NoticeSettings], bytes]
) -> HttpResponse:
    """What is behind a secret, in the language of its owner; the same "nothing" for all that is not so."""
    kept = secret_address.settings_of(secret)
    if kept is None:
        answer = HttpResponse("404\n", status=404, content_type="text/plain")
    else:
        with translation.override(kept.person.language):
            answer = HttpResponse(made(kept), content_type=content_type)
        answer.headers["Content-Language"] = kept.person.language
        answer.headers["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()}"'
        answer = get_conditional_response(request, etag=answer.headers["ETag"], response=answer) or answer
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def addresses(request: PersonRequest) -> HttpResponse:
    """Whether there is an address, since when, and how to make, renew or stop it."""
    return _page(request)


@require_POST
@needs(Permission.VIEW_REGISTER)
def renew(request: PersonRequest) -> HttpResponse:
    """Make the address or renew it, and show it this once."""
    return _page(request, secret_address.renew_address(by=request.user))


@require_POST
@needs(Permission.VIEW_REGISTER)
def stop(request: PersonRequest) -> HttpResponse:
    """Let the address stop."""
    secret_address.stop_address(by=request.user)
    return redirect("feed_addresses")


def _page(request: PersonRequest, secret: str = "") -> HttpResponse:
    made = {
        name: request.build_absolute_uri(reverse(name, args=[secret])) if secret else ""
        for name in ("feed", "deadlines")
    }
    return render(
        request,
        "recommendations/notices/addresses.html",
        {
            "kept": NoticeSettings.objects.filter(person=request.user).first(),
            "made": made if secret else None,
        },
    )
