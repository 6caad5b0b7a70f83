# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of clusters, and what people decide about them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.clusters import actions
from praktijk.recommendations.un.clusters.models import Cluster
from praktijk.recommendations.un.clusters.page import ClusterPage, shown
from praktijk.recommendations.un.clusters.proposing import waiting
from praktijk.recommendations.un.clusters.queries import clusters_of, grouped
from praktijk.recommendations.versions import refused_when_busy
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import code_of_country

_MOST = 100


@require_GET
@needs(Permission.VIEW_REGISTER)
def clusters(request: PersonRequest) -> HttpResponse:
    """The states with clusters, or the clusters of one."""
    typed = request.GET.get("country", "").strip()[:80]
    code = code_of_country(typed) if typed else None
    if typed and code is None:
        raise Http404
    if code is None:
        counted = Cluster.objects.order_by().values("country").annotate(count=Count("pk"))
        rows = sorted((country_name(one["country"]), one["country"], one["count"]) for one in counted)
        return render(request, "un/clusters/states.html", {"rows": rows, "waiting": len(waiting())})
    again = request.GET.get("again") == "on"
    found = [one for one in clusters_of(code) if not again or len(one.cycles) > 1]
    return render(
        request,
        "un/clusters/clusters.html",
        {
            "country": code,
            "name": country_name(code),
            "clusters": shown(found[:_MOST]),
            "count": len(found),
            "more": max(0, len(found) - _MOST),
            "again": again,
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def cluster(request: PersonRequest, pk: int) -> HttpResponse:
    """One cluster: who asked, when, and what the state answered."""
    record = get_object_or_404(Cluster.objects.select_related("typical"), pk=pk)
    found = grouped([record])
    if not found:
        raise Http404
    context: dict[str, Any] = {
        "shown": ClusterPage.of(found[0], request.user),
        "others": [one for one in shown(clusters_of(record.country)) if one.grouped.cluster.pk != record.pk][
            :_MOST
        ],
        "may_decide": request.user.may(Permission.EDIT_REGISTER),
    }
    return render(request, "un/clusters/cluster.html", context)


@require_POST
@needs(Permission.EDIT_REGISTER)
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm a cluster, take some out of it, or put another into it."""
    record = get_object_or_404(Cluster, pk=pk)
    asked = request.POST.get("decision", "")
    after: Cluster | None = record
    try:
        with refused_when_busy():
            if asked == "confirm":
                actions.confirm(by=request.user, cluster=record)
            elif asked == "split":
                leaving = [int(key) for key in request.POST.getlist("leaving") if key.isdigit()]
                stays, formed = actions.split(by=request.user, cluster=record, leaving=leaving)
                after = stays or formed
            elif asked == "merge":
                other = request.POST.get("other", "")
                found = Cluster.objects.filter(pk=int(other) if other.isdigit() else 0).first()
                if found is None:
                    raise ValidationError(_("Choose another cluster of the same state."))
                actions.merge(by=request.user, cluster=record, other=found)
            else:
                raise ValidationError(_("Choose what to do."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        there = Cluster.objects.filter(pk=pk).exists()
        return redirect(record if there else _list_of(record))
    messages.success(request, _("That was kept."))
    return redirect(after) if after else redirect(_list_of(record))


def _list_of(record: Cluster) -> str:
    return f"{reverse('un_clusters')}?country={record.country}"
