# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses about whose a promise is."""

from django.urls import path

from praktijk.recommendations.assigning import views

urlpatterns = [
    path("register/commitments/<int:pk>/who/", views.assign, name="assign"),
    path("register/commitments/<int:pk>/links/", views.link, name="link_commitment"),
    path("register/commitments/<int:pk>/links/<int:link>/remove/", views.unlink, name="unlink_commitment"),
    path("register/hand-over/<int:pk>/", views.hand_over, name="hand_over"),
    path("register/handed-over/<int:pk>/", views.handed_over, name="handed_over"),
]
