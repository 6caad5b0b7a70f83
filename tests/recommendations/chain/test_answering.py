# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A later letter settles, moves or replaces an earlier promise: chosen while reading, done on entering."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.actions import add_note, change_commitment, change_state
from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.entering import enter
from praktijk.recommendations.models import Answer, Commitment, CommitmentLink, DueMove, ProgressNote
from praktijk.recommendations.rules import State
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    RecommendationFactory,
    UnitFactory,
    coordinator,
)
from tests.recommendations.intake.letters_read import proposal, seen, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return coordinator()


def a_letter(person, level=Level.PUBLIC, **values):
    reading = taken_in(person, level=level, **values)
    reading.document.identifier = "kst-39999-77"
    reading.document.save()
    return reading


@pytest.fixture
def reading(person):
    return a_letter(person)


def promised(level=Level.PUBLIC, on=date(2026, 1, 5), **values):
    document = DocumentFactory(published_on=on, level=level, restricted_to=values.get("restricted_to", []))
    return CommitmentFactory(recommendation=RecommendationFactory(document=document), level=level, **values)


def answer(person, reading, label, earlier, kind):
    return actions.answer(
        by=person,
        reading=reading,
        chosen=seen(reading, label),
        answers=earlier,
        answer_kind=kind,
        also_accept=True,
    )


def enter_all(person, reading, *labels):
    return enter(by=person, reading=reading, listed=[seen(reading, label) for label in labels])


def test_what_settles_becomes_evidence_and_waits_for_a_second_person(person, reading):
    earlier = promised()
    answer(person, reading, "2", earlier, "settles")
    enter_all(person, reading, "2")
    earlier.refresh_from_db()
    assert (earlier.state, earlier.delivered_by) == (State.DELIVERED, person)
    note = ProgressNote.objects.get()
    assert (note.commitment, note.level) == (earlier, Level.PUBLIC)
    assert note.evidence_address == "https://zoek.officielebekendmakingen.nl/kst-39999-77.html"
    assert "plan maken" in note.text_nl
    assert list(Commitment.objects.all()) == [earlier]
    told = Answer.objects.get()
    assert (told.commitment, told.kind, told.on, told.by) == (earlier, "settles", date(2027, 3, 4), person)
    assert told.passage.quote == proposal(reading, "2").quote(reading.document.text)
    assert proposal(reading, "2").status == "entered"
    assert proposal(reading, "2").record == earlier
    with pytest.raises(ValidationError):
        change_state(by=person, commitment=earlier, state="settled")
    change_state(by=coordinator(), commitment=earlier, state="settled")


def test_what_moves_keeps_the_old_term_and_names_the_letter(person, reading):
    earlier = promised(due_latest=date(2026, 6, 30), due_words_nl="medio 2026")
    answer(person, reading, "2", earlier, "moves")
    enter_all(person, reading, "2")
    earlier.refresh_from_db()
    assert (earlier.due_earliest, earlier.due_latest) == (date(2027, 10, 1), date(2027, 12, 31))
    assert earlier.due_words_nl == "eind 2027"
    move = DueMove.objects.get()
    assert (move.old_latest, move.old_words_nl) == (date(2026, 6, 30), "medio 2026")
    assert "Bruggen bouwen" in move.reason
    assert Commitment.objects.count() == 1


def test_what_replaces_takes_over_what_its_letter_leaves_open(person, reading):
    unit = UnitFactory()
    owner = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    earlier = promised(unit=unit, owner=owner, verifier=coordinator(), countries=["KE"])
    answer(person, reading, "2", earlier, "replaces")
    enter_all(person, reading, "2")
    later = Commitment.objects.exclude(pk=earlier.pk).get()
    earlier.refresh_from_db()
    assert earlier.state == State.LAPSED
    assert "Bruggen bouwen" in earlier.state_reason
    assert (later.unit, later.owner, later.verifier) == (unit, owner, earlier.verifier)
    assert (later.countries, later.theme, later.recommendation) == (
        ["KE"],
        earlier.theme,
        earlier.recommendation,
    )
    assert later.due_latest == date(2027, 12, 31)
    link = CommitmentLink.objects.get()
    assert (link.earlier, link.later, link.kind) == (earlier, later, "replaces")
    assert Answer.objects.get().later == later


def test_an_owner_who_cannot_follow_the_new_promise_does_not_go_along(person, reading):
    unit, other = UnitFactory(), UnitFactory()
    owner = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    earlier = promised(unit=unit, owner=owner)
    actions.accept(by=person, reading=reading, chosen=seen(reading, "2"), unit=other)
    answer(person, reading, "2", earlier, "replaces")
    enter_all(person, reading, "2")
    later = Commitment.objects.exclude(pk=earlier.pk).get()
    assert (later.unit, later.owner) == (other, None)


@pytest.mark.parametrize("kind", ["settles", "moves", "replaces"])
@pytest.mark.parametrize("state", ["delivered", "settled", "lapsed"])
def test_what_changed_in_the_meantime_enters_nothing_and_says_why(person, reading, kind, state):
    earlier = promised(due_latest=date(2026, 6, 30))
    actions.accept(by=person, reading=reading, chosen=seen(reading, "1"))
    answer(person, reading, "2", earlier, kind)
    Commitment.objects.filter(pk=earlier.pk).update(
        state=state, state_reason="Anders", settled_by=coordinator() if state == "settled" else None
    )
    with pytest.raises(ValidationError) as refusal:
        enter_all(person, reading, "1", "2")
    assert "2" in " ".join(refusal.value.messages)
    assert not Answer.objects.exists()
    assert not ProgressNote.objects.exists()
    assert Commitment.objects.count() == 1
    assert proposal(reading, "1").status == "accepted"


