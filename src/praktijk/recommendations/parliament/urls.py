# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what Parliament keeps."""

from django.urls import path

from praktijk.recommendations.parliament import views

urlpatterns = [
    path("register/parliament/", views.items, name="parliament"),
    path("register/parliament/items.csv", views.as_file, name="parliament_file"),
    path("register/parliament/differences/", views.differences, name="parliament_differences"),
    path("register/parliament/read/", views.read, name="parliament_read"),
    path("register/parliament/<int:pk>/", views.item, name="parliament_item"),
    path("register/parliament/<int:pk>/link/", views.link, name="parliament_link"),
    path("register/parliament/<int:pk>/aside/", views.set_aside, name="parliament_set_aside"),
    path("register/parliament/<int:pk>/take-up/", views.take_up, name="parliament_take_up"),
    path("register/parliament/<int:pk>/promise/", views.promise, name="parliament_promise"),
    path("register/parliament/links/<int:pk>/withdraw/", views.unlink, name="parliament_unlink"),
    path("register/parliament/links/<int:pk>/main/", views.make_main, name="parliament_main"),
    path(
        "register/parliament/links/<int:pk>/deadline/",
        views.accept_deadline,
        name="parliament_accept_deadline",
    ),
]
