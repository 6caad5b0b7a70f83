# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, for the audit trail."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
