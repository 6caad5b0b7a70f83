# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions on proposals: what they change, what they refuse, and that each can be taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.actions import Chosen, ChosenWithTheme
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.intake.taking_in import ReadBefore, take_in
from praktijk.sources import originals
from praktijk.sources.models import Document
from praktijk.sources.reading.model import Unreadable
from tests.factories import DocumentFactory, PersonFactory, ThemeFactory, UnitFactory, coordinator
from tests.recommendations.intake.letters_read import LETTER, SHA, a_reading, proposal, seen, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def reading(person):
    return taken_in(person)


def shapes(reading) -> list[dict]:
    names = ["label", *actions.SHAPE]
    return list(LetterProposal.objects.filter(reading=reading).order_by("pk").values(*names))


def code_of(refusal) -> str:
    error = refusal.value
    return (
        error.error_list[0].code
        if not hasattr(error, "error_dict")
        else next(iter(error.error_dict.values()))[0].code
    )


def test_a_letter_comes_in_whole_numbered_in_its_order(reading):
    assert list(reading.proposals.order_by("start").values_list("label", "kind")) == [
        ("1", "recommendation"),
        ("2", "commitment"),
        ("3", "commitment"),
        ("4", "recommendation"),
        ("5", "commitment"),
    ]
    first, plan = proposal(reading, "1"), proposal(reading, "2")
    assert first.quote(LETTER) == "om met gemeenten samen te werken"
    assert first.position_words(LETTER) == "neemt deze aanbeveling over"
    assert plan.belongs_to == first
    assert (plan.due_earliest, plan.due_latest) == (date(2027, 10, 1), date(2027, 12, 31))
    assert reading.document.published_on == date(2027, 3, 4)
    assert reading.document.citations.get().identifier == "kst-39999-12"
    assert [section.title for section in reading.document.sections.all()] == ["Samenwerking", "Toezicht"]


def test_nothing_is_stored_of_a_file_in_which_nothing_was_recommended(person):
    empty = a_reading()
    empty = type(empty)(empty.source, empty.text, (), (), (), ())
    with pytest.raises(Unreadable, match="recommended"):
        taken_in(person, read=empty, original=LETTER.encode())
    assert not Document.objects.exists()
    assert not originals.is_kept(SHA)


def test_a_malformed_value_stores_nothing_not_even_the_file(person):
    with pytest.raises(ValidationError):
        taken_in(person, identifier="kst 32735", original=LETTER.encode())
    assert not Document.objects.exists()
    assert not originals.is_kept(SHA)


