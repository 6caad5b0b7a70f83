# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for an update, and what answers it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.bulk.models import UpdateRequest
from praktijk.recommendations.notices.models import Notice
from tests.factories import CommitmentFactory, PersonFactory, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory(role=Role.POLICY_OFFICER)


def _note(promise, by):
    return actions.add_note(by=by, commitment=promise, on=date(2026, 1, 1), text_nl="Het loopt.")


def test_the_owner_is_asked_and_told(owner):
    promise = CommitmentFactory(owner=owner, deputy=PersonFactory(role=Role.POLICY_OFFICER))
    lead = coordinator()
    asked = ask_for_update(by=lead, commitment=promise, words="  Hoe staat het?  ")
    assert (asked.asked_of, asked.by, asked.words) == (owner, lead, "Hoe staat het?")
    (notice,) = Notice.objects.filter(kind="update_asked")
    assert notice.person == owner
    assert "Hoe" not in str(notice.details)


def test_without_an_owner_the_deputy_is_asked(owner):
    assert ask_for_update(by=coordinator(), commitment=CommitmentFactory(deputy=owner)).asked_of == owner


@pytest.mark.parametrize("state", ["settled", "lapsed", "nobody", "oneself", "twice"])
def test_where_an_update_makes_no_sense_it_says_why(owner, state):
    lead = coordinator()
    values = {
        "nobody": {},
        "oneself": {"owner": lead},
        "settled": {"owner": owner, "state": "settled", "settled_by": lead},
        "lapsed": {"owner": owner, "state": "lapsed", "state_reason": "Gestopt."},
    }.get(state, {"owner": owner})
    promise = CommitmentFactory(**values)
    if state == "twice":
        ask_for_update(by=lead, commitment=promise)
    before = UpdateRequest.objects.count()
    with pytest.raises(ValidationError):
        ask_for_update(by=lead, commitment=promise)
    assert UpdateRequest.objects.count() == before


def test_who_may_not_change_the_promise_does_not_ask(owner):
    with pytest.raises(PermissionDenied):
        ask_for_update(by=PersonFactory(role=Role.EVALUATOR), commitment=CommitmentFactory(owner=owner))


@pytest.mark.parametrize("who,answered", [("owner", True), ("deputy", True), ("another", False)])
def test_the_next_note_of_owner_or_deputy_answers_it_and_tells_who_asked(owner, who, answered):
    people = {"owner": owner, "deputy": PersonFactory(role=Role.POLICY_OFFICER), "another": coordinator()}
    promise = CommitmentFactory(owner=people["owner"], deputy=people["deputy"])
    lead = coordinator()
    ask_for_update(by=lead, commitment=promise)
    note = _note(promise, people[who])
    request = UpdateRequest.objects.get()
    assert request.answered_by == (note if answered else None)
    assert (request.answered_at is not None) == answered
    assert Notice.objects.filter(kind="note", person=lead).exists() == answered


def test_what_was_answered_can_be_asked_again(owner):
    promise, lead = CommitmentFactory(owner=owner), coordinator()
    ask_for_update(by=lead, commitment=promise)
    _note(promise, owner)
    ask_for_update(by=lead, commitment=promise)
    assert UpdateRequest.objects.waiting().count() == 1
    assert UpdateRequest.objects.count() == 2
