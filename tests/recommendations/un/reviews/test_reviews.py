# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reviews to come: who is reviewed when, what to prepare, and what a draft looks like."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from icalendar import Calendar

from praktijk.access.models import Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.un.reviews import actions
from praktijk.recommendations.un.reviews.calendar import last_review, next_review, sessions, to_come
from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.un.reviews.preparing import prepare
from praktijk.recommendations.un.reviews.rules import (
    Check,
    category_of,
    checks_of,
    deadlines_of,
    working_days_before,
)
from praktijk.recommendations.versions import ChangedSince, newest
from praktijk.reference.exchange.terms import region_of, regions
from tests.factories import PersonFactory, UnitFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

TODAY = date(2026, 11, 25)


def test_every_state_is_reviewed_once_in_each_cycle():
    states = {code for code, region in region_of().items() if region != "observers"}
    for cycle in (4, 5):
        reviewed = Counter(code for one in sessions() if one.cycle == cycle for code in one.states)
        assert set(reviewed.values()) == {1}
        assert set(reviewed) == states
    assert "observers" in regions()


def test_sessions_follow_each_other():
    days = [one.opens for one in sessions()]
    assert days == sorted(days)
    assert [one.number for one in sessions()] == list(range(41, 69))
    assert all(one.expected for one in sessions() if one.cycle == 5)


@pytest.mark.parametrize(
    "country,today,number",
    [
        ("NL", date(2022, 11, 30), 41),
        ("NL", date(2022, 12, 1), 55),
        ("SD", TODAY, 53),
        ("SD", date(2026, 12, 1), 67),
        ("SY", TODAY, 54),
        ("VA", TODAY, None),
        ("XX", TODAY, None),
        ("KE", date(2060, 1, 1), None),
    ],
)
def test_the_next_review_of_a_state(country, today, number):
    found = next_review(country, today)
    assert (found.number if found else None) == number


def test_the_last_review_of_a_state():
    assert last_review("KE", TODAY).number == 49
    assert last_review("SY", TODAY) is None


@pytest.mark.parametrize(
    "day,count,before",
    [
        (date(2026, 11, 2), 1, date(2026, 10, 30)),
        (date(2026, 11, 2), 10, date(2026, 10, 19)),
        (date(2026, 11, 1), 1, date(2026, 10, 30)),
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
    ],
)
def test_working_days_leave_weekends_out(day, count, before):
    assert working_days_before(day, count) == before


def test_drafts_are_due_before_advance_questions():
    days = deadlines_of(date(2027, 1, 1))
    assert days.drafts < days.questions < days.opens


@pytest.mark.parametrize(
    "text,category",
    [
        ("Share its experience with other states", 1),
        ("Continue to train judges", 2),
        ("Consider ratifying the treaty", 3),
        ("Strengthen the protection of children", 4),
        ("Take all measures to protect children", 4),
        ("Adopt measures against hunger", 4),
        ("Adopt a law against hunger", 5),
        ("Ratify the Optional Protocol", 5),
        ("Further strengthen the courts", 4),
        ("Fully implement the law on associations", 5),
        ("xyzzy", None),
        ("", None),
        ("12345 !!", None),
    ],
)
def test_how_much_a_recommendation_asks(text, category):
    assert category_of(text) == category


@pytest.mark.parametrize(
    "text,check,well",
    [
        ("Ratify the Convention against Torture", Check.ADDRESSED, True),
        ("The situation of women is bad", Check.ADDRESSED, False),
        ("Ratify the protocol and abolish the death penalty", Check.ONE_ACTION, False),
        ("Ratify the protocol and set up a body that visits prisons", Check.ONE_ACTION, True),
        ("Open courts and prisons to visitors", Check.ONE_ACTION, True),
        ("Adopt a law against hunger", Check.MEASURABLE, True),
        ("Do better for everybody", Check.MEASURABLE, False),
        ("Adopt a law by the end of 2027", Check.SPECIFIC, True),
        ("Protect children", Check.SPECIFIC, False),
        ("Ratify " + "the treaty " * 50, Check.SHORT, False),
        ("Ratify the treaty", Check.SHORT, True),
    ],
)
def test_what_the_guidance_asks_of_a_draft(text, check, well):
    (found,) = [one for one in checks_of(text) if one.check is check]
    assert found.well is well


@pytest.mark.parametrize("text", ["", "   ", "123", "!?", "\x00"])
def test_without_words_there_is_nothing_to_look_at(text):
    assert [one.check for one in checks_of(text)] == [Check.EMPTY]


@pytest.fixture
def officer(db):
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


@pytest.fixture
def corpus(monkeypatch, db):
    forget(monkeypatch)
    take_in(
        *(
            record(
                f"f{n}",
                Text=f"<p>160.{n} Let the press write about matter {n}</p>",
                UprRecommendingCountry=["France"],
                Themes=["Freedom of the press"],
            )
            for n in range(4)
        )
    )


def draft(by, **given):
    return actions.add_draft(by=by, **({"country": "KE", "text": "Ratify the protocol"} | given))


