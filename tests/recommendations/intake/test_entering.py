# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering in the register: exactly what was accepted and listed, all of it or nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.entering import enter
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.rules import Position, State
from tests.factories import PersonFactory, ThemeFactory, UnitFactory, coordinator
from tests.recommendations.intake.letters_read import LETTER, proposal, seen, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def reading(person):
    return taken_in(person, level=Level.PUBLIC)


def accept(person, reading, *labels, **values):
    for label in labels:
        actions.accept(by=person, reading=reading, chosen=seen(reading, label), **values)


def enter_all(person, reading, *labels):
    return enter(by=person, reading=reading, listed=[seen(reading, label) for label in labels])


def test_what_was_accepted_becomes_records_that_rest_on_their_passages(person, reading):
    theme, unit = ThemeFactory(), UnitFactory(code="BRG", name_nl="Ministerie van Bruggen")
    accept(person, reading, "1", theme=theme)
    accept(person, reading, "2", theme=theme, unit=unit)
    enter_all(person, reading, "2", "1")
    recommendation, commitment = Recommendation.objects.get(), Commitment.objects.get()
    assert (recommendation.number, recommendation.position, recommendation.theme) == (
        1,
        Position.ADOPTED,
        theme,
    )
    assert recommendation.passage.quote == "om met gemeenten samen te werken"
    assert recommendation.position_passage.quote == "neemt deze aanbeveling over"
    assert commitment.recommendation == recommendation
    assert (commitment.due_latest, commitment.due_words_nl) == (date(2027, 12, 31), "eind 2027")
    assert commitment.state == State.OPEN
    assert (commitment.unit, commitment.unit_assumed) == (unit, True)
    assert commitment.level == Level.PUBLIC
    assert proposal(reading, "2").commitment == commitment
    assert set(LetterProposal.objects.filter(status="open").values_list("label", flat=True)) == {
        "3",
        "4",
        "5",
    }


def test_a_unit_that_the_letter_names_is_not_assumed(person, reading):
    accept(person, reading, "3", unit=UnitFactory(code="BRG", name_nl="Ministerie van Bruggen"))
    enter_all(person, reading, "3")
    assert not Commitment.objects.get().unit_assumed


def test_a_promise_entered_before_its_recommendation_is_linked_when_that_comes(person, reading):
    accept(person, reading, "1", "2")
    enter_all(person, reading, "2")
    assert Commitment.objects.get().recommendation is None
    enter_all(person, reading, "1")
    assert Commitment.objects.get().recommendation == Recommendation.objects.get()


def test_a_promise_follows_its_recommendation_into_another_one(person, reading):
    actions.join(by=person, reading=reading, chosen=seen(reading, "4"), other=seen(reading, "1"))
    accept(person, reading, "4", "2")
    enter_all(person, reading, "4", "2")
    assert Commitment.objects.get().recommendation == Recommendation.objects.get()


@pytest.mark.parametrize("spoil", ["changed", "rejected", "entered"])
def test_all_or_nothing(person, reading, spoil):
    accept(person, reading, "1", "2")
    listed = [seen(reading, "1"), seen(reading, "2")]
    if spoil == "changed":
        actions.change(by=person, reading=reading, chosen=seen(reading, "2"), words=LETTER[10:30].strip())
    elif spoil == "rejected":
        actions.reject(by=person, reading=reading, chosen=seen(reading, "2"))
    else:
        enter_all(person, reading, "2")
    before = Commitment.objects.count()
    with pytest.raises(ValidationError) as refusal:
        enter(by=person, reading=reading, listed=listed)
    assert refusal.value.code == "changed_since_listed"
    assert not Recommendation.objects.exists()
    assert Commitment.objects.count() == before
    assert proposal(reading, "1").status == "accepted"


def test_an_empty_list_enters_nothing(person, reading):
    with pytest.raises(ValidationError) as refusal:
        enter(by=person, reading=reading, listed=[])
    assert refusal.value.code == "nothing_chosen"


def test_what_is_in_the_register_is_no_longer_taken_back(person, reading):
    accept(person, reading, "1")
    accept(person, reading, "2")
    enter_all(person, reading, "2")
    decision = actions.last_undoable(reading)
    actions.undo(by=person, reading=reading, decision=decision)
    assert proposal(reading, "1").status == "open"
    assert proposal(reading, "2").status == "entered"
    assert actions.last_undoable(reading) is None


def test_a_restricted_letter_makes_restricted_records():
    unit = UnitFactory()
    person = PersonFactory(role=Role.COORDINATOR, units=[unit])
    reading = taken_in(person, level=Level.RESTRICTED, restricted_to=[unit.pk])
    accept(person, reading, "1")
    enter_all(person, reading, "1")
    record = Recommendation.objects.get()
    assert (record.level, record.restricted_to) == (Level.RESTRICTED, [unit.pk])


def test_a_deadline_before_the_letter_is_told_with_the_number_and_can_be_left_out(person, reading):
    for label in ("1", "2"):
        actions.accept(by=person, reading=reading, chosen=seen(reading, label))
    LetterProposal.objects.filter(pk=proposal(reading, "2").pk).update(
        due_earliest=None, due_latest=date(2026, 12, 31)
    )
    with pytest.raises(ValidationError, match=r"\b2\b.*2026.*2027"):
        enter(by=person, reading=reading, listed=[seen(reading, "1"), seen(reading, "2")])
    assert not Recommendation.objects.exists()
    enter(by=person, reading=reading, listed=[seen(reading, "1")])
    assert Recommendation.objects.count() == 1
    assert not Commitment.objects.exists()
