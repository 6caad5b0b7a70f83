# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader of letters: a government's answer to an evaluation or advice, taken apart.

Plain Python, no Django, no database. `read_file(path).as_json()` is the whole of it.
"""

from praktijk.sources.reading.model import (
    SURE,
    Block,
    Commitment,
    Due,
    LetterText,
    PositionFound,
    Reading,
    Recommendation,
    Reference,
    Section,
    Source,
    Span,
    Unreadable,
)
from praktijk.sources.reading.reader import read_bytes, read_file, read_text

__all__ = [
    "SURE",
    "Block",
    "Commitment",
    "Due",
    "LetterText",
    "PositionFound",
    "Reading",
    "Recommendation",
    "Reference",
    "Section",
    "Source",
    "Span",
    "Unreadable",
    "read_bytes",
    "read_file",
    "read_text",
]
