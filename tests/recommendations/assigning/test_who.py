# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looks after a promise: whom it may be, what is said to who chooses wrongly, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from praktijk.access.acting import System
from praktijk.access.actions import assign_role
from praktijk.access.models import AuditEvent, Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.actions import add_commitment, assign, change_commitment
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.versions import newest
from tests.factories import CommitmentFactory, DocumentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(code="DMM")


@pytest.fixture
def commitment(unit):
    return CommitmentFactory(unit=unit)


@pytest.fixture
def by():
    return coordinator()


def of(unit, role=Role.POLICY_OFFICER, **values) -> Person:
    return PersonFactory(role=role, units=[unit] if unit else [], **values)


def refusal(**values) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        assign(**values)
    return refused.value.message_dict


def test_three_people_look_after_a_promise_and_each_is_told_what_they_are_to_it(by, unit, commitment):
    owner, deputy, verifier = of(unit), of(unit, Role.POST_OFFICER), coordinator()

    assign(by=by, commitment=commitment, owner=owner, deputy=deputy, verifier=verifier)

    kept = Commitment.objects.get()
    assert (kept.owner, kept.deputy, kept.verifier) == (owner, deputy, verifier)
    told = {(notice.person, notice.details["seat"]) for notice in Notice.objects.all()}
    assert told == {(owner, "owner"), (deputy, "deputy"), (verifier, "verifier")}
    assert {notice.kind for notice in Notice.objects.all()} == {Notice.Kind.ASSIGNED}
    event = AuditEvent.objects.get(action="commitment.assign")
    assert event.details == {"changed": ["owner", "deputy", "verifier"]}


def test_who_stays_is_not_told_again(by, unit, commitment):
    owner = of(unit)
    assign(by=by, commitment=commitment, owner=owner)
    assign(by=by, commitment=commitment, owner=owner, deputy=of(unit))
    assert Notice.objects.filter(person=owner).count() == 1


@pytest.mark.parametrize("seat", ["deputy", "verifier"])
def test_the_owner_is_nothing_else_to_the_same_promise(by, unit, commitment, seat):
    owner = of(unit, Role.COORDINATOR, name="Anna")
    wrong = refusal(by=by, commitment=commitment, **{"owner": owner, seat: owner})
    assert list(wrong) == [seat]
    assert "Anna" in wrong[seat][0]
    assert Commitment.objects.get().owner is None


def test_the_deputy_does_not_verify(by, unit, commitment):
    deputy = of(unit, Role.COORDINATOR)
    wrong = refusal(by=by, commitment=commitment, owner=of(unit), deputy=deputy, verifier=deputy)
    assert list(wrong) == ["verifier"]


@pytest.mark.parametrize("seat", ["owner", "deputy"])
def test_who_does_not_belong_to_the_unit_is_refused_by_name(by, commitment, seat):
    other = of(UnitFactory(), name="Bram")
    wrong = refusal(by=by, commitment=commitment, **{"owner": None, seat: other})
    assert "Bram" in wrong[seat][0]
    assert "DMM" in wrong[seat][0]


def test_a_verifier_need_not_belong_to_the_unit(by, commitment):
    assign(by=by, commitment=commitment, owner=None, verifier=coordinator())
    assert Commitment.objects.get().verifier is not None


def test_a_role_that_does_not_reach_the_promise_does_not_count(by, unit, commitment):
    elsewhere = PersonFactory(units=[unit])
    RoleAssignment.objects.create(
        person=elsewhere, role=Role.POLICY_OFFICER, scope="unit", unit=UnitFactory()
    )
    reader = of(unit, Role.READER)
    assert "owner" in refusal(by=by, commitment=commitment, owner=elsewhere)
    assert "owner" in refusal(by=by, commitment=commitment, owner=reader)
    assert "verifier" in refusal(by=by, commitment=commitment, owner=None, verifier=of(unit))


def test_a_closed_account_looks_after_nothing(by, unit, commitment):
    gone = of(unit, is_active=False, name="Cor")
    assert "Cor" in refusal(by=by, commitment=commitment, owner=gone)["owner"][0]


def test_who_may_not_see_a_restricted_promise_does_not_look_after_it(unit):
    secret = UnitFactory()
    by = PersonFactory(role=Role.COORDINATOR, units=[secret])
    commitment = CommitmentFactory(unit=unit, level=Level.RESTRICTED, restricted_to=[secret.pk])
    assert "owner" in refusal(by=by, commitment=commitment, owner=of(unit))
    assert "verifier" in refusal(by=by, commitment=commitment, owner=None, verifier=coordinator())


