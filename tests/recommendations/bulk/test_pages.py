# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of work on many promises, without script."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from psycopg.errors import LockNotAvailable

from praktijk.access.models import AuditEvent, Person
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions as register
from praktijk.recommendations.bulk import actions
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.models import Commitment
from tests.factories import CommitmentFactory, PersonFactory, ThemeFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db

BULK = "/register/bulk/"


@pytest.fixture
def lead(client) -> Person:
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


@pytest.fixture
def three() -> list[Commitment]:
    unit = UnitFactory()
    return [CommitmentFactory(unit=unit) for _ in range(3)]


def test_from_filter_to_look_to_act_to_undo(client, lead, three):
    theme, other = ThemeFactory(name_en="Water"), CommitmentFactory()
    page = client.get(BULK, {"unit": three[0].unit.code}).content.decode()
    assert "Work on 3 commitments" in page
    assert other.title_en not in page

    answer = client.post(
        f"{BULK}?unit={three[0].unit.code}", {"which": "all", "kind": "theme", "theme": theme.pk}
    )
    prepared = BulkAct.objects.get()
    assert answer.url == prepared.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "3 commitments will change" in page
    assert "→ Water" in page
    assert not Commitment.objects.filter(theme=theme).exists()

    answer = client.post(reverse("bulk_do", args=[prepared.pk]))
    assert Commitment.objects.filter(theme=theme).count() == 3
    page = client.get(answer.url).content.decode()
    assert "3 commitments changed" in page
    assert "Take it back" in page

    answer = client.post(reverse("bulk_undo", args=[prepared.pk]))
    page = client.get(answer.url).content.decode()
    assert "Taken back on" in page
    assert "Take it back" not in page
    assert not Commitment.objects.filter(theme=theme).exists()


def test_single_ones_are_ticked(client, lead, three):
    ticked = [three[0].pk, three[2].pk]
    client.post(BULK, {"which": "ticked", "ticked": ticked, "kind": "theme", "theme": ThemeFactory().pk})
    assert sorted(BulkAct.objects.get().changing) == ticked


