# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail that is refused, for everybody or for one; and that what was not mailed is not recorded as mailed."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from praktijk.access.models import AuditEvent
from praktijk.recommendations.notices import sending
from praktijk.recommendations.notices.actions import choose_frequency, tell
from praktijk.recommendations.notices.models import Notice, NoticeSettings, Reminder
from tests.factories import coordinator
from tests.recommendations.notices.post import at, officer, outbox, promise, said_to

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def refuse(server, error, *addresses):
    """Let the server refuse these addresses, or all of them."""
    server.refuse = staticmethod(
        lambda message: error if not addresses or message.to[0] in addresses else None
    )


def test_mail_that_is_refused_for_a_day_is_said_as_it_is_when_it_is_taken(server):
    owner = officer()
    commitment = promise(DUE, owner=owner)
    refuse(server, ConnectionRefusedError(111, "Connection refused"))
    for hour in range(24):
        assert not sending.every_hour(now=at(2026, 3, 31, hour)).mailed
    assert not Reminder.objects.exists()
    assert not NoticeSettings.objects.exists()
    refuse(server, None)
    assert not sending.every_hour(now=at(2026, 4, 1, 6)).mailed
    sending.every_hour(now=at(2026, 4, 1, 7))
    text = said_to(owner)
    assert "ended yesterday" in text
    assert "today" not in text
    assert list(Reminder.objects.values_list("commitment", "stage")) == [(commitment.pk, "overdue")]


def test_a_refusal_is_tried_again_in_the_next_hour(server):
    owner = officer()
    promise(DUE, owner=owner)
    refuse(server, SMTPServerDisconnected("gone"))
    assert list(sending.every_hour(now=at(2026, 3, 31, 7)).refused) == [owner.pk]
    refuse(server, None)
    assert sending.every_hour(now=at(2026, 3, 31, 8)).mailed == [owner.pk]


@pytest.mark.parametrize(
    "error",
    [
        SMTPRecipientsRefused({"bad@example.org": (550, b"no such user")}),
        OSError("broken"),
        UnicodeEncodeError("ascii", "é", 0, 1, "no"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_one_address_that_fails_stops_nobody_else(server, error):
    people = [officer(email=f"{name}@example.org") for name in ("first", "bad", "last")]
    for person in people:
        promise(DUE, owner=person)
    refuse(server, error, "bad@example.org")
    outcome = sending.every_hour(now=at(2026, 3, 31))
    assert outcome.mailed == [people[0].pk, people[2].pk]
    assert list(outcome.refused) == [people[1].pk]
    assert set(Reminder.objects.values_list("person", flat=True)) == {people[0].pk, people[2].pk}
    assert len(outbox()) == 2


def test_a_server_that_cannot_be_reached_is_left_alone_after_a_few(server):
    for _ in range(10):
        promise(DUE, owner=officer())
    refuse(server, TimeoutError("timed out"))
    outcome = sending.every_hour(now=at(2026, 3, 31))
    assert outcome.unreached
    assert server.tried == 3
    assert not AuditEvent.objects.filter(action="digest.mail").exists()


def test_a_mail_that_went_but_was_not_recorded_goes_again_under_the_same_name(server, monkeypatch):
    owner = officer()
    promise(DUE, owner=owner)
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 30))

    def stops(*_, **__):
        raise RuntimeError("the machine stops")

    with monkeypatch.context() as broken:
        broken.setattr("praktijk.access.acting._write", stops)
        assert not sending.every_hour(now=at(2026, 3, 31, 7)).mailed
    assert not Reminder.objects.exists()
    assert sending.every_hour(now=at(2026, 3, 31, 8)).mailed == [owner.pk]
    first, second = outbox()
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert not sending.every_hour(now=at(2026, 3, 31, 9)).mailed


def test_two_different_mails_have_two_names(server):
    owner = officer()
    promise(DUE, owner=owner)
    sending.every_hour(now=at(2026, 3, 31))
    sending.every_hour(now=at(2026, 4, 1))
    first, second = outbox()
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]


def test_each_mail_leaves_a_trail_without_words_of_it(server):
    owner = officer()
    promise(DUE, owner=owner, title_en="zqx", title_nl="zqx")
    sending.every_hour(now=at(2026, 3, 31))
    event = AuditEvent.objects.get(action="digest.mail")
    assert event.details == {"reminders": 1, "notices": 0}
    assert event.record_id == str(owner.pk)


def test_what_happens_at_once_goes_in_one_mail_and_is_not_said_in_the_digest(server):
    owner = officer()
    choose_frequency(by=owner, frequency="at_once")
    commitments = [promise(None, title_en=f"Promise {number}.") for number in range(12)]
    for commitment in commitments:
        tell(by=coordinator(), commitment=commitment, kind="handed_over", to=[owner], now=at(2026, 3, 30, 14))
    assert sending.send_notices(now=at(2026, 3, 30, 14, 2)).mailed == [owner.pk]
    text = said_to(owner)
    assert all(commitment.title_en in text for commitment in commitments)
    assert not sending.send_notices(now=at(2026, 3, 30, 14, 4)).mailed
    assert not sending.every_hour(now=at(2026, 3, 31)).mailed


