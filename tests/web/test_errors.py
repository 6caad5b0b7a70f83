# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is wrong, a page says what happened, what was kept and what to do, in both languages."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from praktijk.access.roles import Role
from praktijk.config.wsgi import application
from praktijk.web import errors
from tests.factories import CommitmentFactory, PersonFactory, coordinator

pytestmark = pytest.mark.django_db
WORDS = {
    "nl": {400: "Dit verzoek is niet te lezen", 403: "Dit mag u niet doen", 404: "Hier is niets"},
    "en": {400: "This request could not be read", 403: "You may not do this", 404: "There is nothing here"},
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_not_found_and_forbidden_are_pages_with_the_frame(client, language):
    client.force_login(PersonFactory(role=Role.READER, language=language))
    for address, status in (("/nowhere/", 404), (reverse("people"), 403)):
        answer = client.get(address)
        assert answer.status_code == status
        assert WORDS[language][status] in answer.content.decode()
        assert 'class="rail"' in answer.content.decode()


def test_a_visitor_gets_the_same_words_for_an_address_that_is_not_there(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert WORDS["nl"][404] in answer.content.decode()


def test_a_host_that_is_not_ours_gets_a_page(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert WORDS["nl"][400] in answer.content.decode()


def test_a_form_from_elsewhere_is_told_what_to_do():
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post(reverse("language"), {"language": "en"})
    assert answer.status_code == 403
    assert "Dit formulier was te oud" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_with_a_page(client, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(coordinator())
    commitment = CommitmentFactory()
    answer = client.post(
        reverse("add_note", args=[commitment.pk]),
        {"evidence_file": SimpleUploadedFile("groot.pdf", b"x" * 5000)},
    )
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.content.decode()
    assert "Er is niets van bewaard" in answer.content.decode()


@pytest.mark.parametrize(
    "language,words", [("nl", "Er ging bij ons iets mis"), ("en", "Something went wrong")]
)
def test_our_own_fault_is_told_without_asking_the_database(language, words):
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = language

    def refuse(*args):
        raise AssertionError("the database was asked")

    with connection.execute_wrapper(refuse):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    assert words in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_fault_in_a_view_becomes_that_page(client, monkeypatch):
    client.raise_request_exception = False

    def broken(**kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("praktijk.web.glossary.in_order", broken)
    answer = client.get(reverse("glossary"))
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis" in answer.content.decode()


@pytest.mark.parametrize(
    "claimed",
    [
        "text/plain; charset=hex",
        "application/x-www-form-urlencoded; charset=undefined",
        "application/x-www-form-urlencoded; charset*=nothing''x",
        "multipart/form-data; boundary=x; charset=rot13",
        "multipart/form-data; boundary*=nothing''x",
    ],
)
def test_a_charset_that_is_none_breaks_nothing(claimed):
    said = []
    environ = {"PATH_INFO": "/glossary/", "QUERY_STRING": "q=a", "CONTENT_TYPE": claimed}
    setup_testing_defaults(environ)
    answer = application(environ, lambda status, headers: said.append(status))
    assert said == ["200 OK"]
    assert b"".join(answer)


@pytest.mark.parametrize("language,words", [("nl", "Hier is geen pagina"), ("en", "There is no page here")])
def test_an_address_that_only_takes_forms_says_so(client, language, words):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language=language))
    answer = client.get(reverse("add_note", args=[1]))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "referer,after",
    [
        (
            "http://testserver/register/commitments/1/?on=2026-01-01#due",
            "?next=/register/commitments/1/%3Fon%3D",
        ),
        ("https://evil.example/register/", ""),
        ("", ""),
    ],
)
def test_who_sends_a_form_after_the_session_ended_comes_back_to_its_page(client, referer, after):
    answer = client.post(reverse("add_note", args=[1]), {"text_nl": "x"}, headers={"referer": referer})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login") + after)
    assert "notes" not in answer.headers["Location"]
    assert "evil" not in answer.headers["Location"]
