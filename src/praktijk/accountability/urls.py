# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the account given."""

from django.urls import path

from praktijk.accountability import views

urlpatterns = [path("reports/follow-up/", views.followup, name="followup")]
