# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes to the register: recommendations, commitments, and everything that happens to a promise."""

from praktijk.recommendations.actions.entering import (
    add_commitment,
    add_recommendation,
    assign,
    change_commitment,
    change_recommendation,
)
from praktijk.recommendations.actions.life import add_note, change_state, move_due

__all__ = [
    "add_commitment",
    "add_note",
    "add_recommendation",
    "assign",
    "change_commitment",
    "change_recommendation",
    "change_state",
    "move_due",
]
