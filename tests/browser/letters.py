# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up letters for tests: the demonstration's own, changed by a word so that each is another file."""

from importlib.resources import files


def another_letter(word: str) -> bytes:
    """The made-up letter, with this word in its first line."""
    text = files("praktijk.demonstration").joinpath("data", "voorbeeldbrief.txt").read_text("utf-8")
    return text.replace("Deze brief is verzonnen", f"Deze brief ({word}) is verzonnen", 1).encode()
