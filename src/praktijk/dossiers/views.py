# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of countries."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.dossiers.comparing import FEWEST, MOST, Comparison, compare
from praktijk.dossiers.gathering import figure_of, gather
from praktijk.dossiers.listing import listed
from praktijk.dossiers.paper import as_file, file_name
from praktijk.reference.countries import all_countries, country_name
from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.terms import regions
from praktijk.web.cells import harmless
from praktijk.web.paper.document import CONTENT_TYPES


@require_GET
@needs(Permission.VIEW_REGISTER)
def countries(request: PersonRequest) -> HttpResponse:
    """All countries, those where we have a post first."""
    language = (get_language() or "nl")[:2]
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    region = request.GET.get("region", "")
    region = region if region in regions() else ""
    return render(
        request,
        "dossiers/countries.html",
        {
            "rows": listed(
                request.user, today=timezone.localdate(), language=language, words=words, region=region
            ),
            "words": words,
            "region": region,
            "regions": [(key, entry.name) for key, entry in regions().items()],
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def country(request: PersonRequest, code: str) -> HttpResponse:
    """One country, with all that this person may read of it."""
    known = code_of_country(code)
    if known is None:
        raise Http404
    if known != code:
        return redirect("country", known)
    dossier = gather(request.user, known, timezone.localdate())
    return render(request, "dossiers/country.html", {"dossier": dossier})


@require_GET
@needs(Permission.VIEW_REGISTER)
def dossier_file(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    """The same on paper."""
    if (known := code_of_country(code)) is None:
        raise Http404
    dossier = gather(request.user, known, timezone.localdate())
    answer = HttpResponse(
        as_file(dossier, kind, language=(get_language() or "nl")[:2]), content_type=CONTENT_TYPES[kind]
    )
    answer["Content-Disposition"] = f'attachment; filename="{file_name(dossier, kind)}"'
    return answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def country_figure(request: PersonRequest, code: str, key: str, number: str, kind: str) -> HttpResponse:
    """One of the figures on the page of a country: its image, or its numbers."""
    if (known := code_of_country(code)) is None:
        raise Http404
    figure = figure_of(request.user, known, timezone.localdate(), key=key, number=int(number))
    if figure is None or not figure.rows:
        raise Http404
    return figure.as_csv_response() if kind == "csv" else figure.as_svg_response()


@require_GET
@needs(Permission.VIEW_REGISTER)
def comparison(request: PersonRequest) -> HttpResponse:
    """Two to five countries side by side, also as CSV."""
    named = [name.strip()[:80] for name in request.GET.getlist("country") if name.strip()][: MOST * 2]
    codes = list(dict.fromkeys(code for name in named if (code := code_of_country(name))))
    unknown = [name for name in named if code_of_country(name) is None]
    wrong = ""
    if unknown:
        wrong = _("No country is called %(names)s.") % {"names": ", ".join(unknown)}
    elif named and len(codes) < FEWEST:
        wrong = _("Choose at least two different countries.")
    elif len(codes) > MOST:
        wrong = _("Choose five countries at most: these are %(count)s.") % {"count": len(codes)}
    shown = compare(request.user, codes, timezone.localdate()) if codes and not wrong else None
    if shown and request.GET.get("as") == "csv":
        return _as_csv(shown)
    query = "&".join(f"country={code}" for code in codes)
    return render(
        request,
        "dossiers/comparison.html",
        {
            "shown": shown,
            "wrong": wrong,
            "chosen": [*(country_name(code) for code in codes[:MOST]), *unknown, *[""] * MOST][:MOST],
            "names": [name for _code, name in all_countries((get_language() or "nl")[:2])],
            "csv": f"{reverse('compare_countries')}?{query}&as=csv",
        },
        status=422 if wrong else 200,
    )


def _as_csv(shown: Comparison) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["", "", *(dossier.name for dossier in shown.dossiers)])
    for group in shown.groups:
        for row in group.rows:
            writer.writerow([group.title, row.label, *(harmless(cell.text) for cell in row.cells)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="countries.csv"'
    return answer
