# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody leaves with promises: what is said, to whom, and that it leads to the hand-over."""

import pytest
from django.core.exceptions import ValidationError

from praktijk.access.acting import System
from praktijk.access.actions import assign_role, change_person, withdraw_role
from praktijk.access.models import Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db

SYSTEM = System("test")


@pytest.fixture
def unit():
    return UnitFactory(code="DMM")


@pytest.fixture
def owner(unit):
    return PersonFactory(role=Role.POLICY_OFFICER, units=[unit], name="Anna")


def close(person, **values) -> Person:
    kept = {"name": person.name, "units": list(person.units.all()), "is_active": False} | values
    return change_person(by=SYSTEM, person=person, **kept)


def refusal(act, *args, **values) -> str:
    with pytest.raises(ValidationError) as refused:
        act(*args, **values)
    return " ".join(refused.value.messages)


def test_an_account_that_holds_promises_is_not_closed_and_the_message_counts_them(unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    CommitmentFactory(unit=unit, owner=owner)
    CommitmentFactory(unit=unit, deputy=owner)
    told = refusal(close, owner)
    assert "Anna" in told
    assert "2" in told
    assert "1" in told
    assert Person.objects.get(pk=owner.pk).is_active


def test_nobody_leaves_a_unit_of_which_they_hold_promises_but_any_other(unit, owner):
    other = UnitFactory()
    owner.units.add(other)
    CommitmentFactory(unit=unit, owner=owner)
    refusal(close, owner, units=[other], is_active=True)
    close(owner, units=[unit], is_active=True)
    assert list(Person.objects.get(pk=owner.pk).units.all()) == [unit]


def test_a_role_that_a_promise_needs_is_not_withdrawn_unless_another_one_does(unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    role = RoleAssignment.objects.get(person=owner)
    refusal(withdraw_role, by=SYSTEM, assignment=role)
    assign_role(by=SYSTEM, person=owner, role=Role.POST_OFFICER, scope="unit", unit=unit)
    withdraw_role(by=SYSTEM, assignment=role)
    assert not RoleAssignment.objects.filter(pk=role.pk).exists()


def test_after_the_hand_over_one_may_leave(unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    successor = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    hand_over(by=coordinator(), leaving=owner, successors=dict.fromkeys(Seat, successor))
    assert not close(owner).is_active


def test_what_is_done_with_keeps_nobody(unit, owner):
    CommitmentFactory(unit=unit, owner=owner, state="lapsed", state_reason="Geen geld.")
    assert not close(owner).is_active


def test_a_restricted_promise_that_nobody_else_sees_is_counted_too(unit, owner):
    owner.units.add(secret := UnitFactory())
    CommitmentFactory(
        unit=unit, owner=owner, level=Level.RESTRICTED, restricted_to=[secret.pk], title_nl="Geheim"
    )
    told = refusal(close, owner)
    assert "Geheim" not in told


def test_the_only_one_who_may_settle_does_not_leave(unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    only = coordinator()
    for told in (
        refusal(close, only),
        refusal(withdraw_role, by=SYSTEM, assignment=RoleAssignment.objects.get(person=only)),
    ):
        assert only.name in told
    another = coordinator()
    close(only)
    assert another.is_active


def test_who_owns_the_promise_cannot_be_the_one_left_to_settle_it(unit):
    owner = PersonFactory(role=Role.COORDINATOR, units=[unit])
    CommitmentFactory(unit=unit, owner=owner)
    refusal(close, coordinator())


def test_who_delivered_it_cannot_be_the_one_left_to_settle_it(unit, owner):
    CommitmentFactory(unit=unit, owner=owner, state="delivered", delivered_by=coordinator())
    refusal(close, another := coordinator())
    Commitment.objects.update(state="in_progress", delivered_by=None)
    assert not close(another).is_active


def test_a_co_ordinator_of_another_unit_does_not_settle_this_one(unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    elsewhere = PersonFactory()
    assign_role(by=SYSTEM, person=elsewhere, role=Role.COORDINATOR, scope="unit", unit=UnitFactory())
    refusal(close, coordinator())


def test_an_administrator_sees_counts_and_no_titles_and_an_address_to_send(client, unit, owner):
    CommitmentFactory(unit=unit, owner=owner, title_nl="Vogelkooi", title_en="Birdcage")
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR, language="en"))
    address = f"/administration/people/{owner.pk}/"
    page = client.get(address).content.decode()
    assert "owner of 1 promise" in page
    assert f"/register/hand-over/{owner.pk}/" in page
    assert "Birdcage" not in page
    assert "Vogelkooi" not in page

    answer = client.post(address, {"name": owner.name, "units": [unit.pk]})
    assert answer.status_code == 422
    assert "owner of 1 promise" in answer.content.decode()
    assert Person.objects.get(pk=owner.pk).is_active
