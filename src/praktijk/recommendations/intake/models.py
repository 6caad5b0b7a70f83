# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters that were read, what the reader proposes, and what people decided on it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Bilingual, Confidential, Unit
from praktijk.access.queries import ConfidentialQuerySet, visible
from praktijk.access.roles import Permission
from praktijk.recommendations.intake.rules import Kind, Status
from praktijk.recommendations.models import AnswerKindChoice, Commitment, PositionChoice, Recommendation
from praktijk.recommendations.rules import AnswerKind
from praktijk.reference.models import Theme
from praktijk.sources.layout import readable
from praktijk.sources.models import Document
from praktijk.sources.reading.model import SURE


class KindChoice(models.TextChoices):
    """`Kind` with its words on the screen."""

    RECOMMENDATION = Kind.RECOMMENDATION, _("recommendation")
    COMMITMENT = Kind.COMMITMENT, _("commitment")


class StatusChoice(models.TextChoices):
    """`Status` with its words on the screen."""

    OPEN = Status.OPEN, _("to do")
    ACCEPTED = Status.ACCEPTED, _("accepted")
    REJECTED = Status.REJECTED, _("rejected")
    JOINED = Status.JOINED, _("joined with another")
    WITHDRAWN = Status.WITHDRAWN, _("withdrawn")
    ENTERED = Status.ENTERED, _("in the register")


class LetterReadingQuerySet(ConfidentialQuerySet):
    """Letters that were read: for those who may read letters, and may see the document."""

    view_permission = Permission.READ_LETTERS

    def visible_to(self, user: Any) -> "LetterReadingQuerySet":
        """Those this user may review."""
        seen = self.filter(visible(user, self.model, self.view_permission))
        return seen.filter(document__in=Document.objects.visible_to(user))


class LetterProposalQuerySet(ConfidentialQuerySet):
    """Proposals: seen only with the reading that they belong to."""

    view_permission = Permission.READ_LETTERS

    def visible_to(self, user: Any) -> "LetterProposalQuerySet":
        """Those of readings that this user may review."""
        seen = self.filter(visible(user, self.model, self.view_permission))
        return seen.filter(reading__in=LetterReading.objects.visible_to(user))


