# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of the languages a text is in, by its most common words."""

from __future__ import annotations

import re
from collections import Counter

from praktijk.sources.reading.rules import LANGUAGES, common_words

_WORD = re.compile(r"[^\W\d_]+")


def language_of(low: str) -> str:
    """The language of a lower-case text, "nl" when nothing tells."""
    counts = Counter(_WORD.findall(low[:20_000]))
    scores = {name: sum(counts[word] for word in common_words(name)) for name in LANGUAGES}
    return max(LANGUAGES, key=lambda name: scores[name])