def test_the_original_goes_again_when_the_audit_trail_cannot_be_written(person, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr("praktijk.access.acting._write", fail)
    with pytest.raises(RuntimeError):
        taken_in(person, original=b"een andere brief")
    assert not LetterReading.objects.exists()
    assert not originals.is_kept(SHA)


def test_the_same_file_is_read_once(person, reading):
    with pytest.raises(ReadBefore) as before:
        taken_in(person)
    assert before.value.reading == reading
    assert LetterReading.objects.count() == 1


def test_a_document_known_by_its_places_gets_its_text_and_keeps_what_is_known_of_it(person):
    known = DocumentFactory(
        title_nl="Eigen titel", text="", characters=len(LETTER), sha256=SHA, level=Level.PUBLIC
    )
    reading = taken_in(person, title="Andere titel")
    known.refresh_from_db()
    assert reading.document == known
    assert (known.title_nl, known.text, known.level) == ("Eigen titel", LETTER, Level.PUBLIC)
    assert reading.level == Level.PUBLIC


def test_a_file_known_where_the_person_cannot_see_it_is_refused_without_a_word_about_it(person):
    elsewhere = UnitFactory()
    DocumentFactory(
        sha256=SHA, level=Level.RESTRICTED, restricted_to=[elsewhere.pk], title_nl="Geheim", title_en=""
    )
    with pytest.raises(ValidationError) as refusal:
        taken_in(person)
    assert code_of(refusal) == "known_elsewhere"
    assert "Geheim" not in str(refusal.value)


def test_nobody_takes_in_what_they_could_not_see_themselves(person):
    with pytest.raises(ValidationError) as refusal:
        taken_in(person, level=Level.RESTRICTED, restricted_to=[UnitFactory().pk])
    assert code_of(refusal) == "not_own_unit"


def test_a_reader_may_not_read_letters():
    with pytest.raises(PermissionDenied):
        take_in(by=PersonFactory(role=Role.READER), read=a_reading(), file_name="brief.txt")
    assert AuditEvent.objects.get().result == AuditEvent.Result.REFUSED


def test_accepting_and_rejecting(person, reading):
    theme, unit = ThemeFactory(), UnitFactory()
    actions.accept(by=person, reading=reading, chosen=seen(reading, "2"), theme=theme, unit=unit)
    actions.reject(by=person, reading=reading, chosen=seen(reading, "5"))
    accepted = proposal(reading, "2")
    assert (accepted.status, accepted.theme, accepted.unit, accepted.version) == ("accepted", theme, unit, 2)
    assert proposal(reading, "5").status == "rejected"


DECISIONS = {
    "accept": lambda by, reading: actions.accept(by=by, reading=reading, chosen=seen(reading, "1")),
    "reject": lambda by, reading: actions.reject(by=by, reading=reading, chosen=seen(reading, "1")),
    "change": lambda by, reading: actions.change(
        by=by, reading=reading, chosen=seen(reading, "2"), words="een plan maken", title_nl="Plan",
        due_words="", due_latest=None, due_earliest=None,
    ),
    "join": lambda by, reading: actions.join(
        by=by, reading=reading, chosen=seen(reading, "2"), other=seen(reading, "3")
    ),
    "split": lambda by, reading: actions.split(
        by=by, reading=reading, chosen=seen(reading, "2"), at=LETTER.index("een plan")
    ),
    "accept_sure": lambda by, reading: actions.accept_sure(
        by=by, reading=reading,
        listed=[ChosenWithTheme(one.pk, one.version) for one in reading.proposals.all() if one.is_sure],
    ),
}  # fmt: skip


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_every_decision_can_be_taken_back_and_leaves_an_event(person, reading, decide):
    before = shapes(reading)
    decide(person, reading)
    assert shapes(reading) != before
    actions.undo(by=person, reading=reading, decision=actions.last_undoable(reading))
    after = [shape for shape in shapes(reading) if shape["status"] != "withdrawn"]
    assert after == before
    assert actions.last_undoable(reading) is None
    assert AuditEvent.objects.filter(action="letter.undo").count() == 1


@pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)
def test_a_decision_whose_audit_event_fails_does_not_happen(person, reading, decide, monkeypatch):
    before = shapes(reading)

    def fail(*args, **kwargs):
        raise RuntimeError("no audit")

    monkeypatch.setattr("praktijk.access.acting._write", fail)
    with pytest.raises(RuntimeError):
        decide(person, reading)
    assert shapes(reading) == before
    assert not Decision.objects.exists()


def test_a_decision_on_an_old_page_is_refused_and_changes_nothing(person, reading):
    old = seen(reading, "1")
    colleague = coordinator()
    actions.reject(by=colleague, reading=reading, chosen=old)
    with pytest.raises(ValidationError) as refusal:
        actions.accept(by=person, reading=reading, chosen=old)
    assert code_of(refusal) == "stale"
    assert proposal(reading, "1").status == "rejected"


def test_undo_is_refused_when_something_else_was_decided_since(person, reading):
    actions.accept(by=person, reading=reading, chosen=seen(reading, "1"))
    mine = actions.last_undoable(reading)
    actions.accept(by=coordinator(), reading=reading, chosen=seen(reading, "2"))
    with pytest.raises(ValidationError) as refusal:
        actions.undo(by=person, reading=reading, decision=mine)
    assert code_of(refusal) == "undo_other"
    assert proposal(reading, "1").status == "accepted"


def test_changed_words_must_stand_in_the_letter(person, reading):
    with pytest.raises(ValidationError) as refusal:
        actions.change(by=person, reading=reading, chosen=seen(reading, "1"), words="om niets te doen")
    assert refusal.value.error_dict["words"][0].code == "not_in_letter"
    with pytest.raises(ValidationError) as refusal:
        actions.change(
            by=person,
            reading=reading,
            chosen=seen(reading, "1"),
            words="samen te werken",
            position_words="verzonnen",
        )
    assert list(refusal.value.error_dict) == ["position_words"]


def test_a_changed_window_must_be_in_order(person, reading):
    with pytest.raises(ValidationError) as refusal:
        actions.change(
            by=person, reading=reading, chosen=seen(reading, "2"), words="zal eind 2027 een plan maken",
            due_earliest=date(2027, 12, 31), due_latest=date(2027, 1, 1),
        )  # fmt: skip
    assert list(refusal.value.error_dict) == ["due_latest"]


