# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year lived (see `a_year`): the register, the report and the reminders against an account kept by hand."""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from praktijk.access.queries import Public
from praktijk.accountability.followup.files import as_file, for_parliament
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Reminder
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.timeline import timeline
from tests.recommendations.a_year import FIRST, LAST, LETTER_A, LETTER_B, Year, a_year

pytestmark = pytest.mark.django_db

SPRING, SUMMER, WINTER = date(2025, 5, 20), date(2025, 8, 20), date(2025, 12, 20)

#: What was true at the end of three days, counted on a calendar: state, end of the term, days late.
ACCOUNT = {
    SPRING: {
        "A1": ("settled", "2025-04-30", 0),
        "A2": ("open", "2025-05-01", 19),
        "A3": ("open", "2025-11-30", 0),
        "A4": ("open", "2025-06-30", 0),
        "A5": ("open", "2025-07-31", 0),
        "A6": ("open", "2025-08-31", 0),
        "A7": ("open", "2025-09-30", 0),
        "A8": ("open", "2025-10-31", 0),
        "A9": ("open", "2025-12-31", 0),
        "A10": ("open", "2025-09-15", 0),
        "A11": ("open", "2025-12-15", 0),
        "A12": ("open", None, 0),
        "B1": ("open", "2025-06-15", 0),
        "B2": ("open", "2025-08-01", 0),
        "B3": ("open", "2025-09-01", 0),
        "B4": ("in_progress", "2025-12-01", 0),
        "B5": ("open", "2026-01-31", 0),
        "B6": ("open", "2025-07-15", 0),
        "B7": ("open", "2025-11-15", 0),
        "B8": ("open", "2025-10-10", 0),
    },
    SUMMER: {
        "A1": ("settled", "2025-04-30", 0),
        "A2": ("open", "2025-05-01", 111),
        "A3": ("open", "2025-11-30", 0),
        "A4": ("settled", "2025-06-30", 0),
        "A5": ("lapsed", "2025-07-31", 0),
        "A6": ("open", "2025-08-31", 0),
        "A7": ("partly_settled", "2025-09-30", 0),
        "A8": ("open", "2025-10-31", 0),
        "A8b": ("open", "2026-02-28", 0),
        "A9": ("open", "2025-12-31", 0),
        "A10": ("open", "2025-09-15", 0),
        "A11": ("open", "2025-12-15", 0),
        "A12": ("open", None, 0),
        "B1": ("settled", "2025-06-15", 0),
        "B2": ("delivered", "2025-08-01", 0),
        "B3": ("open", "2025-09-01", 0),
        "B4": ("in_progress", "2025-12-01", 0),
        "B5": ("open", "2026-01-31", 0),
        "B6": ("settled", "2025-07-15", 0),
        "B7": ("open", "2025-11-15", 0),
        "B8": ("open", "2025-10-10", 0),
    },
    WINTER: {
        "A1": ("settled", "2025-04-30", 0),
        "A2": ("open", "2025-05-01", 233),
        "A3": ("settled", "2025-11-30", 0),
        "A4": ("settled", "2025-06-30", 0),
        "A5": ("lapsed", "2025-07-31", 0),
        "A6": ("open", "2025-08-31", 111),
        "A7": ("settled", "2025-09-30", 0),
        "A8": ("open", "2025-10-31", 50),
        "A8b": ("open", "2026-02-28", 0),
        "A9": ("lapsed", "2025-12-31", 0),
        "A10": ("open", "2026-03-31", 0),
        "A11": ("settled", "2025-12-15", 0),
        "A12": ("open", None, 0),
        "B1": ("settled", "2025-06-15", 0),
        "B2": ("delivered", "2025-08-01", 0),
        "B3": ("settled", "2025-09-01", 0),
        "B4": ("in_progress", "2025-12-01", 19),
        "B5": ("open", "2026-01-31", 0),
        "B6": ("in_progress", "2025-07-15", 158),
        "B7": ("delivered", "2025-11-15", 0),
        "B8": ("lapsed", "2025-10-10", 0),
        "C1": ("open", "2026-06-30", 0),
    },
}

