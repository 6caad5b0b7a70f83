# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of saved searches."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.exporting import in_words
from praktijk.recommendations.un.saved import actions
from praktijk.recommendations.un.saved.forms import NameForm, NewSearchForm
from praktijk.recommendations.un.saved.models import SavedSearch, address_of
from praktijk.recommendations.un.saved.queries import listed
from praktijk.recommendations.un.search.asked import Asked


@require_GET
@needs(Permission.VIEW_REGISTER)
def saved_searches(request: PersonRequest) -> HttpResponse:
    """One's own searches, and how much is new in each."""
    return render(request, "un/saved/list.html", {"rows": listed(request.user)})


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def save_search(request: PersonRequest) -> HttpResponse:
    """Keep the search in the address under a name."""
    form = NewSearchForm(request.POST or None, initial={"query": request.META["QUERY_STRING"]})
    if form.is_bound and form.is_valid():
        name, asked = form.cleaned_data["name"], form.cleaned_data["query"]
        try:
            return redirect(actions.save_search(by=request.user, name=name, asked=asked))
        except ValidationError as refused:
            put_refusal(form, refused)
    return _page(request, form, Asked.of(QueryDict(str(form["query"].value() or ""))))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def rename_search(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a search of one's own another name."""
    search = _own(request, pk)
    form = NameForm(request.POST or None, initial={"name": search.name})
    if form.is_bound and form.is_valid():
        try:
            actions.rename_search(by=request.user, search=search, name=form.cleaned_data["name"])
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("un_saved")
    return _page(request, form, search.asked, _own(request, pk))


@require_POST
@needs(Permission.VIEW_REGISTER)
def remove_search(request: PersonRequest, pk: int) -> HttpResponse:
    """Remove a search of one's own."""
    actions.remove_search(by=request.user, search=_own(request, pk))
    return redirect("un_saved")


def _own(request: PersonRequest, pk: int) -> SavedSearch:
    search: SavedSearch = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    return search


def _page(
    request: PersonRequest, form: NameForm, asked: Asked, search: SavedSearch | None = None
) -> HttpResponse:
    whole = asked.whole
    return render(
        request,
        "un/saved/edit.html",
        {"form": form, "search": search, "asked": in_words(whole), "address": address_of(whole)},
        status=422 if form.errors else 200,
    )
