# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of our own recommendations, as a person may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from praktijk.access.models import Unit
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpNote
from praktijk.recommendations.un.followup.rules import State, too_long_ago
from praktijk.recommendations.un.search.index import Facet, as_array, index
from praktijk.recommendations.un.words import Type


@dataclass(frozen=True)
class Latest:
    """The newest assessment of a recommendation that a person may see: its key, state, day, confidence."""

    key: int
    state: State
    on: date
    confidence: str


@dataclass(frozen=True)
class Known:
    """What a person may know of one recommendation of ours.

    `unit` looks after it; `by_default` when that is only the post for its country. `follow_up` is None
    where nobody has done anything yet, or where this person may not see it.
    """

    latest: Latest | None
    unit: Unit | None
    by_default: bool
    next_look_on: date | None
    follow_up: FollowUp | None = None

    @property
    def state(self) -> State:
        """What became of it, NOT_ASSESSED where nobody looked."""
        return self.latest.state if self.latest else State.NOT_ASSESSED

    def too_long_ago(self, today: date) -> bool:
        """Whether the last look lies 18 months back or more; see `rules`."""
        return too_long_ago(self.latest.on if self.latest else None, today)


def own_keys() -> list[int]:
    """Keys of the recommendations that the own state made and no publisher withdrew. One small query."""
    sets = index()
    made = sets.members[Facet.RECOMMENDING].get(settings.OWN_STATE)
    real = sets.members[Facet.TYPE].get(Type.RECOMMENDATION)
    if made is None or real is None:
        return []
    return [int(key) for key in as_array(made & real & sets.live)]


def latest(person: Any, keys: Collection[int]) -> dict[int, Latest]:
    """By key of a recommendation its newest assessment that this person may see. One query."""
    rows = (
        Assessment.objects.visible_to(person)
        .filter(follow_up__recommendation__in=keys)
        .order_by("follow_up", "-on", "-pk")
        .distinct("follow_up")
        .values_list("follow_up__recommendation", "pk", "state", "on", "confidence")
    )
    return {
        recommendation: Latest(key, State(state), on, confidence)
        for recommendation, key, state, on, confidence in rows
    }


def posts_by_country() -> dict[str, Unit | None]:
    """By country its post; None where there are several. One query."""
    found: dict[str, Unit | None] = {}
    for unit in Unit.objects.filter(kind=Unit.Kind.POST).exclude(countries=[]):
        for country in unit.countries:
            found[country] = None if country in found else unit
    return found


def known(person: Any, recommendations: Iterable[Any]) -> dict[int, Known]:
    """By key what is known of each of these (rows with `pk` and `countries`). Three queries."""
    rows = list(recommendations)
    keys = [row.pk for row in rows]
    of_each = latest(person, keys)
    posts = posts_by_country()
    followed = {
        one.recommendation_id: one
        for one in FollowUp.objects.visible_to(person).filter(recommendation__in=keys).select_related("unit")
    }
    out = {}
    for row in rows:
        follow_up = followed.get(row.pk)
        default = next((posts[code] for code in row.countries if posts.get(code)), None)
        out[row.pk] = Known(
            latest=of_each.get(row.pk),
            unit=follow_up.unit if follow_up else default,
            by_default=follow_up is None and default is not None,
            next_look_on=follow_up.next_look_on if follow_up else None,
            follow_up=follow_up,
        )
    return out


@dataclass(frozen=True)
class Happened:
    """Something that happened to a recommendation on a day: an assessment with its evidence, or a note."""

    on: date
    assessment: Assessment | None = None
    note: FollowUpNote | None = None

    @property
    def record(self) -> Any:
        """The assessment or the note."""
        return self.assessment or self.note


def happened(person: Any, recommendation: int) -> list[Happened]:
    """All assessments and notes that this person may see, the newest first. Three queries."""
    assessments = (
        Assessment.objects.visible_to(person)
        .filter(follow_up__recommendation=recommendation)
        .select_related("author")
        .prefetch_related("evidence")
    )
    notes = (
        FollowUpNote.objects.visible_to(person)
        .filter(follow_up__recommendation=recommendation)
        .select_related("author")
    )
    events = [Happened(one.on, assessment=one) for one in assessments]
    events += [Happened(one.on, note=one) for one in notes]
    return sorted(events, key=lambda one: (one.on, one.record.pk), reverse=True)


def to_look_at(person: Any, today: date) -> int:
    """How many follow-ups of this person's units are due to be looked at. One query."""
    due = FollowUp.objects.visible_to(person).filter(next_look_on__lte=today, unit__in=person.unit_ids)
    return due.count()
