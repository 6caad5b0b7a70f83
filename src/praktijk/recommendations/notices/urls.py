# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address of the page about mail."""

from django.urls import path

from praktijk.recommendations.notices import views

urlpatterns = [path("preferences/notices/", views.notice_settings, name="notice_settings")]
