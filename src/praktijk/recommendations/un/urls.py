# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the corpus."""

from django.urls import include, path

from praktijk.recommendations.un import views

urlpatterns = [
    path("un/", views.search, name="un_search"),
    path("un/", include("praktijk.recommendations.un.intake.urls")),
    path("un/values/<str:facet>/", views.values, name="un_values"),
    path("un/<int:pk>/", views.recommendation, name="un_recommendation"),
]
