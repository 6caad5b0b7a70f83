# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer carries: the language of whoever asks, and who may keep it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from praktijk.web import errors


class PersonLanguageMiddleware:
    """Sets the language before the view runs and says it in the answer.

    It is the person's own, else the one chosen in this browser, else that of the installation.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in the language of whoever asks."""
        person = getattr(request, "user", None)
        chosen = getattr(person, "language", None) or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class UnkeptPagesMiddleware:
    """Forbids browsers to keep what a person saw, so that the next one at the same screen does not see it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; answers that say themselves how long they keep are left alone."""
        response = self.get_response(request)
        if getattr(getattr(request, "user", None), "is_authenticated", False):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class WrongMethodMiddleware:
    """Says in words what Django answers without any: an address only takes forms, or only shows a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; a refused method gets a page, which keeps the list of those that are not."""
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = errors.wrong_method(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page
