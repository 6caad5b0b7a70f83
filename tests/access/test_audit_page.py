# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the audit trail: words for what was done, in both languages, beside the code."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

import praktijk
from praktijk.access.acting import System, acting
from praktijk.access.audit_words import ACTIONS
from praktijk.access.models import AuditEvent
from praktijk.access.roles import Role
from praktijk.recommendations.intake.models import Decision
from tests.factories import PersonFactory

#: The functions whose first argument is the code of an action.
NAMING = {"acting", "record_each", "_following"}


def actions_in_the_code() -> set[str]:
    """The code of every action: those that `acting` and `record_each` are called with, by name."""
    found = {"read"} | {f"letter.{kind}" for kind in Decision.Kind}
    for path in Path(praktijk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMING:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_every_action_has_words_and_no_words_are_left_over():
    assert set(ACTIONS) == actions_in_the_code()


@pytest.mark.parametrize("action", ACTIONS)
def test_the_words_of_an_action_are_there_in_both_languages(action):
    with override("en"):
        english = str(ACTIONS[action])
    with override("nl"):
        assert str(ACTIONS[action]) != english


@pytest.mark.django_db
@pytest.mark.parametrize("language,words", [("nl", "termijn verschoven"), ("en", "moved a deadline")])
def test_the_page_says_what_was_done_with_the_code_beside_it(client, language, words):
    client.force_login(PersonFactory(role=Role.EVALUATOR, language=language))
    for action in ("commitment.move_due", "commitment.note"):
        with acting(action, by=System("test"), needs=None):
            pass
    page = client.get(reverse("audit"), {"action": words.upper()}).content.decode()
    assert f"{words} <code>commitment.move_due</code>" in page
    assert "commitment.note" not in page
    assert "commitment.note" in client.get(reverse("audit"), {"action": "commitment"}).content.decode()


@pytest.mark.django_db
def test_an_action_of_an_earlier_version_still_shows_its_code(client):
    client.force_login(PersonFactory(role=Role.EVALUATOR))
    AuditEvent.objects.create(actor="somebody", action="commitment.forgotten")
    assert "<code>commitment.forgotten</code>" in client.get(reverse("audit")).content.decode()
