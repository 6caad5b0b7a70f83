# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a restricted promise is there for those to whom the promise is opened."""

from datetime import date

import pytest

from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Role
from praktijk.recommendations import actions
from praktijk.recommendations.conversation.actions import add_comment
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def restricted():
    """A promise restricted to one unit with a note, a moved deadline and a comment; and its editor."""
    mine, theirs = UnitFactory(), UnitFactory()
    editor = PersonFactory(role=Role.COORDINATOR, units=[mine, theirs])
    commitment = CommitmentFactory(level=Level.RESTRICTED, restricted_to=[mine.pk], unit=mine)
    actions.add_note(by=editor, commitment=commitment, on=date(2026, 1, 1), text_nl="Voor wie het mag zien.")
    actions.move_due(
        by=editor, commitment=commitment, due_earliest=None, due_latest=date(2027, 1, 1), reason="X"
    )
    add_comment(by=editor, commitment=commitment, text="Onder ons.")
    narrow = actions.add_note(
        by=editor, commitment=commitment, on=date(2026, 1, 2), text_nl="Alleen voor ons."
    )
    ProgressNote.objects.filter(pk=narrow.pk).update(restricted_to=[theirs.pk])
    return commitment, editor, mine, theirs


def seen_by(user) -> dict[str, int]:
    models = (Commitment, ProgressNote, DueMove, Comment)
    return {model.__name__: model.objects.visible_to(user).count() for model in models}


@pytest.mark.parametrize("opened", ["to another unit", "inside the ministry"])
def test_what_hangs_on_it_is_opened_with_it(restricted, opened):
    commitment, editor, mine, theirs = restricted
    newcomer = PersonFactory(
        role=Role.POLICY_OFFICER, units=[] if opened == "inside the ministry" else [theirs]
    )
    assert not any(seen_by(newcomer).values())
    to = (
        {"level": Level.INTERNAL, "restricted_to": []}
        if opened == "inside the ministry"
        else {"restricted_to": [mine.pk, theirs.pk]}
    )
    actions.change_commitment(by=editor, commitment=commitment, **to)
    more = 0 if opened == "inside the ministry" else 1  # the note that was meant for their unit alone
    assert seen_by(newcomer) == {"Commitment": 1, "ProgressNote": 1 + more, "DueMove": 1, "Comment": 1}


def test_what_stays_inside_stays_inside_when_it_becomes_public(restricted):
    commitment, editor, *_ = restricted
    actions.change_commitment(by=editor, commitment=commitment, level=Level.PUBLIC, restricted_to=[])
    assert seen_by(Public()) == {"Commitment": 1, "ProgressNote": 0, "DueMove": 1, "Comment": 0}
    assert seen_by(PersonFactory(role=Role.READER)) == {
        "Commitment": 1,
        "ProgressNote": 1,
        "DueMove": 1,
        "Comment": 1,
    }


def test_what_was_open_hides_with_it_and_needs_no_change(restricted):
    commitment, editor, mine, _ = restricted
    actions.change_commitment(by=editor, commitment=commitment, level=Level.INTERNAL, restricted_to=[])
    actions.change_commitment(
        by=editor, commitment=commitment, level=Level.RESTRICTED, restricted_to=[mine.pk]
    )
    assert not any(seen_by(PersonFactory(role=Role.READER)).values())
