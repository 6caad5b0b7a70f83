# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from tests.recommendations.notices.post import Choosy


@pytest.fixture
def server(settings, monkeypatch):
    """A mail server that refuses nobody until it is told to."""
    settings.EMAIL_BACKEND = "tests.recommendations.notices.post.Choosy"
    monkeypatch.setattr(Choosy, "refuse", staticmethod(lambda message: None))
    monkeypatch.setattr(Choosy, "tried", 0)
    return Choosy
