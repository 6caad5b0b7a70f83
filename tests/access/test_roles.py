# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: roles, what each grants, and how far it reaches."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from praktijk.access import actions
from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import GRANTS, Permission, Role
from praktijk.recommendations import actions as register_actions
from praktijk.recommendations.models import Commitment, Recommendation
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    RecommendationFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
SYSTEM = System("test")

TABLE = {
    # view, edit, report progress, settle, read letters, reports, choose countries, confirm them, audit, access
    "reader": "v....r....",
    "post_officer": "v.p..r....",
    "policy_officer": "vep.lrc...",
    "coordinator": "vepslrcf..",
    "safeguards_officer": "v.p..r....",
    "evaluator": "v....r..a.",
    "administrator": "........am",
}


@pytest.mark.parametrize("role,granted", TABLE.items())
def test_what_a_role_grants(role, granted):
    expected = {permission for permission, sign in zip(Permission, granted, strict=True) if sign != "."}
    assert GRANTS[Role(role)] == expected
    assert {permission for permission in Permission if PersonFactory(role=role).may(permission)} == expected


def test_every_role_is_in_the_table_and_every_permission_is_granted():
    assert set(TABLE) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_somebody_without_a_role_or_without_an_account_may_nothing():
    assert not any(PersonFactory().may(permission) for permission in Permission)
    closed = PersonFactory(role=Role.COORDINATOR, is_active=False)
    assert not any(closed.may(permission) for permission in Permission)


def person_with(*held: dict) -> Person:
    person = PersonFactory()
    for one in held:
        RoleAssignment.objects.create(person=person, **one)
    return person


def test_a_scope_of_a_unit_or_post_reaches_its_own_commitments():
    unit, other = UnitFactory(), UnitFactory()
    officer = person_with({"role": "post_officer", "scope": "post", "unit": unit})
    mine, theirs, nobodys = (
        CommitmentFactory(unit=unit),
        CommitmentFactory(unit=other),
        CommitmentFactory(unit=None),
    )
    assert officer.may(Permission.REPORT_PROGRESS, mine)
    assert not officer.may(Permission.REPORT_PROGRESS, theirs)
    assert not officer.may(Permission.REPORT_PROGRESS, nobodys)
    assert set(Commitment.objects.visible_to(officer)) == {mine}
    assert set(Recommendation.objects.visible_to(officer)) == {
        one.recommendation for one in (mine, theirs, nobodys)
    }


def test_a_scope_of_countries_reaches_the_commitments_of_posts_there():
    kenya, peru = UnitFactory(countries=["KE"]), UnitFactory(countries=["PE"])
    officer = person_with({"role": "policy_officer", "scope": "countries", "countries": ["KE", "UG"]})
    mine, theirs, nobodys = (
        CommitmentFactory(unit=kenya),
        CommitmentFactory(unit=peru),
        CommitmentFactory(unit=None),
    )
    assert set(Commitment.objects.visible_to(officer)) == {mine}
    assert [officer.may(Permission.EDIT_REGISTER, one) for one in (mine, theirs, nobodys)] == [
        True,
        False,
        False,
    ]
    # What belongs to no country is everyone's to read, and for a role over everything to change.
    assert officer.may(Permission.VIEW_REGISTER, mine.recommendation)
    assert not officer.may(Permission.EDIT_REGISTER, mine.recommendation)


def test_records_with_countries_of_their_own_are_reached_by_those():
    role = RoleAssignment(role="reader", scope="countries", countries=["KE"])
    assert role.reaches(SimpleNamespace(countries=["KE", "PE"]))
    assert not role.reaches(SimpleNamespace(countries=["PE"]))
    assert not role.reaches(SimpleNamespace(countries=[]))


def test_each_role_reaches_as_far_as_its_own_scope():
    here, there = UnitFactory(), UnitFactory()
    person = person_with(
        {"role": "policy_officer", "scope": "unit", "unit": here},
        {"role": "reader", "scope": "everything"},
    )
    ours, theirs = CommitmentFactory(unit=here), CommitmentFactory(unit=there)
    assert set(Commitment.objects.visible_to(person)) == {ours, theirs}
    assert person.may(Permission.EDIT_REGISTER, ours)
    assert not person.may(Permission.EDIT_REGISTER, theirs)


def test_two_scopes_add_up():
    here, there, elsewhere = UnitFactory(), UnitFactory(countries=["KE"]), UnitFactory()
    person = person_with(
        {"role": "reader", "scope": "unit", "unit": here},
        {"role": "post_officer", "scope": "countries", "countries": ["KE"]},
    )
    seen = [CommitmentFactory(unit=here), CommitmentFactory(unit=there)]
    CommitmentFactory(unit=elsewhere)
    assert set(Commitment.objects.visible_to(person)) == set(seen)


