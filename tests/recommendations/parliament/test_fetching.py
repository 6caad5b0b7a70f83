# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetching Parliament's open data page after page, from a server on this machine that misbehaves."""

import gzip
import json
import threading
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import OperationalError
from django.urls import reverse

from praktijk.access.roles import Role
from praktijk.recommendations.parliament import fetching, schedule
from praktijk.recommendations.parliament.fetching import Unreachable, Unreached, fetched
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentReading
from praktijk.recommendations.parliament.odata import Answer, Broken, Fault
from tests.factories import PersonFactory
from tests.recommendations.parliament.made import toezegging


class Parliament:
    """A server with pages by path; `fails` holds how often a path answers 503 first."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.fails: dict[str, int] = {}
        self.asked: list[str] = []
        parliament = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parliament.asked.append(self.path)
                if parliament.fails.get(self.path, 0) > 0:
                    parliament.fails[self.path] -= 1
                    return self.send_error(503)
                if self.path in parliament.moved:
                    self.send_response(302)
                    self.send_header("Location", parliament.moved[self.path])
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                if self.path not in parliament.pages:
                    return self.send_error(404)
                self.send_response(200)
                body = parliament.pages[self.path]
                self.send_header("Content-Length", str(len(body) + 7 if self.path == "/cut" else len(body)))
                self.end_headers()
                self.wfile.write(body)
                return None

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, *rows: object, next_link: str = "") -> None:
        content = {"value": list(rows)} | ({"@odata.nextLink": next_link} if next_link else {})
        self.pages[path] = json.dumps(content).encode()


@pytest.fixture
def parliament():
    parliament = Parliament()
    thread = threading.Thread(target=parliament.server.serve_forever, args=[0.01])
    thread.start()
    yield parliament
    parliament.server.shutdown()
    thread.join()
    parliament.server.server_close()


def numbers(addresses):
    waited = []
    with fetched(addresses, wait=waited.append) as pages:
        return [row.values["Nummer"] for page in pages for row in Answer(page).rows()], waited


def test_pages_are_followed_relative_and_whole_packed_and_plain(parliament):
    parliament.page("/a", toezegging("TZ209901-001"), next_link="/b?$skip=1")
    parliament.page("/b?$skip=1", toezegging("TZ209901-002"), next_link=f"{parliament.address}/c")
    parliament.page("/c", toezegging("TZ209901-003"))
    parliament.pages["/c"] = gzip.compress(parliament.pages["/c"])
    found, waited = numbers(f"{parliament.address}/a")
    assert found == ["TZ209901-001", "TZ209901-002", "TZ209901-003"]
    assert not waited


def test_a_break_in_the_middle_resumes_at_that_page(parliament):
    parliament.page("/a", toezegging("TZ209901-001"), next_link="/b")
    parliament.page("/b", toezegging("TZ209901-002"))
    parliament.fails["/b"] = 2
    found, waited = numbers(f"{parliament.address}/a")
    assert found == ["TZ209901-001", "TZ209901-002"]
    assert parliament.asked == ["/a", "/b", "/b", "/b"]
    assert len(waited) == 2


@pytest.mark.parametrize(
    "link,reason",
    [
        ("https://elsewhere.example/b", Unreachable.OTHER_HOST),
        ("http://elsewhere.example/b", Unreachable.NOT_HTTPS),
        ("file:///etc/passwd", Unreachable.NOT_HTTPS),
        ("http://127.0.0.1:1/b", Unreachable.OTHER_HOST),
        ("/a", Unreachable.IN_CIRCLES),
        ("/nowhere", Unreachable.REFUSED),
    ],
)
def test_a_next_page_that_may_not_be_followed(parliament, link, reason):
    parliament.page("/a", toezegging(), next_link=link)
    with pytest.raises(Unreached) as unreached:
        numbers(f"{parliament.address}/a")
    assert unreached.value.reason == reason


def test_a_redirection_leads_no_further_than_a_next_page_may(parliament):
    parliament.page("/b", toezegging())
    parliament.moved = {"/a": f"{parliament.address}/b", "/x": "http://elsewhere.example/"}
    assert numbers(f"{parliament.address}/a")[0] == ["TZ209901-001"]
    with pytest.raises(Unreached) as unreached:
        numbers(f"{parliament.address}/x")
    assert unreached.value.reason == Unreachable.NOT_HTTPS


@pytest.mark.parametrize(
    "addresses,reason",
    [
        ("", Unreachable.NO_ADDRESS),
        ("http://opendata.example/x", Unreachable.NOT_HTTPS),
        ("ftp://127.0.0.1/x", Unreachable.NOT_HTTPS),
        ("no address", Unreachable.NOT_HTTPS),
        ("http://127.0.0.1:9/x", Unreachable.NO_ANSWER),
    ],
)
def test_addresses_that_cannot_be(addresses, reason):
    with pytest.raises(Unreached) as unreached:
        numbers(addresses)
    assert unreached.value.reason == reason


def test_limits_on_pages_and_size(parliament, monkeypatch):
    parliament.page("/a", toezegging(), next_link="/b")
    parliament.page("/b", toezegging(), next_link="/c")
    monkeypatch.setattr(fetching, "MOST_PAGES", 2)
    with pytest.raises(Unreached) as unreached:
        numbers(f"{parliament.address}/a")
    assert unreached.value.reason == Unreachable.TOO_MANY
    monkeypatch.setattr(fetching, "MAX_BYTES", 100)
    with pytest.raises(Broken) as broken:
        numbers(f"{parliament.address}/a")
    assert broken.value.fault == Fault.TOO_LARGE


def test_an_answer_that_stops_short_is_asked_again_and_then_given_up(parliament):
    parliament.page("/cut", toezegging())
    with pytest.raises(Unreached) as unreached:
        numbers(f"{parliament.address}/cut")
    assert unreached.value.reason == Unreachable.NO_ANSWER
    assert len(parliament.asked) == 4


@pytest.mark.django_db
def test_the_daily_reading_takes_both_addresses_in_and_keeps_a_failure_in_sight(parliament, settings, client):
    parliament.page("/a", toezegging(), toezegging("TZ209901-009", Status="Vervallen"))
    parliament.page("/b", toezegging("TZ209901-002"))
    settings.PARLIAMENT_ADDRESS = f"{parliament.address}/a {parliament.address}/b"
    schedule.read_daily(timestamp=0)
    assert ParliamentItem.objects.count() == 2
    assert ParliamentReading.objects.get().counts == {"new": 2, "refused": 1}
    settings.PARLIAMENT_ADDRESS = f"{parliament.address}/gone"
    schedule.read_daily(timestamp=0)
    assert ParliamentReading.objects.first().failure == "refused"
    assert ParliamentItem.objects.count() == 2
    settings.PARLIAMENT_ADDRESS = ""
    schedule.read_daily(timestamp=0)
    assert ParliamentReading.objects.count() == 2


@pytest.mark.django_db
def test_a_reading_that_waited_too_long_for_others_is_said_on_the_list(client, monkeypatch, settings):
    page = reverse("parliament")  # its views are loaded before anything is replaced
    settings.PARLIAMENT_ADDRESS = "https://example.org/odata"

    def waits(**values):
        raise OperationalError("deadlock detected")

    monkeypatch.setattr("praktijk.recommendations.parliament.taking_in.take_in", waits)
    monkeypatch.setattr(
        "praktijk.recommendations.parliament.fetching.fetched", lambda address: nullcontext([])
    )

    schedule.read_from_address()

    assert ParliamentReading.objects.get().failure == "busy"
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    assert "The next reading takes them in." in client.get(page).content.decode()
