# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was recommended and what was promised: the register."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import Version, keep_history
from praktijk.access.models import Bilingual, Confidential, Unit
from praktijk.recommendations import rules
from praktijk.recommendations.evidence import SUFFIXES
from praktijk.recommendations.querysets import OfCommitmentQuerySet
from praktijk.recommendations.rules import Position, State
from praktijk.reference.models import Theme
from praktijk.sources.models import Document, Passage


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


def _search(*fields: str) -> Any:
    """Words of the `<field>_nl` and `<field>_en` columns, stemmed in their own language."""
    return SearchVector(*[f"{field}_nl" for field in fields], config="dutch") + SearchVector(
        *[f"{field}_en" for field in fields], config="english"
    )


@keep_history(RecommendationAsItStood)
class Recommendation(RecommendationFacts, Confidential):
    """What was recommended, in which passage, and the position taken on it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField(_("number"))
    title_nl = models.CharField(_("recommendation in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("recommendation in English"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(_("position"), max_length=20, choices=PositionChoice, blank=True, default="")
    position_passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason_nl = models.TextField(_("reason in Dutch"), blank=True)
    reason_en = models.TextField(_("reason in English"), blank=True)
    words = models.GeneratedField(
        expression=_search("title", "reason"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta(Confidential.Meta):
        ordering = ["document", "number"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["document", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                name="recommendation_has_a_title", condition=~Q(title_nl="") | ~Q(title_en="")
            ),
            models.CheckConstraint(
                name="recommendation_position_known", condition=Q(position__in=["", *Position])
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="recommendation_words")]


@keep_history(CommitmentAsItStood)
class Commitment(CommitmentFacts, Confidential):
    """What was promised, by which unit, due in a window, from which passage."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="commitments")
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
    )
    number = models.PositiveIntegerField(_("number"))
    title_nl = models.CharField(_("commitment in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("commitment in English"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_assumed = models.BooleanField(
        _("unit assumed"), default=False, help_text=_("The document does not name the unit.")
    )
    due_earliest = models.DateField(_("due from"), null=True, blank=True)
    due_latest = models.DateField(_("due by"), null=True, blank=True)
    due_words_nl = models.CharField(_("term in Dutch"), max_length=120, blank=True)
    due_words_en = models.CharField(_("term in English"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=StateChoice, default=State.OPEN)
    state_reason = models.TextField(_("reason"), blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.GeneratedField(
        expression=_search("title"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta(Confidential.Meta):
        ordering = ["document", "number"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["document", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                name="commitment_has_a_title", condition=~Q(title_nl="") | ~Q(title_en="")
            ),
            models.CheckConstraint(
                name="commitment_window_in_order",
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
            ),
            models.CheckConstraint(name="commitment_state_known", condition=Q(state__in=list(State))),
            models.CheckConstraint(
                name="commitment_lapses_with_reason", condition=~Q(state="lapsed") | ~Q(state_reason="")
            ),
            models.CheckConstraint(
                name="commitment_settled_by_second_person",
                condition=~Q(state__in=["settled", "partly_settled"])
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("delivered_by"))),
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="commitment_words"),
            models.Index(fields=["state", "due_latest"], name="commitment_due"),
        ]


def evidence_place(note: "ProgressNote", filename: str) -> str:
    """Where an evidence file is kept: by its contents, never by a name somebody typed."""
    suffix = filename.rpartition(".")[2].lower()
    return f"evidence/{note.evidence_sha256[:2]}/{note.evidence_sha256}.{suffix}"


@keep_history(NoteAsItStood)
class ProgressNote(NoteFacts, Confidential):
    """What happened, on which day, and what shows it: a link or a file."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField(_("date"))
    text_nl = models.TextField(_("note in Dutch"), blank=True)
    text_en = models.TextField(_("note in English"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence_title = models.CharField(_("name of the evidence"), max_length=200, blank=True)
    evidence_address = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    evidence_file = models.FileField(
        _("file with the evidence"),
        upload_to=evidence_place,
        max_length=300,
        blank=True,
        validators=[FileExtensionValidator(SUFFIXES)],
    )
    evidence_sha256 = models.CharField(max_length=64, blank=True)

    objects = OfCommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="note_says_something", condition=~Q(text_nl="") | ~Q(text_en="")),
        ]

    def __str__(self) -> str:
        return self.text


@keep_history()
class DueMove(Confidential):
    """A deadline that moved: from which window, to which, why and by whom."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="due_moves")
    on = models.DateField()
    old_earliest = models.DateField(null=True)
    old_latest = models.DateField(null=True)
    old_words_nl = models.CharField(max_length=120, blank=True)
    old_words_en = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="move_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason


# The proposals for the register are tables of this room too; Django finds them through this module.
import praktijk.recommendations.intake.models  # noqa: E402, F401
