# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and what belongs to it, in the look and the words of the house."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from praktijk.access.roles import Role
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "vier losse woorden achter elkaar"

OPEN = [
    "login",
    "signup",
    "reset_password",
    "reset_password_done",
    "inactive",
    "reset_password_from_key_done",
]
SIGNED_IN = ["logout", "change_password", "set_password", "reauthenticate", "email_verification_sent"]


@pytest.fixture
def person():
    person = PersonFactory(role=Role.READER, email="lezer@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", OPEN)
def test_pages_for_visitors_answer_in_the_frame(client, name, language):
    client.post(reverse("language"), {"language": language})
    answer = client.get(reverse(f"account_{name}"), follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert 'class="top"' in page


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_for_people_answer_in_the_frame(client, person, name):
    client.force_login(person)
    page = client.get(reverse(f"account_{name}"), follow=True)
    assert page.status_code == 200
    assert 'class="top"' in page.content.decode()


def test_addresses_are_not_changed_on_allauths_own_page(client, person):
    client.force_login(person)
    assert client.get("/account/email/").headers["Location"] == reverse("preferences")


def test_signing_in_wrong_and_right_and_out(client, person):
    wrong = client.post(reverse("account_login"), {"login": person.email, "password": "nee"})
    assert "Het adres of het wachtwoord klopt niet" in wrong.content.decode()
    right = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert right.context["user"] == person
    out = client.post(reverse("account_logout"), follow=True)
    assert not out.context["user"].is_authenticated


def test_a_forgotten_password_is_set_anew_by_mail(client, person):
    answer = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    assert "Kijk in uw mail" in answer.content.decode()
    message = mail.outbox[0]
    assert "Stel een nieuw wachtwoord in" in message.subject
    assert "Stel het hier in" in message.body
    link = re.search(r"http://[^/]+(/\S+)", message.body).group(1)
    page = client.get(link, follow=True)
    assert "Stel een nieuw wachtwoord in" in page.content.decode()
    address = page.redirect_chain[-1][0]
    new = "een heel ander nieuw wachtwoord"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "ingesteld" in done.content.decode()
    assert "te oud" in client.get(link, follow=True).content.decode()
    person.refresh_from_db()
    assert person.check_password(new)


def test_an_address_without_account_gets_the_same_page_and_an_honest_mail(client):
    answer = client.post(reverse("account_reset_password"), {"email": "niemand@example.org"}, follow=True)
    assert "Kijk in uw mail" in answer.content.decode()
    assert "geen account met dit adres" in mail.outbox[0].body


def test_a_password_is_changed_with_the_reasons_beside_the_field(client, person):
    client.force_login(person)
    short = {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    refused = client.post(reverse("account_change_password"), short).content.decode()
    assert 'aria-invalid="true"' in refused
    assert 'href="#id_password1"' in refused or 'href="#id_password2"' in refused
