# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The left rail: each room adds its own entry; a person sees those that a role can use."""

from dataclasses import dataclass
from typing import Any

from praktijk.access.roles import Permission


@dataclass(frozen=True)
class NavItem:
    """An entry of the rail. `order` follows the chain; without `permission` everybody signed in sees it."""

    label: Any
    url_name: str
    order: int
    permission: Permission | None = None
    section: str = "chain"


_items: list[NavItem] = []
_preferences: list[NavItem] = []


def register(item: NavItem) -> None:
    """Add an entry; called when a room is ready."""
    _items.append(item)
    _items.sort(key=lambda entry: entry.order)


def items_for(user: Any) -> list[NavItem]:
    """The entries this user can use, in the order of the chain; none for a visitor."""
    if not getattr(user, "is_authenticated", False):
        return []
    return [item for item in _items if item.permission is None or user.may(item.permission)]


def register_preference(item: NavItem) -> None:
    """Add a page with preferences of a room; called when the room is ready."""
    _preferences.append(item)
    _preferences.sort(key=lambda entry: entry.order)


def preferences_for(user: Any) -> list[NavItem]:
    """The pages with preferences that this user can use."""
    return [item for item in _preferences if item.permission is None or user.may(item.permission)]
