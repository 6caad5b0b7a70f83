# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts on many promises by two people at the same moment, and one that is cut off in the middle."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from praktijk.access.models import AuditEvent
from praktijk.recommendations import actions
from praktijk.recommendations.bulk.actions import do, prepare, undo
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from tests.at_once import at_once
from tests.factories import CommitmentFactory, ThemeFactory, coordinator


@pytest.fixture
def promises() -> list[Commitment]:
    return [CommitmentFactory() for _ in range(5)]


def _themed(by):
    theme = ThemeFactory()
    return theme, prepare(by=by, kind="theme", values={"theme": theme.pk})


def test_of_two_acts_on_the_same_promises_one_is_done_whole_and_the_other_told(promises):
    people = coordinator(), coordinator()
    (first, one), (second, other) = (_themed(person) for person in people)
    outcomes = at_once(
        Commitment.objects.all(),
        lambda: do(by=people[0], prepared=one),
        lambda: do(by=people[1], prepared=other),
    )
    (done,) = [each for each in outcomes if isinstance(each, BulkAct)]
    (refused,) = [each for each in outcomes if isinstance(each, ValidationError)]
    assert refused.code == "changed"
    assert {each.theme for each in Commitment.objects.all()} == {first if done == one else second}


def test_the_same_button_pressed_twice_acts_once(promises):
    lead = coordinator()
    _, prepared = _themed(lead)
    outcomes = at_once(BulkAct.objects.all(), *[lambda: do(by=lead, prepared=prepared)] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["BulkAct", "ValidationError"]


def test_an_act_is_taken_back_once(promises):
    lead = coordinator()
    bulk = do(by=lead, prepared=_themed(lead)[1])
    outcomes = at_once(
        BulkAct.objects.all(), *[lambda person=p: undo(by=person, bulk=bulk) for p in (lead, coordinator())]
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["BulkAct", "ValidationError"]


def test_an_act_and_a_change_of_one_promise(promises):
    lead, other = coordinator(), coordinator()
    theme, prepared = _themed(lead)
    outcomes = at_once(
        Commitment.objects.all(),
        lambda: do(by=lead, prepared=prepared),
        lambda: actions.change_commitment(by=other, commitment=promises[0], title_nl="Anders"),
    )
    assert isinstance(outcomes[1], Commitment)
    themed = Commitment.objects.filter(theme=theme).count()
    assert themed == (5 if isinstance(outcomes[0], BulkAct) else 0)
    assert Commitment.objects.get(pk=promises[0].pk).title_nl == "Anders"


def test_a_note_and_the_withdrawal_of_what_it_answers(promises):
    lead, owner = coordinator(), coordinator()
    actions.change_commitment(by=lead, commitment=promises[0], unit=None)
    Commitment.objects.filter(pk=promises[0].pk).update(owner=owner)
    bulk = do(by=lead, prepared=prepare(by=lead, kind="ask", values={}))
    at_once(
        Commitment.objects.all(),
        lambda: actions.add_note(by=owner, commitment=promises[0], on=date(2026, 1, 1), text_nl="Het loopt."),
        lambda: undo(by=lead, bulk=bulk),
    )
    request = UpdateRequest.objects.get()
    assert (request.answered_at is None) != (request.withdrawn_at is None)


def test_an_act_whose_connection_is_killed_after_its_writes_leaves_nothing(promises):
    lead = coordinator()
    theme, prepared = _themed(lead)
    outcome: list[Exception] = []

    def act() -> None:
        try:
            do(by=lead, prepared=prepared)
        except OperationalError as cut_off:
            outcome.append(cut_off)
        finally:
            connection.close()

    doing = threading.Thread(target=act)
    with transaction.atomic(), connection.cursor() as cursor:
        # The audit trail is written last: there it waits, with everything else behind it.
        cursor.execute(f"LOCK TABLE {AuditEvent._meta.db_table} IN EXCLUSIVE MODE")
        doing.start()
        killed = False
        while doing.is_alive() and not killed:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = %s::regclass",
                [AuditEvent._meta.db_table],
            )
            killed = bool(cursor.fetchall())
        doing.join()
    assert killed
    assert outcome
    assert not Commitment.objects.filter(theme=theme).exists()
    assert not Notice.objects.exists()
    assert BulkAct.objects.get().done_at is None
    do(by=lead, prepared=prepared)
    assert Commitment.objects.filter(theme=theme).count() == 5