def test_a_draft_is_for_the_next_review_and_internal(officer):
    made = draft(officer)
    assert made.session == next_review("KE", timezone.localdate()).number
    assert made.level == Level.INTERNAL
    assert made.author == officer


@pytest.mark.parametrize(
    "given",
    [
        {"text": ""},
        {"text": "   "},
        {"country": "NL"},
        {"country": "VA"},
        {"country": "XX"},
        {"country": ""},
        {"state": "wonderful"},
        {"theme": "t" * 61},
    ],
)
def test_what_cannot_be_drafted_is_refused(officer, given):
    with pytest.raises(ValidationError):
        draft(officer, **given)
    assert not Draft.objects.exists()


def test_a_reader_drafts_nothing(db):
    with pytest.raises(PermissionDenied):
        draft(PersonFactory(role=Role.READER))


def test_two_at_one_draft(officer):
    made = draft(officer)
    seen = newest(Draft, made.pk)
    actions.change_draft(by=officer, draft=made, text="Ratify both protocols")
    with pytest.raises(ChangedSince):
        actions.change_draft(by=officer, draft=made, text="Ratify all protocols", seen=seen)
    made.refresh_from_db()
    assert made.text == "Ratify both protocols"


def test_what_others_press_for_and_we_do_not_is_a_gap(officer, corpus):
    prepared = prepare(officer, "KE", timezone.localdate())
    assert [one.key for one in prepared.gaps] == ["press"]
    assert len(prepared.ours) == 3
    draft(officer, theme="press")
    assert prepare(officer, "KE", timezone.localdate()).gaps == []


def test_restricted_drafts_are_for_their_units(officer, client):
    unit = UnitFactory()
    insider = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], language="en")
    draft(insider, text="Release the one we do not name", restricted_to=[unit.pk])
    for person, sees in ((insider, True), (officer, False)):
        client.force_login(person)
        page = client.get("/un/reviews/KE/").content.decode()
        assert ("the one we do not name" in page) is sees


def test_the_page_from_asking_to_keeping(client, officer, corpus):
    client.force_login(officer)
    page = client.get("/un/reviews/KE/").content.decode()
    assert "Dig wells so that all may drink clean water" in page
    assert "gap" in page
    answer = client.post(
        "/un/reviews/KE/drafts/",
        {"text": "Adopt <b>a law</b> by 2027", "theme": "press", "state": "draft", "reason": ""},
        follow=True,
    )
    page = answer.content.decode()
    assert "The draft was added" in page
    assert "<b>a law" not in page
    made = Draft.objects.get()
    prefix = f"d{made.pk}-"
    seen = newest(Draft, made.pk)
    sent = {"text": "Adopt a law", "theme": "", "state": "agreed", "reason": "Because", "seen": seen}
    client.post(f"/un/reviews/drafts/{made.pk}/", {prefix + name: value for name, value in sent.items()})
    made.refresh_from_db()
    assert (made.text, made.state) == ("Adopt a law", "agreed")
    answer = client.post(
        f"/un/reviews/drafts/{made.pk}/",
        {prefix + name: value for name, value in (sent | {"text": "Adopt no law"}).items()},
    )
    assert answer.status_code == 409
    assert "Adopt no law" in answer.content.decode()
    assert client.post("/un/reviews/KE/drafts/", {"text": "", "state": "idea"}).status_code == 422
    assert client.post("/un/reviews/KE/drafts/", {"text": "x" * 3000, "state": "idea"}).status_code == 422


def test_the_checks_of_what_is_being_typed(client, officer):
    client.force_login(officer)
    page = client.post("/un/reviews/check/", {"text": "Ratify the protocol"}).content.decode()
    assert "It asks one thing" in page
    assert client.post("/un/reviews/check/", {}).status_code == 200
    assert "<script>" not in client.post("/un/reviews/check/", {"text": "<script>x"}).content.decode()


@pytest.mark.parametrize("code,status", [("XX", 404), ("NL", 404), ("VA", 404), ("ke", 302), ("KEN", 302)])
def test_addresses_of_reviews(client, officer, code, status):
    client.force_login(officer)
    assert client.get(f"/un/reviews/{code}/").status_code == status


def test_the_calendar(client, officer):
    UnitFactory(kind=Unit.Kind.POST, countries=["SY"])
    client.force_login(officer)
    page = client.get("/un/calendar/").content.decode()
    coming = to_come(timezone.localdate())
    assert f"session {coming[0].number}" in page
    assert "Syria" in page
    with_post = client.get("/un/calendar/?post=on").content.decode()
    assert "Syria" in with_post
    assert "Kenya" not in with_post
    events = Calendar.from_ical(client.get("/un/calendar/upr.ics").content).walk("VEVENT")
    assert len(events) == 3 * len(coming)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_who_has_no_register_sees_no_reviews(client, db):
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR))
    for path in ("/un/calendar/", "/un/calendar/upr.ics", "/un/reviews/KE/"):
        assert client.get(path).status_code == 403
