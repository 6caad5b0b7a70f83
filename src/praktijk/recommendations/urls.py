# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the register."""

from django.urls import path, re_path

from praktijk.recommendations import views

urlpatterns = [
    path("register/", views.register, name="register"),
    re_path(
        r"^register/(?P<figure>states|deadlines)\.(?P<kind>csv|svg)$", views.figure, name="register_figure"
    ),
    path("register/recommendations/<int:pk>/", views.recommendation, name="recommendation"),
    path("register/recommendations/<int:pk>/edit/", views.edit_recommendation, name="edit_recommendation"),
    path("register/commitments/<int:pk>/", views.commitment, name="commitment"),
    path("register/commitments/<int:pk>/edit/", views.edit_commitment, name="edit_commitment"),
    path("register/commitments/<int:pk>/notes/", views.add_note, name="add_note"),
    path("register/commitments/<int:pk>/state/", views.change_state, name="change_state"),
    path("register/commitments/<int:pk>/deadline/", views.move_due, name="move_due"),
    path("register/evidence/<int:pk>/", views.evidence, name="evidence"),
]
