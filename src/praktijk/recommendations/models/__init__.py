# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the register: what was recommended and promised, and what happens to a promise."""

from praktijk.recommendations.models.answers import Answer
from praktijk.recommendations.models.choices import AnswerKindChoice, PositionChoice, StateChoice
from praktijk.recommendations.models.facts import (
    CommitmentAsItStood,
    CommitmentFacts,
    NoteAsItStood,
    NoteFacts,
    RecommendationAsItStood,
    RecommendationFacts,
    Titled,
)
from praktijk.recommendations.models.life import DueMove, ProgressNote, evidence_place
from praktijk.recommendations.models.links import CommitmentLink
from praktijk.recommendations.models.register import Commitment, Recommendation

# What the uses of the register keep are tables of this room too; Django finds them through this module.
import praktijk.recommendations.assigning.models  # isort: skip
import praktijk.recommendations.bulk.models  # isort: skip
import praktijk.recommendations.conversation.models  # isort: skip
import praktijk.recommendations.intake.models  # isort: skip
import praktijk.recommendations.notices.models  # isort: skip
import praktijk.recommendations.parliament.models  # isort: skip
import praktijk.recommendations.saved_views.models  # isort: skip # noqa: F401

__all__ = [
    "Answer",
    "AnswerKindChoice",
    "Commitment",
    "CommitmentAsItStood",
    "CommitmentFacts",
    "CommitmentLink",
    "DueMove",
    "NoteAsItStood",
    "NoteFacts",
    "PositionChoice",
    "ProgressNote",
    "Recommendation",
    "RecommendationAsItStood",
    "RecommendationFacts",
    "StateChoice",
    "Titled",
    "evidence_place",
]
