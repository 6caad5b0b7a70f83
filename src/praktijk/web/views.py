# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page and what belongs to the frame."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.actions import set_preferences
from praktijk.access.requests import PersonRequest
from praktijk.web import glossary as terms
from praktijk.web.forms import LanguageForm, PreferencesForm
from praktijk.web.home import doors_with_words
from praktijk.web.navigation import items_for, preferences_for
from praktijk.web.search import search as find_everywhere

_A_YEAR = 365 * 24 * 60 * 60


@require_GET
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page a role can use; for a visitor the doors of the demonstration, or signing in."""
    wants_doors = settings.DEMO and "doors" in request.GET
    items = items_for(request.user)
    if items and not wants_doors:
        return redirect(items[0].url_name)
    if not settings.DEMO and not request.user.is_authenticated:
        return redirect("account_login")
    no_role = request.user.is_authenticated and not items
    return render(request, "web/home.html", {"doors": doors_with_words(), "no_role": no_role})


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language: for a person with the account, for a visitor in this browser; and go back."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no such language")
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        set_preferences(by=request.user, language=chosen)
    return _in_language(redirect(_back_to(request)), chosen)


def _back_to(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe and address else "home"


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_http_methods(["GET", "POST"])
def preferences(request: PersonRequest) -> HttpResponse:
    """Language, colours and density, as the person wants them."""
    person = request.user
    kept = {"language": person.language, "theme": person.theme, "density": person.density}
    form = PreferencesForm(request.POST or None, initial=kept)
    if form.is_bound and form.is_valid():
        set_preferences(by=person, **form.cleaned_data)
        return _in_language(redirect("preferences"), form.cleaned_data["language"])
    return render(
        request,
        "web/preferences.html",
        {"form": form, "more": preferences_for(person)},
        status=422 if form.errors else 200,
    )


@require_GET
def search(request: PersonRequest) -> HttpResponse:
    """What the person may see of everything that meets the words."""
    text = request.GET.get("q", "")[:200]
    found = find_everywhere(request.user, text)
    return render(request, "web/search.html", {"text": text.strip(), "found": found})


@require_GET
@login_not_required
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms of the field in plain words, in the order of the alphabet."""
    return render(request, "web/glossary.html", {"terms": terms.in_order()})


@require_GET
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and whom to tell when they are not."""
    return render(request, "web/accessibility.html", {"contact": settings.DEFAULT_FROM_EMAIL})
