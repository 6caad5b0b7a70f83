# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a promise: who may settle it, who hears of it, and on which day of the ministry."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.actions.telling import MOST_ASKED
from praktijk.recommendations.models import Commitment, CommitmentVersion, DueMove
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.timeline import timeline
from tests.factories import CommitmentFactory, DocumentFactory, PersonFactory, UnitFactory, coordinator
from tests.recommendations.evidence.files import pdf

pytestmark = pytest.mark.django_db

FILE = "https://example.org/besluit"
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def cast(unit) -> dict[str, Person]:
    """Owner, deputy and verifier, of one unit."""
    return {
        "owner": PersonFactory(role=Role.COORDINATOR, units=[unit]),
        "deputy": PersonFactory(role=Role.COORDINATOR, units=[unit]),
        "verifier": PersonFactory(role=Role.COORDINATOR, units=[unit]),
    }


@pytest.fixture
def promise(unit, cast) -> Commitment:
    return CommitmentFactory(unit=unit, **cast)


def _prove(promise: Commitment, by: Person) -> None:
    actions.add_note(by=by, commitment=promise, on=date(2026, 1, 1), text_nl="Klaar.", evidence_address=FILE)


def _delivered(promise: Commitment, by: Person) -> Commitment:
    _prove(promise, by)
    return actions.change_state(by=by, commitment=promise, state="delivered")


def _told(kind: str) -> set[Person]:
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


@pytest.mark.parametrize("who", ["owner", "deputy"])
@pytest.mark.parametrize("state", ["settled", "partly_settled"])
def test_who_looks_after_a_promise_does_not_settle_it_even_when_another_delivered(promise, cast, who, state):
    _delivered(promise, PersonFactory(role=Role.COORDINATOR))
    with pytest.raises(ValidationError) as refused:
        actions.change_state(by=cast[who], commitment=promise, state=state, reason="Rest.")
    assert refused.value.code == "own_promise"


@pytest.mark.parametrize("proof", ["link", "file"])
def test_a_note_sent_twice_is_added_once_and_told_once(promise, cast, proof):
    def press(**other):
        shown = (
            {"evidence_address": FILE}
            if proof == "link"
            else {"evidence_file": SimpleUploadedFile("bewijs.pdf", pdf())}
        )
        values = {"by": cast["owner"], "on": date(2026, 1, 1), "text_nl": "Klaar.", "now": NOON} | shown
        return actions.add_note(commitment=promise, **(values | other))

    first = press()
    told = Notice.objects.count()
    assert told
    assert press(now=NOON + timedelta(seconds=50)) == first
    assert Notice.objects.count() == told
    others = [
        press(text_nl="Bijna klaar."),
        press(on=date(2026, 1, 2)),
        press(by=cast["deputy"]),
        press(now=NOON + timedelta(seconds=70)),
    ]
    assert len({first, *others}) == 5
    assert promise.notes.count() == 5


@pytest.mark.parametrize("who", ["owner", "deputy"])
@pytest.mark.parametrize("state", ["settled", "partly_settled"])
def test_who_gives_a_promise_away_after_its_delivery_does_not_settle_it(promise, cast, unit, who, state):
    _delivered(promise, PersonFactory(role=Role.COORDINATOR))
    heirs = [PersonFactory(role=Role.POLICY_OFFICER, units=[unit]) for _ in range(2)]
    actions.assign(by=cast[who], commitment=promise, owner=heirs[0], deputy=heirs[1])
    with pytest.raises(ValidationError) as refused:
        actions.change_state(by=cast[who], commitment=promise, state=state, reason="Rest.")
    assert refused.value.code == "own_promise"


def test_who_looked_after_a_promise_before_its_delivery_alone_may_settle_it(promise, cast, unit):
    heir = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    actions.assign(by=cast["owner"], commitment=promise, owner=heir, deputy=cast["deputy"])
    _delivered(promise, heir)
    now = actions.change_state(by=cast["owner"], commitment=promise, state="settled")
    assert now.settled_by == cast["owner"]


def test_returning_a_delivery_asks_why_and_tells_owner_deputy_and_who_delivered(promise, cast):
    deliverer = PersonFactory(role=Role.COORDINATOR)
    _delivered(promise, deliverer)
    with pytest.raises(ValidationError) as refused:
        actions.change_state(by=cast["verifier"], commitment=promise, state="in_progress", reason="  ")
    assert refused.value.code == "reason_missing"
    actions.change_state(by=cast["verifier"], commitment=promise, state="in_progress", reason="Bijlage?")
    assert _told("returned") == {cast["owner"], cast["deputy"], deliverer}
    assert Commitment.objects.get().delivered_by is None


def test_reopening_clears_who_delivered_and_settled_and_the_history_keeps_them(promise, cast):
    _delivered(promise, cast["owner"])
    actions.change_state(by=cast["verifier"], commitment=promise, state="settled")
    Notice.objects.all().delete()
    now = actions.change_state(by=coordinator(), commitment=promise, state="in_progress", reason="Toch niet.")
    assert (now.delivered_by, now.settled_by) == (None, None)
    settled = CommitmentVersion.objects.get(state="settled")
    assert (settled.delivered_by, settled.settled_by) == (cast["owner"], cast["verifier"])
    assert {cast["owner"], cast["deputy"]} <= _told("state")


