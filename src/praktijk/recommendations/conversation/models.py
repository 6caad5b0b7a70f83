# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people say to each other about a promise."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential
from praktijk.access.publication import Level
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.querysets import OfCommitmentQuerySet


@keep_history()
class Comment(Confidential):
    """What somebody said about a commitment; never public, never exported, in no report.

    `told` holds the keys of the people who were named in it. One that was withdrawn keeps its place and
    loses its words; what they were stands in the history only.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("comment"), blank=True)
    told = ArrayField(models.BigIntegerField(), default=list, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfCommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "comment"
        ordering = ["at", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="comment_is_never_public", condition=~Q(level=Level.PUBLIC)),
            models.CheckConstraint(
                name="comment_says_something_or_was_withdrawn",
                condition=Q(withdrawn_at__isnull=True) & ~Q(text="")
                | Q(withdrawn_at__isnull=False, text="", told=[]),
            ),
        ]
        indexes = [models.Index(fields=["commitment", "at"], name="comment_in_order")]

    def __str__(self) -> str:
        return self.text
