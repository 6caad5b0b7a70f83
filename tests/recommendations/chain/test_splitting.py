# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A promise split in two after notes were added: what stays, what goes along, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from praktijk.access.models import RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Role, ScopeKind
from praktijk.recommendations import actions
from praktijk.recommendations.chain.splitting import Part, split_commitment
from praktijk.recommendations.models import Commitment, CommitmentLink, DueMove
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.rules import State
from praktijk.recommendations.timeline import timeline
from tests.factories import DocumentFactory, PersonFactory, UnitFactory, coordinator

pytestmark = pytest.mark.django_db

START = datetime(2026, 2, 2, 12, tzinfo=UTC)
BEFORE, SPLIT, AFTER = (START + timedelta(days=days) for days in (10, 20, 30))


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def promise(person):
    """A promise with a note that shows something, a plain one, and a moved deadline."""
    document = DocumentFactory(published_on=date(2026, 2, 1), level=Level.PUBLIC)
    commitment = actions.add_commitment(
        by=person,
        document=document,
        title_nl="Een plan en een fonds",
        unit=UnitFactory(),
        due_latest=date(2026, 12, 31),
        level=Level.PUBLIC,
        now=START,
    )
    note(person, commitment, "Begonnen", BEFORE)
    note(person, commitment, "Het plan is er", BEFORE, evidence_address="https://example.org/plan")
    actions.move_due(
        by=person,
        commitment=commitment,
        due_earliest=None,
        due_latest=date(2027, 3, 1),
        reason="Meer tijd",
        now=BEFORE,
    )
    actions.change_state(by=person, commitment=commitment, state="in_progress", now=BEFORE)
    commitment.refresh_from_db()
    return commitment


def note(person, commitment, words, now, **values):
    actions.add_note(
        by=person,
        commitment=commitment,
        on=timezone.localdate(now),
        text_nl=words,
        publish=True,
        now=now,
        **values,
    )


def parts(promise, **of_second):
    common = {"unit": promise.unit, "due_latest": promise.due_latest}
    return [Part(title_nl="Een plan", **common), Part(title_nl="Een fonds", **(common | of_second))]


def split(person, promise, made=None, **values):
    return split_commitment(
        by=person,
        commitment=promise,
        parts=parts(promise) if made is None else made,
        reason="Het zijn er twee.",
        **({"now": SPLIT} | values),
    )


def line(user, commitment, on=None):
    shown = Register(user, Filter(), today=timezone.localdate(), on=on)
    record = shown.commitment(commitment.pk)
    return [
        (event.of.id, event.kind, event.note.text_nl if event.note else "")
        for event in reversed(timeline(record, shown))
    ]


def test_the_first_part_stays_the_record_and_the_others_are_new(person, promise):
    first, second = split(person, promise, parts(promise, due_latest=date(2028, 1, 1)))
    assert first == promise
    assert (first.title_nl, first.state, first.due_latest) == (
        "Een plan",
        State.IN_PROGRESS,
        date(2027, 3, 1),
    )
    assert (second.title_nl, second.state, second.due_latest) == (
        "Een fonds",
        State.IN_PROGRESS,
        date(2028, 1, 1),
    )
    for name in ("document", "passage", "recommendation", "theme", "level", "unit"):
        assert getattr(second, name) == getattr(first, name)
    assert second.number == first.number + 1
    link = CommitmentLink.objects.get()
    assert (link.earlier, link.later, link.kind, link.on) == (first, second, "split_from", SPLIT.date())
    then = Register(person, Filter(), today=timezone.localdate(), on=BEFORE.date())
    assert then.commitment(first.pk).title_nl == "Een plan en een fonds"
    assert then.commitment(second.pk) is None


