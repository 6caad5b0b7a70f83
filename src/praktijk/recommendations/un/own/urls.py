# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what we recommended to others, and others to us."""

from django.urls import path, re_path

from praktijk.recommendations.un.own import views

urlpatterns = [
    path("own/", views.own, name="un_own"),
    path("own/give/", views.give_selected, name="un_own_give"),
    re_path(r"^own/recommendations\.(?P<kind>csv|xlsx|ods|json)$", views.own_file, name="un_own_file"),
    re_path(r"^own/(?P<figure>map|themes)\.(?P<kind>csv|svg)$", views.own_figure, name="un_own_figure"),
    path("to-us/", views.recommended_to_us, name="un_to_us"),
    re_path(r"^to-us/themes\.(?P<kind>csv|svg)$", views.to_us_figure, name="un_to_us_figure"),
]
