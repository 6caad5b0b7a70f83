# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of what we recommended to others, and of what others recommended to us."""

import tempfile
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.export.lines import one_moment
from praktijk.recommendations.un.exporting import KINDS
from praktijk.recommendations.un.followup.actions import give_all
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.own.asked import Asked, View
from praktijk.recommendations.un.own.charts import FIGURES
from praktijk.recommendations.un.own.exporting import export
from praktijk.recommendations.un.own.forms import GiveAllForm
from praktijk.recommendations.un.own.page import ORDERS, POSITIONS, STATES, address, own_page
from praktijk.recommendations.un.own.queries import select
from praktijk.recommendations.un.own.to_us import themes_over_cycles, to_us


@require_GET
@needs(Permission.VIEW_REGISTER)
def own(request: PersonRequest) -> HttpResponse:
    """What our state recommended to others, and what became of it."""
    asked = Asked.of(request.GET)
    query = asked.query(page=asked.page)
    if request.META["QUERY_STRING"] != query:
        return redirect(f"{reverse('un_own')}?{query}" if query else reverse("un_own"))
    today = timezone.localdate()
    selection = select(request.user, asked, today)
    figures = {View.MAP: "map", View.THEMES: "themes"}
    return render(
        request,
        "un/own/own.html",
        {
            "own": own_page(selection, today),
            "figure": FIGURES[figures[asked.view]](selection) if asked.view in figures else None,
            "orders": ORDERS.items(),
            "kinds": list(KINDS),
            "query": asked.query(),
            "positions": [position.label for position in POSITIONS],
            "states": [state_sign(state) for state in STATES],
            "today": today,
            "may_give": request.user.may(Permission.EDIT_REGISTER),
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def own_file(request: PersonRequest, kind: str) -> HttpResponse:
    """Exactly what is selected, as a table or as JSON."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    site = request.build_absolute_uri("/").removesuffix("/")
    with one_moment():
        selection = select(request.user, Asked.of(request.GET), timezone.localdate())
        export(kind, selection, file, site=site, person=request.user)
    file.seek(0)
    name = f"own-recommendations-{timezone.localdate().isoformat()}.{kind}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=KINDS[kind])
    return cast("HttpResponse", answer)


@require_GET
@needs(Permission.VIEW_REGISTER)
def own_figure(request: PersonRequest, figure: str, kind: str) -> HttpResponse:
    """A chart as an image, or the numbers behind it."""
    if figure not in FIGURES:
        raise Http404
    drawn = FIGURES[figure](select(request.user, Asked.of(request.GET), timezone.localdate()))
    if kind == "svg" and not drawn.rows:
        raise Http404("nothing to draw")
    return drawn.as_csv_response() if kind == "csv" else drawn.as_svg_response()


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def give_selected(request: PersonRequest) -> HttpResponse:
    """Give all that is selected to one unit, after a look at what that is."""
    asked = Asked.of(request.GET)
    selection = select(request.user, asked, timezone.localdate())
    form = GiveAllForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rows = list(UNRecommendation.objects.filter(pk__in=selection.keys()))
        count = give_all(by=request.user, recommendations=rows, unit=form.cleaned_data["unit"])
        told = ngettext(
            "%(count)s recommendation was given to %(unit)s.",
            "%(count)s recommendations were given to %(unit)s.",
            count,
        )
        messages.success(request, told % {"count": count, "unit": form.cleaned_data["unit"].name})
        return redirect(address(asked))
    owners: dict[str, int] = {}
    for row in selection.rows:
        name = row.known.unit.name if row.known.unit else _("nobody yet")
        owners[name] = owners.get(name, 0) + 1
    context: dict[str, Any] = {
        "form": form,
        "selection": selection,
        "owners": sorted(owners.items(), key=lambda item: -item[1]),
        "back": address(asked),
    }
    status = 422 if form.is_bound else 200
    return render(request, "un/own/give.html", context, status=status)


@require_GET
@needs(Permission.VIEW_REGISTER)
def recommended_to_us(request: PersonRequest) -> HttpResponse:
    """What others recommended to our state."""
    return render(request, "un/own/to_us.html", {"shown": to_us(), "figure": themes_over_cycles()})


@require_GET
@needs(Permission.VIEW_REGISTER)
def to_us_figure(request: PersonRequest, kind: str) -> HttpResponse:
    """The themes over the cycles as an image, or the numbers behind it."""
    drawn = themes_over_cycles()
    if kind == "svg" and not drawn.rows:
        raise Http404("nothing to draw")
    return drawn.as_csv_response() if kind == "csv" else drawn.as_svg_response()