#: Of the promises of letter A, owner and deputy are reminded; a promise delivered in time needs fewer.
OF_A = [
    ("A1", "ahead", "2025-03-31"),
    ("A2", "ahead", "2025-04-01"),
    ("A2", "today", "2025-05-01"),
    ("A2", "overdue", "2025-05-02"),
    ("A3", "ahead", "2025-10-31"),  # thirty days before the term that it was moved to, not before the first
    ("A4", "ahead", "2025-05-31"),
    ("A4", "today", "2025-06-30"),  # returned ten days earlier
    ("A4", "overdue", "2025-07-01"),
    ("A6", "ahead", "2025-08-01"),
    ("A6", "today", "2025-08-31"),
    ("A6", "overdue", "2025-09-01"),
    ("A7", "ahead", "2025-08-31"),  # settled in part
    ("A7", "today", "2025-09-30"),
    ("A7", "overdue", "2025-10-01"),
    ("A8", "ahead", "2025-10-01"),
    ("A8", "today", "2025-10-31"),
    ("A8", "overdue", "2025-11-01"),
    ("A10", "ahead", "2025-08-16"),  # moved after that
]
OF_FRED = [("B1", "ahead", "2025-05-16")]
OF_EVA = [
    ("B2", "ahead", "2025-07-02"),  # the morning after the hand-over
    ("B3", "ahead", "2025-08-02"),
    ("B3", "today", "2025-09-01"),
    ("B3", "overdue", "2025-09-02"),
    ("B4", "ahead", "2025-11-01"),
    ("B4", "today", "2025-12-01"),
    ("B4", "overdue", "2025-12-02"),
    ("B5", "ahead", "2026-01-01"),
    ("B6", "overdue", "2025-10-02"),  # opened again after its term
    ("B7", "ahead", "2025-10-16"),
    ("B8", "ahead", "2025-09-10"),
]
OF_CARLA = [
    ("A1", "waits", "2025-04-26"),
    ("A3", "waits", "2025-11-21"),
    ("A4", "waits", "2025-06-11"),
    ("A4", "waits", "2025-07-06"),  # once for each delivery
    ("A7", "waits", "2025-08-02"),
    ("A7", "waits", "2025-10-21"),
    ("A11", "waits", "2025-09-03"),
]
OF_DAAN = [
    ("B1", "waits", "2025-06-02"),
    ("B2", "waits", "2025-07-31"),
    ("B2", "waits_long", "2025-08-29"),
    ("B3", "waits", "2025-09-21"),
    ("B6", "waits", "2025-05-29"),
    ("B7", "waits", "2025-11-11"),
    ("B7", "waits_long", "2025-12-10"),
]


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The year, lived once for all tests of this file, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_year()
        transaction.set_rollback(True)


def name_of(title: str) -> str:
    """The name of a promise in its title: "Toezegging A8, het plan" is A8, "… breder plan C1 …" is C1."""
    return re.search(r"\b[ABC]\d+b?\b", title).group()


def states(day: date) -> Counter[str]:
    return Counter(state for state, _, _ in ACCOUNT[day].values())


DAYS = pytest.mark.parametrize("day", ACCOUNT, ids=str)


@DAYS
def test_the_register_of_a_day_is_what_was_true_then(year: Year, day):
    shown = Register(year.daan, Filter(), today=LAST, on=day)
    found = {
        name_of(one.title_nl): (one.state, one.due_latest and str(one.due_latest), one.late)
        for entry in shown.entries()
        for one in entry.commitments
    }
    assert found == ACCOUNT[day]
    late = sum(days > 0 for _, _, days in ACCOUNT[day].values())
    assert (shown.totals["commitments"], shown.totals["overdue"]) == (len(ACCOUNT[day]), late)
    assert shown.counts("state") == states(day)


@DAYS
def test_the_report_to_parliament_of_a_day_says_what_was_true_then(year: Year, day):
    report = for_parliament(language="nl", on=day)
    found = {
        name_of(one.title): (one.state_key, one.days_late)
        for theme in report.themes
        for advice in theme.advices
        for one in advice.promises
    }
    assert found == {name: (state, late) for name, (state, _, late) in ACCOUNT[day].items()}
    assert {name_of(one.title): one.days_late for one in report.late} == {
        name: late for name, (_, _, late) in ACCOUNT[day].items() if late
    }
    assert sum(count for _, count in report.states) == len(ACCOUNT[day])


@DAYS
@pytest.mark.parametrize("form", ["html", "odt"])
def test_so_do_its_files_and_they_name_nobody(year: Year, day, form):
    file = as_file(for_parliament(language="nl", on=day), form, on=day)
    if form == "odt":
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            file = archive.read("content.xml")
    text = " ".join(re.sub(r"<[^>]+>", " ", file.decode()).split())
    for name, (_, _, late) in ACCOUNT[day].items():
        assert re.search(rf"\b{name}\b", text), name
        if late:
            assert f"{late} dagen te laat" in text
    for nobody in ("Anna", "Bram", "Carla", "Daan", "Eva", "Fred", "Nairobi"):
        assert nobody not in text
    assert ("De Kamer vroeg om een tweede onderzoek." in text) is (day >= date(2025, 5, 15))
    assert ("Brief C" in text) is (day >= date(2025, 9, 2))
    assert ("Het fonds vraagt" in text) is False  # no term moved when it was split
    assert ("A8b" in text) is (day >= date(2025, 6, 1))


@DAYS
def test_what_is_taken_along_of_a_day_is_exactly_what_was_filtered(year: Year, client, day):
    client.force_login(year.daan)
    for state, count in [("", len(ACCOUNT[day])), *states(day).items()]:
        answer = client.get("/register/register.csv", {"on": day.isoformat(), "state": state}, follow=True)
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        if len(rows[0]) < 3:
            rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        named = [name_of(" ".join(row)) for row in rows[1:]]
        assert len(named) == count, state
        assert set(named) == {
            name for name, (then, _, _) in ACCOUNT[day].items() if not state or then == state
        }


