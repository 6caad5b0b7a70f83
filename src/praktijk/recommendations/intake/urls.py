# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of letters that are read."""

from django.urls import path

from praktijk.recommendations.intake import views

urlpatterns = [
    path("reading/", views.letters, name="reading"),
    path("reading/<int:pk>/", views.letter, name="reading_letter"),
    path("reading/<int:pk>/accept/", views.accept, name="reading_accept"),
    path("reading/<int:pk>/reject/", views.reject, name="reading_reject"),
    path("reading/<int:pk>/change/", views.change, name="reading_change"),
    path("reading/<int:pk>/join/", views.join, name="reading_join"),
    path("reading/<int:pk>/split/", views.split, name="reading_split"),
    path("reading/<int:pk>/answer/", views.answer, name="reading_answer"),
    path("reading/<int:pk>/undo/", views.undo, name="reading_undo"),
    path("reading/<int:pk>/sure/", views.sure, name="reading_sure"),
    path("reading/<int:pk>/known/", views.known, name="reading_known"),
    path("reading/<int:pk>/enter/", views.enter, name="reading_enter"),
]
