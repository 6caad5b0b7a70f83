# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mails say, in both languages, and what they never carry."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from praktijk.recommendations.notices import sending
from praktijk.recommendations.notices.actions import choose_frequency, tell
from praktijk.recommendations.notices.wording import plain
from praktijk.recommendations.rules import State
from tests.factories import ProgressNoteFactory, coordinator
from tests.recommendations.notices.post import at, officer, outbox, promise

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)
NOW = at(2026, 3, 31)


def unwrapped(text):
    return " ".join(text.split())


def _year(owner):
    """Something of every kind."""
    promise(date(2026, 3, 30), owner=owner, title_nl="Te laat.", title_en="Late.")
    today = promise(DUE, owner=owner, title_nl="Vandaag.", title_en="Today.")
    ProgressNoteFactory(commitment=today, evidence_address="https://example.org/brief")
    promise(date(2026, 4, 1), owner=owner, title_nl="Morgen.", title_en="Tomorrow.")
    promise(date(2026, 4, 20), deputy=owner, title_nl="Straks.", title_en="Soon.")
    changed = promise(None, title_nl="Iets anders.", title_en="Something else.")
    by = coordinator()
    by.name = "Jan Jansen"
    by.save()
    for kind in ("note", "comment"):
        tell(by=by, commitment=changed, kind=kind, to=[owner], now=at(2026, 3, 30))


def test_a_dutch_mail_says_it_in_dutch():
    _year(officer(language="nl", name="Anna de Vries"))
    sending.send_digests(now=NOW)
    (message,) = outbox()
    assert message.subject == "Praktijk: 1 te laat, 1 vandaag, 2 binnen 30 dagen, nieuws over 1"
    for line in (
        "Beste Anna de Vries,",
        "TE LAAT",
        "De termijn is gisteren afgelopen, op 30 maart 2026. U bent eigenaar.",
        "De termijn loopt vandaag af, 31 maart 2026. U bent eigenaar.",
        "De termijn loopt morgen af, op 1 april 2026. U bent eigenaar.",
        "De termijn loopt over 20 dagen af, op 20 april 2026. U bent plaatsvervanger.",
        "30 mrt 2026: notitie toegevoegd, Jan Jansen",
    ):
        assert line in unwrapped(message.body)
    english = {"the", "your", "commitment", "term", "deadline", "and", "mail:", "next:", "within"}
    assert not english & set(message.body.lower().split())


def test_an_english_mail_says_it_in_english():
    _year(officer(language="en", name="Anna de Vries"))
    sending.send_digests(now=NOW)
    (message,) = outbox()
    assert message.subject == "Praktijk: 1 overdue, 1 due today, 2 due within 30 days, news of 1"
    for line in (
        "Dear Anna de Vries,",
        "1 commitment of yours is overdue.",
        "The term ended yesterday, 30 March 2026. You are the owner.",
        "Next: there is evidence, so say that it is delivered.",
        "The term ends tomorrow, 1 April 2026. You are the owner.",
        "The term ends in 20 days, on 20 April 2026. You are the deputy.",
        "30 Mar 2026: note added, Jan Jansen",
    ):
        assert line in unwrapped(message.body)
    assert not {"het", "een", "u", "termijn"} & set(message.body.lower().split())


def test_text_and_html_say_the_same_with_whole_links_and_nothing_that_is_followed():
    _year(officer())
    sending.send_digests(now=NOW)
    (message,) = outbox()
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    links = re.findall(r'href="([^"]+)"', html)
    assert set(links) == set(re.findall(r"http\S+", message.body))
    assert all(link.startswith("http://127.0.0.1:8000/") for link in links)
    assert not re.search(r"<(img|script|style|link|iframe)|style=|on\w+=|\?\w+=", html)
    for title in ("Late.", "Today.", "Tomorrow.", "Soon.", "Something else."):
        assert title in html


def test_html_is_well_formed_and_what_people_type_stays_text():
    owner = officer(name="<b>Anna</b>")
    promise(DUE, owner=owner, title_en='<script>alert(1)</script> & "more"')
    sending.send_digests(now=NOW)
    (message,) = outbox()
    html = message.alternatives[0][0]
    assert "<script" not in html
    assert "<b>" not in html
    opened: list[str] = []

    class Nested(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in ("meta", "br"):
                opened.append(tag)

        def handle_endtag(self, tag):
            assert opened.pop() == tag

    Nested().feed(html)
    assert not opened


def test_no_header_holds_what_somebody_typed():
    evil = "x\r\nBcc: everybody@example.org\r\n\r\nHello"
    owner = officer(name=evil)
    promise(DUE, owner=owner, title_en=evil, title_nl=evil)
    assert sending.send_digests(now=NOW).mailed
    (message,) = outbox()
    sent = message.message()
    assert "Bcc" not in sent
    assert message.recipients() == [owner.email]
    head = sent.as_string().split("\n\n")[0]
    assert "everybody" not in head
    assert "\nBcc:" not in message.body


def test_headers_tell_machines_what_this_is():
    owner = officer()
    promise(DUE, owner=owner)
    sending.send_digests(now=NOW)
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 31, 12))
    choose_frequency(by=owner, frequency="at_once")
    sending.send_notices(now=at(2026, 3, 31, 13))
    reminder, news = (message.message() for message in outbox())
    assert reminder["Auto-Submitted"] == "auto-generated"
    assert reminder["List-Unsubscribe"] is None
    assert news["List-Unsubscribe"] == "<http://127.0.0.1:8000/preferences/notices/>"
    assert re.fullmatch(r"<[0-9a-f]{40}@127\.0\.0\.1>", str(reminder["Message-ID"]))


def test_what_is_made_up_is_marked():
    owner = officer()
    promise(DUE, owner=owner, title_en="A plan.", illustrative=True)
    sending.send_digests(now=NOW)
    assert "A plan. (illustrative)" in outbox()[0].body


def test_the_verifier_reads_who_delivered_and_what_to_do():
    verifier = coordinator()
    verifier.language = "nl"
    verifier.save()
    owner = officer(name="Piet Post")
    promise(DUE, verifier=verifier, owner=owner, state=State.DELIVERED, delivered_by=owner)
    sending.send_digests()
    (message,) = outbox()
    assert "1 te controleren" in message.subject
    assert "WACHT OP UW CONTROLE" in message.body
    assert "Opgeleverd op" in message.body
    assert "door Piet Post." in message.body


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("a\nb\r\n  c", "a b c"),
        ("a\u202eb", "ab"),
        ("a\x00\x1bb", "ab"),
        ("  ", ""),
        ("Één plan", "Één plan"),
        ("a\u2028b", "a b"),
    ],
)
def test_one_line_of_signs_that_show(typed, shown):
    assert plain(typed) == shown


def test_ten_thousand_for_one_person_are_one_mail_recorded_whole():
    from praktijk.recommendations.models import Commitment
    from praktijk.recommendations.notices.models import Reminder
    from tests.factories import RecommendationFactory

    owner, recommendation = officer(), RecommendationFactory()
    Commitment.objects.bulk_create(
        Commitment(
            document=recommendation.document,
            number=number,
            title_en=f"Promise {number}.",
            owner=owner,
            due_latest=DUE,
        )
        for number in range(1, 10_001)
    )
    assert sending.send_digests(now=NOW).mailed == [owner.pk]
    (message,) = outbox()
    assert message.subject == "Praktijk: 10,000 due today"
    assert Reminder.objects.count() == 10_000
    assert not sending.send_digests(now=NOW).mailed
