# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two who may settle and leave at the same moment: one of them is always left."""

import pytest

from praktijk.access.models import Person
from praktijk.access.roles import Permission
from tests.at_once import at_once
from tests.at_once.test_roles import close, withdraw
from tests.factories import CommitmentFactory, coordinator


@pytest.mark.parametrize("first", [withdraw, close])
@pytest.mark.parametrize("second", [withdraw, close])
def test_somebody_is_left_who_may_settle(first, second):
    promise = CommitmentFactory()
    one, other = coordinator(), coordinator()
    outcomes = at_once(Person.objects.all(), lambda: first(one), lambda: second(other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "ValidationError"]
    assert Person.objects.who_may(Permission.SETTLE_COMMITMENTS, promise).count() == 1
