# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two administrators who take each other's place at the same moment: one of them is always left."""

import pytest
from django.core.exceptions import ValidationError

from praktijk.access import actions
from praktijk.access.acting import System
from praktijk.access.models import Person, RoleAssignment
from praktijk.access.roles import Role
from tests.at_once import at_once
from tests.factories import PersonFactory

SYSTEM = System("test")


def withdraw(person: Person) -> None:
    """Take the role of administrator from a person."""
    actions.withdraw_role(by=SYSTEM, assignment=person.role_assignments.get())


def close(person: Person) -> None:
    """Close the account of a person."""
    actions.change_person(by=SYSTEM, person=person, name=person.name, units=[], is_active=False)


@pytest.mark.parametrize("first", [withdraw, close])
@pytest.mark.parametrize("second", [withdraw, close])
def test_one_administrator_is_left(first, second):
    one, other = PersonFactory(role=Role.ADMINISTRATOR), PersonFactory(role=Role.ADMINISTRATOR)
    outcomes = at_once(RoleAssignment.objects.all(), lambda: first(one), lambda: second(other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "ValidationError"]
    assert RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True).count() == 1
    with pytest.raises(ValidationError):
        withdraw(RoleAssignment.objects.get(person__is_active=True).person)


def test_changing_a_name_leaves_a_password_that_was_set_meanwhile():
    person = PersonFactory()
    as_it_was_on_the_page = Person.objects.get(pk=person.pk)
    actions.set_password(by=SYSTEM, person=person, password="a long enough secret 12")
    actions.change_person(by=SYSTEM, person=as_it_was_on_the_page, name="Anders", units=[], is_active=True)
    assert Person.objects.get(pk=person.pk).check_password("a long enough secret 12")
