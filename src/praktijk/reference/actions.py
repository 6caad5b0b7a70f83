# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about what every room refers to."""

from datetime import datetime

from praktijk.access.acting import Actor, acting
from praktijk.access.roles import Permission
from praktijk.reference.models import Theme


def add_theme(
    *,
    by: Actor,
    key: str,
    name_nl: str,
    name_en: str,
    position: int = 0,
    illustrative: bool = False,
    now: datetime | None = None,
) -> Theme:
    """Add a theme. Raises ValidationError when the key is taken or not a slug."""
    with acting("theme.add", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        theme = Theme(key=key, name_nl=name_nl, name_en=name_en, position=position, illustrative=illustrative)
        theme.full_clean()
        theme.save()
        act.record = theme
    return theme
