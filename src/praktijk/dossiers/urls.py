# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages of countries."""

from django.urls import path

from praktijk.dossiers import views

urlpatterns = [
    path("countries/", views.countries, name="countries"),
    path("countries/compare/", views.comparison, name="compare_countries"),
    path("countries/<str:code>/", views.country, name="country"),
]
