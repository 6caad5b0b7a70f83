# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work on many promises: what is looked at is what is done, and it is taken back once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from praktijk.access.models import AuditEvent, Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role, ScopeKind
from praktijk.recommendations import actions
from praktijk.recommendations.bulk.actions import _give_back, _held, do, prepare, prepare_again, undo
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.models import Commitment, CommitmentVersion
from praktijk.recommendations.notices.models import Notice
from tests.factories import CommitmentFactory, PersonFactory, ThemeFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Person:
    return coordinator()


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def officer(unit) -> Person:
    return PersonFactory(role=Role.POLICY_OFFICER, units=[unit])


@pytest.fixture
def three(unit) -> list[Commitment]:
    return [CommitmentFactory(unit=unit) for _ in range(3)]


def _owner(lead, officer, **options) -> BulkAct:
    return prepare(by=lead, kind="assign", values={"owner": officer.pk}, **options)


def test_what_was_looked_at_is_done_with_history_audit_and_notices(lead, officer, three):
    prepared = _owner(lead, officer)
    assert sorted(prepared.changing) == sorted(one.pk for one in three)
    assert not Commitment.objects.exclude(owner=None).exists()
    do(by=lead, prepared=prepared)
    assert Commitment.objects.filter(owner=officer).count() == 3
    assert CommitmentVersion.objects.filter(owner=officer, recorded_by=lead.pk).count() == 3
    assert Notice.objects.filter(person=officer, kind="assigned", details__seat="owner").count() == 3
    (whole,) = AuditEvent.objects.filter(action="bulk.do")
    assert whole.details == {"kind": "assign", "count": 3}
    each = AuditEvent.objects.filter(action="commitment.bulk").values_list("record_id", flat=True)
    assert sorted(each) == sorted(str(one.pk) for one in three)


def test_the_filter_of_the_page_says_what_is_worked_on(lead, three):
    theme = ThemeFactory()
    other = CommitmentFactory()
    prepared = prepare(by=lead, kind="theme", values={"theme": theme.pk}, query=f"unit={other.unit.code}")
    do(by=lead, prepared=prepared)
    assert list(Commitment.objects.filter(theme=theme)) == [other]


def test_only_what_was_ticked_within_the_filter_is_worked_on(lead, three):
    theme, other = ThemeFactory(), CommitmentFactory()
    ticked = [three[0].pk, other.pk, 999_999_999]
    query = f"unit={three[0].unit.code}"
    prepared = prepare(by=lead, kind="theme", values={"theme": theme.pk}, query=query, only=ticked)
    assert prepared.changing == [three[0].pk]


@pytest.mark.parametrize(
    "query",
    ["unit=bestaatniet&state=settled", "q=zzzzzz", "state=lapsed", "state=onzin", "on=2026-01-01", "on=ooit"],
)
def test_an_empty_choice_is_refused(lead, three, query):
    with pytest.raises(ValidationError, match=r"(?i)commitment|toezegging"):
        prepare(by=lead, kind="theme", values={"theme": ThemeFactory().pk}, query=query)
    assert not BulkAct.objects.exists()


def test_why_some_stay_is_told_by_reason(lead, unit, officer):
    elsewhere = CommitmentFactory()
    already = CommitmentFactory(unit=unit, owner=officer)
    deputy = CommitmentFactory(unit=unit, deputy=officer)
    secret = UnitFactory()
    lead.units.add(secret)
    restricted = CommitmentFactory(unit=unit, level=Level.RESTRICTED, restricted_to=[secret.pk])
    plain = CommitmentFactory(unit=unit)
    prepared = _owner(Person.objects.get(pk=lead.pk), officer)
    assert prepared.changing == [plain.pk]
    assert prepared.staying == {
        "owner:outside_unit": [elsewhere.pk],
        "already_so": [already.pk],
        "deputy:is_owner": [deputy.pk],
        "owner:may_not_see": [restricted.pk],
    }


def test_what_one_may_not_see_is_not_counted_and_what_one_may_not_change_stays(unit, three):
    half = PersonFactory(units=[unit])
    RoleAssignment.objects.create(person=half, role=Role.READER)
    RoleAssignment.objects.create(person=half, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=unit)
    other = CommitmentFactory()
    CommitmentFactory(unit=unit, level=Level.RESTRICTED, restricted_to=[UnitFactory().pk])
    prepared = prepare(by=half, kind="theme", values={"theme": ThemeFactory().pk})
    assert sorted(prepared.changing) == sorted(one.pk for one in three)
    assert prepared.staying == {"out_of_reach": [other.pk]}


def test_to_a_unit_out_of_reach_nothing_is_handed(unit, three):
    half = PersonFactory(units=[unit])
    RoleAssignment.objects.create(person=half, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=unit)
    prepared = prepare(by=half, kind="assign", values={"unit": UnitFactory().pk})
    assert not prepared.changing
    assert list(prepared.staying) == ["unit_out_of_reach"]


