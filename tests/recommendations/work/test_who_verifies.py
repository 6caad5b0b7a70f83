# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every delivery waits for somebody who may settle it, and for nobody who may not."""

from datetime import date

import pytest

from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.work.queries import MyWork
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def cast(unit) -> dict[str, Person]:
    return {
        seat: PersonFactory(role=Role.COORDINATOR, units=[unit]) for seat in ("owner", "deputy", "verifier")
    }


@pytest.fixture
def promise(unit, cast) -> Commitment:
    return CommitmentFactory(unit=unit, **cast)


def deliver(promise: Commitment, by: Person) -> None:
    day = date(2026, 1, 1)
    proof = "https://example.org/besluit"
    actions.add_note(by=by, commitment=promise, on=day, text_nl="Klaar.", evidence_address=proof)
    actions.change_state(by=by, commitment=promise, state="delivered")


def to_verify(person: Person) -> list[Commitment]:
    return list(MyWork(person, today=date(2026, 2, 1)).to_verify())


def told() -> set[Person]:
    return {notice.person for notice in Notice.objects.filter(kind=Notice.Kind.TO_VERIFY)}


def test_what_its_verifier_delivered_waits_for_another_who_is_told(unit, cast, promise):
    other = PersonFactory(role=Role.COORDINATOR, units=[unit])
    deliver(promise, cast["verifier"])
    assert told() == {other}
    assert to_verify(other) == [promise]
    assert to_verify(cast["verifier"]) == []


def test_what_has_a_verifier_who_may_settle_it_waits_for_nobody_else(unit, cast, promise):
    other = PersonFactory(role=Role.COORDINATOR, units=[unit])
    deliver(promise, cast["owner"])
    assert told() == {cast["verifier"]}
    assert (to_verify(cast["verifier"]), to_verify(other)) == ([promise], [])


@pytest.mark.parametrize("who", ["owner", "deputy"])
def test_who_gave_it_away_while_it_waited_is_not_asked_to_verify_it(unit, cast, promise, who):
    other = PersonFactory(role=Role.COORDINATOR, units=[unit])
    deliver(promise, other)
    heirs = [PersonFactory(role=Role.POLICY_OFFICER, units=[unit]) for _ in range(2)]
    actions.assign(by=cast[who], commitment=promise, owner=heirs[0], deputy=heirs[1])
    assert to_verify(cast[who]) == []
    assert to_verify(cast["verifier"]) == [promise]


def test_where_who_gave_it_away_became_its_verifier_it_waits_for_the_others(unit, cast, promise):
    other = PersonFactory(role=Role.COORDINATOR, units=[unit])
    deliver(promise, cast["owner"])
    heir = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    actions.assign(by=other, commitment=promise, owner=heir, verifier=cast["deputy"])
    assert (to_verify(cast["deputy"]), to_verify(other)) == ([], [promise])
