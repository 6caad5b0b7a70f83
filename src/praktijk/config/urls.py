# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address, by room."""

from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "praktijk.web.errors.bad_request"
handler403 = "praktijk.web.errors.forbidden"
handler404 = "praktijk.web.errors.not_found"
handler500 = "praktijk.web.errors.server_error"

urlpatterns = [
    path("", include("praktijk.web.urls")),
    # An address is changed by an administrator, in the audit trail: not on allauth's own page.
    path("account/email/", RedirectView.as_view(pattern_name="preferences")),
    path("account/", include("allauth.account.urls")),
    path("", include("praktijk.access.urls")),
    path("", include("praktijk.sources.urls")),
    path("", include("praktijk.recommendations.urls")),
    path("", include("praktijk.indicators.urls")),
    path("", include("praktijk.focus.urls")),
    path("", include("praktijk.dossiers.urls")),
    path("", include("praktijk.accountability.urls")),
]
