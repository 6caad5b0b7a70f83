# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about drafts of recommendations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.un.reviews.calendar import next_review
from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.versions import refuse_when_changed

_NEEDS = Permission.EDIT_REGISTER


def add_draft(
    *,
    by: Actor,
    country: str,
    text: str,
    theme: str = "",
    reason: str = "",
    state: str = Draft.State.IDEA,
    restricted_to: Sequence[int] = (),
    now: datetime | None = None,
) -> Draft:
    """Begin a draft for the next review of a state (ISO 3166-1 alpha-2).

    Raises ValidationError for the own state, for a state that is not reviewed, and for a draft without words.
    """
    session = next_review(country, timezone.localdate(now))
    if session is None or country == settings.OWN_STATE:
        raise ValidationError(_("There is no review of this state for which we can draft."))
    draft = Draft(
        countries=[country],
        session=session.number,
        text=text.strip(),
        theme=theme,
        reason=reason.strip(),
        state=state,
        level=Level.RESTRICTED if restricted_to else Level.INTERNAL,
        restricted_to=list(restricted_to),
        author=by if isinstance(by, Person) else None,
    )
    with acting("un.draft", by=by, needs=_NEEDS, on=draft, now=now) as act:
        draft.full_clean(exclude={"author"})
        draft.save()
        act.record = draft
        act.details = {"country": country, "session": session.number}
    return draft


def change_draft(
    *, by: Actor, draft: Draft, seen: int | None = None, now: datetime | None = None, **changes: Any
) -> Draft:
    """Change text, theme, reason or state of a draft. Raises ChangedSince; see `versions`."""
    with acting("un.draft_change", by=by, needs=_NEEDS, on=draft, now=now) as act:
        held = hold(draft, act, by=by, needs=_NEEDS)
        refuse_when_changed(held, seen=seen, by=by)
        for name, value in changes.items():
            setattr(held, name, value.strip() if isinstance(value, str) else value)
        held.full_clean(exclude={"author"})
        held.save()
        act.record = held
        act.details = {"changed": sorted(changes)}
    return held
