# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages of countries."""

from django.urls import path, re_path

from praktijk.dossiers import views

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/compare/", views.comparison, name="compare_countries"),
    re_path(
        r"^countries/(?P<code>[A-Z]{2})/dossier\.(?P<kind>pdf|odt)$", views.dossier_file, name="dossier_file"
    ),
    re_path(
        r"^countries/(?P<code>[A-Z]{2})/figures/(?P<key>[a-z-]+)/(?P<number>\d{1,2})\.(?P<kind>csv|svg)$",
        views.country_figure,
        name="country_figure",
    ),
    path("countries/<str:code>/", views.country, name="country"),
]
