# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of the register's fields with their words on the screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.rules import AnswerKind, Position, State


class PositionChoice(models.TextChoices):
    """`Position` with its words on the screen."""

    ADOPTED = Position.ADOPTED, _("adopted")
    ALREADY_PRACTICE = Position.ALREADY_PRACTICE, _("already practice")
    PARTLY_ADOPTED = Position.PARTLY_ADOPTED, _("partly adopted")
    INTERPRETED = Position.INTERPRETED, _("interpreted")
    UNDER_EXAMINATION = Position.UNDER_EXAMINATION, _("under examination")
    NOTED = Position.NOTED, _("noted")
    PAUSED = Position.PAUSED, _("paused")
    NOT_ADOPTED = Position.NOT_ADOPTED, _("not adopted")


class StateChoice(models.TextChoices):
    """`State` with its words on the screen."""

    OPEN = State.OPEN, _("open")
    IN_PROGRESS = State.IN_PROGRESS, _("in progress")
    DELIVERED = State.DELIVERED, _("delivered, to be verified")
    PARTLY_SETTLED = State.PARTLY_SETTLED, _("partly settled")
    SETTLED = State.SETTLED, _("settled")
    LAPSED = State.LAPSED, _("lapsed")


class AnswerKindChoice(models.TextChoices):
    """`AnswerKind` with its words on the screen."""

    SETTLES = AnswerKind.SETTLES, _("settles it")
    MOVES = AnswerKind.MOVES, _("moves its deadline")
    REPLACES = AnswerKind.REPLACES, _("replaces it")
