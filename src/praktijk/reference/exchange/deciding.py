# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who must hear of it when people decide what a spelling stands for: rooms further on say so."""

from collections.abc import Callable

from praktijk.reference.models import Spelling

Follower = Callable[[Spelling], object]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have this called within each decision, so that both happen or neither; called when a room is ready."""
    _followers.append(follower)


def tell(spelling: Spelling) -> None:
    """Tell everybody of a decision."""
    for follower in _followers:
        follower(spelling)