def test_what_was_before_is_told_with_each_part_and_what_follows_with_its_own(person, promise):
    first, second = split(person, promise)
    note(person, first, "Het plan is gewijzigd", AFTER)
    note(person, second, "Het fonds is er", AFTER)
    shared = [
        (first.pk, "promised", ""),
        (first.pk, "entered", ""),
        (first.pk, "note", "Begonnen"),
        (first.pk, "note", "Het plan is er"),
        (first.pk, "moved", ""),
        (first.pk, "in_progress", ""),
    ]
    of_first = line(person, first)
    assert of_first[:6] == shared
    assert of_first[6:] == [(first.pk, "split", ""), (first.pk, "note", "Het plan is gewijzigd")]
    of_second = [event for event in line(person, second) if event[:2] != (second.pk, "promised")]
    assert of_second[:6] == shared
    assert sorted(of_second[6:]) == sorted(
        [(second.pk, "entered", ""), (first.pk, "split", ""), (second.pk, "note", "Het fonds is er")]
    )
    assert line(person, first, on=BEFORE.date()) == shared


def test_evidence_from_before_counts_for_the_first_only(person, promise):
    first, second = split(person, promise)
    actions.change_state(by=person, commitment=first, state="delivered", now=AFTER)
    with pytest.raises(ValidationError) as refusal:
        actions.change_state(by=person, commitment=second, state="delivered", now=AFTER)
    assert refusal.value.code == "evidence_missing"
    shown = Register(person, Filter(unproven=True), today=timezone.localdate())
    assert [one.pk for one in shown.commitments()] == [second.pk]


def test_evidence_from_before_counts_for_another_part_when_so_chosen(person, promise):
    _first, second = split(person, promise, parts(promise, takes_evidence=True))
    actions.change_state(by=person, commitment=second, state="delivered", now=AFTER)
    told = [words for _, kind, words in line(person, second) if kind == "note"]
    assert told == ["Begonnen", "Het plan is er"]
    shown = Register(Public(), Filter(), today=timezone.localdate())
    assert [one.text_nl for one in shown.commitment(second.pk).notes_then] == ["Het plan is er"]


def test_the_first_parts_own_term_is_a_moved_deadline_with_the_reason(person, promise):
    common = {"unit": promise.unit}
    split(
        person,
        promise,
        [
            Part(title_nl="Een plan", due_latest=date(2026, 9, 1), **common),
            Part(title_nl="Een fonds", **common),
        ],
    )
    move = DueMove.objects.order_by("-pk").first()
    assert (move.old_latest, move.reason) == (date(2027, 3, 1), "Het zijn er twee.")
    promise.refresh_from_db()
    assert promise.due_latest == date(2026, 9, 1)


@pytest.mark.parametrize("state", ["delivered", "settled", "lapsed"])
def test_only_what_is_still_to_be_delivered_is_split(person, promise, state):
    Commitment.objects.filter(pk=promise.pk).update(
        state=state, state_reason="x", settled_by=coordinator() if state == "settled" else None
    )
    with pytest.raises(ValidationError) as refusal:
        split(person, promise)
    assert refusal.value.code == "split_state"


