# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the frame: home, language, glossary, and what belongs to no other room."""

from django.urls import path

from praktijk.web import views

urlpatterns = [
    path("", views.home, name="home"),
]