def test_a_reopened_promise_must_be_delivered_again_before_it_is_settled(promise, cast):
    _delivered(promise, cast["owner"])
    actions.change_state(by=cast["verifier"], commitment=promise, state="settled")
    actions.change_state(by=cast["verifier"], commitment=promise, state="in_progress", reason="Toch niet.")
    with pytest.raises(ValidationError) as refused:
        actions.change_state(by=cast["verifier"], commitment=promise, state="settled")
    assert refused.value.code == "no_such_step"


def test_partly_settled_says_what_remains(promise, cast):
    _delivered(promise, cast["owner"])
    with pytest.raises(ValidationError) as refused:
        actions.change_state(by=cast["verifier"], commitment=promise, state="partly_settled")
    assert refused.value.code == "remainder_missing"
    actions.change_state(by=cast["verifier"], commitment=promise, state="partly_settled", reason="Deel twee.")
    assert Commitment.objects.get().state_reason == "Deel twee."


def test_a_delivery_is_told_to_its_verifier_alone(promise, cast):
    coordinator()
    _delivered(promise, cast["owner"])
    assert _told("to_verify") == {cast["verifier"]}


def test_without_a_verifier_a_delivery_is_told_to_those_of_its_unit_who_may_settle(unit, cast):
    PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    coordinator()
    promise = CommitmentFactory(unit=unit, owner=cast["owner"], deputy=cast["deputy"])
    _delivered(promise, cast["owner"])
    assert _told("to_verify") == {cast["verifier"]}


def test_where_nobody_of_the_unit_may_settle_it_no_more_than_a_few_are_told():
    for _ in range(3 * MOST_ASKED):
        coordinator()
    promise = CommitmentFactory()
    deliverer = coordinator()
    _delivered(promise, deliverer)
    assert len(_told("to_verify")) == MOST_ASKED
    assert deliverer not in _told("to_verify")


def test_another_than_the_named_verifier_may_settle_and_the_timeline_says_so(promise, cast):
    _delivered(promise, cast["owner"])
    other = coordinator()
    actions.change_state(by=other, commitment=promise, state="settled")
    shown = Register(other, Filter(), today=date(2026, 12, 1))
    events = [
        event.what for event in timeline(shown.commitment(promise.pk), shown) if event.kind == "settled"
    ]
    assert events[0].count(cast["verifier"].name) == 1


def test_a_verifier_who_settles_is_not_named_once_more(promise, cast):
    _delivered(promise, cast["owner"])
    actions.change_state(by=cast["verifier"], commitment=promise, state="settled")
    shown = Register(cast["verifier"], Filter(), today=date(2026, 12, 1))
    events = [
        event.what for event in timeline(shown.commitment(promise.pk), shown) if event.kind == "settled"
    ]
    assert cast["verifier"].name not in events[0]


def test_notes_and_moved_deadlines_are_told_to_all_who_look_after_it_but_who_did_it(promise, cast):
    _prove(promise, cast["owner"])
    actions.move_due(
        by=cast["deputy"], commitment=promise, due_earliest=None, due_latest=date(2027, 1, 1), reason="Later."
    )
    assert _told("note") == {cast["deputy"], cast["verifier"]}
    assert _told("due_moved") == {cast["owner"], cast["verifier"]}
    moved = Notice.objects.filter(kind="due_moved")[0]
    assert moved.details == {"was": None, "is": "2027-01-01"}


def test_a_note_for_some_units_only_is_not_told_to_others(unit, cast):
    secret = UnitFactory()
    cast["verifier"].units.add(secret)
    promise = CommitmentFactory(unit=unit, **cast)
    actions.add_note(
        by=cast["owner"],
        commitment=promise,
        on=date(2026, 1, 1),
        text_nl="Alleen voor ons.",
        restricted_to=[secret.pk],
    )
    assert _told("note") == {cast["verifier"]}


def test_nobody_hears_of_a_restricted_promise_who_may_not_see_it(unit, cast):
    closed = UnitFactory()
    promise = CommitmentFactory(
        unit=unit, level=Level.RESTRICTED, restricted_to=[closed.pk], owner=cast["owner"]
    )
    insider = PersonFactory(role=Role.COORDINATOR, units=[closed])
    _delivered(promise, insider)
    assert cast["owner"] not in {notice.person for notice in Notice.objects.all()}


@pytest.mark.parametrize(
    "due,refused", [(date(2025, 3, 20), True), (date(2025, 3, 21), False), (date(2025, 3, 22), False)]
)
def test_no_deadline_lies_before_the_day_of_the_promise(due, refused):
    letter = DocumentFactory(published_on=date(2025, 3, 21))
    promise = CommitmentFactory(recommendation=None, document=letter, theme=None)
    outcomes = []
    for act in (
        lambda: actions.add_commitment(by=coordinator(), document=letter, title_nl="Nieuw", due_latest=due),
        lambda: actions.move_due(
            by=coordinator(), commitment=promise, due_earliest=None, due_latest=due, reason="Anders."
        ),
    ):
        try:
            act()
        except ValidationError as error:
            outcomes.append(error.message_dict["due_latest"][0])
    assert len(outcomes) == 2 * refused
    assert all("2025" in told and "20" in told and "21" in told for told in outcomes)