def test_change_moves_the_passage_to_the_words_and_the_term_to_its_words(person, reading):
    actions.change(
        by=person, reading=reading, chosen=seen(reading, "3"),
        words="het ministerie van Bruggen zal de Kamer informeren",
        due_words="eind 2027", also_accept=True, owner="het ministerie",
    )  # fmt: skip
    changed = proposal(reading, "3")
    assert changed.quote(LETTER) == "het ministerie van Bruggen zal de Kamer informeren"
    assert LETTER[changed.due_start : changed.due_end] == "eind 2027"
    assert changed.status == "accepted"


def test_joining_takes_up_the_other_and_its_term(person, reading):
    kept = actions.join(by=person, reading=reading, chosen=seen(reading, "3"), other=seen(reading, "2"))
    assert (
        kept.quote(LETTER)
        == "zal eind 2027 een plan maken; het ministerie van Bruggen zal de Kamer informeren"
    )
    assert kept.due_words == "eind 2027"
    gone = proposal(reading, "2")
    assert (gone.status, gone.joined_into_id) == ("joined", kept.pk)


@pytest.mark.parametrize("other,code", [("2", "join_kinds"), ("1", "join_itself")])
def test_what_cannot_be_joined(person, reading, other, code):
    with pytest.raises(ValidationError) as refusal:
        actions.join(by=person, reading=reading, chosen=seen(reading, "1"), other=seen(reading, other))
    assert code_of(refusal) == code


def test_splitting_gives_the_second_part_a_number_and_the_term_to_the_part_with_its_words(person, reading):
    second = actions.split(by=person, reading=reading, chosen=seen(reading, "2"), at=LETTER.index("een plan"))
    first = proposal(reading, "2")
    assert (first.quote(LETTER), second.quote(LETTER)) == ("zal eind 2027", "een plan maken")
    assert second.label == "2b"
    assert (first.due_words, second.due_words) == ("eind 2027", "")
    third = actions.split(
        by=person, reading=reading, chosen=seen(reading, "2b"), at=LETTER.index("maken; het")
    )
    assert third.label == "2c"


@pytest.mark.parametrize("at", [0, LETTER.index("zal eind"), LETTER.index("; het ministerie"), len(LETTER)])
def test_a_split_leaves_words_on_both_sides(person, reading, at):
    with pytest.raises(ValidationError) as refusal:
        actions.split(by=person, reading=reading, chosen=seen(reading, "2"), at=at)
    assert code_of(refusal) == "split_outside"


def test_all_that_are_sure_are_accepted_as_listed_and_what_moved_on_is_left_alone(person, reading):
    theme = ThemeFactory()
    listed = [
        ChosenWithTheme(*vars(seen(reading, label)).values(), theme=theme.pk) for label in ("1", "2", "3")
    ]
    actions.reject(by=coordinator(), reading=reading, chosen=seen(reading, "2"))
    accepted, left_alone = actions.accept_sure(by=person, reading=reading, listed=listed)
    assert sorted(one.label for one in accepted) == ["1", "3"]
    assert left_alone == [proposal(reading, "2").pk]
    assert proposal(reading, "3").theme == theme
    assert proposal(reading, "2").status == "rejected"


def test_a_proposal_of_another_letter_is_out_of_reach(person, reading):
    other = taken_in(person, read=a_reading("f" * 64))
    with pytest.raises(ValidationError) as refusal:
        actions.accept(by=person, reading=reading, chosen=seen(other, "1"))
    assert code_of(refusal) == "no_such_proposal"
    with pytest.raises(ValidationError):
        actions.accept(by=person, reading=reading, chosen=Chosen(0, 1))


def test_a_restricted_letter_is_decided_on_by_its_units_only():
    unit = UnitFactory()
    inside, outside = PersonFactory(role=Role.POLICY_OFFICER, units=[unit]), coordinator()
    reading = taken_in(inside, level=Level.RESTRICTED, restricted_to=[unit.pk])
    assert proposal(reading, "1").level == Level.RESTRICTED
    with pytest.raises(PermissionDenied):
        actions.accept(by=outside, reading=reading, chosen=seen(reading, "1"))
    for model in (LetterReading, LetterProposal, Document):
        assert model.objects.visible_to(inside).exists()
        assert not model.objects.visible_to(outside).exists()
