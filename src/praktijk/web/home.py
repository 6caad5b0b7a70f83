# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors of the demonstration, each with what its role does in one plain sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from praktijk.access.roles import Role
from praktijk.access.stepping_in import doors

WHAT_A_ROLE_DOES = {
    Role.READER: _("Reads the register and makes reports; changes nothing."),
    Role.POST_OFFICER: _("Works at an embassy: sees the commitments of the post and reports on them."),
    Role.POLICY_OFFICER: _("Reads letters, keeps the register and reports what has been done."),
    Role.COORDINATOR: _("Keeps an eye on all commitments to Parliament and settles what has been proven."),
    Role.SAFEGUARDS_OFFICER: _("Follows commitments about risks and reports on them."),
    Role.EVALUATOR: _("Looks at what was promised, done and proven, on any date, and who changed what."),
    Role.ADMINISTRATOR: _("Decides who can sign in and in which role; sees no files."),
}


def doors_with_words() -> list[dict[str, Any]]:
    """`stepping_in.doors` with `does`, the sentence about the role; none outside the demonstration."""
    return [door | {"does": WHAT_A_ROLE_DOES[Role(door["role"])]} for door in doors()]
