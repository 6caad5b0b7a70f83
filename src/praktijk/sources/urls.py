# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of documents."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
