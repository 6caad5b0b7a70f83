# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of feed and calendar."""

from django.urls import path, re_path

from praktijk.recommendations.notices import feed_views
from praktijk.recommendations.notices.secret_address import LENGTH

_SECRET = rf"(?P<secret>[A-Za-z0-9_-]{{{LENGTH}}})"

urlpatterns = [
    re_path(rf"^feeds/{_SECRET}/work\.atom$", feed_views.feed, name="feed"),
    re_path(rf"^feeds/{_SECRET}/deadlines\.ics$", feed_views.deadlines, name="deadlines"),
    path("notices/addresses/", feed_views.addresses, name="feed_addresses"),
    path("notices/addresses/renew/", feed_views.renew, name="renew_feed_address"),
    path("notices/addresses/stop/", feed_views.stop, name="stop_feed_address"),
]
