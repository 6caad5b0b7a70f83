# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from praktijk.access.stepping_in import doors
from praktijk.web.navigation import items_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation, ministry, day, and the doors of the demonstration."""
    return {
        "navigation": items_for(getattr(request, "user", None)),
        "ministry": settings.MINISTRY[(get_language() or "nl")[:2]],
        "today": timezone.localdate(),
        "demo": settings.DEMO,
        "demo_steps": doors(),
        "as_known_on": getattr(request, "as_known_on", None),
    }
