# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Following our own recommendations: what is appended stays, and each sees what is theirs to see."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from django.utils.translation import override

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, RoleAssignment, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.followup.actions import Piece
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpEvidence, FollowUpNote
from praktijk.recommendations.un.followup.queries import happened, known, latest, own_keys
from praktijk.recommendations.un.followup.rules import State, a_year_on, months_between, too_long_ago
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.versions import ChangedSince, newest
from tests.factories import PersonFactory, UnitFactory
from tests.recommendations.evidence.files import pdf
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in()


@pytest.fixture
def ours() -> UNRecommendation:
    """The one that the Netherlands made, with France, to Chad."""
    return UNRecommendation.objects.get(countries=["TD"])


@pytest.fixture
def post() -> Unit:
    return UnitFactory(code="NDJ", kind=Unit.Kind.POST, countries=["TD"])


@pytest.fixture
def officer():
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


def at(unit):
    """An officer of a post, who has the register of that post only."""
    person = PersonFactory(units=[unit], language="en")
    RoleAssignment.objects.create(person=person, role=Role.POST_OFFICER, scope="post", unit=unit)
    return person


def assess(by, ours, **given):
    said = {
        "state": State.SOME_PROGRESS,
        "on": TODAY,
        "confidence": "medium",
        "reason": "Two of three courts let their doors open.",
    }
    return actions.assess(by=by, recommendation=ours, **(said | given))


def test_ours_are_those_that_our_state_made(ours):
    made = UNRecommendation.objects.filter(recommending__contains=["NL"])
    assert own_keys() == sorted(made.values_list("pk", flat=True))
    assert 0 < len(own_keys()) < UNRecommendation.objects.count()
    assert ours.pk in own_keys()


def test_the_post_for_the_country_looks_after_it_until_somebody_is_named(ours, post, officer):
    of_it = known(officer, [ours])[ours.pk]
    assert (of_it.unit, of_it.by_default, of_it.state) == (post, True, State.NOT_ASSESSED)
    assess(officer, ours)
    of_it = known(officer, [ours])[ours.pk]
    assert (of_it.unit, of_it.by_default, of_it.state) == (post, False, State.SOME_PROGRESS)


def test_of_two_posts_for_a_country_none_is_taken(ours, post, officer):
    UnitFactory(kind=Unit.Kind.POST, countries=["TD", "CM"])
    assert known(officer, [ours])[ours.pk].unit is None
    assert assess(officer, ours).follow_up.unit is None


def test_assessments_are_appended_and_the_newest_counts(ours, officer):
    first = assess(officer, ours, on=TODAY - timedelta(days=400), state=State.NO_PROGRESS)
    second = assess(officer, ours)
    late = assess(officer, ours, on=TODAY - timedelta(days=30), state=State.REGRESSED)
    assert latest(officer, [ours.pk])[ours.pk].key == second.pk
    assert [event.assessment for event in happened(officer, ours.pk)] == [second, late, first]
    assert AuditEvent.objects.filter(action="un.assess").count() == 3


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_judged_is_never_changed(ours, officer, change):
    made = assess(officer, ours)
    rows = Assessment.objects.filter(pk=made.pk)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        rows.update(state=State.IMPLEMENTED) if change == "update" else rows.delete()
    made.refresh_from_db()
    assert made.state == State.SOME_PROGRESS


def test_evidence_for_and_against_is_kept_with_it(ours, officer):
    made = assess(
        officer,
        ours,
        evidence=[
            Piece("for", "Report", "https://example.org/report"),
            Piece("against", "", "", SimpleUploadedFile("visit.pdf", pdf())),
        ],
    )
    kept = {piece.side: piece for piece in made.evidence.all()}
    assert kept["for"].address == "https://example.org/report"
    assert kept["against"].title == "visit.pdf"
    assert kept["against"].file.size


