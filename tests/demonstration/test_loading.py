# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: the real letter's register in words of our own, and made-up material that says so."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, Person, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.access.stepping_in import doors
from praktijk.demonstration.loading import is_loaded, load
from praktijk.demonstration.material import data, text
from praktijk.demonstration.wiping import KINDS, wipe_illustrative
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.models import HandOver
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.models import (
    Answer,
    Commitment,
    CommitmentLink,
    DueMove,
    ProgressNote,
    Recommendation,
)
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.rules import State
from praktijk.sources.models import Document
from praktijk.sources.reading import read_bytes

pytestmark = pytest.mark.django_db
TRUTH = Path(__file__).parent.parent / "letters" / "kst-32735-403.truth.json"
LETTER = Path(__file__).parents[2].parent / "shared" / "letters" / "kst-32735-403-bijlage.txt"
TODAY = date(2026, 11, 24)


@pytest.fixture
def loaded(settings) -> None:
    settings.DEMO = True
    assert load()


def everything() -> dict[str, list]:
    """Every row of every table that the demonstration writes to."""
    tables = [*KINDS, Person, AuditEvent]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables}


def test_the_register_is_what_a_person_read_in_the_letter(loaded):
    truth = json.loads(TRUTH.read_text("utf-8"))
    real = Recommendation.objects.filter(illustrative=False).order_by("number")
    assert [(one.passage.start, one.passage.end, one.position) for one in real] == [
        (one["start"], one["end"], one["position"])
        for one in sorted(truth["recommendations"], key=lambda one: one["start"])
    ]
    promised = Commitment.objects.filter(illustrative=False).order_by("number")
    windows = [
        (one["start"], one["end"], one["due"] and (one["due"]["earliest"], one["due"]["latest"]))
        for one in sorted(truth["commitments"], key=lambda one: one["start"])
    ]
    assert [
        (
            one.passage.start,
            one.passage.end,
            (str(one.due_earliest), str(one.due_latest)) if one.due_latest else None,
        )
        for one in promised
    ] == windows


def test_everything_is_there_in_both_languages(loaded):
    for record in [*Recommendation.objects.all(), *Commitment.objects.all(), *Unit.objects.all()]:
        names = ("name",) if isinstance(record, Unit) else ("title",)
        for name in names:
            assert getattr(record, f"{name}_nl")
            assert getattr(record, f"{name}_en")
            assert getattr(record, f"{name}_nl") != getattr(record, f"{name}_en")
    assert not Recommendation.objects.filter(reason_nl="").exists()
    assert not Recommendation.objects.filter(reason_en="").exists()


def test_states_are_honest_no_evidence_means_exactly_that(loaded):
    real = Commitment.objects.filter(illustrative=False)
    assert set(real.values_list("state", flat=True)) == {State.OPEN, State.IN_PROGRESS}
    assert [one.title_nl for one in real.filter(state=State.IN_PROGRESS)] == [
        "De jaarlijkse cursus over mensenrechten voor medewerkers weer laten beginnen"
    ]
    assert not ProgressNote.objects.filter(commitment__in=real).exclude(evidence_address="").exists()
    assert list(real.filter(unit_assumed=False).values_list("unit__code", flat=True)) == ["RVO"]


def test_the_real_facts_are_there_to_the_euro(loaded):
    note = ProgressNote.objects.get(commitment__illustrative=False, on=date(2025, 5, 7))
    for amount in ("59.302.000", "44.403.000", "43.963.000", "23.216.000", "20.747.000"):
        assert amount in note.text_nl
        assert amount.replace(".", ",") in note.text_en
    euros = data("facts")["facts"][0]["amounts"][-1]
    assert euros["euros_oda"] + euros["euros_other"] == euros["euros"]