def test_with_another_unit_go_only_promises_whose_people_belong_there(lead, unit, officer, three):
    new = UnitFactory()
    actions.assign(by=lead, commitment=three[0], owner=officer)
    prepared = prepare(by=lead, kind="assign", values={"unit": new.pk})
    assert sorted(prepared.changing) == sorted(one.pk for one in three[1:])
    assert prepared.staying == {"owner:outside_unit": [three[0].pk]}


def test_a_promise_without_a_unit_gets_the_only_one_of_its_new_owner(lead, unit, officer):
    promise = CommitmentFactory(unit=None)
    do(by=lead, prepared=_owner(lead, officer))
    promise.refresh_from_db()
    assert (promise.unit, promise.unit_assumed) == (unit, True)


def test_someone_of_two_units_says_nothing_about_the_unit(lead, officer):
    officer.units.add(UnitFactory())
    CommitmentFactory(unit=None)
    assert list(_owner(lead, officer).staying) == ["unit_unknown"]


def test_when_the_register_changed_in_between_nothing_is_done_and_a_new_look_is_taken(lead, officer, three):
    prepared = _owner(lead, officer)
    actions.change_commitment(by=coordinator(), commitment=three[1], title_nl="Anders")
    with pytest.raises(ValidationError) as refused:
        do(by=lead, prepared=prepared)
    assert refused.value.code == "changed"
    assert not Commitment.objects.exclude(owner=None).exists()
    assert not Notice.objects.exists()
    again = prepare_again(by=lead, prepared=prepared)
    do(by=lead, prepared=again)
    assert Commitment.objects.filter(owner=officer).count() == 3


def test_when_who_it_goes_to_may_not_have_it_any_more_nothing_is_done(lead, officer, three):
    prepared = _owner(lead, officer)
    officer.units.clear()
    with pytest.raises(ValidationError) as refused:
        do(by=lead, prepared=prepared)
    assert refused.value.code == "changed"
    again = prepare_again(by=lead, prepared=prepared)
    assert list(again.staying) == ["owner:outside_unit"]


def test_new_promises_that_the_filter_would_show_by_now_are_left_alone(lead, officer, three, unit):
    prepared = _owner(lead, officer)
    CommitmentFactory(unit=unit)
    do(by=lead, prepared=prepared)
    assert Commitment.objects.filter(owner=officer).count() == 3


def test_an_act_is_done_once_and_by_who_prepared_it(lead, officer, three):
    prepared = _owner(lead, officer)
    with pytest.raises(PermissionDenied):
        do(by=coordinator(), prepared=prepared)
    do(by=lead, prepared=prepared)
    with pytest.raises(ValidationError) as refused:
        do(by=lead, prepared=prepared)
    assert refused.value.code == "done"
    assert Notice.objects.count() == 3


def test_undo_gives_back_what_each_had_and_says_what_was_left(lead, officer, three, unit):
    first = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    actions.assign(by=lead, commitment=three[0], owner=first)
    bulk = do(by=lead, prepared=_owner(lead, officer))
    actions.change_commitment(by=coordinator(), commitment=three[2], title_nl="Daarna veranderd")
    undone = undo(by=lead, bulk=bulk)
    owners = {one.pk: one.owner for one in Commitment.objects.all()}
    assert owners == {three[0].pk: first, three[1].pk: None, three[2].pk: officer}
    assert undone.left == {"changed_since": [three[2].pk]}
    assert AuditEvent.objects.filter(action="commitment.bulk_undo").count() == 2
    left = Notice.objects.filter(person=officer, kind="assigned")
    assert [notice.commitment for notice in left] == [three[2]]


def test_undo_gives_nothing_back_to_who_may_not_have_it_any_more(lead, officer, three, unit):
    first = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    actions.assign(by=lead, commitment=three[0], owner=first)
    bulk = do(by=lead, prepared=_owner(lead, officer))
    first.units.clear()
    assert undo(by=lead, bulk=bulk).left == {"owner:outside_unit": [three[0].pk]}
    assert Commitment.objects.get(pk=three[0].pk).owner == officer


def test_nothing_goes_back_to_a_unit_that_is_out_of_reach(lead, unit, three):
    new = UnitFactory()
    bulk = do(by=lead, prepared=prepare(by=lead, kind="assign", values={"unit": new.pk}))
    half = PersonFactory(units=[new])
    RoleAssignment.objects.create(person=half, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=new)
    # The whole act is open to a role over everything only; what it gives back is judged one by one.
    returned, left = _give_back(_held(bulk.changing), bulk, half)
    assert (returned, left) == ([], {"unit_out_of_reach": sorted(one.pk for one in three)})
    assert Commitment.objects.filter(unit=new).count() == 3