@pytest.mark.parametrize(
    "sent,field",
    [
        ({}, "which"),
        ({"which": "all"}, "kind"),
        ({"which": "all", "kind": "destroy"}, "kind"),
        ({"which": "all", "kind": "theme"}, "theme"),
        ({"which": "all", "kind": "theme", "theme": "abc"}, "theme"),
        ({"which": "all", "kind": "assign"}, "owner"),
        ({"which": "all", "kind": "assign", "owner": "999999999999"}, "owner"),
        ({"which": "all", "kind": "assign", "owner": "99999999999999999999999"}, "owner"),
        ({"which": "all", "kind": "ask", "words": "x" * 2001}, "words"),
        ({"which": "ticked", "kind": "ask"}, "ticked"),
        ({"which": "ticked", "kind": "ask", "ticked": ["1", "x"]}, "ticked"),
        ({"which": "ticked", "kind": "ask", "ticked": ["٣"]}, "ticked"),
        ({"which": "ticked", "kind": "ask", "ticked": ["9" * 40]}, "ticked"),
        ({"which": "ticked", "kind": "ask", "ticked": ["999999999"]}, "__all__"),
    ],
)
def test_what_makes_no_sense_comes_back_with_the_reason(client, lead, three, sent, field):
    answer = client.post(BULK, sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not BulkAct.objects.exists()


def test_what_was_typed_comes_back(client, lead, three):
    answer = client.post(BULK, {"which": "ticked", "kind": "ask", "words": "Hoe staat het hiermee?"})
    assert "Hoe staat het hiermee?" in answer.content.decode()


def test_when_the_register_changed_one_looks_again(client, lead, three):
    client.post(BULK, {"which": "all", "kind": "theme", "theme": ThemeFactory().pk})
    prepared = BulkAct.objects.get()
    register.change_commitment(by=coordinator(), commitment=three[0], title_nl="Anders")
    answer = client.post(reverse("bulk_do", args=[prepared.pk]), follow=True)
    page = answer.content.decode()
    assert "The register changed since you looked" in page
    assert "3 commitments will change" in page
    assert answer.redirect_chain[-1][0].startswith(BulkAct.objects.latest("pk").get_absolute_url())
    assert BulkAct.objects.filter(done_at=None).count() == 2


def test_when_nothing_is_left_of_the_choice_it_says_so(client, lead, three):
    query = f"unit={three[0].unit.code}"
    client.post(f"{BULK}?{query}", {"which": "all", "kind": "theme", "theme": ThemeFactory().pk})
    for one in three:
        register.change_commitment(by=lead, commitment=one, unit=UnitFactory())
    answer = client.post(reverse("bulk_do", args=[BulkAct.objects.get().pk]))
    assert answer.status_code == 422
    assert "There is no commitment to work on" in answer.content.decode()


def test_while_somebody_else_holds_them_it_says_so(client, lead, three, monkeypatch):
    client.post(BULK, {"which": "all", "kind": "theme", "theme": ThemeFactory().pk})

    def held(**values):
        raise OperationalError("canceling statement due to lock timeout") from LockNotAvailable()

    monkeypatch.setattr(actions, "do", held)
    answer = client.post(reverse("bulk_do", args=[BulkAct.objects.get().pk]))
    assert answer.status_code == 409
    assert "try again" in answer.content.decode()


def test_the_button_pressed_twice_shows_what_was_done(client, lead, three):
    client.post(BULK, {"which": "all", "kind": "theme", "theme": ThemeFactory().pk})
    address = reverse("bulk_do", args=[BulkAct.objects.get().pk])
    assert client.post(address).url == client.post(address).url
    assert BulkAct.objects.count() == 1


def test_what_somebody_prepared_is_for_them_and_what_was_done_for_coordinators(client, lead, three):
    officer = PersonFactory(role=Role.POLICY_OFFICER)
    prepared = actions.prepare(
        by=officer, kind="ask", values={"words": "Alleen voor wie het aangaat"}, query="q=toezegging"
    )
    address = prepared.get_absolute_url()
    assert client.get(address).status_code == 404
    BulkAct.objects.filter(pk=prepared.pk).update(done_at="2026-11-01T12:00:00Z")
    page = client.get(address).content.decode()
    assert officer.name in page
    assert "Alleen voor" not in page
    assert "q=toezegging" not in page


def test_restricted_ones_shown_are_recorded_as_read_and_gone_when_out_of_sight(client, lead):
    unit = UnitFactory()
    lead.units.add(unit)
    secret = CommitmentFactory(
        level=Level.RESTRICTED, restricted_to=[unit.pk], title_en="Secret words", title_nl="Geheim"
    )
    client.post(BULK, {"which": "all", "kind": "theme", "theme": ThemeFactory().pk})
    address = BulkAct.objects.get().get_absolute_url()
    AuditEvent.objects.all()
    assert "Secret words" in client.get(address).content.decode()
    assert AuditEvent.objects.filter(action="read", record_id=str(secret.pk)).exists()
    lead.units.clear()
    page = client.get(address).content.decode()
    assert "Secret words" not in page
    assert "You may not see these commitments any more" in page


def test_of_another_persons_act_what_is_out_of_sight_is_not_counted(client, lead, three):
    unit = UnitFactory()
    other = PersonFactory(role=Role.COORDINATOR, units=[unit], language="en")
    CommitmentFactory(level=Level.RESTRICTED, restricted_to=[unit.pk])
    prepared = actions.prepare(by=other, kind="theme", values={"theme": ThemeFactory().pk})
    address = actions.do(by=other, prepared=prepared).get_absolute_url()
    page = client.get(address).content.decode()
    assert "3 commitments changed" in page
    assert "Changed <span>3</span>" in page
    assert "4 commitments" not in client.get(BULK).content.decode()
    client.force_login(other)
    assert "4 commitments changed" in client.get(address).content.decode()
    Commitment.objects.update(level=Level.RESTRICTED, restricted_to=[unit.pk])
    client.force_login(lead)
    assert "0 commitments changed" in client.get(address).content.decode()


@pytest.mark.parametrize("role", [Role.READER, Role.EVALUATOR, Role.POST_OFFICER, Role.ADMINISTRATOR])
def test_who_may_not_change_the_register_does_not_work_on_many(client, role, three):
    client.force_login(PersonFactory(role=role))
    assert client.get(BULK).status_code == 403
    assert client.post(BULK, {"which": "all", "kind": "ask"}).status_code == 403


def test_an_update_is_asked_from_the_page_of_a_promise(client, lead):
    owner = PersonFactory(role=Role.POLICY_OFFICER)
    promise = CommitmentFactory(owner=owner)
    address = reverse("ask_update", args=[promise.pk])
    assert address in client.get(promise.get_absolute_url()).content.decode()
    assert client.post(address, {"words": "How is it going?"}).status_code == 302
    page = client.get(promise.get_absolute_url()).content.decode()
    assert f"Asked of {owner.name}" in page
    assert "How is it going?" in page
    assert "waits for an answer" in page
    assert address not in page
    again = client.post(address, {"words": "And now?"})
    assert again.status_code == 422
    assert "was asked already" in again.content.decode()
    assert UpdateRequest.objects.count() == 1


def test_words_asked_about_another_promise_are_not_shown(client, lead):
    promise = CommitmentFactory(owner=PersonFactory(role=Role.POLICY_OFFICER))
    assert client.post(reverse("ask_update", args=[promise.pk]), {"words": "x" * 2001}).status_code == 422
    assert client.post(reverse("ask_update", args=[999_999])).status_code == 404
