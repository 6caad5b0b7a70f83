# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the register."""

from django.urls import include, path, re_path

from praktijk.recommendations.views import changing, record, register

urlpatterns = [
    path("", include("praktijk.recommendations.chain.urls")),
    path("", include("praktijk.recommendations.intake.urls")),
    path("", include("praktijk.recommendations.work.urls")),
    path("", include("praktijk.recommendations.conversation.urls")),
    path("", include("praktijk.recommendations.coordination.urls")),
    path("", include("praktijk.recommendations.notices.feed_urls")),
    path("", include("praktijk.recommendations.notices.urls")),
    path("", include("praktijk.recommendations.parliament.urls")),
    path("", include("praktijk.recommendations.assigning.urls")),
    path("", include("praktijk.recommendations.bulk.urls")),
    path("", include("praktijk.recommendations.saved_views.urls")),
    path("", include("praktijk.recommendations.owed.urls")),
    path("", include("praktijk.recommendations.un.urls")),
    path("register/", register.register, name="register"),
    re_path(r"^register/register\.(?P<kind>csv|xlsx|ods)$", register.as_file, name="register_file"),
    re_path(
        r"^register/(?P<figure>positions|states|deadlines)\.(?P<kind>csv|svg)$",
        register.figure,
        name="register_figure",
    ),
    path("register/recommendations/new/", changing.add_recommendation, name="add_recommendation"),
    path("register/recommendations/<int:pk>/", record.recommendation, name="recommendation"),
    path("register/recommendations/<int:pk>/edit/", changing.edit_recommendation, name="edit_recommendation"),
    path("register/commitments/new/", changing.add_commitment, name="add_commitment"),
    path("register/commitments/<int:pk>/", record.commitment, name="commitment"),
    path("register/commitments/<int:pk>/edit/", changing.edit_commitment, name="edit_commitment"),
    path("register/commitments/<int:pk>/notes/", changing.add_note, name="add_note"),
    path("register/commitments/<int:pk>/state/", changing.change_state, name="change_state"),
    path("register/commitments/<int:pk>/deadline/", changing.move_due, name="move_due"),
    path("register/evidence/<int:pk>/", record.evidence, name="evidence"),
]
