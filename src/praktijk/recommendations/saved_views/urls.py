# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of saved views."""

from django.urls import path

from praktijk.recommendations.saved_views import views

urlpatterns = [
    path("register/views/", views.saved_views, name="saved_views"),
    path("register/views/new/", views.save_view, name="save_view"),
    path("register/views/<int:pk>/", views.change_view, name="change_view"),
    path("register/views/<int:pk>/delete/", views.delete_view, name="delete_view"),
]
