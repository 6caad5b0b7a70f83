# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses for what is read outside the pages: mails, feeds, calendars."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path such as "/work/", as PRAKTIJK_ADDRESS has it."""
    return f"{settings.ADDRESS}{path}"
