# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages about people, units, roles and the audit trail."""

from copy import copy

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access import actions, stepping_in
from praktijk.access.audited import with_addresses
from praktijk.access.decorators import needs
from praktijk.access.forms import AuditForm, ChangePersonForm, PeopleForm, PersonForm, RoleForm, UnitForm
from praktijk.access.leaving import holdings
from praktijk.access.models import AuditEvent, Person, RoleAssignment, Unit
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission


@require_POST
@login_not_required
def step_in(request: HttpRequest) -> HttpResponse:
    """Step into a role of the demonstration, and go on in the language the visitor reads now."""
    person = stepping_in.step_in(request, request.POST.get("role", ""))
    if person.language != request.LANGUAGE_CODE:
        actions.set_preferences(by=person, language=request.LANGUAGE_CODE)
    return redirect("home")


@require_GET
@needs(Permission.MANAGE_ACCESS)
def people(request: PersonRequest) -> HttpResponse:
    """Everybody who can sign in, with their roles."""
    form = PeopleForm(request.GET)
    everybody = Person.objects.visible_to(request.user).prefetch_related("role_assignments__unit", "units")
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(everybody.matching(**wanted), 50).get_page(request.GET.get("page"))
    return render(request, "access/people.html", {"form": form, "page": page, "units": Unit.objects.all()})


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCESS)
def add_person(request: PersonRequest) -> HttpResponse:
    """Add somebody who can sign in."""
    form = PersonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            person = actions.create_person(
                by=request.user, **form.cleaned_data | {"units": list(form.cleaned_data["units"])}
            )
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("person", pk=person.pk)
    return render(request, "access/add_person.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCESS)
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """One person: name, units, roles; and the last things that happened to the account."""
    return _person_page(request, pk)


def _person_page(request: PersonRequest, pk: int, role_form: RoleForm | None = None) -> HttpResponse:
    shown = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = ChangePersonForm(
        request.POST if role_form is None and request.method == "POST" else None,
        instance=copy(shown),  # what is refused is shown in the form, and not as if it held
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_person(
                by=request.user,
                person=Person.objects.get(pk=pk),
                **form.cleaned_data | {"units": list(form.cleaned_data["units"])},
            )
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("person", pk=pk)
    refused_form = form.errors or (role_form is not None and role_form.errors)
    return render(
        request,
        "access/person.html",
        {
            "shown": shown,
            "form": form,
            "role_form": role_form or RoleForm(),
            "holdings": holdings(shown, user=request.user),
            "events": with_addresses(
                AuditEvent.objects.visible_to(request.user).filter(
                    record_kind="access.person", record_id=str(pk)
                )[:20],
                request.user,
            ),
        },
        status=422 if refused_form else 200,
    )


@require_POST
@needs(Permission.MANAGE_ACCESS)
def assign_role(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a person a role."""
    form = RoleForm(request.POST)
    if form.is_valid():
        holder = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
        try:
            actions.assign_role(by=request.user, person=holder, **form.cleaned_data)
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("person", pk=pk)
    return _person_page(request, pk, form)


@require_POST
@needs(Permission.MANAGE_ACCESS)
def withdraw_role(request: PersonRequest, pk: int, assignment: int) -> HttpResponse:
    """Take a role away."""
    held = get_object_or_404(RoleAssignment, pk=assignment, person_id=pk)
    form = RoleForm({})
    form.full_clean()
    form.errors.clear()
    try:
        actions.withdraw_role(by=request.user, assignment=held)
    except ValidationError as refused:
        put_refusal(form, refused)
        return _person_page(request, pk, form)
    return redirect("person", pk=pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCESS)
def add_unit(request: PersonRequest) -> HttpResponse:
    """Add a directorate, post, agency or other unit."""
    form = UnitForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.create_unit(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect("people")
    return render(request, "access/add_unit.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@needs(Permission.VIEW_AUDIT)
def audit(request: PersonRequest) -> HttpResponse:
    """The audit trail, newest first."""
    form = AuditForm(request.GET)
    events = AuditEvent.objects.visible_to(request.user)
    if form.is_valid():
        events = events.matching(**form.cleaned_data)
    page = Paginator(events, 100).get_page(request.GET.get("page"))
    shown = with_addresses(page.object_list, request.user)
    return render(request, "access/audit.html", {"form": form, "page": page, "events": shown})
