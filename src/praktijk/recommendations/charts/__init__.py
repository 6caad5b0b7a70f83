# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of the register: positions and states by theme, and when the promises are due."""

from praktijk.recommendations.charts.deadlines import deadlines
from praktijk.recommendations.charts.positions import positions
from praktijk.recommendations.charts.states import states

__all__ = ["deadlines", "positions", "states"]
