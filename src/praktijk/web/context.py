# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from praktijk.web.navigation import items_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation, ministry, languages, who asks, and the day."""
    user = getattr(request, "user", None)
    return {
        "navigation": _entries(request, user),
        "ministry": settings.MINISTRY[(get_language() or "nl")[:2]],
        "ministry_tokens": settings.MINISTRY_TOKENS,
        "languages": [(code, gettext(str(name))) for code, name in settings.LANGUAGES],
        "here": request.get_full_path() if request.method == "GET" else reverse("home"),
        "roles_in_words": _roles_in_words(user),
        "today": timezone.localdate(),
        "demo": settings.DEMO,
        "as_known_on": getattr(request, "as_known_on", None),
    }


def _entries(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    """The rail: label and address of each entry, and whether it leads here ("page") or above here ("true").

    Of entries that lead above here, the nearest one does.
    """
    entries: list[dict[str, Any]] = []
    section = ""
    items = [(item, reverse(item.url_name)) for item in items_for(user)]
    nearest = max((address for _, address in items if request.path.startswith(address)), key=len, default="")
    for item, address in items:
        current = ("page" if request.path == address else "true") if address == nearest else ""
        entries.append(
            {
                "label": item.label,
                "address": address,
                "current": current,
                "first_of_section": item.section != section,
            }
        )
        section = item.section
    return entries


def _roles_in_words(user: Any) -> str:
    """The person's roles, each once; or that there is none."""
    if not getattr(user, "is_authenticated", False):
        return ""
    roles = dict.fromkeys(str(held.get_role_display()) for held in user.roles_held)
    return ", ".join(roles) or gettext("no role yet")
