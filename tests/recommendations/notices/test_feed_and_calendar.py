# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feed and calendar at a secret address: what they hold, for whom, for how long, and where the secret is not."""

import hashlib
import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from lxml import etree

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.feed import MOST
from praktijk.recommendations.notices.models import Notice, NoticeSettings
from praktijk.recommendations.notices.secret_address import LENGTH, renew_address
from praktijk.recommendations.rules import State
from praktijk.web.logs import WithoutSecrets
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TODAY = timezone.localdate()
BUILDER = System("test")


@pytest.fixture
def me():
    return PersonFactory(role=Role.COORDINATOR, language="en", name="Mina Me")


@pytest.fixture
def other():
    return PersonFactory(role=Role.COORDINATOR, name="Otto Other")


@pytest.fixture
def secret(me):
    return renew_address(by=me)


@pytest.fixture
def anybody():
    """Somebody who is not signed in."""
    return Client()


def atom(answer):
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def titles(answer) -> list[str]:
    return atom(answer).xpath("//a:entry/a:title/text()", namespaces=ATOM)


def events(answer) -> list:
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_holds_what_a_person_was_told_newest_first(me, other, secret, anybody):
    now = timezone.now()
    one = CommitmentFactory(title_en="First & <second>")
    tell(by=other, commitment=one, kind="note", to=[me], now=now - timedelta(days=2))
    tell(by=other, commitment=one, kind="due_moved", to=[me], now=now - timedelta(days=1))
    tell(by=me, commitment=one, kind="note", to=[other])
    answer = anybody.get(f"/feeds/{secret}/work.atom")
    assert titles(answer) == [
        "First & <second>: deadline moved, Otto Other",
        "First & <second>: note added, Otto Other",
    ]
    feed = atom(answer)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.xpath("//a:entry/a:author/a:name/text()", namespaces=ATOM) == ["Otto Other"] * 2
    assert feed.xpath("//a:entry/a:link/@href", namespaces=ATOM)[0].endswith(one.get_absolute_url())
    # RFC 4287, section 4.1: what must be there once.
    for name in ("id", "title", "updated"):
        assert len(feed.xpath(f"/a:feed/a:{name}", namespaces=ATOM)) == 1
        assert len(feed.xpath(f"//a:entry/a:{name}", namespaces=ATOM)) == 2
    ids = feed.xpath("//a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == 3
    assert all(one.startswith("tag:testserver,2026:") for one in ids)


def test_the_feed_is_in_the_language_of_its_owner_whatever_the_program_asks(me, other, secret, anybody):
    type(me).objects.filter(pk=me.pk).update(language="nl")
    tell(by=other, commitment=CommitmentFactory(title_nl="Toezegging"), kind="comment", to=[me])
    answer = anybody.get(f"/feeds/{secret}/work.atom", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "nl"
    assert titles(answer)[0].startswith("Toezegging: ")


def test_an_empty_feed_is_a_feed_and_stays_the_same(secret, anybody):
    first, second = (anybody.get(f"/feeds/{secret}/work.atom") for _ in range(2))
    assert titles(first) == []
    assert first.content == second.content


def test_signs_that_xml_cannot_hold_do_no_harm(me, other, secret, anybody):
    commitment = CommitmentFactory(title_en="A\x0bB\x1f \ufffe 𝄞 C")
    tell(by=other, commitment=commitment, kind="note", to=[me])
    assert titles(anybody.get(f"/feeds/{secret}/work.atom")) == ["A B 𝄞 C: note added, Otto Other"]


def test_the_feed_has_an_end(me, other, secret, anybody):
    commitment = CommitmentFactory()
    Notice.objects.bulk_create(
        Notice(person=me, commitment=commitment, kind="note", at=timezone.now()) for _ in range(MOST + 5)
    )
    assert len(titles(anybody.get(f"/feeds/{secret}/work.atom"))) == MOST


def test_the_calendar_has_a_day_for_each_promise_of_mine(me, other, secret, anybody):
    unit = UnitFactory(name_en="Directorate; of A, B")
    mine = CommitmentFactory(
        owner=me,
        unit=unit,
        title_en="A; b, c\\ " + "long ü " * 30,
        due_earliest=date(2027, 10, 1),
        due_latest=date(2027, 12, 31),
        due_words_en="end of 2027",
    )
    CommitmentFactory(deputy=me, owner=other, due_latest=date(2028, 2, 29))
    CommitmentFactory(owner=me)  # no term
    CommitmentFactory(owner=other, due_latest=TODAY)
    CommitmentFactory(verifier=me, due_latest=TODAY)
    answer = anybody.get(f"/feeds/{secret}/deadlines.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    first, second = events(answer)
    assert first["summary"] == f"Due: {mine.title_en.strip()}"
    assert first.decoded("dtstart") == date(2027, 12, 31)
    assert second.decoded("dtstart") == date(2028, 2, 29)
    assert "end of 2027 (1 Oct – 31 Dec 2027)" in first["description"]
    assert "Directorate; of A, B" in first["description"]
    assert first["url"].endswith(mine.get_absolute_url())
    # RFC 5545, section 3.1: lines end in CR LF and have at most 75 bytes.
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert b"DTSTART;VALUE=DATE:20271231" in lines
    for needed in ("UID", "DTSTAMP", "SEQUENCE"):
        assert needed in first


def test_a_deadline_that_moves_moves_its_event(me, secret, anybody):
    commitment = CommitmentFactory(owner=me, due_latest=date(2027, 1, 1))
    (before,) = events(anybody.get(f"/feeds/{secret}/deadlines.ics"))
    actions.move_due(
        by=BUILDER,
        commitment=commitment,
        due_earliest=None,
        due_latest=date(2027, 3, 1),
        reason="Later.",
        now=timezone.now() + timedelta(minutes=1),
    )
    (after,) = events(anybody.get(f"/feeds/{secret}/deadlines.ics"))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert after.decoded("dtstart") == date(2027, 3, 1)


def test_what_is_delivered_says_so_and_what_is_closed_is_gone(me, other, secret, anybody):
    commitment = CommitmentFactory(owner=me, due_latest=date(2027, 1, 1), title_en="Report")
    for state, summary in (
        (State.IN_PROGRESS, ["Due: Report"]),
        (State.DELIVERED, ["Delivered: Report"]),
        (State.PARTLY_SETTLED, ["Due: Report"]),
        (State.SETTLED, []),
        (State.LAPSED, []),
        (State.OPEN, ["Due: Report"]),
    ):
        Commitment.objects.filter(pk=commitment.pk).update(
            state=state, state_reason="x", delivered_by=me, settled_by=other
        )
        found = events(anybody.get(f"/feeds/{secret}/deadlines.ics"))
        assert [event["summary"] for event in found] == summary


def test_of_what_is_restricted_there_is_only_that_it_is(me, other, secret, anybody):
    unit = UnitFactory(code="GEHEIM")
    me.units.add(unit)
    commitment = CommitmentFactory(
        owner=me,
        due_latest=TODAY,
        due_words_en="very soon",
        unit=UnitFactory(name_en="Secret directorate"),
        title_en="Secret title",
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
    )
    tell(by=other, commitment=commitment, kind="note", to=[type(me).objects.get(pk=me.pk)])
    feed = anybody.get(f"/feeds/{secret}/work.atom")
    calendar = anybody.get(f"/feeds/{secret}/deadlines.ics")
    assert titles(feed) == ["A restricted commitment: note added"]
    (event,) = events(calendar)
    assert event["summary"] == "A restricted commitment"
    for answer in (feed, calendar):
        said = answer.content.decode().replace("\r\n ", "")
        assert commitment.get_absolute_url() in said
        for word in ("Secret", "Otto", "very soon"):
            assert word not in said


def test_what_its_owner_may_no_longer_see_is_not_in_it(me, other, secret, anybody):
    unit = UnitFactory(code="GEHEIM")
    commitment = CommitmentFactory(owner=me, due_latest=TODAY)
    tell(by=other, commitment=commitment, kind="note", to=[me])
    Commitment.objects.update(level=Level.RESTRICTED, restricted_to=[unit.pk])
    assert titles(anybody.get(f"/feeds/{secret}/work.atom")) == []
    assert events(anybody.get(f"/feeds/{secret}/deadlines.ics")) == []


@pytest.mark.parametrize("name", ["work.atom", "deadlines.ics"])
def test_it_may_be_kept_by_its_owner_only_and_says_whether_it_changed(me, other, secret, anybody, name):
    address = f"/feeds/{secret}/{name}"
    CommitmentFactory(owner=me, due_latest=TODAY)
    first = anybody.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert first.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in first.headers
    assert "sessionid" not in anybody.cookies
    tag = {"If-None-Match": first.headers["ETag"]}
    same = anybody.get(address, headers=tag)
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert anybody.head(address).status_code == 200
    commitment = CommitmentFactory(owner=me, due_latest=TODAY)
    tell(by=other, commitment=commitment, kind="note", to=[me])
    assert anybody.get(address, headers=tag).status_code == 200


def closed(me):
    type(me).objects.filter(pk=me.pk).update(is_active=False)


def without_role(me):
    me.role_assignments.all().delete()


def role_that_sees_nothing(me):
    me.role_assignments.update(role=Role.ADMINISTRATOR)


def renewed(me):
    renew_address(by=me)


def stopped(me):
    client = Client()
    client.force_login(me)
    assert client.post("/notices/addresses/stop/").status_code == 302


@pytest.mark.parametrize("end", [closed, without_role, role_that_sees_nothing, renewed, stopped])
@pytest.mark.parametrize("name", ["work.atom", "deadlines.ics"])
def test_an_address_that_has_ended_leads_nowhere(me, secret, anybody, name, end):
    assert anybody.get(f"/feeds/{secret}/{name}").status_code == 200
    tag = {"If-None-Match": anybody.get(f"/feeds/{secret}/{name}").headers["ETag"]}
    end(me)
    answer = anybody.get(f"/feeds/{secret}/{name}", headers=tag)
    assert (answer.status_code, answer.content) == (404, b"404\n")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("guess", ["x" * LENGTH, "x" * 42, "", "x" * 5000, "%00" * 43, "../" * 14 + "x"])
def test_a_guess_leads_nowhere(secret, anybody, guess):
    assert anybody.get(f"/feeds/{guess}/work.atom").status_code == 404


def test_the_digest_is_no_secret(me, secret, anybody):
    kept = NoticeSettings.objects.get(person=me)
    assert kept.feed_digest == hashlib.sha256(secret.encode()).hexdigest()
    assert anybody.get(f"/feeds/{kept.feed_digest[:LENGTH]}/work.atom").status_code == 404


def test_the_secret_is_shown_once_and_kept_nowhere(me, client):
    client.force_login(me)
    assert "Make an address" in client.get("/notices/addresses/").content.decode()
    answer = client.post("/notices/addresses/renew/")
    page = answer.content.decode()
    secret = page.split("/feeds/")[1].split("/")[0]
    assert len(secret) == LENGTH
    assert page.count(secret) == 2
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert secret not in client.get("/notices/addresses/").content.decode()
    Client().get(f"/feeds/{secret}/work.atom")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table
    assert AuditEvent.objects.filter(action="feed.renew", person=me).count() == 1


def test_the_secret_is_in_no_log(me, secret, anybody, capsys, monkeypatch):
    """What Django and gunicorn write goes through the filter; what is wrong is still said."""
    said = []

    class Kept(logging.StreamHandler):
        def emit(self, record):
            said.append(self.format(record))

    handler = Kept()
    handler.addFilter(WithoutSecrets())
    for name in ("django.request", "gunicorn.error"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [handler])
    renew_address(by=me)
    anybody.get(f"/feeds/{secret}/work.atom")
    anybody.get(f"/feeds/{secret[:-1]}/work.atom")
    logging.getLogger("gunicorn.error").error("Error handling request %s %s", "GET", f"/feeds/{secret}/x")
    assert len(said) == 3
    assert "Not Found: /feeds/(secret)/work.atom" in said[0]
    assert secret[:-1] not in "".join(said)


def test_every_log_of_this_installation_goes_through_the_filter(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "without_secrets" in handler["filters"]
    assert any(isinstance(one, WithoutSecrets) for one in logging.getLogger().handlers[0].filters) or any(
        isinstance(found, WithoutSecrets)
        for handler in logging.getLogger().handlers
        for found in handler.filters
    )


@pytest.mark.parametrize("name", ["work.atom", "deadlines.ics"])
def test_the_number_of_queries_does_not_grow(me, other, secret, anybody, name):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            anybody.get(f"/feeds/{secret}/{name}")
        return len(captured)

    def fill() -> None:
        tell(by=other, commitment=CommitmentFactory(owner=me, due_latest=TODAY), kind="note", to=[me])

    fill()
    before = queries()
    for _ in range(5):
        fill()
    assert queries() == before


def test_nothing_is_changed_by_reading_and_no_form_is_taken(secret, anybody):
    assert anybody.post(f"/feeds/{secret}/work.atom").status_code in {403, 405}
    assert anybody.delete(f"/feeds/{secret}/work.atom").status_code in {403, 405}
