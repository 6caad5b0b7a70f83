# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the frame: home, language, search, glossary, and what belongs to no other room."""

from django.urls import path

from praktijk.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("preferences/", views.preferences, name="preferences"),
    path("search/", views.search, name="search"),
    path("glossary/", views.glossary, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
