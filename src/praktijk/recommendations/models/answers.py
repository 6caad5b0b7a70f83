# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a later letter says of an earlier promise."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential
from praktijk.recommendations.models.choices import AnswerKindChoice
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.querysets import OfCommitmentQuerySet
from praktijk.recommendations.rules import AnswerKind
from praktijk.sources.models import Document, Passage


class AnswerQuerySet(OfCommitmentQuerySet):
    """Answers: seen only by those who may see both the promise and the letter that answers it."""

    def visible_to(self, user: Any) -> "AnswerQuerySet":
        """Those whose promise and whose letter this user may see."""
        seen = super().visible_to(user).filter(document__in=Document.objects.visible_to(user))
        return cast("AnswerQuerySet", seen)


@keep_history()
class Answer(Confidential):
    """A later letter that settles, moves or replaces an earlier promise, in one passage.

    `on` is the date of the letter; `later` is the promise that came in the place of the earlier one.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="answers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=AnswerKindChoice)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    later = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, null=True, blank=True, related_name="answering"
    )

    objects = AnswerQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "answer"
        ordering = ["on", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["commitment", "document"], name="answer_once_a_letter"),
            models.CheckConstraint(name="answer_kind_known", condition=Q(kind__in=list(AnswerKind))),
            models.CheckConstraint(
                name="answer_replaces_by_a_later_one",
                condition=Q(kind="replaces", later__isnull=False, later__gt=F("commitment"))
                | ~Q(kind="replaces") & Q(later__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_kind_display()} {self.commitment_id}"
