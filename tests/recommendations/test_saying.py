# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says after something was sent: that it was done, or what was refused, and nothing is lost."""

from datetime import date

import pytest
from django.urls import reverse

from praktijk.access.roles import Role
from praktijk.recommendations.models import ProgressNote
from tests.factories import CommitmentFactory, PersonFactory, RecommendationFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    who = PersonFactory(role=Role.COORDINATOR, language="en")
    who.units.add(UnitFactory())
    client.force_login(who)
    return who


@pytest.mark.parametrize(
    "name, sent, said",
    [
        ("add_note", {"on": "2026-01-02", "text_nl": "Klaar"}, "The note was added."),
        ("change_state", {"state": "in_progress"}, "The new state was saved."),
        ("move_due", {"due_latest": "2026-06-01", "reason": "Illness"}, "The deadline was moved."),
        ("edit_commitment", {"title_nl": "Anders", "level": "internal"}, "Saved."),
    ],
)
def test_what_was_done_with_a_commitment_is_said_once_on_its_page(client, person, name, sent, said):
    commitment = CommitmentFactory(unit=person.units.get(), due_latest=date(2026, 1, 1))
    sent = sent | ({"unit": commitment.unit_id} if name == "edit_commitment" else {})
    page = client.post(reverse(name, args=[commitment.pk]), sent, follow=True)
    assert page.redirect_chain == [(commitment.get_absolute_url(), 302)]
    assert f'<p class="notice notice--ok">{said}</p>' in page.content.decode()
    assert said not in client.get(commitment.get_absolute_url()).content.decode()


def test_a_changed_recommendation_and_a_choice_of_mail_are_said_to_be_saved(client, person):
    changed = {"title_nl": "Anders", "position": "noted", "level": "internal"}
    place = reverse("edit_recommendation", args=[RecommendationFactory().pk])
    assert ">Saved.</p>" in client.post(place, changed, follow=True).content.decode()
    chosen = client.post(reverse("notice_settings"), {"frequency": "weekly"}, follow=True)
    assert ">Saved.</p>" in chosen.content.decode()


def test_a_name_of_evidence_without_evidence_is_refused_and_kept(client, person):
    commitment = CommitmentFactory(unit=person.units.get())
    place = reverse("add_note", args=[commitment.pk])
    sent = {"on": "2026-01-02", "text_nl": "Klaar", "evidence_title": "Het besluit"}
    page = client.post(place, sent)
    assert page.status_code == 422
    assert list(page.context["forms"]["note"].errors) == ["evidence_title"]
    assert "Add the link or the file that has this name." in page.content.decode()
    assert 'value="Het besluit"' in page.content.decode()
    assert not ProgressNote.objects.exists()
    wrong = client.post(place, sent | {"evidence_address": "no address"}).context["forms"]["note"].errors
    assert list(wrong) == ["evidence_address"], "one fault is told once"


@pytest.mark.parametrize(
    "name, field, sent",
    [
        ("add_comment", "text", {}),
        ("change_state", "reason", {"state": "lapsed"}),
        ("move_due", "reason", {"due_latest": "2026-06-01"}),
        ("add_note", "text_nl", {"on": "2026-01-02"}),
        ("add_note", "evidence_address", {"on": "2026-01-02", "text_nl": "Klaar"}),
    ],
)
def test_what_is_too_long_is_refused_in_words_and_never_cut(client, person, name, field, sent):
    commitment = CommitmentFactory(unit=person.units.get())
    main = client.get(commitment.get_absolute_url()).content.decode().partition("<main")[2]
    assert "maxlength" not in main
    long = "https://example.org/" + "a" * 5000
    page = client.post(reverse(name, args=[commitment.pk]), sent | {field: long})
    assert page.status_code == 422
    assert "Ensure this value has at most" in page.content.decode()
    assert long in page.content.decode()


def test_the_title_says_that_something_was_refused(client, person):
    commitment = CommitmentFactory(unit=person.units.get())
    assert "<title>Error: " not in client.get(commitment.get_absolute_url()).content.decode()
    page = client.post(reverse("add_note", args=[commitment.pk]), {}).content.decode()
    assert "<title>Error: " in page
    assert page.count(" autofocus") == 1
    edited = client.post(reverse("edit_commitment", args=[commitment.pk]), {"title_nl": ""}).content.decode()
    assert "<title>Error: " in edited
