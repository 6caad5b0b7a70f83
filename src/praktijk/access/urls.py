# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses about people, roles and the audit trail."""

from django.urls import path

from praktijk.access import views

urlpatterns = [
    path("step-in/", views.step_in, name="step_in"),
    path("administration/", views.people, name="people"),
    path("administration/people/new/", views.add_person, name="add_person"),
    path("administration/people/<int:pk>/", views.person, name="person"),
    path("administration/people/<int:pk>/roles/", views.assign_role, name="assign_role"),
    path(
        "administration/people/<int:pk>/roles/<int:assignment>/withdraw/",
        views.withdraw_role,
        name="withdraw_role",
    ),
    path("administration/units/new/", views.add_unit, name="add_unit"),
    path("audit/", views.audit, name="audit"),
]
