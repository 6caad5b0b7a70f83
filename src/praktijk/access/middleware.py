# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, for the audit trail; and where a visitor goes after signing in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from praktijk.access.acting import place


class PlaceMiddleware:
    """Names address, method and path of the request to every audit event written while it is served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request with its place set. The path only: a query string may hold a search."""
        token = place.set(f"{_address(request)} {request.method} {request.path}")
        try:
            return self.get_response(request)
        finally:
            place.reset(token)


def _address(request: HttpRequest) -> str:
    """The address of the browser; behind TLS as the proxy before us says, which names it last."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "?")


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Leads a visitor to signing in, and from there to the page asked for.

    Who sent a form after the session ended comes back to the page it stood on: an address that only takes
    forms has nothing to show.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """To the page for signing in."""
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(
            page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        after = urlunsplit(("", "", *urlsplit(page)[2:4], "")) if ours else ""
        return redirect_to_login(after, self.get_login_url(view_func), "next" if after else None)
