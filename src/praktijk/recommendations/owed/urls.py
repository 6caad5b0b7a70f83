# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of who owes what."""

from django.urls import path, re_path

from praktijk.recommendations.owed import views

urlpatterns = [
    path("register/owed/", views.owed, name="owed"),
    re_path(r"^register/owed\.(?P<kind>csv|svg)$", views.figure, name="owed_figure"),
]
