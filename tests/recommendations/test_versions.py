# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second of two people at one record is told what changed, and loses nothing typed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.versions import ChangedSince, newest, refuse_when_changed
from tests.factories import (
    CommitmentFactory,
    PersonFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    return client


def _first_form(client, address: str) -> dict[str, str]:
    """What a browser would send back of the form at an address when nothing is changed in it."""
    form = client.get(address).context["form"]
    return {
        bound.html_name: value
        for bound in form
        if (value := bound.value()) not in (None, []) and not isinstance(value, bool)
    }


def test_the_second_is_told_what_changed_by_whom_and_keeps_what_was_typed(client):
    commitment, theme = CommitmentFactory(), ThemeFactory(name_en="Water")
    address = reverse("edit_commitment", args=[commitment.pk])
    typed = _first_form(client, address) | {"title_en": "Typed by the second"}
    first = coordinator()
    actions.change_commitment(by=first, commitment=commitment, theme=theme)

    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Typed by the second" in page
    assert f"became “Water”, by {first.name}" in page
    assert Commitment.objects.get().title_en != "Typed by the second"

    form = answer.context["form"]
    assert form["theme"].value() == str(theme.pk)  # left alone: shows what holds now
    again = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, [])}
    assert client.post(address, again).status_code == 302
    now = Commitment.objects.get()
    assert (now.title_en, now.theme) == ("Typed by the second", theme)


def test_a_field_that_both_changed_keeps_what_the_second_typed(client):
    commitment = CommitmentFactory()
    address = reverse("edit_commitment", args=[commitment.pk])
    typed = _first_form(client, address) | {"title_nl": "Van de tweede"}
    actions.change_commitment(by=coordinator(), commitment=commitment, title_nl="Van de eerste")
    answer = client.post(address, typed)
    assert answer.context["form"]["title_nl"].value() == "Van de tweede"
    assert "Van de eerste" in answer.content.decode()


def test_what_was_changed_and_changed_back_is_no_clash(client):
    commitment = CommitmentFactory()
    address = reverse("edit_commitment", args=[commitment.pk])
    typed = _first_form(client, address) | {"title_en": "Mine"}
    title = commitment.title_nl
    for words in ("Anders", title):
        actions.change_commitment(by=coordinator(), commitment=commitment, title_nl=words)
    assert client.post(address, typed).status_code == 302


@pytest.mark.parametrize(
    "seen", ["0", "-1", "abc", "99999999999999999999", "9223372036854775807", "1e3", "²"]
)
def test_a_version_that_there_never_was_is_refused_and_the_newest_comes_back(client, seen):
    commitment = CommitmentFactory()
    address = reverse("edit_commitment", args=[commitment.pk])
    answer = client.post(address, _first_form(client, address) | {"seen": seen})
    assert answer.status_code == 409
    assert answer.context["form"]["seen"].value() == str(newest(Commitment, commitment.pk))


def test_the_version_of_another_record_is_none_of_this_one(client):
    commitment, other = CommitmentFactory(), CommitmentFactory()
    actions.change_commitment(by=coordinator(), commitment=other, title_nl="Anders")
    address = reverse("edit_commitment", args=[commitment.pk])
    typed = _first_form(client, address) | {"seen": newest(Commitment, other.pk)}
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "Anders" not in answer.content.decode()


def test_what_was_restricted_then_is_not_told_through_its_version():
    secret, person = UnitFactory(), coordinator()
    commitment = CommitmentFactory(
        level=Level.RESTRICTED, restricted_to=[secret.pk], title_nl="Geheime woorden"
    )
    seen = newest(Commitment, commitment.pk)
    Commitment.objects.filter(pk=commitment.pk).update(level="internal", restricted_to=[], title_nl="Open")
    with pytest.raises(ChangedSince) as refused:
        refuse_when_changed(Commitment.objects.get(), seen=seen, by=person)
    assert "Geheime" not in " ".join(refused.value.messages)
    assert not refused.value.since.changes


def test_a_recommendation_has_the_same(client):
    record = RecommendationFactory(position="noted")
    address = reverse("edit_recommendation", args=[record.pk])
    typed = _first_form(client, address) | {"reason_en": "Because."}
    actions.change_recommendation(by=coordinator(), recommendation=record, position="paused")
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "“noted” became “paused”" in answer.content.decode()
    assert answer.context["form"]["position"].value() == "paused"
    assert Recommendation.objects.get().reason_en == ""


def test_a_deadline_moved_meanwhile_is_told_with_its_dates(client):
    commitment = CommitmentFactory(due_latest=date(2027, 1, 1))
    seen = newest(Commitment, commitment.pk)
    actions.move_due(
        by=coordinator(),
        commitment=commitment,
        due_earliest=None,
        due_latest=date(2027, 3, 1),
        reason="Later.",
    )
    answer = client.post(
        reverse("move_due", args=[commitment.pk]),
        {"due_latest": "2027-06-01", "reason": "Nog later.", "seen": seen},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“1 Jan 2027” became “1 Mar 2027”" in page
    assert "Nog later." in page
    assert 'value="2027-06-01"' in page


def test_a_step_that_is_gone_meanwhile_is_told_and_its_reason_kept(client):
    commitment = CommitmentFactory()
    seen = newest(Commitment, commitment.pk)
    actions.change_state(by=coordinator(), commitment=commitment, state="lapsed", reason="Gestopt.")
    answer = client.post(
        reverse("change_state", args=[commitment.pk]),
        {"state": "in_progress", "reason": "Wij beginnen.", "seen": seen},
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“open” became “lapsed”" in page
    assert "Wij beginnen." in page


def test_a_file_that_was_chosen_is_told_to_be_gone(client):
    commitment = CommitmentFactory()
    answer = client.post(
        reverse("add_note", args=[commitment.pk]),
        {
            "on": "2199-01-01",
            "text_nl": "Klaar.",
            "evidence_file": SimpleUploadedFile("besluit.pdf", b"%PDF-1"),
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“besluit.pdf” was not kept" in page
    assert "Klaar." in page


@pytest.mark.parametrize(
    "field,value,shown",
    [
        ("countries", ["KE", "UG"], "['KE', 'UG']"),
        ("owner", "person", "person"),
        ("level", "public", "public"),
        ("theme", None, ""),
    ],
)
def test_fields_of_each_kind_that_were_left_alone_show_what_holds_now(client, field, value, shown):
    commitment = CommitmentFactory(countries=["NL"], level="internal")
    if value == "person":
        value = PersonFactory(role=Role.POLICY_OFFICER, units=[commitment.unit])
        shown = str(value.pk)
    address = reverse("edit_commitment", args=[commitment.pk])
    typed = _first_form(client, address) | {"title_en": "Typed"}
    actions.change_commitment(by=coordinator(), commitment=commitment, **{field: value})
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert str(answer.context["form"][field].value() or "") == shown
    again = {bound.html_name: bound.value() for bound in answer.context["form"] if bound.value()}
    assert client.post(address, again).status_code == 302
    assert getattr(Commitment.objects.get(), field) == value