def test_undo_is_done_once(lead, three):
    bulk = do(by=lead, prepared=prepare(by=lead, kind="theme", values={"theme": ThemeFactory().pk}))
    undo(by=lead, bulk=bulk)
    with pytest.raises(ValidationError) as refused:
        undo(by=lead, bulk=bulk)
    assert refused.value.code == "undone"
    assert {one.theme_id for one in Commitment.objects.all()} == {one.theme_id for one in three}


@pytest.mark.parametrize(
    "role,may", [(Role.COORDINATOR, True), (Role.POLICY_OFFICER, False), (Role.EVALUATOR, False)]
)
def test_besides_who_did_it_only_a_coordinator_takes_it_back(three, role, may):
    officer = PersonFactory(role=Role.POLICY_OFFICER)
    theme = ThemeFactory()
    bulk = do(by=officer, prepared=prepare(by=officer, kind="theme", values={"theme": theme.pk}))
    if may:
        undo(by=PersonFactory(role=role), bulk=bulk)
    else:
        with pytest.raises(PermissionDenied):
            undo(by=PersonFactory(role=role), bulk=bulk)
    assert Commitment.objects.filter(theme=theme).exists() != may


def test_what_was_not_done_is_not_taken_back(lead, three):
    prepared = prepare(by=lead, kind="theme", values={"theme": ThemeFactory().pk})
    with pytest.raises(PermissionDenied):
        undo(by=lead, bulk=prepared)


def test_an_update_is_asked_of_each_and_why_not_of_the_others(lead, officer, unit):
    asked = CommitmentFactory(unit=unit, owner=officer)
    of_deputy = CommitmentFactory(unit=unit, deputy=officer)
    nobody = CommitmentFactory(unit=unit)
    mine = CommitmentFactory(unit=unit, owner=lead)
    closed = CommitmentFactory(unit=unit, owner=officer, state="lapsed", state_reason="Gestopt.")
    prepared = prepare(by=lead, kind="ask", values={"words": "Hoe staat het?"})
    assert sorted(prepared.changing) == [asked.pk, of_deputy.pk]
    assert prepared.staying == {"nobody": [nobody.pk], "oneself": [mine.pk], "closed": [closed.pk]}
    do(by=lead, prepared=prepared)
    assert UpdateRequest.objects.filter(asked_of=officer, words="Hoe staat het?").count() == 2
    assert list(prepare(by=lead, kind="ask", values={}).staying["asked_already"]) == prepared.changing


def test_undoing_a_request_withdraws_it_and_its_unmailed_notices_but_not_what_was_answered(
    lead, officer, three
):
    for one in three:
        actions.assign(by=lead, commitment=one, owner=officer)
    bulk = do(by=lead, prepared=prepare(by=lead, kind="ask", values={}))
    actions.add_note(by=officer, commitment=three[0], on=date(2026, 1, 1), text_nl="Het loopt.")
    mailed = Notice.objects.get(commitment=three[1], kind="update_asked")
    mailed.mailed_at = timezone.now()
    mailed.save()
    undone = undo(by=lead, bulk=bulk)
    assert undone.left == {"answered": [three[0].pk]}
    assert UpdateRequest.objects.filter(withdrawn_at=None).count() == 1
    left = Notice.objects.filter(kind="update_asked").values_list("commitment", flat=True)
    assert set(left) == {three[0].pk, three[1].pk}
    assert Notice.objects.filter(kind="changed", person=officer).get().commitment == three[1]


def test_what_was_asked_in_bulk_is_not_asked_between_look_and_act(lead, officer, three):
    actions.assign(by=lead, commitment=three[0], owner=officer)
    prepared = prepare(by=lead, kind="ask", values={})
    do(by=lead, prepared=prepare(by=lead, kind="ask", values={}))
    with pytest.raises(ValidationError) as refused:
        do(by=lead, prepared=prepared)
    assert refused.value.code == "changed"
    assert UpdateRequest.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_promises(
    lead, officer, unit, django_assert_max_num_queries
):
    for _ in range(40):
        CommitmentFactory(unit=unit)
    with django_assert_max_num_queries(75):
        bulk = do(by=lead, prepared=_owner(lead, officer))
        undo(by=lead, bulk=bulk)


@pytest.mark.parametrize("gone", ["owner", "unit", "theme"])
def test_what_is_gone_cannot_be_chosen(lead, three, gone):
    with pytest.raises(ValidationError):
        prepare(by=lead, kind="assign", values={gone: 999_999})


def test_who_works_within_one_unit_does_and_takes_back_their_own_act(unit, three):
    half = PersonFactory(units=[unit])
    RoleAssignment.objects.create(person=half, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=unit)
    theme = ThemeFactory()
    elsewhere = CommitmentFactory()
    bulk = do(by=half, prepared=prepare(by=half, kind="theme", values={"theme": theme.pk}))
    assert set(Commitment.objects.filter(theme=theme)) == set(three)
    undo(by=half, bulk=bulk)
    assert not Commitment.objects.filter(theme=theme).exists()
    assert elsewhere.pk not in bulk.changing