@pytest.mark.parametrize(
    "made,code,field",
    [
        ([], "split_too_few", None),
        ([Part(title_nl="Een")], "split_too_few", None),
        ([Part(title_nl="Een plan"), Part(title_nl="een  PLAN")], "split_alike", None),
        ([Part(title_nl="Een"), Part(title_nl="Twee"), Part(title_nl="een")], "split_alike", None),
        ([Part(title_nl="Een"), Part()], "split_no_words", "part-1-title_nl"),
        ([Part(title_nl="Een"), Part(title_nl="  ")], "split_no_words", "part-1-title_nl"),
        (
            [Part(title_nl="Een"), Part(title_nl="Twee", due_latest=date(2026, 1, 31))],
            "split_before_promise",
            "part-1-due_latest",
        ),
        (
            [
                Part(title_nl="Een", due_earliest=date(2027, 2, 1), due_latest=date(2027, 1, 1)),
                Part(title_nl="Twee"),
            ],
            "split_window",
            "part-0-due_latest",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(person, promise, made, code, field):
    with pytest.raises(ValidationError) as refusal:
        split(person, promise, made)
    errors = refusal.value.error_dict[field] if field else [refusal.value]
    assert errors[0].code == code
    promise.refresh_from_db()
    assert promise.title_nl == "Een plan en een fonds"
    assert Commitment.objects.count() == 1


def test_an_owner_from_another_unit_is_refused_beside_the_part(person, promise):
    stranger = PersonFactory(role=Role.POLICY_OFFICER, units=[UnitFactory()])
    with pytest.raises(ValidationError) as refusal:
        split(person, promise, parts(promise, owner=stranger))
    assert "part-1-owner" in refusal.value.error_dict
    assert Commitment.objects.count() == 1


def test_who_looks_after_it_hears_of_each_part_once(person, promise):
    owner = PersonFactory(role=Role.POLICY_OFFICER, units=[promise.unit])
    actions.change_commitment(by=person, commitment=promise, owner=owner, now=BEFORE)
    promise.refresh_from_db()
    Notice.objects.all().delete()
    common = {"unit": promise.unit, "owner": owner}
    first, second = split(
        person, promise, [Part(title_nl="Een plan", **common), Part(title_nl="Een fonds", **common)]
    )
    told = Notice.objects.values_list("person", "commitment", "kind")
    assert sorted(told) == [(owner.pk, first.pk, "changed"), (owner.pk, second.pk, "assigned")]


def test_no_reason_no_split(person, promise):
    with pytest.raises(ValidationError) as refusal:
        split_commitment(by=person, commitment=promise, parts=parts(promise), reason=" ")
    assert "reason" in refusal.value.error_dict


# The page


def filled_in(promise, **values):
    return {
        "part-TOTAL_FORMS": 2,
        "part-INITIAL_FORMS": 2,
        "part-0-title_nl": "Een plan",
        "part-0-unit": promise.unit_id,
        "part-1-title_nl": "Een fonds",
        "part-1-unit": promise.unit_id,
        "reason": "Het zijn er twee.",
    } | values


def address(promise):
    return f"/register/commitments/{promise.pk}/split/"


def test_the_page_splits(client, person, promise):
    client.force_login(person)
    page = client.get(address(promise)).content.decode()
    assert 'value="Een plan en een fonds"' in page
    answer = client.post(address(promise), filled_in(promise))
    assert answer.headers["Location"] == promise.get_absolute_url()
    assert set(Commitment.objects.values_list("title_nl", flat=True)) == {"Een plan", "Een fonds"}
    assert "Een fonds" in client.get(promise.get_absolute_url()).content.decode()


def test_one_more_part_keeps_what_was_typed(client, person, promise):
    client.force_login(person)
    page = client.post(address(promise), filled_in(promise, more="1")).content.decode()
    for kept in ("Een plan", "Een fonds", "Het zijn er twee.", 'name="part-2-title_nl"'):
        assert kept in page
    more = filled_in(promise) | {"part-TOTAL_FORMS": 3, "part-2-title_nl": "Een feest"}
    client.post(address(promise), more | {"part-2-unit": promise.unit_id})
    assert Commitment.objects.count() == 3


def test_who_works_within_a_unit_is_asked_for_the_unit_and_loses_nothing(client, promise):
    officer = PersonFactory(units=[promise.unit], language="en")
    RoleAssignment.objects.create(
        person=officer, role=Role.POLICY_OFFICER, scope=ScopeKind.UNIT, unit=promise.unit
    )
    client.force_login(officer)
    answer = client.post(address(promise), filled_in(promise, **{"part-1-unit": ""}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This field is required." in page
    assert "Een fonds" in page
    assert Commitment.objects.count() == 1
    # As the page with one more part sends it back, the third left empty.
    three = {"part-TOTAL_FORMS": 3, "part-INITIAL_FORMS": 3, "part-2-title_nl": "", "part-2-unit": ""}
    assert client.post(address(promise), filled_in(promise, **three)).status_code == 302
    assert Commitment.objects.count() == 2


def test_an_empty_third_part_is_none(client, person, promise):
    client.force_login(person)
    client.post(address(promise), filled_in(promise) | {"part-TOTAL_FORMS": 3})
    assert Commitment.objects.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"part-1-title_nl": "Een plan"},
        {"part-1-title_nl": ""},
        {"part-1-due_latest": "2020-01-01"},
        {"part-1-due_latest": "morgen"},
        {"part-1-unit": "x"},
        {"part-1-owner": "999999"},
        {"part-TOTAL_FORMS": "1"},
        {"part-TOTAL_FORMS": "99"},
        {"part-TOTAL_FORMS": "x"},
        {"reason": ""},
    ],
)
def test_what_is_refused_comes_back_as_it_was_filled_in(client, person, promise, values):
    client.force_login(person)
    answer = client.post(address(promise), filled_in(promise, **values))
    assert answer.status_code == 422
    assert "Een plan" in answer.content.decode()
    assert Commitment.objects.count() == 1


def test_who_comes_second_is_told_what_changed(client, person, promise):
    client.force_login(person)
    kept: type = Commitment.pgh_event_model
    seen = kept.objects.filter(pgh_obj=promise.pk).order_by("-pgh_id").first().pgh_id
    actions.change_commitment(by=coordinator(), commitment=promise, title_nl="Een plan, een fonds")
    answer = client.post(address(promise), filled_in(promise, seen=seen))
    assert answer.status_code == 409
    assert Commitment.objects.count() == 1


def test_what_was_left_alone_shows_what_another_changed_and_does_not_take_it_back(client, person, promise):
    client.force_login(person)
    kept: type = Commitment.pgh_event_model
    seen = kept.objects.filter(pgh_obj=promise.pk).order_by("-pgh_id").first().pgh_id
    before = {
        "part-0-due_latest": promise.due_latest.isoformat(),
        "part-0-due_words_nl": promise.due_words_nl,
    }
    moved = promise.due_latest + timedelta(days=90)
    actions.move_due(
        by=coordinator(), commitment=promise, due_latest=moved, due_earliest=None, reason="Uitstel."
    )

    answer = client.post(address(promise), filled_in(promise, seen=seen, **before))

    assert answer.status_code == 409
    forms = html.fromstring(answer.content.decode()).forms
    sent = dict(next(form for form in forms if "part-0-title_nl" in form.fields).form_values())
    assert sent["part-0-due_latest"] == moved.isoformat()
    assert sent["part-0-title_nl"] == "Een plan"
    client.post(address(promise), sent)
    promise.refresh_from_db()
    assert promise.due_latest == moved


def test_other_words_for_the_same_term_are_not_lost_but_refused(client, person, promise):
    client.force_login(person)
    window = {"part-0-due_latest": promise.due_latest.isoformat(), "part-0-due_words_nl": "na de zomer"}
    answer = client.post(address(promise), filled_in(promise, **window))
    assert answer.status_code == 422
    assert "na de zomer" in answer.content.decode()
    assert Commitment.objects.count() == 1


def test_a_third_part_without_words_but_with_an_owner_is_not_dropped(client, person, promise):
    client.force_login(person)
    third = {"part-TOTAL_FORMS": 3, "part-2-unit": promise.unit_id, "part-2-due_latest": "2031-01-01"}
    answer = client.post(address(promise), filled_in(promise, **third))
    assert answer.status_code == 422
    assert Commitment.objects.count() == 1


def test_queries_do_not_grow_with_the_notes(client, person, promise):
    client.force_login(person)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address(promise))
        return len(captured)

    queries()
    before = queries()
    for number in range(5):
        note(person, promise, f"Nog een {number}", BEFORE)
    assert queries() == before


def test_what_is_closed_offers_no_form(client, person, promise):
    actions.change_state(by=person, commitment=promise, state="lapsed", reason="Hoeft niet meer.")
    client.force_login(person)
    page = client.get(address(promise)).content.decode()
    assert 'name="part-0-title_nl"' not in page
    assert promise.get_absolute_url() in page
