# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of documents."""

from django.urls import path

from praktijk.sources import views

urlpatterns = [
    path("documents/", views.document_list, name="documents"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/file/", views.original, name="document_file"),
]
