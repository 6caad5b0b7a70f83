# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of who co-ordinates the commitments."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.coordination.figures import FIGURES
from praktijk.recommendations.coordination.queries import MOST_NAMED, Coordination
from praktijk.recommendations.coordination.summary import in_a_sentence


@require_GET
@needs(Permission.SETTLE_COMMITMENTS)
def coordination(request: PersonRequest) -> HttpResponse:
    """How the promises are looked after: what is filled in, what stands still, how long settling takes."""
    shown = Coordination(request.user, today=timezone.localdate())
    record_reads({row.commitment.pk: row.commitment for row in shown.stuck}.values(), by=request.user)
    return render(
        request,
        "recommendations/coordination/coordination.html",
        {
            "shown": shown,
            "lead": in_a_sentence(shown),
            "figures": [draw(shown) for draw in FIGURES.values()],
            "most_named": MOST_NAMED,
        },
    )


@require_GET
@needs(Permission.SETTLE_COMMITMENTS)
def figure(request: PersonRequest, figure: str, kind: str) -> HttpResponse:
    """The numbers behind a chart of the page, or its picture."""
    drawn = FIGURES[figure](Coordination(request.user, today=timezone.localdate()))
    if kind == "csv":
        return drawn.as_csv_response()
    if not drawn.rows:
        raise Http404("nothing to draw")
    return drawn.as_svg_response()
