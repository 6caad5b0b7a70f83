# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the corpus."""

from django.urls import include, path, re_path

from praktijk.recommendations.un import views
from praktijk.recommendations.un.saved import views as saved

urlpatterns = [
    path("un/", views.search, name="un_search"),
    path("un/", include("praktijk.recommendations.un.intake.urls")),
    path("un/", include("praktijk.recommendations.un.followup.urls")),
    path("un/", include("praktijk.recommendations.un.clusters.urls")),
    path("un/", include("praktijk.recommendations.un.own.urls")),
    path("un/", include("praktijk.recommendations.un.reviews.urls")),
    path("un/values/<str:facet>/", views.values, name="un_values"),
    path("un/<int:pk>/", views.recommendation, name="un_recommendation"),
    re_path(r"^un/recommendations\.(?P<kind>csv|xlsx|ods|json)$", views.as_file, name="un_file"),
    path("un/saved/", saved.saved_searches, name="un_saved"),
    path("un/saved/new/", saved.save_search, name="un_save"),
    path("un/saved/<int:pk>/", saved.rename_search, name="un_rename"),
    path("un/saved/<int:pk>/remove/", saved.remove_search, name="un_remove"),
]
