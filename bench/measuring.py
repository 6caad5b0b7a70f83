# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a figure and its floor are measured: in turns, so that what the machine does meanwhile hits both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 5.0
_LEAST, _MOST = 5, 40


@dataclass(frozen=True)
class Row:
    """A figure beside its floor; both are medians, in seconds."""

    what: str
    took: float
    floor: str
    floor_took: float

    @property
    def ratio(self) -> float:
        """How many times the floor it takes."""
        return self.took / self.floor_took


def beside(what: str, work: Callable[[], object], floor: str, least: Callable[[], object]) -> Row:
    """Do both once to warm up, then in turns for some seconds."""
    work()
    least()
    took: list[float] = []
    floor_took: list[float] = []
    began = time.monotonic()
    while len(took) < _LEAST or (len(took) < _MOST and time.monotonic() - began < _SECONDS):
        took.append(_seconds(work))
        floor_took.append(_seconds(least))
    return Row(what, statistics.median(took), floor, statistics.median(floor_took))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
