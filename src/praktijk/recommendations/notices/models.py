# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people are told about promises, and how they want to hear it."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.notices import rules


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices: a person's own, about commitments that they may still see."""

    def visible_to(self, user: Any) -> "NoticeQuerySet":
        """Those of this user about what they may see now."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(person=user, commitment__in=Commitment.objects.visible_to(user))


class Notice(models.Model):
    """Something that happened to a commitment, for one person; mailed at most once.

    `details` holds values such as a moved deadline, never words that somebody wrote: what a page shows
    of them is read from the record itself.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("given to you")
        HANDED_OVER = "handed_over", _("handed over")
        NOTE = "note", _("note added")
        STATE = "state", _("state changed")
        TO_VERIFY = "to_verify", _("waits for your verification")
        RETURNED = "returned", _("returned to you")
        DUE_MOVED = "due_moved", _("deadline moved")
        CHANGED = "changed", _("changed")
        UPDATE_ASKED = "update_asked", _("an update is asked of you")
        MENTIONED = "mentioned", _("you were mentioned")
        COMMENT = "comment", _("comment")
        PARLIAMENT = "parliament", _("changed at Parliament")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_newest"),
            models.Index(
                fields=["person"], condition=models.Q(mailed_at__isnull=True), name="notice_not_mailed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.commitment_id}"


class Reminder(models.Model):
    """That a person was reminded of a commitment by mail: at one stage of one deadline, or of one delivery.

    A deadline that moved is another one, so that reminding begins anew; `delivered_at` is set for the
    stages of who verifies, and `due_latest` for those of who delivers.
    """

    class Stage(models.TextChoices):
        AHEAD = rules.Stage.AHEAD, _("due within 30 days")
        TODAY = rules.Stage.TODAY, _("due today")
        OVERDUE = rules.Stage.OVERDUE, _("overdue")
        WAITS = rules.Stage.WAITS, _("waits for verification")
        WAITS_LONG = rules.Stage.WAITS_LONG, _("has waited long for verification")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    stage = models.CharField(max_length=10, choices=Stage)
    due_latest = models.DateField(null=True)
    delivered_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "commitment", "stage", "due_latest", "delivered_at"],
                nulls_distinct=False,
                name="reminded_once",
            ),
            models.CheckConstraint(
                name="reminder_hangs_on_a_day",
                condition=models.Q(
                    stage__in=["ahead", "today", "overdue"],
                    due_latest__isnull=False,
                    delivered_at__isnull=True,
                )
                | models.Q(
                    stage__in=["waits", "waits_long"], due_latest__isnull=True, delivered_at__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.commitment_id} {self.person_id}"


class NoticeSettings(models.Model):
    """How somebody wants to hear of notices, and the secret address of their feed and calendar.

    Who has none hears daily. `since` keeps what was told before, while no mail was wanted, from being
    mailed afterwards; `digest_on` is the day, by the ministry's clock, of the last digest. Of the secret
    only its SHA-256 is kept, in hexadecimal.
    """

    class Frequency(models.TextChoices):
        AT_ONCE = rules.Frequency.AT_ONCE, _("at once")
        DAILY = rules.Frequency.DAILY, _("every day")
        WEEKLY = rules.Frequency.WEEKLY, _("every week, on Monday")
        NONE = rules.Frequency.NONE, _("no mail")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="notice_settings"
    )
    frequency = models.CharField(_("notices"), max_length=8, choices=Frequency, default=Frequency.DAILY)
    since = models.DateTimeField(null=True)
    digest_on = models.DateField(null=True)
    feed_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - absent, not empty
    feed_made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_frequency_known",
                condition=models.Q(frequency__in=["at_once", "daily", "weekly", "none"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.frequency}"
