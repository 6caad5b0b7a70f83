# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain from the first promise to the last word, as one line of events."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.chain.answering import answer_promise
from praktijk.recommendations.chain.queries import chain_of
from praktijk.recommendations.models import CommitmentLink
from praktijk.recommendations.queries import Filter, Register
from praktijk.recommendations.timeline import timeline
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db

FIRST = datetime(2024, 1, 10, 12, tzinfo=UTC)


def a_letter(number: int, **values):
    on = (FIRST + timedelta(days=30 * number)).date()
    return DocumentFactory(title_nl=f"Brief {number}", title_en=f"Letter {number}", published_on=on, **values)


def a_promise(person, number=0, **values):
    document = values.pop("document", None) or a_letter(number)
    moment = FIRST + timedelta(days=30 * number)
    return actions.add_commitment(
        by=person, document=document, title_en=f"Promise {number}", now=moment, **values
    )


def replaced(person, earlier, number, **values):
    document = a_letter(number, **values)
    answer = answer_promise(
        by=person,
        commitment=earlier,
        kind="replaces",
        document=document,
        values={
            "title_en": f"Promise {number}",
            "passage": PassageFactory(document=document),
            "level": document.level,
            "restricted_to": document.restricted_to,
        },
        now=FIRST + timedelta(days=30 * number),
    )
    return answer.later


def line(user, commitment, on: date | None = None):
    shown = Register(user, Filter(), today=timezone.localdate(), on=on)
    record = shown.commitment(commitment.pk)
    return [(event.of.title_en, event.kind) for event in reversed(timeline(record, shown))]


def test_the_line_goes_from_the_first_promise_to_the_last_word():
    person, other = coordinator(), coordinator()
    first = a_promise(person, 0, due_latest=date(2024, 3, 1))
    actions.move_due(
        by=person,
        commitment=first,
        due_earliest=None,
        due_latest=date(2024, 6, 1),
        reason="More time",
        now=FIRST + timedelta(days=5),
    )
    second = replaced(person, first, 1)
    third = replaced(person, second, 2)
    document = a_letter(3, identifier="kst-39999-9")
    moment = FIRST + timedelta(days=90)
    answer_promise(
        by=person,
        commitment=third,
        kind="settles",
        document=document,
        values={"title_en": "Done", "passage": PassageFactory(document=document)},
        now=moment,
    )
    actions.change_state(by=other, commitment=third, state="settled", now=moment + timedelta(days=1))
    whole = [
        ("Promise 0", "promised"),
        ("Promise 0", "entered"),
        ("Promise 0", "moved"),
        ("Promise 1", "promised"),
        ("Promise 1", "entered"),
        ("Promise 0", "lapsed"),
        ("Promise 0", "answer_replaces"),
        ("Promise 2", "promised"),
        ("Promise 2", "entered"),
        ("Promise 1", "lapsed"),
        ("Promise 1", "answer_replaces"),
        ("Promise 2", "note"),
        ("Promise 2", "delivered"),
        ("Promise 2", "answer_settles"),
        ("Promise 2", "settled"),
    ]
    for one in (first, second, third):
        assert line(person, one) == whole
    until = whole[:7]
    assert line(person, second, on=date(2024, 2, 10)) == until
    assert line(person, first, on=date(2024, 1, 20)) == whole[:3]


def test_a_promise_that_one_may_not_see_ends_the_line_on_its_side():
    unit = UnitFactory()
    member, outsider = PersonFactory(role=Role.COORDINATOR, units=[unit]), coordinator()
    first = a_promise(member, 0)
    secret = replaced(member, first, 1, level=Level.RESTRICTED, restricted_to=[unit.pk])
    last = replaced(member, secret, 2)
    assert {title for title, _ in line(member, first)} == {"Promise 0", "Promise 1", "Promise 2"}
    assert {title for title, _ in line(outsider, first)} == {"Promise 0"}
    assert {title for title, _ in line(outsider, last)} == {"Promise 2"}
    assert "answer_replaces" not in {kind for _, kind in line(outsider, first)}


def test_the_public_sees_of_the_line_what_is_public():
    person = coordinator()
    first = a_promise(person, 0, document=a_letter(0, level=Level.PUBLIC), level=Level.PUBLIC)
    second = replaced(person, first, 1, level=Level.PUBLIC)
    replaced(person, second, 2)
    shown = Register(Public(), Filter(), today=timezone.localdate())
    chain = chain_of(shown.commitment(first.pk), shown)
    assert [one.title_en for one in chain.line] == ["Promise 0", "Promise 1"]


def test_the_number_of_queries_is_the_same_for_a_chain_of_twenty(client):
    person = coordinator()
    client.force_login(person)
    first = a_promise(person, 0)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/register/commitments/{first.pk}/").status_code == 200
        return len(captured)

    promise = replaced(person, first, 1)
    queries()
    before = queries()
    for number in range(2, 20):
        promise = replaced(person, promise, number)
    assert queries() == before
    page = client.get(f"/register/commitments/{first.pk}/").content.decode()
    assert "Promise 19" in page
    assert "Brief 19" in page


def test_no_chain_ends_in_itself():
    first, second = CommitmentFactory(), CommitmentFactory()
    CommitmentLink.objects.create(earlier=first, later=second, kind="replaces", on=FIRST.date())
    for kind in ("replaces", "split_from"):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommitmentLink.objects.create(earlier=second, later=first, kind=kind, on=FIRST.date())


def test_restricted_promises_on_the_line_leave_a_read(client):
    unit = UnitFactory()
    member = PersonFactory(role=Role.COORDINATOR, units=[unit])
    first = a_promise(member, 0)
    secret = replaced(member, first, 1, level=Level.RESTRICTED, restricted_to=[unit.pk])
    client.force_login(member)
    client.get(f"/register/commitments/{first.pk}/")
    assert AuditEvent.objects.filter(
        action="read", record_kind="recommendations.commitment", record_id=str(secret.pk)
    ).exists()
