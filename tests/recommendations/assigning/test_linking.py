# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links between promises over time: what was known on a day, and linking the same two again."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from praktijk.recommendations.actions import add_commitment
from praktijk.recommendations.assigning.linking import link, to_link, unlink
from praktijk.recommendations.assigning.page import linked_with
from praktijk.recommendations.models import CommitmentLink
from praktijk.recommendations.queries import Filter, Register
from tests.factories import DocumentFactory, coordinator

pytestmark = pytest.mark.django_db

ENTERED = datetime(2026, 3, 1, 12, tzinfo=UTC)
MADE = datetime(2026, 3, 2, 12, tzinfo=UTC)
REMOVED = datetime(2026, 3, 5, 12, tzinfo=UTC)
AGAIN = datetime(2026, 3, 9, 12, tzinfo=UTC)


def shown_on(by, commitment, day: date | None) -> list[str]:
    shown = Register(by, Filter(), today=AGAIN.date(), on=day)
    return [one.commitment.title_en for one in linked_with(commitment, shown)]


@pytest.fixture
def two():
    """Two promises that were linked, and of which the link was removed three days later."""
    by = coordinator()
    one, other = (
        add_commitment(by=by, document=DocumentFactory(), title_en=title, now=ENTERED)
        for title in ("Birdcage", "Letterbox")
    )
    made = link(by=by, commitment=one, other=other, now=MADE)
    unlink(by=by, commitment=other, link=made, now=REMOVED)
    return by, one, other


def test_a_removed_link_is_shown_as_known_on_the_days_before_and_not_after(two):
    by, one, other = two
    days = {day: shown_on(by, one, date(2026, 3, day)) for day in (1, 2, 4, 5, 9)}
    assert days == {1: [], 2: ["Letterbox"], 4: ["Letterbox"], 5: [], 9: []}
    assert shown_on(by, other, date(2026, 3, 4)) == ["Birdcage"]
    assert shown_on(by, one, None) == []


def test_the_same_two_can_be_linked_again(two):
    by, one, other = two
    assert [found.pk for found in to_link(by, one, "letterbox")] == [other.pk]
    again = link(by=by, commitment=other, other=one, now=AGAIN)
    assert again.on == AGAIN.date()
    assert shown_on(by, one, None) == ["Letterbox"]
    assert shown_on(by, one, date(2026, 3, 6)) == []
    assert shown_on(by, one, date(2026, 3, 4)) == ["Letterbox"]
    assert to_link(by, one, "letterbox") == []
    with pytest.raises(ValidationError):
        link(by=by, commitment=one, other=other, now=AGAIN)
    assert CommitmentLink.objects.count() == 1


def test_what_became_of_a_promise_cannot_be_withdrawn(two):
    _by, one, other = two
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentLink.objects.create(earlier=one, later=other, kind="replaces", on=MADE, withdrawn=True)
