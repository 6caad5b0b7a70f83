# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an action leaves to another one."""

from datetime import date

import pytest

from praktijk.access.models import AuditEvent
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "value",
    [{"state": "settled"}, {"settled_by": None}, {"due_latest": date(2030, 1, 1)}, {"due_words_nl": "ooit"}],
    ids=lambda value: next(iter(value)),
)
def test_state_and_deadline_are_not_changed_past_the_actions_that_guard_them(value):
    commitment = CommitmentFactory(due_latest=date(2026, 1, 1))
    with pytest.raises(TypeError, match=next(iter(value))):
        actions.change_commitment(by=coordinator(), commitment=commitment, title_nl="Anders", **value)
    now = Commitment.objects.get()
    assert (now.state, now.due_latest, now.title_nl) == ("open", date(2026, 1, 1), commitment.title_nl)
    assert not AuditEvent.objects.exists()
