# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the account given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from praktijk.access.decorators import needs
from praktijk.access.roles import Permission
from praktijk.accountability.followup.files import CONTENT_TYPES, as_file, file_name, for_parliament
from praktijk.accountability.forms import FollowUpForm


@require_GET
@needs(Permission.MAKE_REPORTS)
def followup(request: HttpRequest) -> HttpResponse:
    """The report on the state of follow-up, as a page; with `format` as a file."""
    form = FollowUpForm(request.GET, user=request.user)
    report = for_parliament(language=form.report_language, on=form.day, document=form.document_key)
    format = form.cleaned_data.get("format")
    if format and form.is_valid():
        response = HttpResponse(
            as_file(report, format, on=form.day, document=form.document_key),
            content_type=CONTENT_TYPES[format],
        )
        name = file_name(report, format, form.day)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    request.as_known_on = form.day  # type: ignore[attr-defined]
    return render(request, "accountability/followup.html", {"form": form, "report": report})
