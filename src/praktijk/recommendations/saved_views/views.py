# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of saved views."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.choices import Offered
from praktijk.recommendations.facets import chosen
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.queries import Register
from praktijk.recommendations.saved_views import actions
from praktijk.recommendations.saved_views.forms import NewViewForm, ViewForm
from praktijk.recommendations.saved_views.models import SavedView
from praktijk.recommendations.saved_views.queries import listed


@require_GET
@needs(Permission.VIEW_REGISTER)
def saved_views(request: PersonRequest) -> HttpResponse:
    """One's own views, and those that colleagues share."""
    rows = listed(request.user, Offered(request.user))
    return render(
        request,
        "recommendations/saved_views/list.html",
        {"own": [row for row in rows if row.own], "shared": [row for row in rows if not row.own]},
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def save_view(request: PersonRequest) -> HttpResponse:
    """Keep the filter in the address under a name."""
    form = NewViewForm(
        request.POST or None, person=request.user, initial={"query": request.META["QUERY_STRING"]}
    )
    if form.is_bound and form.is_valid():
        try:
            return redirect(actions.save_view(by=request.user, **form.cleaned_data))
        except ValidationError as refused:
            put_refusal(form, refused)
    return _page(request, form, str(form["query"].value() or ""))


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def change_view(request: PersonRequest, pk: int) -> HttpResponse:
    """Rename a view of one's own, or share it with others."""
    view = _own(request, pk)
    initial = {"name": view.name, "shared_with": view.shared_with_id}
    form = ViewForm(request.POST or None, person=request.user, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.change_view(by=request.user, view=view, **({"shared_with": None} | form.cleaned_data))
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("saved_views")
    return _page(request, form, view.query, view)


@require_POST
@needs(Permission.VIEW_REGISTER)
def delete_view(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a view of one's own."""
    actions.delete_view(by=request.user, view=_own(request, pk))
    return redirect("saved_views")


def _own(request: PersonRequest, pk: int) -> SavedView:
    view: SavedView = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    if view.person_id != request.user.pk:
        raise PermissionDenied("the view of somebody else")
    return view


def _page(request: PersonRequest, form: ViewForm, query: str, view: SavedView | None = None) -> HttpResponse:
    asked = RegisterForm(QueryDict(query), user=request.user)
    shown = Register(request.user, asked.understood, today=timezone.localdate(), on=asked.day)
    return render(
        request,
        "recommendations/saved_views/edit.html",
        {
            "form": form,
            "view": view,
            "asked": asked,
            "filters": [one.label for one in chosen(shown, asked.offered)],
        },
        status=422 if form.errors else 200,
    )
