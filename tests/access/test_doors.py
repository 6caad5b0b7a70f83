# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Doors: signing in with a password, stepping in where it is a demonstration, and being shut out."""

import pytest
from django.urls import reverse

from praktijk.access import actions
from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, Person
from praktijk.access.roles import Role
from praktijk.access.stepping_in import doors
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord 7"


@pytest.fixture
def somebody() -> Person:
    person = PersonFactory(email="vera@example.org", role=Role.COORDINATOR)
    actions.set_password(by=System("test"), person=person, password=PASSWORD)
    return person


def sign_in(client, password: str, email: str = "Vera@Example.org"):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_signing_in_and_out_is_in_the_trail(client, somebody):
    assert sign_in(client, PASSWORD).status_code == 302
    assert client.get(reverse("register")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("register")).status_code == 302
    seen = AuditEvent.objects.filter(action__startswith="person.sign").order_by("id")
    assert [(event.action, event.person) for event in seen] == [
        ("person.sign_in", somebody),
        ("person.sign_out", somebody),
    ]


def test_a_wrong_password_is_in_the_trail_without_what_was_typed(client, somebody):
    assert sign_in(client, "een ander wachtwoord 8").status_code == 200
    assert sign_in(client, "nog een wachtwoord 9", "niemand@example.org").status_code == 200
    first, second = AuditEvent.objects.filter(action="person.sign_in_failed").order_by("id")
    assert (first.record_id, second.record_id) == (str(somebody.pk), "")
    assert "wachtwoord" not in str(list(AuditEvent.objects.values()))
    assert "niemand" not in str(list(AuditEvent.objects.values()))


def test_passwords_are_kept_with_argon2_and_weak_ones_refused(somebody):
    assert somebody.password.startswith("argon2")
    with pytest.raises(Exception, match=r"kort|short"):
        actions.set_password(by=System("test"), person=somebody, password="kort")


def test_the_session_of_a_closed_account_is_worth_nothing(client, somebody):
    sign_in(client, PASSWORD)
    actions.change_person(by=System("test"), person=somebody, name="Vera", units=[], is_active=False)
    assert client.get(reverse("register")).status_code == 302
    assert sign_in(client, PASSWORD).status_code != 302 or client.get(reverse("register")).status_code != 200


def test_a_role_taken_away_is_gone_at_the_next_click(client, somebody):
    sign_in(client, PASSWORD)
    actions.withdraw_role(by=System("test"), assignment=somebody.role_assignments.get())
    assert client.get(reverse("register")).status_code == 403


def test_nobody_steps_in_outside_the_demonstration(client, settings):
    PersonFactory(role=Role.COORDINATOR, illustrative=True)
    settings.DEMO = False
    assert doors() == []
    assert client.post(reverse("step_in"), {"role": "coordinator"}).status_code == 403
    assert "_auth_user_id" not in client.session


def test_one_click_steps_in_where_it_is_a_demonstration(client, settings):
    settings.DEMO = True
    made_up = PersonFactory(role=Role.COORDINATOR, illustrative=True)
    PersonFactory(role=Role.EVALUATOR)
    assert [door["role"] for door in doors()] == ["coordinator"]
    assert client.post(reverse("step_in"), {"role": "coordinator"}).status_code == 302
    assert client.session["_auth_user_id"] == str(made_up.pk)
    assert AuditEvent.objects.filter(action="person.step_in", person=made_up).exists()


@pytest.mark.parametrize("role", ["evaluator", "minister", ""])
def test_there_is_no_door_to_a_real_person_or_to_a_role_that_is_not_there(client, settings, role):
    settings.DEMO = True
    PersonFactory(role=Role.EVALUATOR)
    assert client.post(reverse("step_in"), {"role": role}).status_code == 403
    assert client.get(reverse("step_in")).status_code == 405


def test_nobody_signs_up(client):
    client.post(
        reverse("account_signup"), {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not Person.objects.exists()
