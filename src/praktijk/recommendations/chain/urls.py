# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of promises that follow each other."""

from django.urls import path

from praktijk.recommendations.chain import views

urlpatterns = [
    path("register/commitments/<int:pk>/split/", views.split, name="split_commitment"),
]
