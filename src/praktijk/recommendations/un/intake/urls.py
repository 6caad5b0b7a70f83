# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the import in the browser, and of names to be decided on."""

from django.urls import path

from praktijk.recommendations.un.intake import views

urlpatterns = [
    path("import/", views.imports, name="un_import"),
    path("import/jobs/<int:pk>/", views.job, name="un_import_job"),
    path("import/jobs/<int:pk>/go-on/", views.go_on, name="un_import_go_on"),
    path("import/jobs/<int:pk>/leave/", views.leave, name="un_import_leave"),
    path("import/<int:pk>/", views.run, name="un_import_run"),
    path("import/<int:pk>/report.csv", views.report, name="un_import_report"),
    path("names/", views.names, name="un_names"),
    path("names/<int:pk>/", views.decide, name="un_name"),
]