def test_a_promise_restricted_in_the_meantime_is_out_of_reach(person, reading):
    earlier = promised()
    answer(person, reading, "2", earlier, "settles")
    unit = UnitFactory()
    member = PersonFactory(role=Role.COORDINATOR, units=[unit])
    change_commitment(by=member, commitment=earlier, level=Level.RESTRICTED, restricted_to=[unit.pk])
    with pytest.raises(ValidationError) as refusal:
        enter_all(person, reading, "2")
    assert refusal.value.code == "not_entered"
    assert not ProgressNote.objects.exists()


def test_only_a_promise_of_an_earlier_letter_is_answered(person, reading):
    for on in (date(2027, 3, 5), date(2028, 1, 1)):
        with pytest.raises(ValidationError) as refusal:
            answer(person, reading, "2", promised(on=on), "settles")
        assert refusal.value.code == "answer_not_earlier"


def test_a_recommendation_answers_nothing(person, reading):
    with pytest.raises(ValidationError) as refusal:
        answer(person, reading, "1", promised(), "settles")
    assert refusal.value.code == "answers_nothing"


def test_a_letter_without_a_new_term_moves_nothing(person, reading):
    with pytest.raises(ValidationError) as refusal:
        answer(person, reading, "3", promised(due_latest=date(2026, 6, 30)), "moves")
    assert refusal.value.code == "answer_no_term"


def test_the_choice_is_taken_back_like_other_decisions(person, reading):
    answer(person, reading, "2", promised(), "settles")
    actions.undo(by=person, reading=reading, decision=actions.last_undoable(reading))
    taken_back = proposal(reading, "2")
    assert (taken_back.status, taken_back.answers, taken_back.answer_kind) == ("open", None, "")


def test_a_letter_answers_a_promise_once(person, reading):
    earlier = promised(due_latest=date(2026, 6, 30))
    answer(person, reading, "2", earlier, "moves")
    answer(person, reading, "3", earlier, "settles")
    enter_all(person, reading, "2")
    with pytest.raises(ValidationError) as refusal:
        enter_all(person, reading, "3")
    assert refusal.value.code == "not_entered"
    earlier.refresh_from_db()
    assert earlier.state == State.OPEN


def test_a_letter_that_fewer_may_see_is_not_named_to_others(person):
    unit = UnitFactory()
    person.units.add(unit)
    reading = taken_in(person, level=Level.RESTRICTED, restricted_to=[unit.pk])
    earlier, moved = promised(), promised(due_latest=date(2026, 6, 30))
    answer(person, reading, "3", earlier, "settles")
    answer(person, reading, "2", moved, "moves")
    enter_all(person, reading, "2", "3")
    note = ProgressNote.objects.get(commitment=earlier)
    assert (note.level, note.restricted_to) == (Level.RESTRICTED, [unit.pk])
    assert "Bruggen" not in DueMove.objects.get().reason
    outsider = coordinator()
    assert not Answer.objects.visible_to(outsider).exists()
    assert Answer.objects.visible_to(person).count() == 2
    assert not ProgressNote.objects.visible_to(outsider).exists()


def test_a_letter_without_an_official_page_is_its_own_evidence(person):
    reading = taken_in(person)
    earlier = promised(level=Level.INTERNAL)
    answer(person, reading, "2", earlier, "settles")
    enter_all(person, reading, "2")
    note = ProgressNote.objects.get()
    with note.evidence_file.open() as file:
        assert file.read().decode() == reading.document.text
    assert note.level == Level.INTERNAL


def test_a_made_up_letter_answers_no_real_promise(person, reading):
    reading.document.illustrative = True
    reading.document.save()
    with pytest.raises(ValidationError) as refusal:
        answer(person, reading, "2", promised(), "settles")
    assert refusal.value.code == "answer_made_up"


def test_a_note_can_still_settle_what_was_partly_settled(person, reading):
    earlier = promised()
    add_note(
        by=person,
        commitment=earlier,
        on=date(2026, 2, 1),
        text_nl="x",
        evidence_address="https://example.org",
    )
    change_state(by=person, commitment=earlier, state="delivered")
    change_state(by=coordinator(), commitment=earlier, state="partly_settled", reason="Wat rest")
    answer(person, reading, "2", earlier, "settles")
    enter_all(person, reading, "2")
    earlier.refresh_from_db()
    assert earlier.state == State.DELIVERED


def test_the_document_shows_where_it_answers_an_earlier_promise(client, person, reading):
    earlier = promised()
    answer(person, reading, "2", earlier, "settles")
    enter_all(person, reading, "2")
    client.force_login(person)
    page = client.get(reading.document.get_absolute_url()).content.decode()
    assert earlier.get_absolute_url() in page


def test_what_is_joined_keeps_the_answer_and_what_is_split_keeps_it_once(person, reading):
    earlier = promised()
    answer(person, reading, "3", earlier, "settles")
    actions.join(by=person, reading=reading, chosen=seen(reading, "2"), other=seen(reading, "3"))
    joined = proposal(reading, "2")
    assert (joined.answers, joined.answer_kind) == (earlier, "settles")
    at = reading.document.text.index("een plan", joined.start)
    second = actions.split(by=person, reading=reading, chosen=seen(reading, "2"), at=at)
    assert proposal(reading, "2").answers == earlier
    assert (second.answers, second.answer_kind) == (None, "")
    actions.undo(by=person, reading=reading, decision=actions.last_undoable(reading))
    actions.undo(by=person, reading=reading, decision=actions.last_undoable(reading))
    assert proposal(reading, "2").answers is None
    assert proposal(reading, "3").answers == earlier
