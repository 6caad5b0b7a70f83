# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the follow-up of our own recommendations."""

from django.urls import path

from praktijk.recommendations.un.followup import views

urlpatterns = [
    path("<int:pk>/assessments/", views.assess, name="un_assess"),
    path("<int:pk>/notes/", views.add_note, name="un_note"),
    path("<int:pk>/looked-after-by/", views.give, name="un_give"),
    path("<int:pk>/next-look/", views.set_next_look, name="un_next_look"),
    path("evidence/<int:pk>/", views.evidence, name="un_evidence"),
]
