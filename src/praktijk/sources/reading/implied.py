# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The position that an answer only implies: by what it says that exists, waits, costs or will be done.

Only for answers in which no words state a position. What is found is a proposal with a doubt.
"""

from __future__ import annotations

from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Position, PositionFound, Span
from praktijk.sources.reading.phrases import any_of

_ORDER: tuple[Position, ...] = (
    "paused",
    "interpreted",
    "under_examination",
    "noted",
    "not_adopted",
    "already_practice",
    "adopted",
)
"""Which goes before when the words point at several: what makes an exception before what is common."""

_SENTENCES = 4
_CONFIDENCE = 0.55


def implied_position(letter: Letter, sentences: list[Span], *, least: int = 1) -> PositionFound | None:
    """The position that the first sentences of an answer imply, or None.

    Each sentence counts for the position of which it holds most cues, at least `least` and more than cues
    for "adopted"; the first that counts decides.
    """
    for sentence in sentences[:_SENTENCES]:
        counts = {value: _cues(letter, value, sentence) for value in _ORDER}
        value = max(_ORDER, key=lambda one: (counts[one], -_ORDER.index(one)))
        if counts[value] >= least and (least == 1 or counts[value] > counts["adopted"]):
            return PositionFound(value, sentence, _CONFIDENCE, ("weak_wording",))
    return None


def _cues(letter: Letter, value: Position, sentence: Span) -> int:
    return sum(
        any_of((cue,), letter.low, sentence.start, sentence.end) is not None
        for cue in letter.words[f"implied.{value}"]
    )