def test_a_restricted_record_is_out_of_reach_of_every_scope_but_for_members():
    unit = UnitFactory()
    secret = CommitmentFactory(unit=unit, level=Level.RESTRICTED, restricted_to=[unit.pk])
    everywhere, member = PersonFactory(role="coordinator"), PersonFactory(role="coordinator", units=[unit])
    scoped = person_with({"role": "coordinator", "scope": "unit", "unit": unit})
    assert [one.may(Permission.EDIT_REGISTER, secret) for one in (everywhere, member, scoped)] == [
        False,
        True,
        False,
    ]
    assert not Commitment.objects.visible_to(everywhere).exists()
    assert Commitment.objects.visible_to(member).exists()


def test_nobody_hands_a_commitment_to_a_unit_outside_their_role():
    here, there = UnitFactory(), UnitFactory()
    officer = person_with({"role": "policy_officer", "scope": "unit", "unit": here})
    commitment = CommitmentFactory(unit=here)
    with pytest.raises(ValidationError) as refused:
        register_actions.change_commitment(by=officer, commitment=commitment, unit=there)
    assert "unit" in refused.value.error_dict
    commitment.refresh_from_db()
    assert commitment.unit == here
    with pytest.raises(PermissionDenied):
        register_actions.add_commitment(by=officer, document=DocumentFactory(), title_nl="Elders", unit=there)
    made = register_actions.add_commitment(by=officer, document=DocumentFactory(), title_nl="Hier", unit=here)
    assert made.number == 1
    with pytest.raises(PermissionDenied):
        register_actions.change_recommendation(
            by=officer, recommendation=RecommendationFactory(), title_nl="x"
        )


def test_a_role_that_is_not_there_is_refused_in_words_and_by_the_database():
    person = PersonFactory()
    with pytest.raises(ValidationError, match="minister"):
        actions.assign_role(by=SYSTEM, person=person, role="minister")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(person=person, role="minister")
    assert not person.roles_held


@pytest.mark.parametrize(
    "values",
    [
        {"role": "reader", "scope": "unit"},
        {"role": "reader", "scope": "countries"},
        {"role": "reader", "scope": "planet"},
        {"role": "administrator", "scope": "countries", "countries": ["KE"]},
    ],
)
def test_a_scope_says_what_it_covers(values):
    with pytest.raises(ValidationError):
        actions.assign_role(by=SYSTEM, person=PersonFactory(), **values)
    assert not RoleAssignment.objects.exists()


def test_the_same_role_is_not_given_twice():
    person = PersonFactory(role="reader")
    with pytest.raises(ValidationError):
        actions.assign_role(by=SYSTEM, person=person, role="reader")


def test_roles_are_given_and_taken_by_administrators_and_left_in_the_trail():
    administrator, person = PersonFactory(role="administrator"), PersonFactory()
    held = actions.assign_role(by=administrator, person=person, role="reader")
    assert person.may(Permission.VIEW_REGISTER)
    actions.withdraw_role(by=administrator, assignment=held)
    assert not Person.objects.get(pk=person.pk).may(Permission.VIEW_REGISTER)
    assert list(AuditEvent.objects.order_by("id").values_list("action", "record_id")) == [
        ("role.assign", str(person.pk)),
        ("role.withdraw", str(person.pk)),
    ]
    with pytest.raises(PermissionDenied):
        actions.assign_role(by=PersonFactory(role="coordinator"), person=person, role="administrator")
    assert AuditEvent.objects.latest("id").result == "refused"


def test_the_last_administrator_stays():
    first, second = PersonFactory(role="administrator"), PersonFactory(role="administrator")
    actions.withdraw_role(by=first, assignment=second.role_assignments.get())
    with pytest.raises(ValidationError):
        actions.withdraw_role(by=first, assignment=first.role_assignments.get())
    with pytest.raises(ValidationError):
        actions.change_person(by=SYSTEM, person=first, name=first.name, units=[], is_active=False)
    assert Person.objects.get(pk=first.pk).may(Permission.MANAGE_ACCESS)


def test_somebody_whose_account_was_closed_is_no_administrator_left():
    first = PersonFactory(role="administrator")
    PersonFactory(role="administrator", is_active=False)
    with pytest.raises(ValidationError):
        actions.withdraw_role(by=SYSTEM, assignment=first.role_assignments.get())


def test_nobody_closes_their_own_account():
    first, _ = PersonFactory(role="administrator"), PersonFactory(role="administrator")
    with pytest.raises(ValidationError):
        actions.change_person(by=first, person=first, name="x", units=[], is_active=False)


def test_the_trail_is_for_a_role_over_everything():
    AuditEvent.objects.create(actor="x", action="y")
    scoped = person_with({"role": "evaluator", "scope": "unit", "unit": UnitFactory()})
    assert AuditEvent.objects.visible_to(PersonFactory(role="evaluator")).exists()
    assert not AuditEvent.objects.visible_to(scoped).exists()
    assert not AuditEvent.objects.visible_to(PersonFactory(role="coordinator")).exists()


def test_people_see_themselves_and_administrators_see_everybody():
    one, administrator = PersonFactory(role="coordinator"), PersonFactory(role="administrator")
    assert set(Person.objects.visible_to(one)) == {one}
    assert set(Person.objects.visible_to(administrator)) == {one, administrator}
