# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the indicators."""

from django.urls import path, re_path

from praktijk.indicators import views

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/<slug:key>/", views.series, name="indicator_series"),
    re_path(
        r"^indicators/(?P<key>[-\w]+)/values\.(?P<kind>csv|svg)$",
        views.series_file,
        name="indicator_file",
    ),
]