def test_as_known_on_the_day_before_the_letter_there_is_nothing(loaded):
    person = Person.objects.get(role_assignments__role=Role.COORDINATOR)
    before = Register(person, Filter(), today=TODAY, on=date(2025, 3, 20))
    assert (before.totals["recommendations"], before.totals["commitments"]) == (0, 0)
    then = Register(person, Filter(), today=TODAY, on=date(2025, 3, 21))
    assert (then.totals["recommendations"], then.totals["commitments"], then.totals["overdue"]) == (23, 23, 0)


def test_every_state_a_moved_deadline_and_a_second_person_can_be_seen(loaded):
    made_up = Commitment.objects.filter(illustrative=True)
    assert set(made_up.values_list("state", flat=True)) == set(State)
    assert DueMove.objects.filter(commitment__in=made_up).count() == 3
    settled = made_up.get(state=State.SETTLED)
    assert settled.delivered_by != settled.settled_by
    assert settled.delivered_by.illustrative
    assert settled.notes.exclude(evidence_address="").exists()


def test_what_is_made_up_says_so_and_nothing_real_does(loaded):
    assert set(Document.objects.filter(illustrative=False).values_list("identifier", flat=True)) == {
        "kst-32735-403"
    }
    letters = Document.objects.filter(illustrative=True, kind__in=["government_response", "letter"])
    assert letters.count() == 2
    assert all(letter.text.startswith("Deze brief is verzonnen") for letter in letters)
    for model in (Recommendation, Commitment):
        assert set(model.objects.filter(document__in=letters).values_list("illustrative", flat=True)) == {
            True
        }
        assert not model.objects.exclude(document__in=letters).filter(illustrative=True).exists()
    for model in (Answer, Comment, CommitmentLink, UpdateRequest):
        assert set(model.objects.values_list("illustrative", flat=True)) == {True}
    assert not Commitment.objects.filter(illustrative=False).exclude(owner=None, verifier=None).exists()
    assert not Person.objects.filter(illustrative=False).exists()
    assert Recommendation.objects.filter(level=Level.PUBLIC).count() == Recommendation.objects.count()


def test_the_year_has_something_to_show_on_every_page(loaded):
    by_title = {one.title_nl: one for one in Commitment.objects.filter(illustrative=True)}
    replaced = by_title["De Kamer laten weten of de risicokaart aanvulling nodig heeft"]
    replacing = by_title["Zelf drie bedrijfstakken aan de risicokaart toevoegen"]
    assert (replaced.state, replacing.owner) == (State.LAPSED, replaced.owner)
    moved = by_title["Een tussenstand sturen over de drie VN-aanbevelingen"]
    assert moved.due_latest == date(2027, 5, 31)
    assert {one.kind for one in Answer.objects.all()} == {"settles", "moves", "replaces"}
    assert {one.kind for one in CommitmentLink.objects.all()} == {"split_from", "replaces"}
    handed = HandOver.objects.get()
    assert not Commitment.objects.filter(owner=handed.leaving).exclude(state="settled").exists()
    assert UpdateRequest.objects.waiting().get().commitment == moved
    assert Comment.objects.count() == 2
    petra, bas = (Person.objects.get(name=name) for name in ("Petra Plaatsing", "Bas Bedacht"))
    assert handed.leaving == petra
    assert {unit.code for unit in bas.units.all()} == {"DMM", "VB-MR"}


def test_there_is_a_door_for_every_role(loaded):
    assert {door["role"] for door in doors()} == set(Role)


def test_the_made_up_letter_lies_open_to_be_read(loaded):
    reading = LetterReading.objects.get()
    assert reading.illustrative
    assert set(LetterProposal.objects.values_list("status", "illustrative")) == {("open", True)}
    assert reading.document.text == read_bytes(text("voorbeeldbrief.txt").encode(), filename="b.txt").text
    for proposal in LetterProposal.objects.all():
        assert proposal.quote(reading.document.text)