def test_what_was_refused_at_once_goes_in_the_next_hour_even_at_night(server):
    owner = officer()
    choose_frequency(by=owner, frequency="at_once")
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 30, 22))
    refuse(server, SMTPServerDisconnected("gone"))
    assert not sending.send_notices(now=at(2026, 3, 30, 22)).mailed
    refuse(server, None)
    assert sending.every_hour(now=at(2026, 3, 30, 23)).mailed == [owner.pk]


def test_who_wants_news_at_once_and_has_a_term_gets_one_digest(server):
    owner = officer()
    choose_frequency(by=owner, frequency="at_once")
    promise(DUE, owner=owner)
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 31, 6, 59))
    sending.every_hour(now=at(2026, 3, 31, 7))
    text = said_to(owner)
    assert "DUE TODAY" in text
    assert "WHAT CHANGED" in text


def test_notices_come_every_day_every_week_or_never(server):
    people = {frequency: officer() for frequency in ("daily", "weekly", "none")}
    for frequency, person in people.items():
        choose_frequency(by=person, frequency=frequency)
    commitment = promise(None)
    monday = at(2026, 3, 30)
    tell(by=coordinator(), commitment=commitment, kind="note", to=people.values(), now=monday)
    mailed = {}
    for hours in (day * 24 + hour for day in range(9) for hour in (-3, -2, -1, 11)):
        for key in sending.every_hour(now=monday + timedelta(hours=hours)).mailed:
            mailed.setdefault(key, []).append((monday + timedelta(hours=hours)).date())
    assert mailed == {
        people["daily"].pk: [date(2026, 3, 31)],
        people["weekly"].pk: [date(2026, 4, 6)],
    }
    assert Notice.objects.visible_to(people["none"]).count() == 1


def test_a_week_that_was_refused_on_monday_goes_on_tuesday(server):
    owner = officer()
    choose_frequency(by=owner, frequency="weekly")
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 4, 3))
    refuse(server, SMTPServerDisconnected("gone"))
    sending.every_hour(now=at(2026, 4, 6))
    refuse(server, None)
    tell(by=coordinator(), commitment=promise(None), kind="comment", to=[owner], now=at(2026, 4, 6, 20))
    sending.every_hour(now=at(2026, 4, 7))
    text = said_to(owner)
    assert "note added" in text
    assert "comment" not in text


def test_another_frequency_sends_nothing_again_and_nothing_old(server):
    owner = officer()
    choose_frequency(by=owner, frequency="daily")
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 30))
    assert sending.every_hour(now=at(2026, 3, 31)).mailed
    choose_frequency(by=owner, frequency="weekly", now=at(2026, 3, 31, 10))
    choose_frequency(by=owner, frequency="none", now=at(2026, 3, 31, 11))
    tell(by=coordinator(), commitment=promise(None), kind="comment", to=[owner], now=at(2026, 4, 1))
    for frequency in ("weekly", "daily", "at_once"):
        choose_frequency(by=owner, frequency=frequency, now=at(2026, 4, 2))
    outbox()
    for number in range(20):
        sending.every_hour(now=at(2026, 4, 3) + timedelta(days=number))
    assert not outbox()


def test_what_was_seen_in_my_work_is_not_mailed_any_more(server):
    owner = officer()
    tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 3, 30))
    Notice.objects.update(seen_at=at(2026, 3, 30, 10))
    assert not sending.every_hour(now=at(2026, 3, 31)).mailed


def test_what_could_not_be_mailed_for_over_a_month_is_news_no_more(server):
    owner = officer()
    for day in (1, 30):
        tell(by=coordinator(), commitment=promise(None), kind="note", to=[owner], now=at(2026, 1, day))
    sending.every_hour(now=at(2026, 2, 20))
    assert said_to(owner).count("note added") == 1
    assert Notice.objects.filter(mailed_at=None).count() == 1


def test_what_is_taken_back_while_a_mail_is_written_is_not_mailed(server, monkeypatch):
    owner = officer()
    kept, gone = promise(None, owner=owner), promise(None, owner=owner)
    for commitment in (kept, gone):
        tell(by=coordinator(), commitment=commitment, kind=Notice.Kind.NOTE, to=[owner], now=at(2026, 3, 30))
    real = sending.digest_of

    def read_just_before(person, now, **wanted):
        digest = real(person, now, **wanted)
        Notice.objects.filter(commitment=gone).delete()
        return digest

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(sending, "digest_of", read_just_before)
        outcome = sending.send_digests(now=at(2026, 3, 31, 8))
    assert outcome.refused[owner.pk].startswith("TakenBack: ")
    assert not outcome.mailed
    assert not outbox()
    assert not NoticeSettings.objects.filter(digest_on__isnull=False).exists()
    # The transaction took the taking back along with it here: in life it is another one, and stays.
    Notice.objects.filter(commitment=gone).delete()
    assert sending.send_digests(now=at(2026, 3, 31, 9)).mailed == [owner.pk]
    assert gone.title not in said_to(owner)
