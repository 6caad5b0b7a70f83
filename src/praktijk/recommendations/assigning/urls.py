# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses about whose a promise is."""

from django.urls import path

from praktijk.recommendations.assigning import views

urlpatterns = [
    path("register/commitments/<int:pk>/who/", views.assign, name="assign"),
]