def test_a_window_may_begin_before_the_promise_when_it_ends_after_it():
    letter = DocumentFactory(published_on=date(2025, 3, 21))
    actions.add_commitment(
        by=coordinator(),
        document=letter,
        title_nl="In 2025",
        due_earliest=date(2025, 1, 1),
        due_latest=date(2025, 12, 31),
    )
    assert Commitment.objects.count() == 1


def test_what_happens_after_midnight_in_amsterdam_is_of_the_new_day():
    lead = coordinator()
    promise = actions.add_commitment(
        by=lead,
        document=DocumentFactory(),
        title_nl="Nieuw",
        due_latest=date(2026, 6, 30),
        now=datetime(2026, 6, 1, 12, tzinfo=UTC),
    )
    after_midnight = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past twelve on 1 July in Amsterdam
    actions.add_note(by=lead, commitment=promise, on=date(2026, 7, 1), text_nl="Vandaag.", now=after_midnight)
    actions.move_due(
        by=lead,
        commitment=promise,
        due_earliest=None,
        due_latest=date(2026, 9, 30),
        reason="Later.",
        now=after_midnight,
    )
    assert DueMove.objects.get().on == date(2026, 7, 1)
    before = Register(lead, Filter(), today=date(2026, 7, 2), on=date(2026, 6, 30)).commitments()
    after = Register(lead, Filter(), today=date(2026, 7, 2), on=date(2026, 7, 1)).commitments()
    assert [one.due_latest for one in before] == [date(2026, 6, 30)]
    assert [one.due_latest for one in after] == [date(2026, 9, 30)]


@pytest.mark.parametrize(
    "now,refused",
    [(datetime(2026, 6, 30, 21, 59, tzinfo=UTC), True), (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), False)],
)
def test_a_note_of_tomorrow_is_refused_until_it_is_tomorrow_in_amsterdam(now, refused):
    def note():
        actions.add_note(
            by=coordinator(), commitment=CommitmentFactory(), on=date(2026, 7, 1), text_nl="Klaar.", now=now
        )

    if refused:
        with pytest.raises(ValidationError, match="on"):
            note()
    else:
        note()


def test_in_the_hour_that_comes_twice_the_order_of_events_is_that_of_time():
    lead = coordinator()
    summer = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)  # 2:40 by the clock, summer time
    winter = datetime(2026, 10, 25, 1, 20, tzinfo=UTC)  # 2:20 by the clock, an hour later
    promise = actions.add_commitment(
        by=lead, document=DocumentFactory(), title_nl="Nieuw", now=datetime(2026, 10, 24, 12, tzinfo=UTC)
    )
    actions.change_state(by=lead, commitment=promise, state="in_progress", now=summer)
    actions.change_state(by=lead, commitment=promise, state="open", now=winter)
    shown = Register(lead, Filter(), today=date(2026, 10, 25))
    events = [event.kind for event in timeline(shown.commitment(promise.pk), shown)]
    assert events == ["open", "in_progress", "entered"]
    then = Register(lead, Filter(), today=date(2026, 10, 26), on=date(2026, 10, 25)).commitment(promise.pk)
    assert then.state == "open"


@pytest.mark.parametrize("hour", [22, 23])
def test_on_the_days_that_the_clocks_change_a_deadline_ends_with_the_day_of_the_ministry(hour):
    """The last hour of 25 October is 22-23 UTC: winter time; before the change it would be the next day."""
    lead = coordinator()
    promise = actions.add_commitment(
        by=lead,
        document=DocumentFactory(),
        title_nl="Nieuw",
        due_latest=date(2026, 10, 25),
        now=datetime(2026, 10, 25, hour, 30, tzinfo=UTC),
    )
    known = [
        day
        for day in (date(2026, 10, 25), date(2026, 10, 26))
        if Register(lead, Filter(), today=date(2026, 10, 26), on=day).commitment(promise.pk)
    ]
    assert known == [date(2026, 10, 25), date(2026, 10, 26)][hour - 22 :]
    late = Register(lead, Filter(), today=date(2026, 10, 26), on=date(2026, 10, 26)).commitment(promise.pk)
    assert late.late == 1


def test_the_deadline_of_what_is_closed_does_not_move():
    record = CommitmentFactory(state="lapsed", state_reason="Hoeft niet.", due_latest=date(2026, 3, 1))
    with pytest.raises(ValidationError):
        actions.move_due(
            by=coordinator(),
            commitment=record,
            due_earliest=None,
            due_latest=date(2027, 3, 1),
            reason="Later.",
        )
    record.refresh_from_db()
    assert record.due_latest == date(2026, 3, 1)