def test_a_promise_of_no_unit_gets_the_unit_of_its_owner(by, unit):
    commitment = CommitmentFactory(unit=None)
    owner = of(unit)
    assign(by=by, commitment=commitment, owner=owner)
    kept = Commitment.objects.get()
    assert (kept.unit, kept.owner, kept.unit_assumed) == (unit, owner, True)


def test_of_an_owner_in_two_units_is_asked_for_which_the_promise_is(by, unit):
    commitment = CommitmentFactory(unit=None)
    both = PersonFactory(role=Role.POLICY_OFFICER, units=[unit, UnitFactory(code="SAM")])
    wrong = refusal(by=by, commitment=commitment, owner=both)
    assert "DMM, SAM" in wrong["unit"][0]

    assign(by=by, commitment=commitment, owner=both, unit=unit)
    assert Commitment.objects.get().unit == unit


def test_an_owner_of_no_unit_cannot_take_a_promise_of_no_unit(by):
    commitment = CommitmentFactory(unit=None)
    assert "owner" in refusal(by=by, commitment=commitment, owner=of(None))


def test_somebody_in_two_units_works_for_either(by, unit):
    other = UnitFactory()
    both = PersonFactory(role=Role.POLICY_OFFICER, units=[unit, other])
    for one in (unit, other):
        assign(by=by, commitment=CommitmentFactory(unit=one), owner=both)
    assert Commitment.objects.filter(owner=both).count() == 2


def test_a_promise_does_not_move_to_another_unit_with_an_owner_who_stays_behind(by, unit, commitment):
    assign(by=by, commitment=commitment, owner=of(unit))
    with pytest.raises(ValidationError) as refused:
        change_commitment(by=by, commitment=commitment, unit=UnitFactory())
    assert "owner" in refused.value.message_dict


def test_restricting_a_promise_asks_whether_its_people_may_still_see_it(unit):
    secret = UnitFactory()
    by = PersonFactory(role=Role.COORDINATOR, units=[secret])
    commitment = CommitmentFactory(unit=unit, owner=of(unit))
    with pytest.raises(ValidationError) as refused:
        change_commitment(by=by, commitment=commitment, level=Level.RESTRICTED, restricted_to=[secret.pk])
    assert "owner" in refused.value.message_dict


def test_a_title_is_changed_whoever_looks_after_the_promise(by, unit, commitment):
    Commitment.objects.update(owner=of(unit, Role.READER))
    change_commitment(by=by, commitment=commitment, title_nl="Anders")
    assert Commitment.objects.get().title_nl == "Anders"


def test_a_new_promise_is_given_to_people_at_once(by, unit):
    owner = of(unit)
    add_commitment(by=by, document=DocumentFactory(), title_nl="Nieuw", unit=unit, owner=owner)
    assert Notice.objects.get().person == owner
    with pytest.raises(ValidationError):
        add_commitment(
            by=by, document=DocumentFactory(), title_nl="Nieuw", unit=unit, owner=owner, verifier=owner
        )


def test_the_second_of_two_who_give_one_promise_away_is_told_of_the_first(by, unit, commitment):
    seen = newest(Commitment, commitment.pk)
    first, second = of(unit, name="Dora"), of(unit)
    assign(by=by, commitment=commitment, owner=first, seen=seen)
    with pytest.raises(ValidationError) as refused:
        assign(by=coordinator(), commitment=commitment, owner=second, seen=seen)
    assert any("Dora" in message for message in refused.value.messages)
    assert Commitment.objects.get().owner == first


def test_who_only_reports_gives_nothing_away(unit, commitment):
    with pytest.raises(PermissionDenied):
        assign(by=of(unit, Role.POST_OFFICER), commitment=commitment, owner=None)


def test_a_role_for_countries_reaches_the_promises_about_them(by, unit):
    somebody = PersonFactory(units=[unit])
    assign_role(
        by=System("test"), person=somebody, role="policy_officer", scope="countries", countries=["KE"]
    )
    about, other = CommitmentFactory(unit=unit, countries=["KE", "UG"]), CommitmentFactory(unit=unit)

    assert list(Commitment.objects.visible_to(somebody)) == [about]
    assign(by=by, commitment=about, owner=somebody)
    assert "owner" in refusal(by=by, commitment=other, owner=somebody)