def test_a_second_loading_does_nothing_and_keeps_what_was_entered(loaded):
    person = Person.objects.get(role_assignments__role=Role.COORDINATOR)
    toolkit = Commitment.objects.get(number=1, illustrative=False)
    actions.add_note(by=person, commitment=toolkit, on=TODAY - timedelta(days=1), text_nl="Ligt klaar.")
    before = everything()
    assert is_loaded()
    assert not load()
    call_command("load_demonstration")
    assert everything() == before


def test_it_loads_only_into_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demonstration")
    assert not Document.objects.exists()


def test_wiping_takes_what_was_made_up_and_nothing_else(loaded):
    person = Person.objects.get(role_assignments__role=Role.COORDINATOR)
    real = Commitment.objects.get(number=1, illustrative=False)
    note = actions.add_note(
        by=person,
        commitment=real,
        on=TODAY - timedelta(days=1),
        text_nl="Echt.",
        evidence_address="https://example.org/x",
    )
    actions.change_state(by=person, commitment=real, state="delivered")
    kept = {
        label: [row for row in rows if not row.get("illustrative", False)]
        for label, rows in everything().items()
    }
    wiped = wipe_illustrative()
    assert wiped.removed["commitment"] == 9
    assert not HandOver.objects.exists()
    after = everything()
    trail = after.pop("access.AuditEvent")
    assert [event["action"] for event in trail[len(kept.pop("access.AuditEvent")) :]] == [
        "demonstration.wipe"
    ]
    people = after.pop("access.Person")
    assert len(people) == 9
    assert kept.pop("access.Person") == []
    units = after.pop("access.Unit")
    assert {unit["code"] for unit in units if unit["illustrative"]} == {"AMB-VB", "VB-KE", "VB-MR"}
    assert [unit for unit in units if not unit["illustrative"]] == kept.pop("access.Unit")
    assert after == kept
    note.refresh_from_db()
    assert note.author == person
    assert {door["role"] for door in doors()} == set(Role)
    assert not any(wipe_illustrative().removed.values())
    assert not load()


def test_wiping_leaves_what_something_real_rests_on(loaded):
    made_up = Unit.objects.get(code="VB-MR")
    real = Commitment.objects.get(number=1, illustrative=False)
    actions.change_commitment(by=System("test"), commitment=real, unit=made_up)
    wipe_illustrative()
    real.refresh_from_db()
    assert real.unit == made_up


def test_what_people_add_to_the_made_up_letter_is_made_up_too(loaded):
    letter = Document.objects.get(identifier="voorbeeld-2025-1")
    person = Person.objects.get(role_assignments__role=Role.COORDINATOR)
    added = actions.add_commitment(by=person, document=letter, title_nl="Er nog een bij")
    assert added.illustrative
    assert added.number == 9
    wipe_illustrative()
    assert not Document.objects.filter(pk=letter.pk).exists()


def test_the_history_of_what_was_wiped_is_shown_to_nobody(loaded):
    person = Person.objects.get(role_assignments__role=Role.COORDINATOR)
    wipe_illustrative()
    past = Register(person, Filter(), today=TODAY, on=date(2026, 1, 1))
    assert past.totals["illustrative"] == 0
    assert past.totals["commitments"] == 23


@pytest.mark.shared
def test_no_text_of_the_real_letter_is_in_the_demonstration():
    if not LETTER.exists():
        pytest.skip(f"the real letter is not at {LETTER}")
    words = re.findall(r"\w+", LETTER.read_text("utf-8").lower())
    runs = {tuple(words[at : at + 9]) for at in range(len(words) - 8)}
    for name in (
        "recommendations",
        "commitments",
        "letter",
        "facts",
        "illustrative",
        "year",
        "themes",
        "units",
    ):
        for value in _texts(data(name)):
            ours = re.findall(r"\w+", value.lower())
            shared = [ours[at : at + 9] for at in range(len(ours) - 8) if tuple(ours[at : at + 9]) in runs]
            # The evaluation's own title is a name; it is no text of the letter.
            assert not shared or value.startswith("Tussen papier en praktijk"), shared


def _texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []
