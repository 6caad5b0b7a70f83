# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What slips and attackers send to the register: refused with words, and the pages of others stay up."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from praktijk.access.roles import Role
from praktijk.recommendations.models import DueMove, ProgressNote
from tests.factories import CommitmentFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_date_in_another_age_is_refused(client, person, year):
    record = CommitmentFactory()
    address = reverse("move_due", args=[record.pk])
    answer = client.post(address, {"due_latest": f"{year}-12-31", "reason": "Later"})
    assert answer.status_code == 422
    assert "between 1900 and 2199" in answer.content.decode()
    assert not DueMove.objects.exists()


def test_a_deadline_at_the_end_of_time_leaves_every_page_up(client, person):
    record = CommitmentFactory(due_earliest=date(1, 1, 1), due_latest=date(9999, 12, 31))
    for address in (
        reverse("register"),
        reverse("register") + "?sort=due",
        record.get_absolute_url(),
        record.recommendation.get_absolute_url(),
        reverse("register_figure", args=["deadlines", "svg"]),
        reverse("register_file", args=["xlsx"]),
        reverse("followup"),
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("figure", ["states", "deadlines"])
def test_a_figure_of_nothing_has_no_picture_and_an_empty_table(client, person, figure):
    CommitmentFactory()
    nothing = {"q": "zqx"}
    assert client.get(reverse("register_figure", args=[figure, "svg"]), nothing).status_code == 404
    assert client.get(reverse("register_figure", args=[figure, "csv"]), nothing).status_code == 200


def test_numbers_behind_a_figure_hold_no_formula(client, person):
    CommitmentFactory(title_en="=cmd|' /C calc'!A0", due_latest=date(2026, 12, 31))
    answer = client.get(reverse("register_figure", args=["deadlines", "csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert any("cmd" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_nl": "x" * 5001},
        {"evidence_address": "javascript:alert(1)"},
        {"evidence_address": "data:text/html,x"},
        {"evidence_address": "ftp://example.org/file"},
        {"evidence_address": "https://www.example.org@evil.example/"},
        {"evidence_address": "https://ex\u202eample.org/"},
    ],
)
def test_a_note_that_would_harm_others_is_refused(client, person, wrong):
    record = CommitmentFactory()
    filled = {"on": "2026-01-05", "text_nl": "Er is iets gebeurd."} | wrong
    answer = client.post(reverse("add_note", args=[record.pk]), filled)
    assert answer.status_code == 422
    assert not ProgressNote.objects.exists()


def test_a_reason_without_an_end_is_refused(client, person):
    record = CommitmentFactory().recommendation
    answer = client.post(
        reverse("edit_recommendation", args=[record.pk]),
        {"title_nl": "Een", "position": "noted", "level": "internal", "reason_nl": "x" * 5001},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("digits", [19, 4301])
@pytest.mark.parametrize(
    "name, asked",
    [
        ("add_commitment", "recommendation"),
        ("add_commitment", "document"),
        ("add_commitment", "theme"),
        ("add_recommendation", "document"),
        ("reading", "document"),
    ],
)
def test_a_key_of_more_digits_than_a_key_has_asks_for_nothing(client, person, name, asked, digits):
    assert client.get(reverse(name), {asked: "9" * digits}).status_code == 200


def test_a_search_keeps_its_page_when_the_choice_is_no_key(client, person):
    sent = {"recommendation": "9" * 4301, "recommendation_words": "motie", "find": ""}
    assert client.post(reverse("add_commitment"), sent).status_code == 200
