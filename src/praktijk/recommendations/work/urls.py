# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of a person's own work."""

from django.urls import path

from praktijk.recommendations.work import views

urlpatterns = [
    path("work/", views.my_work, name="my_work"),
    path("work/seen/", views.seen, name="mark_seen"),
]
