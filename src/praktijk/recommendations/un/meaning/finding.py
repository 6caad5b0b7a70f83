# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What means the same as a sentence, or as a recommendation; and whether that can be asked at all."""

import time
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from praktijk.recommendations.un.meaning import table
from praktijk.recommendations.un.meaning.models_of_meaning import Model, model

#: So many are looked at for a sentence; filters leave some of them.
MOST = 1_000
#: Shown on the page of a recommendation.
ALIKE = 10


@dataclass(frozen=True)
class Progress:
    """How many recommendations can be found by meaning, and of how many."""

    done: int
    of_all: int

    @property
    def complete(self) -> bool:
        """Whether all can."""
        return self.done >= self.of_all


def offered() -> Model | None:
    """The model, when there are vectors of it to search in. Two small queries at most."""
    known = model()
    return known if known is not None and table.has_any(known.name) else None


#: What was counted is told for so many seconds, while vectors are being made.
FRESH = 60.0
_counted: dict[tuple[int, str], tuple[float, Progress]] = {}


def progress(version: int, known: Model) -> Progress | None:
    """How far the vectors of a model are for a version of the corpus; None when they are all there.

    Counting takes longer than all else on the page: a process counts once in `FRESH` seconds, and not
    again once they are complete.
    """
    asked = (version, known.name)
    when, now = _counted.get(asked, (-FRESH, None))
    if now is None or (not now.complete and time.monotonic() - when >= FRESH):
        if now is not None:  # while this page counts, the others tell what was counted before
            _counted[asked] = (time.monotonic(), now)
        now = Progress(*table.counts(known.name))
        _counted.clear()
        _counted[asked] = (time.monotonic(), now)
    return None if now.complete else now


def nearest(sentence: str, known: Model) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Keys of the recommendations nearest in meaning to a sentence, the nearest first, and how near."""
    found = table.nearest(known.name, _vector(known.name, sentence), MOST)
    return (
        np.array([key for key, _ in found], np.int64),
        np.array([closeness for _, closeness in found], np.float32),
    )


def more_like(key: int) -> list[int]:
    """Keys of the recommendations that mean most nearly the same as one, the nearest first.

    Empty where there is no model, or no vector yet. Three small queries and one over all.
    """
    known = offered()
    return [other for other, _ in table.nearest_to(known.name, key, ALIKE)] if known else []


@lru_cache(maxsize=256)
def _vector(name: str, sentence: str) -> NDArray[np.float32]:
    """Of the model with this name, which is the one that is set."""
    known = model()
    assert known is not None
    assert known.name == name
    vector: NDArray[np.float32] = known.embed([sentence])[0]
    return vector
