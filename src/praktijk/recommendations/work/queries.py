# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the register is one person's work: every read of it, in a number of queries that does not grow."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from praktijk.access.models import Person
from praktijk.access.queries import visible
from praktijk.access.roles import Permission
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.models import Commitment, ProgressNote
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.notices.wording import what
from praktijk.recommendations.querysets import overdue
from praktijk.recommendations.rules import AWAITING_DELIVERY, State
from praktijk.recommendations.work.rules import SOON, NextStep, Urgency, next_step, urgency

PAGE_SIZE = 50
#: Rows of each list where all of them stand on one page.
AT_FIRST = 20
#: Changes of one commitment that the list shows; the rest stands on its own page.
MOST_OF_ONE = 5


@dataclass(frozen=True)
class Due:
    """A promise of mine, with how pressing it is and what to do next."""

    commitment: Any
    urgency: Urgency
    step: NextStep


@dataclass(frozen=True)
class Changed:
    """A commitment with the newest notices about it, newest first, and how many there are in all.

    Each notice has `words`: what happened, and who did it.
    """

    commitment: Any
    notices: list[Any]
    count: int

    @property
    def more(self) -> int:
        """How many notices are not shown."""
        return self.count - len(self.notices)

    @property
    def unseen(self) -> bool:
        """Whether one of those shown was not seen yet."""
        return any(notice.seen_at is None for notice in self.notices)

    @property
    def newest(self) -> int:
        """Key of the newest of those shown."""
        return max(notice.pk for notice in self.notices)


class MyWork:
    """The work of one person on a day."""

    def __init__(self, person: Person, *, today: date) -> None:
        self.person = person
        self.today = today

    def due(self) -> QuerySet[Any]:
        """What I own or deputise for and is still to be delivered; the most pressing first."""
        mine = Q(owner=self.person) | Q(deputy=self.person)
        awaiting = Q(state__in=[state.value for state in AWAITING_DELIVERY])
        return (
            Commitment.objects.visible_to(self.person)
            .filter(mine, awaiting)
            .order_by(F("due_latest").asc(nulls_last=True), "document_id", "number")
        )

    def to_verify(self) -> QuerySet[Any]:
        """What was delivered and waits for me: I am its verifier, or nobody else is and I may settle it.

        Nobody verifies what they delivered themselves, or owned or deputised for at any moment since it was
        delivered; what its verifier may not settle for that reason waits for the others. The longest
        waiting first, by `since`, the moment of the delivery.
        """
        versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
        of_this = versions.objects.filter(pgh_obj=OuterRef("pk")).order_by()
        before = of_this.exclude(state=State.DELIVERED).values("pgh_obj").values(last=Max("pgh_id"))
        since = of_this.filter(pgh_id__gt=Coalesce(OuterRef("before"), 0))
        delivered = since.order_by("pgh_id").values("pgh_created_at")[:1]
        verifiers_own = Q(owner=OuterRef("verifier")) | Q(deputy=OuterRef("verifier"))
        own = Q(owner=self.person) | Q(deputy=self.person)
        return (
            Commitment.objects.visible_to(self.person)
            .filter(
                visible(self.person, Commitment, Permission.SETTLE_COMMITMENTS),
                ~Q(pk__in=Commitment.objects.filter(own | Q(delivered_by=self.person)).values("pk")),
                state=State.DELIVERED,
            )
            .annotate(before=Subquery(before))
            .filter(
                Q(verifier=self.person)
                | Q(verifier=None)
                | Q(verifier=F("delivered_by"))
                | Q(Exists(since.filter(verifiers_own))),
                ~Exists(since.filter(own)),
            )
            .annotate(since=Subquery(delivered))
            .order_by("since", "pk")
        )

    def asked(self) -> QuerySet[Any]:
        """The updates asked of me that wait for an answer; the longest waiting first."""
        waiting = UpdateRequest.objects.waiting().visible_to(self.person)
        return waiting.filter(asked_of=self.person).order_by("at", "pk")

    def notices(self) -> QuerySet[Any]:
        """What I was told and may still see."""
        return Notice.objects.visible_to(self.person)

    @cached_property
    def totals(self) -> dict[str, int]:
        """Figures: due (mine, to be delivered), of which late and soon; to_verify, asked, unseen."""
        figures = self.due().aggregate(
            due=Count("pk"),
            late=Count("pk", filter=overdue(self.today)),
            soon=Count("pk", filter=Q(due_latest__range=(self.today, self.today + SOON))),
        )
        return figures | {
            "to_verify": self.to_verify().order_by().count(),
            "asked": self.asked().count(),
            "unseen": self.notices().filter(seen_at=None).count(),
        }

    def due_page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """A page of `Due`, most pressing first."""
        proof = ProgressNote.objects.visible_to(self.person).filter(commitment=OuterRef("pk"))
        rows = (
            self.due()
            .select_related("unit", "theme")
            .annotate(
                proven=Exists(proof.exclude(evidence_address="", evidence_file="")),
                asked=Exists(self.asked().filter(commitment=OuterRef("pk"))),
            )
        )
        page = Paginator(rows, size).get_page(number)
        page.object_list = [self._due(commitment) for commitment in page.object_list]
        return page

    def _due(self, commitment: Any) -> Due:
        commitment.late = commitment.days_overdue(self.today)
        return Due(
            commitment=commitment,
            urgency=urgency(commitment.due_latest, self.today),
            step=next_step(commitment.state, proven=commitment.proven, asked=commitment.asked),
        )

    def asked_page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """A page of updates asked of me, each with its commitment and who asked."""
        rows = self.asked().select_related("commitment__unit", "by")
        return Paginator(rows, size).get_page(number)

    def verify_page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """A page of commitments to verify, each with `since`."""
        rows = self.to_verify().select_related("unit", "theme", "delivered_by")
        return Paginator(rows, size).get_page(number)

    def changed_page(self, number: int | str | None, size: int = PAGE_SIZE) -> Page[Any]:
        """A page of `Changed`; the commitment with the newest notice first."""
        groups = (
            self.notices()
            .order_by()
            .values("commitment_id")
            .annotate(newest=Max("at"), last=Max("pk"), count=Count("pk"))
            .order_by("-newest", "-last")
        )
        page = Paginator(groups, size).get_page(number)
        counts = {group["commitment_id"]: group["count"] for group in page.object_list}
        page.object_list = self._changed(counts)
        return page

    def _changed(self, counts: dict[int, int]) -> list[Changed]:
        place = Window(
            RowNumber(), partition_by=F("commitment_id"), order_by=[F("at").desc(), F("pk").desc()]
        )
        newest = (
            self.notices()
            .filter(commitment_id__in=counts)
            .annotate(place=place)
            .filter(place__lte=MOST_OF_ONE)
            .select_related("by")
            .order_by("-at", "-pk")
        )
        commitments = Commitment.objects.visible_to(self.person).select_related("unit").in_bulk(list(counts))
        told: dict[int, list[Any]] = defaultdict(list)
        for notice in newest:
            if notice.commitment_id in commitments:
                notice.commitment = commitments[notice.commitment_id]
                notice.words = what(notice, hidden=False)
                told[notice.commitment_id].append(notice)
        return [
            Changed(commitments[key], told[key], count) for key, count in counts.items() if key in commitments
        ]
