# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of clusters."""

from django.urls import path

from praktijk.recommendations.un.clusters import views

urlpatterns = [
    path("clusters/", views.clusters, name="un_clusters"),
    path("clusters/<int:pk>/", views.cluster, name="un_cluster"),
    path("clusters/<int:pk>/decision/", views.decide, name="un_decide_cluster"),
]
