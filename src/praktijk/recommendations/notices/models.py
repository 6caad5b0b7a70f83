# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people are told about promises, and how they want to hear it."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.models.register import Commitment


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
