# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address, by room."""

from django.urls import include, path

handler400 = "praktijk.web.errors.bad_request"
handler403 = "praktijk.web.errors.forbidden"
handler404 = "praktijk.web.errors.not_found"
handler500 = "praktijk.web.errors.server_error"

urlpatterns = [
    path("", include("praktijk.web.urls")),
    path("account/", include("allauth.account.urls")),
    path("", include("praktijk.access.urls")),
    path("", include("praktijk.sources.urls")),
    path("", include("praktijk.recommendations.urls")),
    path("", include("praktijk.accountability.urls")),
]
