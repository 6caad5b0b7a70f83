# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for when something is wrong: what happened, what was kept, what to do."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fault:
    """What a person reads: the title, what happened, what was kept, and what to do next."""

    title: Any
    what: Any
    kept: Any
    next: Any


BAD_REQUEST = Fault(
    _("This request could not be read"),
    _("Something in the address or the form was not as it should be."),
    _("Nothing was changed."),
    _("Go back and try again. If it happens again, tell the administrator which page you were on."),
)
TOO_LARGE = Fault(
    _("This is too large"),
    _("What you sent is larger than this installation takes."),
    _("Nothing of it was stored."),
    _("Send a smaller file: leave out pictures, or save the document as text. The most is 25 MB."),
)
FORBIDDEN = Fault(
    _("You may not do this"),
    _("None of your roles lets you open this page or do what you asked."),
    _("Nothing was changed. That you tried may be in the audit trail."),
    _("If you need it for your work, ask the administrator for a role."),
)
TOO_OLD = Fault(
    _("This form was too old"),
    _("The form was open too long, or you signed in or out meanwhile. We cannot tell that it came from you."),
    _("Nothing was changed. What you filled in is still on the page before this one."),
    _("Go back, copy what you filled in, reload the page and send it once more. Cookies must be allowed."),
)
NOT_FOUND = Fault(
    _("There is nothing here"),
    _("This page does not exist, or it is not one that you may see."),
    _("Nothing was changed."),
    _("Check the address, or begin at the first page."),
)
WRONG_METHOD = Fault(
    _("There is no page here"),
    _("This address only takes what a form sends; it has nothing to show by itself."),
    _("Nothing was changed."),
    _("Go back to the page where the form is. If you had just signed in again, send the form once more."),
)
FAILURE = Fault(
    _("Something went wrong with us"),
    _("Praktijk made a mistake and could not finish what you asked."),
    _("What you had saved before is kept. What you just sent was not stored, not even in part."),
    _("Try again in a few minutes. If it happens again, tell the administrator when and what you did."),
)


def _page(request: HttpRequest, fault: Fault, status: int) -> HttpResponse:
    return render(request, "web/error.html", {"fault": fault, "status": status}, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the request could not be understood; 413 when it was too large."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, TOO_LARGE, 413)
    return _page(request, BAD_REQUEST, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: no role of this person may do that."""
    return _page(request, FORBIDDEN, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: there is nothing here, or nothing that this person may see."""
    return _page(request, NOT_FOUND, 404)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: the address takes forms only, or shows a page only."""
    return _page(request, WRONG_METHOD, 405)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from another page."""
    return _page(request, TOO_OLD, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Asks nothing of the database, which may be what failed."""
    known = dict(settings.LANGUAGES)
    asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = asked if asked in known else settings.LANGUAGE_CODE
    with translation.override(language):
        page = render_to_string("web/failure.html", {"fault": FAILURE, "language": language})
    return HttpResponse(page, status=500)
