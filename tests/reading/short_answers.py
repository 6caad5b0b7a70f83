# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many short answers to a recommendation, written by another hand, get the position an expert gives.

    python -m tests.reading.short_answers tests/letters/answers/held_out.toml

prints a line for each language.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from praktijk.sources.reading import SURE
from praktijk.sources.reading.reader import read_text

ANSWERS = Path(__file__).parents[1] / "letters" / "answers"
FRAMES = {
    "nl": "Geachte voorzitter,\n\nAanbeveling 1: Maak hier meer werk van.\n\nReactie van het kabinet\n\n{answer}\n",
    "en": "Dear Speaker,\n\nRecommendation 1: Do more about this matter.\n\nGovernment response\n\n{answer}\n",
}


@dataclass
class Tally:
    """Answers of one language: all, those read rightly, and the same of those read as sure."""

    answers: int = 0
    right: int = 0
    sure: int = 0
    sure_and_right: int = 0


def tally(path: Path) -> dict[str, Tally]:
    """Read every answer of a file as the only one of a letter."""
    result = {language: Tally() for language in FRAMES}
    for one in tomllib.loads(path.read_text("utf-8"))["answers"]:
        language = one["language"]
        reading = read_text(FRAMES[language].format(answer=one["answer"]), language=language)
        first = reading.recommendations[0] if reading.recommendations else None
        right = bool(first and first.position and first.position.value == one["position"])
        sure = bool(first and first.position and first.confidence >= SURE)
        counted = result[language]
        counted.answers += 1
        counted.right += right
        counted.sure += sure
        counted.sure_and_right += right and sure
    return result


if __name__ == "__main__":
    for language, counted in tally(Path(sys.argv[1])).items():
        sys.stdout.write(
            f"{language}: {counted.right} of {counted.answers} right; "
            f"of {counted.sure} sure ones {counted.sure_and_right}\n"
        )
