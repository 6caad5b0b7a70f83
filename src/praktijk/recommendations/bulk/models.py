# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Updates that were asked for, and acts on many promises at once."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential
from praktijk.access.roles import Permission, ScopeKind
from praktijk.recommendations.models.life import ProgressNote
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.querysets import OfCommitmentQuerySet


class UpdateRequestQuerySet(OfCommitmentQuerySet):
    """Updates that were asked for."""

    def waiting(self) -> "UpdateRequestQuerySet":
        """Those neither answered nor withdrawn."""
        return self.filter(answered_at=None, withdrawn_at=None)


@keep_history()
class UpdateRequest(Confidential):
    """An update asked of who looks after a promise; the next note of its owner or deputy answers it.

    At most one of a promise waits at a time. `answered_at` is the moment at which the note was added, not
    the day that the note is about. A request that was taken back has `withdrawn_at`, and was never owed.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="update_requests")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(_("what you want to know"), blank=True)
    answered_by = models.ForeignKey(ProgressNote, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    act = models.ForeignKey("BulkAct", on_delete=models.PROTECT, null=True, related_name="update_requests")

    objects = UpdateRequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "update request"
        ordering = ["-at", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="update_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                name="update_answered_or_withdrawn", condition=Q(answered_at=None) | Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="update_answered_by_a_note_has_a_moment",
                condition=Q(answered_by=None) | Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.asked_of_id} {self.commitment_id}"


class BulkActQuerySet(models.QuerySet[Any]):
    """Acts on many promises."""

    def visible_to(self, user: Any) -> "BulkActQuerySet":
        """One's own; those that were done also for who settles promises everywhere."""
        if not getattr(user, "is_authenticated", False) or not user.may(Permission.EDIT_REGISTER):
            return self.none()
        held = user.holding(Permission.SETTLE_COMMITMENTS)
        if any(role.scope == ScopeKind.EVERYTHING for role in held):
            return self.filter(Q(by=user) | Q(done_at__isnull=False))
        return self.filter(by=user)


class BulkAct(models.Model):
    """One act on many promises: prepared, so that it can be looked at, then done, and at most once undone.

    `changing` are the keys of the promises that it changes, `seen` the newest version of each when it was
    prepared (of all, in one order), `made` the version that it left. `staying` holds for each reason the
    keys of those that it leaves alone, `left` those that undoing left. `values` are the fields set, by key.
    """

    class Kind(models.TextChoices):
        ASSIGN = "assign", _("assign")
        THEME = "theme", _("set a theme")
        ASK = "ask", _("ask for an update")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    values = models.JSONField(default=dict)
    query = models.TextField(blank=True)
    prepared_at = models.DateTimeField()
    changing = ArrayField(models.BigIntegerField())
    seen = ArrayField(models.BigIntegerField())
    staying = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)
    made = ArrayField(models.BigIntegerField(), default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    left = models.JSONField(default=dict)

    objects = BulkActQuerySet.as_manager()

    class Meta:
        verbose_name = "bulk act"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="bulk_undone_after_done", condition=Q(undone_at=None) | Q(done_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {len(self.changing)}"

    def get_absolute_url(self) -> str:
        """The page of the act: what it will do, or what it did."""
        return reverse("bulk_act", args=[self.pk])