def test_the_page_of_a_day_counts_the_same(year: Year, client):
    client.force_login(year.daan)
    asked = {"on": WINTER.isoformat(), "overdue": "on"}
    page = client.get("/register/", asked, follow=True).content.decode()
    late = [name for name, (_, _, days) in ACCOUNT[WINTER].items() if days]
    listed = re.findall(r"<a data-row[^>]*>(.*?)</a>", page, re.DOTALL)
    shown = {name_of(title) for title in listed}
    assert shown >= set(late)
    assert not shown & (set(ACCOUNT[WINTER]) - set(late))


def test_each_reminder_went_once_on_its_day_to_whom_it_concerned(year: Year):
    wanted = Counter(
        (person.name, *reminder)
        for person, reminders in (
            (year.anna, OF_A),
            (year.bram, OF_A),
            (year.carla, OF_CARLA),
            (year.daan, OF_DAAN),
            (year.eva, OF_EVA),
            (year.fred, OF_FRED),
        )
        for reminder in reminders
    )
    went = Counter(
        (one.person.name, name_of(one.commitment.title_nl), one.stage, str(one.mailed_at.date()))
        for one in Reminder.objects.select_related("person", "commitment")
    )
    assert went - wanted == Counter()
    assert wanted - went == Counter()


def test_each_reminder_stood_in_the_mail_of_that_day(year: Year):
    for person, reminders in ((year.anna, OF_A), (year.eva, OF_EVA), (year.carla, OF_CARLA)):
        for name, _, day in reminders:
            assert re.search(rf"\b{name}\b", year.mails[date.fromisoformat(day), person.email]), (name, day)


def test_what_may_not_be_was_refused_and_says_why(year: Year):
    assert year.refused == {
        "nothing shows it": "evidence_missing",
        "one's own": "own_delivery",
        "one's own, by a letter": "own_delivery",
    }


def test_the_line_of_a_replaced_promise_goes_on_to_the_last_word(year: Year):
    shown = Register(year.daan, Filter(), today=LAST, on=LAST)
    told = [
        (name_of(event.of.title_nl), event.kind)
        for event in reversed(timeline(shown.commitment(year.promises["C1"].pk), shown))
        if event.kind in {"promised", "entered", "lapsed", "answer_replaces"}
    ]
    assert told == [
        ("A9", "promised"),
        ("A9", "entered"),
        ("C1", "promised"),
        ("A9", "answer_replaces"),
        ("C1", "entered"),
        ("A9", "lapsed"),
    ]


def test_hands_over_which_promises_went_are_told(year: Year):
    assert {one.owner for one in Commitment.objects.filter(document=year.promises["B1"].document)} == {
        year.eva
    }
    shown = Register(year.daan, Filter(), today=LAST, on=LAST)
    line = timeline(shown.commitment(year.promises["B4"].pk), shown)
    assert any("Fred" in event.what and "Eva" in event.what for event in line)
    before = Register(year.daan, Filter(), today=LAST, on=date(2025, 6, 30))
    line = timeline(before.commitment(year.promises["B4"].pk), before)
    assert not any("Eva" in event.what for event in line)


def test_on_the_day_before_the_first_letter_nothing_was_known(year: Year):
    assert Register(Public(), Filter(), today=LAST, on=date(2025, 1, 14)).totals["commitments"] == 0
    assert Register(Public(), Filter(), today=LAST, on=FIRST).totals["commitments"] == len(LETTER_A)
    both = len(LETTER_A) + len(LETTER_B)
    assert Register(Public(), Filter(), today=LAST, on=date(2025, 3, 2)).totals["commitments"] == both == 20


def test_and_today_life_goes_on_through_the_pages(year: Year, client):
    promise = year.promises["B4"]
    address = promise.get_absolute_url()
    client.force_login(year.eva)
    note = {"on": "2026-01-20", "text_nl": "Gedaan.", "evidence_address": "https://example.org/b4"}
    assert client.post(f"{address}state/", {"state": "delivered"}).status_code == 422
    assert client.post(f"{address}notes/", note).status_code == 302
    assert client.post(f"{address}state/", {"state": "delivered"}).status_code == 302
    assert client.post(f"{address}state/", {"state": "settled"}).status_code in {403, 422}
    client.force_login(year.daan)
    returned = client.post(f"{address}state/", {"state": "in_progress"})
    assert returned.status_code == 422  # a delivery is returned with a reason
    assert client.post(f"{address}state/", {"state": "settled"}).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.delivered_by, promise.settled_by) == ("settled", year.eva, year.daan)
    for day in ACCOUNT:
        shown = Register(year.daan, Filter(), today=LAST, on=day)
        assert shown.commitment(promise.pk).state == ACCOUNT[day]["B4"][0]
