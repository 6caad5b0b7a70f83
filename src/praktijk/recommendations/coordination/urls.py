# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the co-ordinator's page."""

from django.urls import path, re_path

from praktijk.recommendations.coordination import views
from praktijk.recommendations.coordination.figures import FIGURES

urlpatterns = [
    path("coordination/", views.coordination, name="coordination"),
    re_path(
        rf"^coordination/(?P<figure>{'|'.join(FIGURES)})\.(?P<kind>csv|svg)$",
        views.figure,
        name="coordination_figure",
    ),
]