@keep_history()
class LetterReading(Confidential):
    """One letter, read once; reviewed by people, together or after each other."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="reading")
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(auto_now_add=True)
    sketch = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="By which the same letter is known in another file; see `sameness`.",
    )

    objects = LetterReadingQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "letter reading"
        ordering = ["-read_at", "-pk"]
        constraints = [*Confidential.Meta.constraints]
        indexes = [GinIndex(fields=["sketch"], name="reading_sketch")]

    def __str__(self) -> str:
        return self.document.title

    def get_absolute_url(self) -> str:
        """The page on which it is reviewed."""
        return reverse("reading_letter", args=[self.pk])


@keep_history()
class LetterProposal(Bilingual, Confidential):
    """What the reader found, as people have shaped it since: the draft of one record of the register.

    `start` and `end` are characters of the document's text, half-open; so are those of the words that
    show the position and of the term. `also` lists further places, [start, end], of the same words.
    `version` counts the decisions on it, so that a page that has become old can be told.
    """

    reading = models.ForeignKey(LetterReading, on_delete=models.CASCADE, related_name="proposals")
    label = models.CharField(_("number"), max_length=12)
    kind = models.CharField(_("kind"), max_length=20, choices=KindChoice)
    status = models.CharField(_("state"), max_length=12, choices=StatusChoice, default=Status.OPEN)
    version = models.PositiveIntegerField(default=1)

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    also = models.JSONField(default=list, blank=True)
    title_nl = models.CharField(_("own words in Dutch"), max_length=300, blank=True)
    title_en = models.CharField(_("own words in English"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    position = models.CharField(_("position"), max_length=20, choices=PositionChoice, blank=True, default="")
    position_start = models.PositiveIntegerField(null=True, blank=True)
    position_end = models.PositiveIntegerField(null=True, blank=True)

    due_earliest = models.DateField(_("due from"), null=True, blank=True)
    due_latest = models.DateField(_("due by"), null=True, blank=True)
    due_words = models.CharField(_("term in the letter's words"), max_length=120, blank=True)
    due_start = models.PositiveIntegerField(null=True, blank=True)
    due_end = models.PositiveIntegerField(null=True, blank=True)
    owner = models.CharField(_("who, in the letter's words"), max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    belongs_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )

    answers = models.ForeignKey(
        Commitment,
        verbose_name=_("earlier promise"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answer_kind = models.CharField(
        _("what it does to the earlier promise"),
        max_length=10,
        choices=AnswerKindChoice,
        blank=True,
        default="",
    )

    confidence = models.FloatField(default=0.0)
    doubts = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    joined_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    commitment = models.OneToOneField(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = LetterProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "letter proposal"
        ordering = ["start", "end", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["reading", "label"], name="proposal_label_once"),
            models.CheckConstraint(name="proposal_start_before_end", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(name="proposal_kind_known", condition=Q(kind__in=list(Kind))),
            models.CheckConstraint(name="proposal_status_known", condition=Q(status__in=list(Status))),
            models.CheckConstraint(
                name="proposal_confidence_a_share", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
            models.CheckConstraint(
                name="proposal_window_in_order",
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
            ),
            models.CheckConstraint(
                name="proposal_entered_has_its_record",
                condition=(
                    ~Q(status="entered") & Q(recommendation__isnull=True, commitment__isnull=True)
                    | Q(
                        status="entered",
                        kind="recommendation",
                        recommendation__isnull=False,
                        commitment__isnull=True,
                    )
                    | Q(
                        status="entered",
                        kind="commitment",
                        recommendation__isnull=True,
                        commitment__isnull=False,
                        answer_kind__in=["", "replaces"],
                    )
                    # What settles or moves an earlier promise is no promise of its own.
                    | Q(
                        status="entered",
                        kind="commitment",
                        recommendation__isnull=True,
                        commitment__isnull=True,
                        answer_kind__in=["settles", "moves"],
                    )
                ),
            ),
            models.CheckConstraint(
                name="proposal_answers_in_some_way",
                condition=Q(answers__isnull=True, answer_kind="")
                | Q(answers__isnull=False, answer_kind__in=list(AnswerKind), kind="commitment"),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def title(self) -> str:
        """Its own words in the language of the moment, else in the other one."""
        return self.in_language("title")[0]

    @property
    def is_sure(self) -> bool:
        """Whether the reader is sure of it."""
        return self.confidence >= SURE

    @property
    def record(self) -> Recommendation | Commitment | None:
        """What it became in the register, or the earlier promise that it settled or moved."""
        earlier = self.answers if self.status == Status.ENTERED else None
        return self.recommendation or self.commitment or earlier

    def quote(self, text: str) -> str:
        """The letter's words at its place, to read: on one line, without footnotes."""
        return readable(text[self.start : self.end])

    def position_words(self, text: str) -> str:
        """The letter's words that show the position; empty where there are none."""
        return readable(text[self.position_start or 0 : self.position_end or 0])


class Decision(models.Model):
    """What somebody decided on one or more proposals, with what they were before: undo takes it back."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("accepted")
        ACCEPT_SURE = "accept_sure", _("accepted all that are sure")
        REJECT = "reject", _("rejected")
        CHANGE = "change", _("changed")
        JOIN = "join", _("joined")
        SPLIT = "split", _("split")
        ANSWER = "answer", _("answers an earlier promise")

    reading = models.ForeignKey(LetterReading, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    touched = ArrayField(models.BigIntegerField())
    before = models.JSONField(encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["reading", "-id"], name="decision_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.touched}"
