# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of comments."""

from django.urls import path

from praktijk.recommendations.conversation import views

urlpatterns = [
    path("register/commitments/<int:pk>/comments/", views.add_comment, name="add_comment"),
    path("register/commitments/<int:pk>/people/", views.find_people, name="find_people"),
    path("register/comments/<int:pk>/withdraw/", views.withdraw_comment, name="withdraw_comment"),
]
