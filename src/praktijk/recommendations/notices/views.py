# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page where a person says how often they want mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.notices.actions import choose_frequency
from praktijk.recommendations.notices.digests import cannot_be_mailed
from praktijk.recommendations.notices.forms import FrequencyForm
from praktijk.recommendations.notices.models import NoticeSettings


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_REGISTER)
def notice_settings(request: PersonRequest) -> HttpResponse:
    """Which mail there is, and how often news comes."""
    person = request.user
    kept = NoticeSettings.objects.filter(person=person).first() or NoticeSettings(person=person)
    form = FrequencyForm(request.POST or None, initial={"frequency": kept.frequency})
    if form.is_bound and form.is_valid():
        choose_frequency(by=person, frequency=form.cleaned_data["frequency"])
        messages.success(request, _("Saved."))
        return redirect("notice_settings")
    return render(
        request,
        "recommendations/notices/settings.html",
        {"form": form, "no_address": bool(cannot_be_mailed(person))},
        status=422 if form.errors else 200,
    )
