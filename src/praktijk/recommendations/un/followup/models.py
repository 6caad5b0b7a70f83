# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the ministry keeps of a recommendation that it made itself.

The recommendation is public; what a post thinks became of it is internal, or restricted.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import NEVER_EMPTIED, keep_history
from praktijk.access.models import Confidential, Unit
from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.evidence import SUFFIXES
from praktijk.recommendations.un.followup.rules import Confidence, Side, State
from praktijk.recommendations.un.models import UNRecommendation


class StateChoice(models.TextChoices):
    """`State` with its words on the screen."""

    NOT_ASSESSED = State.NOT_ASSESSED, _("not assessed")
    REGRESSED = State.REGRESSED, _("regressed")
    NO_PROGRESS = State.NO_PROGRESS, _("no progress")
    SOME_PROGRESS = State.SOME_PROGRESS, _("some progress")
    PARTLY = State.PARTLY, _("partly implemented")
    IMPLEMENTED = State.IMPLEMENTED, _("implemented")
    UNABLE = State.UNABLE, _("unable to assess")


class ConfidenceChoice(models.TextChoices):
    """`Confidence` with its words on the screen."""

    LOW = Confidence.LOW, _("low")
    MEDIUM = Confidence.MEDIUM, _("medium")
    HIGH = Confidence.HIGH, _("high")


class SideChoice(models.TextChoices):
    """`Side` with its words on the screen."""

    FOR = Side.FOR, _("for")
    AGAINST = Side.AGAINST, _("against")


#: Keeps what was judged, and on what, from being changed or removed afterwards.
APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class OfFollowUpQuerySet(ConfidentialQuerySet):
    """Records that hang on a follow-up: seen only by those who may see that too."""

    def visible_to(self, user: Any) -> "OfFollowUpQuerySet":
        """Those this user may see, of follow-ups this user may see."""
        seen: Any = super().visible_to(user)
        return seen.filter(follow_up__in=FollowUp.objects.visible_to(user))


@keep_history()
class FollowUp(Confidential):
    """That a recommendation of ours is followed: by which post, and when it is to look again.

    `countries` repeats the state under review, by which roles within countries reach it.
    """

    recommendation = models.OneToOneField(
        UNRecommendation, on_delete=models.PROTECT, related_name="follow_up"
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked after by"),
    )
    countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True
    )
    next_look_on = models.DateField(_("look again on"), null=True, blank=True)

    class Meta(Confidential.Meta):
        verbose_name = _("follow-up")
        constraints = [*Confidential.Meta.constraints]
        indexes = [models.Index(fields=["next_look_on"], name="follow_up_next_look")]

    def __str__(self) -> str:
        return str(self.recommendation)

    def get_absolute_url(self) -> str:
        """The place on the page of the recommendation."""
        return f"{reverse('un_recommendation', args=[self.recommendation_id])}#follow-up"


@keep_history()
class Assessment(Confidential):
    """What became of a recommendation on a day, as somebody judged it. Appended, never changed."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(_("assessment"), max_length=20, choices=StateChoice.choices)
    on = models.DateField(_("date"))
    confidence = models.CharField(_("confidence"), max_length=10, choices=ConfidenceChoice.choices)
    reason = models.TextField(_("what this rests on"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("written down"))

    objects = OfFollowUpQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = _("assessment")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["follow_up", "-on", "-id"], name="assessment_newest")]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="assessment_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="assessment_judges", condition=Q(state__in=[s for s in State if s != State.NOT_ASSESSED])
            ),
        ]
        triggers = [NEVER_EMPTIED, APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.get_state_display())


@keep_history()
class FollowUpNote(Confidential):
    """What happened, or what was done, for a recommendation on a day."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField(_("date"))
    text = models.TextField(_("note"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    objects = OfFollowUpQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = _("follow-up note")
        ordering = ["-on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="follow_up_note_says", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


def evidence_place(evidence: "FollowUpEvidence", filename: str) -> str:
    """Where a file is kept: by its contents, never by a name somebody typed."""
    suffix = filename.rpartition(".")[2].lower()
    return f"evidence/{evidence.sha256[:2]}/{evidence.sha256}.{suffix}"


@keep_history()
class FollowUpEvidence(Confidential):
    """What speaks for or against progress: a link, a file, or words; hangs on one assessment."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="evidence")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="evidence")
    side = models.CharField(_("for or against"), max_length=10, choices=SideChoice.choices)
    title = models.CharField(_("name of the evidence"), max_length=200)
    address = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    file = models.FileField(
        _("file with the evidence"),
        upload_to=evidence_place,
        max_length=300,
        blank=True,
        validators=[FileExtensionValidator(SUFFIXES)],
    )
    sha256 = models.CharField(max_length=64, blank=True)

    objects = OfFollowUpQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = _("follow-up evidence")
        ordering = ["side", "pk"]
        constraints = [*Confidential.Meta.constraints]
        triggers = [NEVER_EMPTIED, APPEND_ONLY]

    def __str__(self) -> str:
        return self.title


class LookReminder(models.Model):
    """That a person was reminded by mail of a day on which to look again: at one stage of it."""

    class Stage(models.TextChoices):
        AHEAD = "ahead", _("within two weeks")
        DUE = "due", _("due now")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="reminders")
    look_on = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    mailed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "follow_up", "look_on", "stage"], name="reminded_of_look_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.follow_up_id} {self.person_id}"
