# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence as a link: which addresses are of no use, which lead nowhere, and which are never asked."""

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.access.roles import Role
from praktijk.recommendations import actions, evidence_links, evidence_looking
from praktijk.recommendations.evidence_links import NoAnswer, NotPublic, checked_address, leads_somewhere
from praktijk.recommendations.models import ProgressNote
from tests.factories import CommitmentFactory, PersonFactory, ProgressNoteFactory

BUILDER = System("test")


@pytest.mark.parametrize(
    "address",
    [
        "https://zoek.officielebekendmakingen.nl/kst-32735-403.html",
        "http://www.example.org/a?b=c#d",
        "https://example.org:8443/",
        "https://bücher.example.org/",
        "https://93.184.215.14/besluit",
        "https://intranet.example.org/besluit",
        "",
    ],
)
def test_an_address_that_others_can_open_is_taken(address):
    assert checked_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "rapport",
        "https://",
        "https:///pad",
        "https://rapport",
        "http://localhost/besluit",
        "http://localhost:8000/register/",
        "https://printer.local/",
        "https://dossier.internal/x",
        "https://wiki.lan",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://10.0.0.5/x",
        "http://172.16.3.4/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:0a00:0001::]/",
        "https://user@example.org/",
        "https://www.example.org@evil.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "mailto:iemand@example.org",
        "C:\\map\\besluit.pdf",
        "\\\\server\\map\\besluit.pdf",
        "https://ex\u202eample.org/",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://example.org:99999/",
        "zie bijlage",
    ],
)
def test_an_address_of_no_use_is_refused(address):
    with pytest.raises(ValidationError):
        checked_address(address)


@pytest.mark.django_db
def test_the_refusal_stands_beside_the_field_and_what_was_typed_is_kept(client):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    record = CommitmentFactory()
    filled = {"on": "2026-01-05", "text_nl": "Er is iets gebeurd.", "evidence_address": "http://localhost/x"}
    answer = client.post(reverse("add_note", args=[record.pk]), filled)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "on one computer or in one network only" in page
    assert 'value="http://localhost/x"' in page
    with pytest.raises(ValidationError) as refused:
        actions.add_note(
            by=BUILDER, commitment=record, on=date(2026, 1, 5), text_nl="x", evidence_address="x"
        )
    assert "evidence_address" in refused.value.error_dict
    assert not ProgressNote.objects.exists()