@pytest.mark.parametrize(
    "given,field",
    [
        ({"on": date(2099, 1, 1)}, "on"),
        ({"on": date(1999, 1, 1)}, "on"),
        ({"reason": "   "}, "reason"),
        ({"state": "not_assessed"}, "state"),
        ({"state": "wonderful"}, "state"),
        ({"confidence": "absolute"}, "confidence"),
        ({"next_look_on": date(2020, 1, 1)}, "next_look_on"),
        ({"next_look_on": date(2099, 1, 1)}, "next_look_on"),
        ({"evidence": [Piece("for", "x", "http://localhost/x")]}, "for_address"),
        ({"evidence": [Piece("against", "x", "javascript:alert(1)")]}, "against_address"),
        ({"evidence": [Piece("for", "x", "", SimpleUploadedFile("a.pdf", b"MZ"))]}, "for_file"),
        ({"evidence": [Piece("for", "x", "", SimpleUploadedFile("a.exe", b"MZ"))]}, "for_file"),
        ({"evidence": [Piece("for", "x", "", SimpleUploadedFile("a.txt", b""))]}, "for_file"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(ours, officer, given, field):
    with pytest.raises((ValidationError, IntegrityError)) as refused, transaction.atomic():
        assess(officer, ours, now=datetime(2026, 11, 25, 12, tzinfo=UTC), **given)
    if field != "state" or given["state"] != "not_assessed":
        assert field in refused.value.message_dict
    for kind in (FollowUp, Assessment, FollowUpEvidence):
        assert not kind.objects.exists()


def test_a_recommendation_of_another_state_is_not_followed(officer):
    theirs = UNRecommendation.objects.exclude(recommending__contains=["NL"]).first()
    with override("en"), pytest.raises(ValidationError, match="no recommendation of our own"):
        assess(officer, theirs)
    assert not FollowUp.objects.exists()


def test_sent_twice_is_kept_once(ours, officer):
    assert assess(officer, ours) == assess(officer, ours)
    note = {"recommendation": ours, "on": TODAY, "text": "The minister asked after it."}
    assert actions.add_note(by=officer, **note) == actions.add_note(by=officer, **note)


def test_a_post_reports_on_its_own_and_on_no_other(ours, post, officer):
    elsewhere = at(UnitFactory(kind=Unit.Kind.POST, countries=["KE"]))
    assert assess(at(post), ours).author.units.get() == post
    with pytest.raises(PermissionDenied):
        assess(elsewhere, ours)
    assert latest(elsewhere, [ours.pk]) == {}
    assert happened(elsewhere, ours.pk) == []


def test_a_reader_cannot_assess(ours):
    with pytest.raises(PermissionDenied):
        assess(PersonFactory(role=Role.READER), ours)
    assert not FollowUp.objects.exists()
    assert AuditEvent.objects.get(action="un.assess").result == AuditEvent.Result.REFUSED


def test_what_is_kept_to_a_unit_counts_for_nobody_else(ours, officer):
    unit = UnitFactory()
    insider = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    assess(officer, ours, on=TODAY - timedelta(days=9), state=State.NO_PROGRESS)
    secret = assess(insider, ours, state=State.REGRESSED, restricted_to=[unit.pk])
    assert secret.level == Level.RESTRICTED
    assert latest(insider, [ours.pk])[ours.pk].state == State.REGRESSED
    assert latest(officer, [ours.pk])[ours.pk].state == State.NO_PROGRESS


def test_two_who_change_who_looks_after_it(ours, post, officer):
    other = UnitFactory()
    actions.give(by=officer, recommendation=ours, unit=post)
    seen = newest(FollowUp, FollowUp.objects.get().pk)
    actions.give(by=System("test"), recommendation=ours, unit=other)
    with pytest.raises(ChangedSince):
        actions.give(by=officer, recommendation=ours, unit=post, seen=seen)
    assert FollowUp.objects.get().unit == other


def test_many_are_given_at_once_and_those_not_ours_are_left_out(ours, post, officer):
    unit = UnitFactory()
    every = list(UNRecommendation.objects.all())
    assert actions.give_all(by=officer, recommendations=every, unit=unit) == 4
    assert actions.give_all(by=officer, recommendations=every, unit=unit) == 0
    assert {one.recommendation_id for one in FollowUp.objects.filter(unit=unit)} == set(own_keys())


@pytest.mark.parametrize(
    "earlier,later,months",
    [
        (date(2025, 1, 31), date(2025, 2, 28), 0),
        (date(2025, 1, 28), date(2025, 2, 28), 1),
        (date(2024, 2, 29), date(2025, 8, 29), 18),
        (date(2025, 5, 26), date(2026, 11, 25), 17),
        (date(2025, 5, 25), date(2026, 11, 25), 18),
        (date(2026, 1, 1), date(2025, 1, 1), -12),
    ],
)
def test_months_are_whole(earlier, later, months):
    assert months_between(earlier, later) == months
    assert too_long_ago(earlier, later) is (months >= 18)


def test_a_year_on_from_a_leap_day():
    assert a_year_on(date(2024, 2, 29)) == date(2025, 2, 28)
    assert not too_long_ago(None, TODAY)


def test_the_page_shows_what_became_of_it_and_lets_one_add(client, ours, post, officer):
    client.force_login(officer)
    page = client.get(ours.get_absolute_url()).content.decode()
    assert "not assessed" in page
    answer = client.post(
        f"/un/{ours.pk}/assessments/",
        {
            "state": "partly_implemented",
            "on": timezone.localdate().isoformat(),
            "confidence": "high",
            "reason": "<script>alert(1)</script> half of it",
            "for_address": "https://example.org/a",
            "next_look_on": a_year_on(timezone.localdate()).isoformat(),
        },
        follow=True,
    )
    page = answer.content.decode()
    assert "The assessment was added" in page
    assert "partly implemented" in page
    assert "<script>alert(1)" not in page
    assert FollowUp.objects.get().next_look_on == a_year_on(timezone.localdate())
    assert FollowUpEvidence.objects.get().title == "https://example.org/a"


def test_what_is_refused_comes_back_as_it_was_filled_in(client, ours, officer):
    client.force_login(officer)
    answer = client.post(
        f"/un/{ours.pk}/assessments/",
        {"state": "implemented", "on": "31-12-2099", "confidence": "low", "reason": "All of it"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "All of it" in page
    assert not Assessment.objects.exists()


def test_notes_given_and_next_look_from_the_page(client, ours, post, officer):
    client.force_login(officer)
    client.post(f"/un/{ours.pk}/notes/", {"on": "2026-11-01", "text": "A visit"})
    assert FollowUpNote.objects.get().text == "A visit"
    client.post(f"/un/{ours.pk}/looked-after-by/", {"unit": ""})
    assert FollowUp.objects.get().unit is None
    client.post(f"/un/{ours.pk}/next-look/", {"on": a_year_on(timezone.localdate()).isoformat()})
    assert FollowUp.objects.get().next_look_on


def test_a_file_of_evidence_is_a_download_for_those_who_may_see_it(client, ours, post, officer):
    made = assess(officer, ours, evidence=[Piece("for", "", "", SimpleUploadedFile("visit.pdf", pdf()))])
    address = f"/un/evidence/{made.evidence.get().pk}/"
    client.force_login(officer)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    answer.getvalue()
    client.force_login(at(UnitFactory(kind=Unit.Kind.POST, countries=["KE"])))
    assert client.get(address).status_code == 404


def test_the_number_of_queries_does_not_grow(ours, officer, django_assert_num_queries):
    for number in range(8):
        assess(
            officer,
            ours,
            on=TODAY - timedelta(days=number),
            evidence=[Piece("for", "x", "https://example.org")],
        )
    rows = list(UNRecommendation.objects.all())
    assert officer.unit_ids == []
    with django_assert_num_queries(3):
        known(officer, rows)
    with django_assert_num_queries(3):
        happened(officer, ours.pk)
