# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How promises hang together: with each other, and with what came before them."""

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential
from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.models.register import Commitment


class CommitmentLinkQuerySet(ConfidentialQuerySet):
    """Links between commitments: seen only by those who may see both ends."""

    def visible_to(self, user: Any) -> "CommitmentLinkQuerySet":
        """Those between commitments that this user may see."""
        seen = Commitment.objects.visible_to(user)
        return cast(
            "CommitmentLinkQuerySet",
            super().visible_to(user).filter(earlier__in=seen, later__in=seen),
        )


@keep_history()
class CommitmentLink(Confidential):
    """Two promises that belong together; `later` came after `earlier`, or beside it.

    One that was taken away stays, `withdrawn`, so that the register can be shown as it was. What tells what
    became of a promise is never taken away.
    """

    class Kind(models.TextChoices):
        RELATED = "related", _("related to")
        SPLIT_FROM = "split_from", _("split from")
        REPLACES = "replaces", _("replaces")

    earlier = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="later_links")
    later = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="earlier_links")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.RELATED)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    objects = CommitmentLinkQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "commitment link"
        ordering = ["on", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["earlier", "later", "kind"], name="link_once"),
            models.CheckConstraint(name="link_joins_two", condition=~Q(earlier=F("later"))),
            # What takes the place of a promise comes into the register after it: so no chain ends in itself.
            models.CheckConstraint(
                name="link_leads_to_what_came_later", condition=Q(kind="related") | Q(earlier__lt=F("later"))
            ),
            models.CheckConstraint(
                name="link_withdrawn_is_a_relation", condition=Q(kind="related") | Q(withdrawn=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} {self.get_kind_display()} {self.earlier_id}"