class Site(BaseHTTPRequestHandler):
    """A small site; keeps what was asked."""

    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, self.headers["Host"]))
        status, location = {
            "/there": (200, ""),
            "/gone": (404, ""),
            "/closed": (403, ""),
            "/broken": (500, ""),
            "/no-heads": (405 if self.command == "HEAD" else 200, ""),
            "/no-heads-gone": (501 if self.command == "HEAD" else 404, ""),
            "/moved": (302, "/there"),
            "/moved-away": (301, "/gone"),
            "/inside": (302, "http://169.254.169.254/latest/meta-data/"),
            "/file": (302, "file:///etc/passwd"),
            "/round": (302, "/round"),
        }.get(self.path, (404, ""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving():
    """A site on this machine, by its port, with what it was asked."""
    handler = type("Asked", (Site,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, handler.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site(monkeypatch):
    """The address of a site under a public name, which for this test stands on this machine."""
    real = evidence_links._is_public
    monkeypatch.setattr(evidence_links, "_is_public", lambda address: address == "127.0.0.1" or real(address))

    def found(host, port, *about, **options):
        address = "127.0.0.1" if host == "site.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(evidence_links.socket, "getaddrinfo", found)
    with serving() as (port, asked):
        yield f"http://site.example:{port}", asked


@pytest.mark.parametrize(
    "path, leads",
    [
        ("/there", True),
        ("/gone", False),
        ("/closed", True),
        ("/broken", False),
        ("/no-heads", True),
        ("/no-heads-gone", False),
        ("/moved", True),
        ("/moved-away", False),
        ("/round", False),
    ],
)
def test_whether_a_link_leads_somewhere(site, path, leads):
    address, asked = site
    assert leads_somewhere(address + path) is leads
    assert len(asked) <= 2 * (evidence_links.MOST_REDIRECTS + 1)
    assert {host for _, _, host in asked} == {address.removeprefix("http://")}


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_a_redirect_into_an_inner_network_is_not_followed(site, path):
    with pytest.raises(NotPublic):
        leads_somewhere(site[0] + path)


def test_a_server_that_does_not_answer_says_nothing_of_the_link(site):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(NoAnswer):
            leads_somewhere(f"http://site.example:{port}/")
    assert leads_somewhere("http://site.example:99999/") is False


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["93.184.215.14", "10.1.2.3"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"],
        [],
    ],
)
def test_a_name_that_leads_to_an_inner_machine_is_not_connected_to(monkeypatch, addresses):
    def found(host, port, *about, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(evidence_links.socket, "getaddrinfo", found)
    monkeypatch.setattr(evidence_links.socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    with pytest.raises(NotPublic):
        leads_somewhere("http://evil.example/")


def test_a_name_is_looked_up_once_and_that_address_connected_to(monkeypatch):
    answers = iter(["93.184.215.14", "127.0.0.1"])
    connected = []

    def found(host, port, *about, **options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, timeout):
        connected.append(address)
        assert timeout == evidence_links.SECONDS
        raise TimeoutError

    monkeypatch.setattr(evidence_links.socket, "getaddrinfo", found)
    monkeypatch.setattr(evidence_links.socket, "create_connection", connect)
    monkeypatch.setattr(evidence_links, "MOST_REDIRECTS", 0)
    monkeypatch.setattr(evidence_links, "_KEPT_OUT", frozenset())
    with pytest.raises(NoAnswer):
        evidence_links._ask("http://twice.example/", "HEAD")
    assert connected == [("93.184.215.14", 80)]


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", [False, True])
def test_a_link_is_looked_at_only_where_that_is_wanted(settings, django_capture_on_commit_callbacks, wanted):
    settings.CHECK_LINKS = wanted
    record = CommitmentFactory()
    with django_capture_on_commit_callbacks(execute=True):
        for address in ("https://example.org/besluit", ""):
            actions.add_note(
                by=BUILDER, commitment=record, on=date(2026, 1, 5), text_nl="x", evidence_address=address
            )
    jobs = ProcrastinateJob.objects.filter(task_name="evidence.look_at")
    assert jobs.count() == (1 if wanted else 0)
    with django_capture_on_commit_callbacks(execute=True):
        actions.change_state(by=BUILDER, commitment=record, state="delivered")
    assert jobs.count() == (2 if wanted else 0), "looked at once more before it is settled"


@pytest.mark.django_db
def test_that_a_link_led_nowhere_is_shown_before_settling(client, monkeypatch):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    note = ProgressNoteFactory(evidence_address="https://example.org/weg")
    page = note.commitment.get_absolute_url()
    assert "led nowhere" not in client.get(page).content.decode()
    monkeypatch.setattr(evidence_looking, "leads_somewhere", lambda address: False)
    monkeypatch.setattr(evidence_looking.timezone, "localdate", lambda now=None: date(2026, 5, 3))
    evidence_looking.look_at(note.pk)
    assert "the link led nowhere on 3 May 2026" in client.get(page).content.decode()
    assert AuditEvent.objects.filter(action="evidence.looked_at", actor="links").count() == 1
    evidence_looking.look_at(note.pk)
    assert AuditEvent.objects.filter(action="evidence.looked_at").count() == 1
    monkeypatch.setattr(evidence_looking, "leads_somewhere", lambda address: True)
    evidence_looking.look_at(note.pk)
    assert "led nowhere" not in client.get(page).content.decode()


@pytest.mark.parametrize("errno, leads", [(socket.EAI_NONAME, False), (socket.EAI_AGAIN, None)])
def test_a_name_that_does_not_exist_leads_nowhere_and_a_resolver_that_fails_says_nothing(
    monkeypatch, errno, leads
):
    def fails(host, port, *about, **options):
        raise socket.gaierror(errno, "no")

    monkeypatch.setattr(evidence_links.socket, "getaddrinfo", fails)
    if leads is None:
        with pytest.raises(NoAnswer):
            leads_somewhere("https://nobody.example/")
    else:
        assert leads_somewhere("https://nobody.example/") is leads


@pytest.mark.django_db
def test_where_nobody_answers_it_is_tried_twice_more_before_it_led_nowhere(monkeypatch):
    def silent(address):
        raise NoAnswer(address)

    monkeypatch.setattr(evidence_looking, "leads_somewhere", silent)
    note = ProgressNoteFactory(evidence_address="https://example.org/stil")
    jobs = ProcrastinateJob.objects.filter(task_name="evidence.look_at")
    for turn in (0, 1):
        evidence_looking.look_at(note.pk, turn)
        note.refresh_from_db()
        assert note.led_nowhere_on is None
        assert sorted(job.args["turn"] for job in jobs.all()) == list(range(1, turn + 2))
    evidence_looking.look_at(note.pk, 2)
    note.refresh_from_db()
    assert note.led_nowhere_on is not None


@pytest.mark.django_db
def test_an_inner_address_counts_as_leading_nowhere_and_a_note_that_is_gone_as_nothing(monkeypatch):
    def inner(address):
        raise NotPublic(address)

    monkeypatch.setattr(evidence_looking, "leads_somewhere", inner)
    note = ProgressNoteFactory(evidence_address="https://example.org/binnen")
    evidence_looking.look_at(note.pk)
    note.refresh_from_db()
    assert note.led_nowhere_on is not None
    evidence_looking.look_at(0)


@pytest.mark.django_db
def test_the_day_is_that_of_the_ministry(monkeypatch):
    note = ProgressNoteFactory(evidence_address="https://example.org/weg")
    late = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
    assert evidence_looking.mark(note=note, leads=False, now=late).led_nowhere_on == date(2026, 5, 4)
