# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a restricted promise follows it when it is opened to more people, or to others."""

from typing import Any

from praktijk.access.models import Confidential
from praktijk.access.publication import Level
from praktijk.recommendations import rules
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.models import Answer, Commitment, CommitmentLink, DueMove, ProgressNote
from praktijk.recommendations.parliament.models import ParliamentLink

#: What hangs on a commitment, by the fields that name it.
_HANGING: tuple[tuple[type[Confidential], tuple[str, ...]], ...] = (
    (ProgressNote, ("commitment",)),
    (DueMove, ("commitment",)),
    (Comment, ("commitment",)),
    (UpdateRequest, ("commitment",)),
    (Answer, ("commitment",)),
    (ParliamentLink, ("commitment",)),
    (CommitmentLink, ("earlier", "later")),
)
#: Of a public commitment these stay inside the ministry.
_NEVER_PUBLIC_WITH_IT = (ProgressNote, Comment, UpdateRequest)


def open_what_hangs_on(commitment: Commitment, *, level: str, restricted_to: list[int]) -> None:
    """Give the records of a commitment that were as restricted as it was (these units) what it has now.

    Those that were meant for fewer keep their own units. A commitment that was not restricted hides what
    hangs on it by itself, so that nothing needs to change.
    """
    if level != Level.RESTRICTED:
        return
    for model, fields in _HANGING:
        now = Level(commitment.level)
        if model in _NEVER_PUBLIC_WITH_IT:
            now = rules.level_of_note(now, publish=False)
        values: dict[str, Any] = {"level": now, "restricted_to": commitment.restricted_to}
        for field in fields:
            as_restricted = {"level": Level.RESTRICTED, "restricted_to": restricted_to, field: commitment}
            model._default_manager.filter(**as_restricted).update(**values)
