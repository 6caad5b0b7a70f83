# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame: who sees which rooms, in which language, and where each kind of person begins."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override

from praktijk.access import actions
from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.web.navigation import items_for
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return response.content.decode()


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/").headers["Location"] == reverse("account_login")
    assert "<h1>Inloggen</h1>" in text_of(client.get(reverse("account_login")))


@pytest.mark.parametrize("role", list(Role))
def test_everybody_with_a_role_begins_on_a_page_that_opens(client, role):
    client.force_login(PersonFactory(role=role))
    first = client.get("/", follow=True)
    assert first.status_code == 200
    assert first.redirect_chain


@pytest.mark.parametrize("role", list(Role))
def test_the_rail_offers_what_the_role_can_open_and_nothing_else(client, role):
    person = PersonFactory(role=role)
    client.force_login(person)
    page = text_of(client.get("/", follow=True))
    rail = re.search(r'<nav class="rail".*?</nav>', page, re.S).group()
    addresses = re.findall(r'<a href="(/[^"]*)"', rail)
    assert addresses == [reverse(item.url_name) for item in items_for(person)]
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert rail.count("aria-current") == 1


def test_without_a_role_the_page_says_so_and_what_to_do(client):
    person = PersonFactory()
    client.force_login(person)
    page = text_of(client.get("/"))
    assert "U hebt nog geen rol" in page
    assert person.email in page
    assert 'class="rail"' not in page


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    for role in Role:
        person = PersonFactory(role=role, illustrative=True, name=f"Verzonnen {role}")
        assert person


@pytest.mark.usefixtures("demonstration")
def test_in_the_demonstration_a_visitor_steps_into_any_role_with_one_click(client):
    page = text_of(client.get("/"))
    assert page.count('class="panel door"') == len(Role)
    assert page.count("illustratief") >= len(Role)
    for role in Role:
        assert f"Verzonnen {role}" in page
        answer = client.post(reverse("step_in"), {"role": role.value}, follow=True)
        assert answer.status_code == 200
        assert answer.context["user"].name == f"Verzonnen {role}"


@pytest.mark.usefixtures("demonstration")
def test_stepping_in_goes_on_in_the_language_of_the_visitor(client):
    client.post(reverse("language"), {"language": "en"})
    page = client.post(reverse("step_in"), {"role": "reader"}, follow=True)
    assert '<html lang="en"' in text_of(page)


def test_a_demonstration_that_is_not_loaded_says_so(client, settings):
    settings.DEMO = True
    assert "nog niet geladen" in text_of(client.get("/"))


def test_a_visitors_language_is_kept_in_the_browser(client):
    assert '<html lang="nl"' in text_of(client.get(reverse("glossary")))
    answer = client.post(reverse("language"), {"language": "en", "next": reverse("glossary")})
    assert answer.headers["Location"] == reverse("glossary")
    page = client.get(reverse("glossary"))
    assert '<html lang="en"' in text_of(page)
    assert page.headers["Content-Language"] == "en"


def test_a_persons_language_is_kept_with_the_account(client):
    person = coordinator()
    client.force_login(person)
    client.post(reverse("language"), {"language": "en", "next": "/search/?q=a"})
    person.refresh_from_db()
    assert person.language == "en"
    assert AuditEvent.objects.filter(action="person.preferences", person=person).exists()
    client.logout()
    client.cookies.clear()
    client.force_login(person)
    assert '<html lang="en"' in text_of(client.get("/", follow=True))


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_changing_language_never_leads_to_another_site(client, elsewhere):
    answer = client.post(reverse("language"), {"language": "en", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_an_unknown_language_is_refused_with_a_page(client):
    answer = client.post(reverse("language"), {"language": "xx"})
    assert answer.status_code == 400
    assert "Er is niets veranderd" in text_of(answer)
    client.cookies["django_language"] = "xx"
    assert '<html lang="nl"' in text_of(client.get(reverse("glossary")))


def test_preferences_change_how_pages_look(client):
    person = coordinator()
    client.force_login(person)
    assert client.get(reverse("preferences")).status_code == 200
    wanted = {"language": "en", "theme": "dark", "density": "compact"}
    answer = client.post(reverse("preferences"), wanted, follow=True)
    assert 'data-theme="dark" data-density="compact"' in text_of(answer)
    assert '<html lang="en"' in text_of(answer)
    refused = client.post(reverse("preferences"), wanted | {"theme": "pink"})
    assert refused.status_code == 422
    person.refresh_from_db()
    assert person.theme == "dark"


def test_a_ministrys_own_tokens_come_after_ours(client, settings):
    settings.MINISTRY_TOKENS = "house/tokens.css"
    page = text_of(client.get(reverse("glossary")))
    assert page.index("web/tokens.css") < page.index("web/components.css") < page.index("house/tokens.css")


def test_a_restricted_record_names_its_units_with_one_query_a_page(rf, django_assert_num_queries):
    unit = UnitFactory(code="GEHEIM")
    secret = CommitmentFactory.build_batch(12, level=Level.RESTRICTED, restricted_to=[unit.pk], unit=None)
    page = Template("{% load praktijk %}{% for record in records %}{% lock record %}{% endfor %}")
    with django_assert_num_queries(1), override("nl"):
        text = page.render(Context({"records": secret, "request": rf.get("/")}))
    assert text.count('title="Alleen voor mensen van GEHEIM"') == text.count("alleen GEHEIM") == 12


def test_records_that_are_not_restricted_carry_no_lock(django_assert_num_queries):
    page = Template("{% load praktijk %}{% lock record %}")
    with django_assert_num_queries(0):
        assert page.render(Context({"record": CommitmentFactory.build(unit=None)})) == ""


def test_the_glossary_is_in_the_order_of_the_language(client):
    for language in ("nl", "en"):
        client.post(reverse("language"), {"language": language})
        words = [term.word for term in client.get(reverse("glossary")).context["terms"]]
        with override(language):
            assert [str(word) for word in words] == sorted((str(word) for word in words), key=str.casefold)
    assert "Known limits" in text_of(client.get(reverse("accessibility")))


def test_people_and_audit_pages_stand_in_the_frame(client):
    administrator = PersonFactory(role=Role.ADMINISTRATOR)
    client.force_login(administrator)
    for address in ("people", "add_person", "add_unit", "audit"):
        assert 'aria-label="Hoofdmenu"' in text_of(client.get(reverse(address)))
    other = actions.create_person(by=System("test"), email="iemand@example.org", name="Iemand")
    page = text_of(client.get(reverse("person", args=[other.pk])))
    assert "person.create" in page
    refused = client.post(reverse("assign_role", args=[other.pk]), {"role": "king", "scope": "everything"})
    assert refused.status_code == 422
    assert "Kijk nog eens na" in text_of(refused)
    assert 'href="#id_role"' in text_of(refused)


def test_of_two_entries_above_a_page_the_rail_marks_the_nearest(client):
    client.force_login(PersonFactory(role=Role.COORDINATOR))
    rail = re.search(r'<nav class="rail".*?</nav>', text_of(client.get(reverse("parliament"))), re.S).group()
    assert rail.count("aria-current") == 1
    assert f'href="{reverse("parliament")}" aria-current="page"' in rail
