# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of work on many promises, and of asking for an update."""

from django.urls import path

from praktijk.recommendations.bulk import views

urlpatterns = [
    path("register/bulk/", views.work_on, name="bulk"),
    path("register/bulk/<int:pk>/", views.act, name="bulk_act"),
    path("register/bulk/<int:pk>/do/", views.do, name="bulk_do"),
    path("register/bulk/<int:pk>/undo/", views.undo, name="bulk_undo"),
    path("register/commitments/<int:pk>/ask/", views.ask, name="ask_update"),
]
