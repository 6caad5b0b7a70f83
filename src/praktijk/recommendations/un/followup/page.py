# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The block about follow-up on the page of a recommendation of ours."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.access.acting import record_reads
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.un.followup.actions import is_followed, not_yet
from praktijk.recommendations.un.followup.forms import AssessForm, FollowUpNoteForm, GiveForm, NextLookForm
from praktijk.recommendations.un.followup.models import FollowUp
from praktijk.recommendations.un.followup.queries import Happened, Known, happened, known
from praktijk.recommendations.un.followup.rules import months_between
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.signs import Sign
from praktijk.recommendations.versions import newest


@dataclass(frozen=True)
class FollowUpBlock:
    """What is known of it, all that happened, and the forms that this person may use."""

    known: Known
    sign: Sign
    age: str
    late: bool
    events: list[tuple[Happened, Sign | None]]
    forms: dict[str, Any] = field(default_factory=dict)


def age_in_words(on: date, today: date) -> str:
    """How long ago a day is, in words: today, in months up to two years, then in years."""
    months = months_between(on, today)
    if months < 1:
        return _("less than a month ago")
    if months < 24:
        return ngettext("%(count)s month ago", "%(count)s months ago", months) % {"count": months}
    return ngettext("%(count)s year ago", "%(count)s years ago", months // 12) % {"count": months // 12}


def follow_up_block(
    person: Person, recommendation: UNRecommendation, sent: dict[str, Any] | None = None
) -> FollowUpBlock | None:
    """The block, with the forms that were sent and refused; None for a recommendation that is not ours.

    Restricted assessments and notes that it shows are recorded as read.
    """
    if not is_followed(recommendation):
        return None
    seen = newest(FollowUp, _key_of(recommendation))
    of_it = known(person, [recommendation])[recommendation.pk]
    events = happened(person, recommendation.pk)
    record_reads([event.record for event in events], by=person)
    today = timezone.localdate()
    record = of_it.follow_up or not_yet(recommendation)
    forms: dict[str, Any] = {}
    if person.may(Permission.REPORT_PROGRESS, record) and not _hidden(of_it, recommendation):
        forms = {
            "assess": AssessForm(person=person),
            "note": FollowUpNoteForm(person=person),
            "look": NextLookForm(initial={"seen": seen}, initial_on=of_it.next_look_on),
        }
    if person.may(Permission.EDIT_REGISTER, record) and not _hidden(of_it, recommendation):
        forms["give"] = GiveForm(initial={"seen": seen, "unit": of_it.unit})
    return FollowUpBlock(
        known=of_it,
        sign=state_sign(of_it.state),
        age=age_in_words(of_it.latest.on, today) if of_it.latest else "",
        late=of_it.next_look_on is not None and of_it.next_look_on < today,
        events=[
            (event, state_sign(event.assessment.state) if event.assessment else None) for event in events
        ],
        forms=forms | {name: form for name, form in (sent or {}).items() if name in forms},
    )


def _key_of(recommendation: UNRecommendation) -> int:
    return FollowUp.objects.filter(recommendation=recommendation).values_list("pk", flat=True).first() or 0


def _hidden(of_it: Known, recommendation: UNRecommendation) -> bool:
    """Whether there is a follow-up that this person may not see."""
    return of_it.follow_up is None and _key_of(recommendation) != 0
