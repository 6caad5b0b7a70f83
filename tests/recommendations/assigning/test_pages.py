# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages about whose a promise is: choosing, handing over, linking; and what the commitment's page shows."""

import re

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from psycopg.errors import LockNotAvailable

from praktijk.access.models import RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role, ScopeKind
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.models import Commitment, CommitmentLink
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    ProgressNoteFactory,
    RecommendationFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(code="DMM")


@pytest.fixture
def person(client, unit):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, units=[unit], language="en", name="Chief")
    client.force_login(person)
    return person


@pytest.fixture
def owner(unit):
    return PersonFactory(role=Role.POLICY_OFFICER, units=[unit], name="Anna")


def page_of(client, commitment) -> str:
    return client.get(f"/register/commitments/{commitment.pk}/").content.decode()


def main_button(page: str) -> str:
    header = page[page.index("<h1") : page.index('id="promise"')]
    return " ".join(re.findall(r'btn--main" href="[^"]*">([^<]*)', header))


def test_people_of_the_unit_are_offered_first(client, person, unit, owner):
    PersonFactory(role=Role.POLICY_OFFICER, units=[UnitFactory(code="SAM")], name="Aaron")
    PersonFactory(role=Role.READER, units=[unit], name="Reader")
    commitment = CommitmentFactory(unit=unit)
    page = client.get(f"/register/commitments/{commitment.pk}/who/").content.decode()
    assert page.index("Anna (DMM)") < page.index("Aaron (SAM)")
    assert "Reader" not in page


