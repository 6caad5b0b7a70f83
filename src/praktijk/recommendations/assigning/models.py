# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody looked after and others took over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.models.register import Commitment


class SeatChoice(models.TextChoices):
    """`Seat` with its words on the screen."""

    OWNER = Seat.OWNER, _("owner")
    DEPUTY = Seat.DEPUTY, _("deputy")
    VERIFIER = Seat.VERIFIER, _("verifier")


@keep_history()
class HandOver(models.Model):
    """Somebody's promises given to others in one step, with a note for who takes them over.

    The note is seen by those who may see one of the promises, inside the ministry only.
    """

    leaving = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = "hand-over"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.leaving_id} {self.at:%Y-%m-%d}"


@keep_history()
class HandOverLine(models.Model):
    """One promise in a hand-over: what somebody was to it, and who is that now."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="lines")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="hand_over_lines")
    seat = models.CharField(max_length=8, choices=SeatChoice)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "hand-over line"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "commitment", "seat"], name="handed_over_once"),
            models.CheckConstraint(name="seat_known", condition=Q(seat__in=list(Seat))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.seat} {self.to_id}"
