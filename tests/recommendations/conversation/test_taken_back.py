# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said and taken back is news to nobody who did not get it yet."""

from datetime import UTC, datetime, timedelta

import pytest

from praktijk.access.roles import Role
from praktijk.recommendations.conversation.actions import add_comment, withdraw_comment
from praktijk.recommendations.notices.models import Notice
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 2, 2, 12, tzinfo=UTC)


def test_a_comment_withdrawn_before_anybody_got_it_is_told_to_nobody():
    unit = UnitFactory()
    verifier = PersonFactory(role=Role.COORDINATOR, units=[unit])
    author = PersonFactory(role=Role.COORDINATOR, units=[unit])
    promise = CommitmentFactory(unit=unit, verifier=verifier)
    named = PersonFactory(role=Role.COORDINATOR, units=[unit])
    kept = add_comment(by=author, commitment=promise, text="Blijft.", now=THEN - timedelta(hours=1))
    said = add_comment(by=author, commitment=promise, text="Weg.", also=[named], now=THEN)
    assert Notice.objects.filter(details__comment=said.pk).count() == 2
    Notice.objects.filter(details__comment=said.pk, person=verifier).update(seen_at=THEN)
    withdraw_comment(by=author, comment=said, now=THEN)
    assert not Notice.objects.filter(person=named).exists()
    assert Notice.objects.filter(details__comment=said.pk).get().person == verifier
    assert Notice.objects.filter(details__comment=kept.pk).exists()
