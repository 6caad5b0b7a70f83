# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The corpus of the United Nations on the screen."""

import tempfile
from typing import Any, cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django_htmx.http import push_url

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.export.lines import one_moment
from praktijk.recommendations.un.clusters.page import shown
from praktijk.recommendations.un.clusters.queries import cluster_with
from praktijk.recommendations.un.exporting import KINDS, export
from praktijk.recommendations.un.followup.page import follow_up_block
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.page import record_page
from praktijk.recommendations.un.saved.actions import look_at
from praktijk.recommendations.un.saved.models import address_of
from praktijk.recommendations.un.saved.queries import listed
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.index import Facet
from praktijk.recommendations.un.search.news import newest
from praktijk.recommendations.un.search.page import all_values, more_like, search_page


@require_GET
@needs(Permission.VIEW_REGISTER)
def search(request: PersonRequest) -> HttpResponse:
    """Find recommendations by words and filters, with counts beside each.

    Who opens a search of their own has seen what is new in it.
    """
    asked = Asked.of(request.GET)
    query = asked.query(page=asked.page)
    address = f"{reverse('un_search')}?{query}" if query else reverse("un_search")
    if not request.htmx and request.META["QUERY_STRING"] != query:
        return redirect(address)
    saved = listed(request.user, asked)
    up_to = newest() if saved else 0
    page = search_page(asked)
    for row in saved:
        if row.present:
            look_at(by=request.user, search=row.search, up_to=up_to, found=page.found)
    answer = render(
        request,
        "un/search.html",
        {
            "search": page,
            "page": page.paginator,
            "query": query,
            "kinds": list(KINDS),
            "export_query": asked.query(),
            "saved": saved,
            "may_save": not any(row.present for row in saved),
            "without_after": address_of(asked.whole),
            "may_import": request.user.may(Permission.EDIT_REGISTER),
        },
    )
    return push_url(answer, address) if request.htmx else answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def as_file(request: PersonRequest, kind: str) -> HttpResponse:
    """All that the search finds, as a table or as JSON; made on disk, for it may be the whole corpus."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    site = request.build_absolute_uri("/").removesuffix("/")
    with one_moment():
        export(kind, Asked.of(request.GET), file, site=site, person=request.user)
    file.seek(0)
    name = f"un-recommendations-{timezone.localdate().isoformat()}.{kind}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=KINDS[kind])
    return cast("HttpResponse", answer)


@require_GET
@needs(Permission.VIEW_REGISTER)
def values(request: PersonRequest, facet: str) -> HttpResponse:
    """All values of a facet with their counts, to choose from."""
    if facet not in set(Facet):
        raise Http404
    asked = Asked.of(request.GET)
    query = asked.query()
    return render(
        request,
        "un/values.html",
        {
            "facet": all_values(asked, Facet(facet)),
            "back": f"{reverse('un_search')}?{query}".rstrip("?"),
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def recommendation(request: PersonRequest, pk: int) -> HttpResponse:
    """One recommendation: its words, what is known of it, who published it, and what became of it."""
    return recommendation_page(request, get_object_or_404(UNRecommendation, pk=pk))


def recommendation_page(
    request: PersonRequest, record: UNRecommendation, sent: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a recommendation, with the forms that were sent and refused."""
    return render(
        request,
        "un/recommendation.html",
        {
            "shown": record_page(record),
            "alike": more_like(record),
            "clusters": shown(cluster_with(record.pk)),
            "followed": follow_up_block(request.user, record, sent),
            "forms": sent or {},
        },
        status=status,
    )
