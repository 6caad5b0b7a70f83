# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where links in mails lead, by what is configured."""

import pytest

from praktijk.config import settings
from praktijk.errors import UserError


@pytest.mark.parametrize(
    "configured,address",
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PORT": "8001"}, "http://127.0.0.1:8001"),
        ({"PRAKTIJK_HOSTS": "praktijk.example.org, other.example.org"}, "http://praktijk.example.org"),
        ({"PRAKTIJK_HOSTS": "*,.example.org"}, "http://127.0.0.1:8000"),
        ({"PRAKTIJK_ADDRESS": " https://praktijk.example.org/ "}, "https://praktijk.example.org"),
        ({"PRAKTIJK_ADDRESS": "http://[::1]:8000", "PRAKTIJK_HOSTS": "x"}, "http://[::1]:8000"),
        ({"PRAKTIJK_ADDRESS": "https://example.org/praktijk"}, "https://example.org/praktijk"),
    ],
)
def test_what_is_configured_leads(monkeypatch, configured, address):
    _configure(monkeypatch, configured)
    assert settings._address() == address


@pytest.mark.parametrize(
    "wrong",
    [
        "praktijk.example.org",
        "ftp://example.org",
        "https://",
        "https://example.org:port",
        "https://a b.example.org",
        "https://user@example.org",
        "javascript:alert(1)",
        "https://example.org/\nBcc: x",
    ],
)
def test_what_is_no_address_is_refused_in_a_line(monkeypatch, wrong):
    _configure(monkeypatch, {"PRAKTIJK_ADDRESS": wrong})
    with pytest.raises(UserError, match="PRAKTIJK_ADDRESS is no address"):
        settings._address()


def _configure(monkeypatch, configured):
    for name in ("PRAKTIJK_ADDRESS", "PRAKTIJK_HOSTS", "PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in configured.items():
        monkeypatch.setenv(name, value)
