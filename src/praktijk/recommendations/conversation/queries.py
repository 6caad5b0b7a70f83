# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comments as a page shows them."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.models import Commitment, ProgressNote
from praktijk.recommendations.queries import Register

#: Comments that a page shows at first: the newest.
MOST_AT_FIRST = 50
#: People concerned who are offered to be told, and people found by their name.
MOST_OFFERED = 12
MOST_FOUND = 8
#: Characters of a name from which on people are looked for.
LEAST_TO_FIND = 2


@dataclass(frozen=True)
class Said:
    """A comment with the names of those it was told to; without its words where it was withdrawn since."""

    record: Any
    text: str
    told: list[str]
    withdrawn: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Conversation:
    """The comments shown, newest last, and how many earlier ones there are."""

    comments: list[Said]
    earlier: int

    @property
    def records(self) -> list[Any]:
        """The comments as records."""
        return [said.record for said in self.comments]


def conversation(commitment: int, shown: Register, *, all_of_it: bool = False) -> Conversation:
    """The comments on a commitment as known on the day shown.

    What was withdrawn since stays without words on every day: who took back a name took it back for good.
    """
    comments = shown.records(Comment).filter(commitment_id=commitment)
    count = comments.count()
    newest = comments.select_related("author").order_by("-at", "-id")
    records = list(newest if all_of_it else newest[:MOST_AT_FIRST])[::-1]
    names = dict(
        Person.objects.filter(pk__in={key for record in records for key in record.told}).values_list(
            "pk", "name"
        )
    )
    withdrawn = {record.id for record in records if record.withdrawn_at}
    if shown.on is not None:
        since = Comment.objects.filter(pk__in=[record.id for record in records], withdrawn_at__isnull=False)
        withdrawn |= set(since.values_list("pk", flat=True))
    said = [
        Said(
            record=record,
            text=record.text,
            told=[names[key] for key in record.told if key in names],
            withdrawn=False,
            may_withdraw=shown.on is None and record.author_id == shown.user.pk,
        )
        for record in records
    ]
    return Conversation(
        [_without_words(one) if one.record.id in withdrawn else one for one in said], count - len(records)
    )


def _without_words(said: Said) -> Said:
    return replace(said, text="", told=[], withdrawn=True, may_withdraw=False)


def who_may_read(commitment: Commitment) -> QuerySet[Person]:
    """Everybody who may see a commitment now."""
    return Person.objects.who_may(Permission.VIEW_REGISTER, commitment)


def to_offer(commitment: Commitment, user: Person) -> QuerySet[Person]:
    """Who else is concerned with a commitment and may see it: who looks after it, and who wrote about it."""
    named = (commitment.owner_id, commitment.deputy_id, commitment.verifier_id, commitment.delivered_by_id)
    wrote = Q(pk__in=Comment.objects.filter(commitment_id=commitment.pk).order_by().values("author"))
    noted = Q(pk__in=ProgressNote.objects.filter(commitment_id=commitment.pk).order_by().values("author"))
    concerned = Q(pk__in=[key for key in named if key]) | wrote | noted
    return who_may_read(commitment).filter(concerned).exclude(pk=user.pk).order_by("name", "pk")


def found(commitment: Commitment, words: str, user: Person) -> list[Person]:
    """Who may see a commitment and has each of these words in the name or address.

    Nobody is found by less than LEAST_TO_FIND characters, nor who is offered to be told already.
    """
    if len(words.strip()) < LEAST_TO_FIND:
        return []
    offered = [person.pk for person in to_offer(commitment, user)[:MOST_OFFERED]]
    people = who_may_read(commitment).exclude(pk__in=[user.pk, *offered])
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return list(people.order_by("name", "pk")[:MOST_FOUND])
