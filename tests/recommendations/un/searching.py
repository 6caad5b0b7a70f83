# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A corpus to search in, and what a process remembers of the one before it taken away."""

from typing import Any

import pytest

from praktijk.recommendations.un.search import finding, index
from tests.recommendations.un.made_uhri import as_json, record, taken_in

CORPUS = [
    record("well", Text="<p>143.1 Dig wells so that all may drink clean water</p>"),
    record("dry", Text="<p>143.2 Clean the water of each village</p>", UprPositions=["Noted"]),
    record("jail", Text="<p>143.3 Let doctors into each prison</p>", Themes=["Prohibition of torture"]),
    record(
        "chad",
        Text="<p>12.1 Let judges into each prison</p>",
        Countries=["Chad"],
        UprRecommendingCountry=["France", "Netherlands"],
        PublicationDate="2020-01-02T00:00:00",
        Symbol="A/HRC/40/15",
    ),
    record(
        "cedaw",
        Text="<p>Teach girls to read clean water meters</p>",
        Body="- CEDAW",
        Symbol="CEDAW/C/KEN/CO/8",
        UprPositions=[],
        UprRecommendingCountry=[],
        UprSession=[],
        UprCycle=None,
        PublicationDate="2017-11-22T00:00:00",
    ),
]


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that never searched."""
    monkeypatch.setattr(index, "_here", index.Index())
    finding._remembered.clear()


def take_in(*more: dict[str, Any]) -> None:
    """Import the corpus, with more records at its end."""
    taken_in(as_json(*CORPUS, *more))
