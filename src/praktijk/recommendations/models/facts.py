# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the records of the register share with their versions."""

from datetime import date
from typing import Any

from django.urls import reverse

from praktijk.access.history import Version
from praktijk.access.models import Bilingual
from praktijk.recommendations import rules
from praktijk.recommendations.rules import State
from praktijk.reference.countries import in_words


class Titled(Bilingual):
    """A record with a title in Dutch and English, and a page."""

    title_nl: str
    title_en: str

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of the moment, else in the other one."""
        return self.in_language("title")[0]


class RecommendationFacts(Titled):
    """What a recommendation and its versions share."""

    id: int

    def get_absolute_url(self) -> str:
        """The page of the recommendation."""
        return reverse("recommendation", args=[self.id])

    @property
    def reason(self) -> str:
        """Why the position was taken, in the language of the moment."""
        return self.in_language("reason")[0]


class CommitmentFacts(Titled):
    """What a commitment and its versions share."""

    id: int
    state: str
    due_earliest: date | None
    due_latest: date | None

    def get_absolute_url(self) -> str:
        """The page of the commitment."""
        return reverse("commitment", args=[self.id])

    @property
    def due_words(self) -> str:
        """The term in words ("end of 2025"), in the language of the moment."""
        return self.in_language("due_words")[0]

    countries: list[str]

    @property
    def countries_in_words(self) -> str:
        """The names of the countries that it is about, in the language of the moment."""
        return in_words(self.countries)

    late = 0

    @property
    def tone(self) -> str:
        """The tone in which the deadline is drawn: late, settled, or neither."""
        if self.late:
            return "danger"
        return "ok" if self.state == State.SETTLED else "plain"

    def days_overdue(self, on: date) -> int:
        """Days late on a day; 0 when not late. See `rules.days_overdue`."""
        return rules.days_overdue(self.state, self.due_latest, on)


class NoteFacts(Bilingual):
    """What a progress note and its versions share."""

    id: int
    evidence_address: str
    evidence_file: Any

    @property
    def text(self) -> str:
        """The note in the language of the moment, else in the other one."""
        return self.in_language("text")[0]

    @property
    def has_evidence(self) -> bool:
        """Whether a link or a file is attached."""
        return bool(self.evidence_address or self.evidence_file)


class NoteAsItStood(NoteFacts, Version):
    """A progress note as it stood."""

    class Meta:
        abstract = True


class RecommendationAsItStood(RecommendationFacts, Version):
    """A recommendation as it stood."""

    class Meta:
        abstract = True


class CommitmentAsItStood(CommitmentFacts, Version):
    """A commitment as it stood."""

    class Meta:
        abstract = True
