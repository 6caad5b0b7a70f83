# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as a list, its figures, and the same as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_htmx.http import push_url

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations import charts
from praktijk.recommendations.export.about import about
from praktijk.recommendations.export.files import CONTENT_TYPES, Table, written
from praktijk.recommendations.export.lines import COLUMNS, Exported, one_moment, rows_to_come
from praktijk.recommendations.facets import address, chosen, facets, quick
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.queries import Entry, Register
from praktijk.recommendations.saved_views.queries import listed
from praktijk.recommendations.summary import register_in_a_sentence, themes_in_figures

FIGURES = {"states": charts.states, "deadlines": charts.deadlines, "positions": charts.positions}


@require_GET
@needs(Permission.VIEW_REGISTER)
def register(request: PersonRequest) -> HttpResponse:
    """The register: filters, figures, and the entries by theme."""
    form, shown = _asked(request)
    if not request.htmx and not form.stands_in(request.META["QUERY_STRING"]):
        return redirect(_page(request, form))
    page = shown.page(request.GET.get("page"))
    offered = facets(shown)
    entries = list(page.object_list)
    figures = [draw(shown) for draw in FIGURES.values()]
    named = [record for one in figures for record in one.named]
    record_reads([*shown_records(entries), *named], by=request.user)
    request.as_known_on = form.day
    views = listed(request.user, form.offered, form.canonical_query)
    answer = render(
        request,
        "recommendations/register.html",
        {
            "form": form,
            "register": shown,
            "page": page,
            "groups": [] if form.order else themes_in_figures(entries, shown),
            "order": form.order,
            "facets": offered,
            "quick": quick(shown),
            "chosen": chosen(shown, form.offered),
            "lead": register_in_a_sentence(shown.totals),
            "figures": figures,
            "export_query": address(form.understood, form.day),
            "rows": rows_to_come(shown, page.paginator.count),
            "saved_views": views,
            "may_save": form.is_valid() and not any(row.own and row.present for row in views),
            "may_add": form.day is None and request.user.may(Permission.EDIT_REGISTER),
            "may_read": request.user.may(Permission.READ_LETTERS),
        },
    )
    return push_url(answer, _page(request, form)) if request.htmx and form.is_valid() else answer


def _page(request: PersonRequest, form: RegisterForm) -> str:
    """The one address of the page with these filters."""
    number = request.GET.get("page", "")
    page = [("page", number)] if number.isdecimal() and number != "1" else []
    query = urlencode([*form.understood.parameters(form.day), *page])
    return f"{reverse('register')}?{query}" if query else reverse("register")


@require_GET
@needs(Permission.VIEW_REGISTER)
def figure(request: PersonRequest, figure: str, kind: str) -> HttpResponse:
    """The numbers behind a chart of the register, or its picture, filtered as the page is.

    Where nothing is left of the figure there are no numbers in the table, and there is no picture.
    """
    form, shown = _asked(request)
    if not form.is_valid():
        return _what_is_wrong(request)
    drawn = FIGURES[figure](shown)
    record_reads(drawn.named, by=request.user)
    if kind == "csv":
        return drawn.as_csv_response()
    if not drawn.rows:
        raise Http404("nothing to draw")
    return drawn.as_svg_response()


@require_GET
@needs(Permission.VIEW_REGISTER)
def as_file(request: PersonRequest, kind: str) -> HttpResponse:
    """All that the filters leave of the register, as a table: CSV or a spreadsheet."""
    form, shown = _asked(request)
    if not form.is_valid():
        return _what_is_wrong(request)
    site = request.build_absolute_uri("/").removesuffix("/")
    page = f"{site}{reverse('register')}{address(form.understood, form.day)}"

    def read(entries: list[Entry]) -> None:
        record_reads(shown_records(entries), by=request.user)

    with one_moment():
        exported = Exported(shown, site, shown=read)
        filters = [one.label for one in chosen(shown, form.offered)]
        table = Table(
            name=_("Register"),
            labels=[str(label) for label, _cell in COLUMNS],
            rows=exported.rows(),
            about=lambda: about(exported, filters, page, request.user),
        )
        file = written(kind, table)
    response = HttpResponse(file, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="register-{shown.day.isoformat()}.{kind}"'
    return response


def _what_is_wrong(request: PersonRequest) -> HttpResponse:
    """To the page that says which part of the question was not understood: no file is made of a guess."""
    return redirect(f"{reverse('register')}?{request.META['QUERY_STRING']}")


def _asked(request: PersonRequest) -> tuple[RegisterForm, Register]:
    """The filters in the address of the page, and the register that they leave."""
    form = RegisterForm(request.GET, user=request.user)
    return form, Register(request.user, form.wanted, today=timezone.localdate(), on=form.day)


def shown_records(entries: list[Entry]) -> list[Any]:
    """Every record that a page with these entries shows."""
    commitments = [commitment for entry in entries for commitment in entry.commitments]
    recommendations = [entry.recommendation for entry in entries if entry.recommendation]
    return [*recommendations, *commitments, *hanging_on(commitments)]


def hanging_on(commitments: list[Any]) -> list[Any]:
    """The notes and moved deadlines of these commitments."""
    return [record for one in commitments for record in (*one.notes_then, *one.moves_then)]
