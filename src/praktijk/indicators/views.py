# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of indicators."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.indicators.exporting import as_csv
from praktijk.indicators.models import Vintage
from praktijk.indicators.page import figure_of, held_by_all, lines_for, series_page
from praktijk.indicators.queries import latest_vintage, vintage_named


@require_GET
@needs(Permission.VIEW_REGISTER)
def indicators(request: PersonRequest) -> HttpResponse:
    """The series that there are."""
    lines = lines_for(request.user, timezone.localdate().year)
    record_reads([line.series for line in lines], by=request.user)
    return render(request, "indicators/indicators.html", {"lines": lines})


@require_GET
@needs(Permission.VIEW_REGISTER)
def series(request: PersonRequest, key: str) -> HttpResponse:
    """One series: its map, its table, and the countries without a value."""
    vintage = _asked(request, key)
    shown = series_page(vintage, timezone.localdate().year)
    return render(request, "indicators/series.html", {"shown": shown})


@require_GET
@needs(Permission.VIEW_REGISTER)
def series_file(request: PersonRequest, key: str, kind: str) -> HttpResponse:
    """All values of a series, or its map as an image."""
    vintage = _asked(request, key)
    if kind == "svg":
        held = held_by_all(vintage, timezone.localdate().year)
        return figure_of(vintage, held, latest=True).as_svg_response()
    answer = HttpResponse(as_csv(vintage), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return answer


def _asked(request: PersonRequest, key: str) -> Vintage:
    """The vintage that was asked for, else the latest; to be shown, so written down as read."""
    name = request.GET.get("vintage", "").replace("\x00", "")[:100]
    vintage = vintage_named(request.user, key, name) if name else latest_vintage(request.user, key)
    if vintage is None:
        raise Http404
    record_reads([vintage.series], by=request.user)
    return vintage
