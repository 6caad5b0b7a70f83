# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chip of the position of a state under review: tone, icon and word."""

from dataclasses import dataclass

from praktijk.recommendations.un.models import PositionChoice
from praktijk.recommendations.un.words import Position

_TONES = {
    Position.SUPPORTED: ("ok", "✓"),
    Position.IN_PART: ("warn", "◐"),
    Position.NOTED: ("plain", "·"),
    Position.PENDING: ("info", "?"),
}


@dataclass(frozen=True)
class Sign:
    """How a position is shown."""

    tone: str
    icon: str
    word: str


def sign_of(position: str) -> Sign | None:
    """The chip of a position; None where there is none."""
    if position not in PositionChoice.values:
        return None
    tone, icon = _TONES[Position(position)]
    return Sign(tone, icon, str(PositionChoice(position).label))