def test_a_refused_choice_comes_back_beside_its_field_with_the_choice(client, person, unit, owner):
    commitment = CommitmentFactory(unit=unit)
    answer = client.post(
        f"/register/commitments/{commitment.pk}/who/",
        {"unit": unit.pk, "owner": owner.pk, "deputy": owner.pk},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Anna is the owner already" in page
    assert page.count(f'<option value="{owner.pk}" selected>') == 2


def test_owner_and_countries_are_filled_in_with_the_rest_of_a_commitment(client, person, unit, owner):
    answer = client.post(
        "/register/commitments/new/",
        {
            "document": DocumentFactory().pk,
            "title_en": "New",
            "level": "internal",
            "unit": unit.pk,
            "owner": owner.pk,
            "countries_more": "Kenya, oeganda; NL",
        },
    )
    assert answer.status_code == 302
    kept = Commitment.objects.get()
    assert (kept.owner, kept.countries) == (owner, ["KE", "NL", "UG"])
    assert "Kenya, Netherlands, Uganda" in page_of(client, kept)


def test_what_is_no_country_is_said_with_what_may_be_meant_and_nothing_is_lost(client, person, unit):
    commitment = CommitmentFactory(unit=unit, countries=["KE"])
    answer = client.post(
        f"/register/commitments/{commitment.pk}/edit/",
        {
            "title_en": "Other",
            "level": "internal",
            "unit": unit.pk,
            "countries": ["KE"],
            "countries_more": "Ugandaa",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Did you mean Uganda?" in page
    assert 'value="Ugandaa"' in page
    assert 'value="KE" id="id_countries_KE" checked' in page


@pytest.mark.parametrize("written", ["XX", "'; DROP", "K", "ZZ,KE", "\x00", "é" * 500])
def test_no_other_code_gets_in(client, person, unit, written):
    commitment = CommitmentFactory(unit=unit)
    answer = client.post(
        f"/register/commitments/{commitment.pk}/edit/",
        {"title_en": "Other", "level": "internal", "unit": unit.pk, "countries": [written]},
    )
    assert answer.status_code == 422
    assert Commitment.objects.get().countries == []


def test_the_page_shows_who_and_the_one_next_step_of_each(client, unit, owner):
    verifier = PersonFactory(role=Role.COORDINATOR, units=[unit], language="en", name="Vera")
    reader = PersonFactory(role=Role.READER, language="en")
    other = PersonFactory(role=Role.COORDINATOR, language="en")
    owner.language = "en"
    owner.save()
    commitment = CommitmentFactory(unit=unit)

    def step_of(who) -> str:
        client.force_login(who)
        return main_button(page_of(client, commitment))

    assert step_of(other) == "Say who looks after it"
    Commitment.objects.update(owner=owner, verifier=verifier)
    assert "Anna" in page_of(client, commitment)
    assert "Vera" in page_of(client, commitment)
    assert step_of(owner) == "Add a note"
    ProgressNoteFactory(commitment=commitment, evidence_address="https://example.org/")
    assert step_of(owner) == "Say that it is delivered"
    Commitment.objects.update(state="delivered", delivered_by=owner)
    assert step_of(verifier) == "Verify and settle"
    assert step_of(owner) == ""
    assert "Waits for verification by Vera" in page_of(client, commitment)
    assert step_of(reader) == ""
    Commitment.objects.update(state="settled", settled_by=verifier)
    assert step_of(verifier) == ""


def test_the_hand_over_is_looked_at_first_and_done_on_the_second_press(client, person, unit, owner):
    commitment = CommitmentFactory(unit=unit, owner=owner, title_en="Birdcage")
    successor = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], name="Bram")
    address = f"/register/hand-over/{owner.pk}/"
    assert (
        "Owner: 1" in client.get(address).content.decode()
        or "owner: 1" in client.get(address).content.decode()
    )

    filled = {"everything": successor.pk, "note": "Call first."}
    looked = client.post(address, filled).content.decode()
    assert "Bram becomes the owner of 1 promise." in looked
    assert "Birdcage" in looked
    assert Commitment.objects.get().owner == owner

    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', looked)
    answer = client.post(address, filled | {"seen": seen[1]}, follow=True)
    assert "Call first." in answer.content.decode()
    commitment.refresh_from_db()
    assert commitment.owner == successor


def test_a_hand_over_that_cannot_be_says_why_and_offers_no_button_to_do_it(client, person, unit, owner):
    CommitmentFactory(unit=unit, owner=owner, verifier=person)
    page = client.post(f"/register/hand-over/{owner.pk}/", {"everything": person.pk}).content.decode()
    assert "1 promise cannot go" in page
    assert "Chief verifies this promise" in page
    assert 'name="seen"' not in page


def test_a_hand_over_to_nobody_or_to_who_leaves_is_refused(client, person, unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    for data in ({"everything": ""}, {"everything": owner.pk}, {"everything": 999_999}):
        assert client.post(f"/register/hand-over/{owner.pk}/", data | {"note": "x"}).status_code == 422


def test_a_hand_over_tells_how_many_hidden_ones_stay_behind_and_nothing_of_them(client, person, unit, owner):
    owner.units.add(secret := UnitFactory())
    CommitmentFactory(
        unit=unit, owner=owner, level=Level.RESTRICTED, restricted_to=[secret.pk], title_en="Birdcage"
    )
    page = client.get(f"/register/hand-over/{owner.pk}/").content.decode()
    assert "1 promise is not among what you may see" in page
    assert "Birdcage" not in page


def test_who_edits_within_a_unit_learns_nothing_of_promises_elsewhere(client, unit, owner):
    editor = PersonFactory(units=[unit], language="en")
    RoleAssignment.objects.create(person=editor, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=unit)
    client.force_login(editor)
    elsewhere = UnitFactory(code="ELSE")
    address = f"/register/hand-over/{owner.pk}/"
    assert client.get(address).status_code == 404
    CommitmentFactory(unit=elsewhere, owner=owner)
    assert client.get(address).status_code == 404
    mine = CommitmentFactory(unit=unit, owner=owner)
    page = client.get(address).content.decode()
    assert "There may be more that you may not see" in page
    assert "is not among what you may see" not in page
    assert "ELSE" not in page
    successor = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    done = hand_over(by=editor, leaving=owner, successors=dict.fromkeys(Seat, successor))
    page = client.get(f"/register/handed-over/{done.pk}/").content.decode()
    assert mine.get_absolute_url() in page
    assert "Hand over what is left" not in page


def test_a_choice_that_differs_from_what_was_looked_at_is_not_done(client, person, unit, owner):
    CommitmentFactory(unit=unit, owner=owner)
    bram, cor = (PersonFactory(role=Role.POLICY_OFFICER, units=[unit], name=name) for name in ("Bram", "Cor"))
    address = f"/register/hand-over/{owner.pk}/"
    looked = client.post(address, {"everything": bram.pk}).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', looked)[1]
    answer = client.post(address, {"everything": cor.pk, "seen": seen})
    assert answer.status_code == 422
    assert "Cor becomes the owner" in answer.content.decode()
    assert Commitment.objects.get().owner == owner


def test_who_meets_another_at_work_on_the_same_promises_is_told_to_try_again(
    client, person, unit, owner, monkeypatch
):
    CommitmentFactory(unit=unit, owner=owner)
    successor = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    address = f"/register/hand-over/{owner.pk}/"
    looked = client.post(address, {"everything": successor.pk, "note": "Call first."}).content.decode()
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', looked)[1]

    def waits_too_long(**values):
        raise OperationalError("canceling statement due to lock timeout") from LockNotAvailable()

    monkeypatch.setattr("praktijk.recommendations.assigning.views.give_everything", waits_too_long)
    answer = client.post(address, {"everything": successor.pk, "note": "Call first.", "seen": seen})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "try again" in page
    assert "Call first." in page
    assert f'name="seen" value="{seen}"' in page


def test_two_promises_are_linked_from_a_search_and_shown_on_both_pages(client, person, unit):
    one = CommitmentFactory(unit=unit, title_nl="Vogelkooi", title_en="Birdcage")
    other = CommitmentFactory(unit=unit, title_nl="Brievenbus", title_en="Letterbox", number=77)
    address = f"/register/commitments/{one.pk}/links/"
    for words in ("letterbox", "77"):
        assert "Letterbox" in client.get(address, {"q": words}).content.decode()
    assert client.post(address, {"other": other.pk}).status_code == 302
    assert "Letterbox" in page_of(client, one)
    assert "Birdcage" in page_of(client, other)

    assert client.post(address, {"other": other.pk}).status_code == 422
    assert client.post(address, {"other": one.pk}).status_code == 422
    assert client.post(address, {"other": 999_999}).status_code == 422
    assert CommitmentLink.objects.count() == 1

    link = CommitmentLink.objects.get()
    client.post(f"/register/commitments/{other.pk}/links/{link.pk}/remove/")
    assert CommitmentLink.objects.get().withdrawn
    assert "Letterbox" not in page_of(client, one)


def test_what_became_of_a_promise_is_no_link_to_remove(client, person, unit):
    one, other = CommitmentFactory(unit=unit), CommitmentFactory(unit=unit)
    link = CommitmentLink.objects.create(earlier=one, later=other, kind="split_from", on="2026-01-01")
    page = page_of(client, one)
    assert "Split from this one:" in page
    assert "Remove the link" not in page
    answer = client.post(f"/register/commitments/{one.pk}/links/{link.pk}/remove/")
    assert answer.status_code == 404
    assert CommitmentLink.objects.exists()


def test_a_link_to_a_restricted_promise_is_there_for_who_may_see_it_only(client, person, unit):
    secret = UnitFactory()
    one = CommitmentFactory(unit=unit)
    hidden = CommitmentFactory(
        unit=unit, level=Level.RESTRICTED, restricted_to=[secret.pk], title_en="Birdcage"
    )
    CommitmentLink.objects.create(earlier=one, later=hidden, on="2026-01-01")
    assert "Birdcage" not in page_of(client, one)
    answer = client.get(f"/register/commitments/{one.pk}/links/", {"q": "birdcage"})
    assert f'value="{hidden.pk}"' not in answer.content.decode()
    assert client.post(f"/register/commitments/{one.pk}/links/", {"other": hidden.pk}).status_code == 422
    person.units.add(secret)
    assert "Birdcage" in page_of(client, one)


def test_a_new_commitment_finds_its_recommendation_by_words_and_keeps_what_was_typed(client, person, unit):
    wanted = RecommendationFactory(title_nl="Vogelkooi", title_en="Birdcage")
    RecommendationFactory(title_nl="Brievenbus", title_en="Letterbox")
    address = "/register/commitments/new/"
    assert "Letterbox" not in client.get(address).content.decode()

    typed = {
        "document": wanted.document_id,
        "title_en": "What was typed",
        "level": "internal",
        "unit": unit.pk,
        "recommendation_words": "birdcage",
    }
    for pressed in ({"find": "1"}, {}):
        answer = client.post(address, typed | pressed)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'value="What was typed"' in page
        assert "Birdcage" in page
        assert "Letterbox" not in page
        assert not Commitment.objects.exists()

    answer = client.post(
        address, typed | {"recommendation": wanted.pk, "recommendation_searched": "birdcage"}
    )
    assert answer.status_code == 302
    assert Commitment.objects.get().recommendation == wanted


def test_the_form_for_a_new_commitment_asks_no_more_of_a_large_register(client, person):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/register/commitments/new/").status_code == 200
        return len(captured)

    asked()
    few = asked()
    for _ in range(12):
        RecommendationFactory()
        PersonFactory(role=Role.POLICY_OFFICER, units=[UnitFactory()])
    assert asked() == few
