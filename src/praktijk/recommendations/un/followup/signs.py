# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chip of what became of a recommendation: tone, icon and word."""

from praktijk.recommendations.un.followup.models import StateChoice
from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.signs import Sign

_TONES = {
    State.NOT_ASSESSED: ("plain", "·"),
    State.REGRESSED: ("danger", "↓"),
    State.NO_PROGRESS: ("warn", "○"),
    State.SOME_PROGRESS: ("info", "◔"),
    State.PARTLY: ("info", "◑"),
    State.IMPLEMENTED: ("ok", "●"),
    State.UNABLE: ("plain", "?"),
}


def state_sign(state: str) -> Sign:
    """The chip of a `rules.State`."""
    tone, icon = _TONES[State(state)]
    return Sign(tone, icon, str(StateChoice(state).label))
