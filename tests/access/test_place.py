# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From where something was done, as the audit trail keeps it."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from praktijk.access.acting import place
from praktijk.access.middleware import PlaceMiddleware


@pytest.mark.parametrize(
    "https,forwarded,address",
    [
        (False, None, "192.0.2.1"),
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.6.6.6, 203.0.113.9", "203.0.113.9"),
        (True, None, "192.0.2.1"),
        (True, "", "192.0.2.1"),
    ],
    ids=["direct", "claimed", "by the proxy", "claimed before the proxy", "without a proxy", "empty"],
)
def test_the_address_is_that_of_the_browser_and_none_that_it_claims(settings, https, forwarded, address):
    settings.HTTPS = https
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    seen = []
    serve = PlaceMiddleware(lambda request: seen.append(place.get()) or HttpResponse())
    before = place.get()
    serve(RequestFactory(REMOTE_ADDR="192.0.2.1").get("/register/?q=secret", headers=headers))
    assert seen == [f"{address} GET /register/"]
    assert place.get() == before
