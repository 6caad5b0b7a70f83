# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Roles as code: what each role may do. Who holds which role is data (`RoleAssignment`)."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may do, on the records within the scope of the role that grants it."""

    VIEW_REGISTER = "register.view"
    EDIT_REGISTER = "register.edit"
    REPORT_PROGRESS = "progress.report"
    SETTLE_COMMITMENTS = "commitments.settle"
    READ_LETTERS = "letters.read"
    MAKE_REPORTS = "reports.make"
    CHOOSE_COUNTRIES = "focus.choose"
    CONFIRM_CHOICE = "focus.confirm"
    VIEW_AUDIT = "audit.view"
    MANAGE_ACCESS = "access.manage"


class Role(StrEnum):
    """The roles a person can hold, in the words of the field."""

    READER = "reader"
    POST_OFFICER = "post_officer"
    POLICY_OFFICER = "policy_officer"
    COORDINATOR = "coordinator"
    SAFEGUARDS_OFFICER = "safeguards_officer"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


class ScopeKind(StrEnum):
    """How far a role reaches."""

    EVERYTHING = "everything"
    UNIT = "unit"
    POST = "post"
    COUNTRIES = "countries"


_READING = frozenset({Permission.VIEW_REGISTER, Permission.MAKE_REPORTS})

# An administrator manages people and roles and reads nothing else: who runs the system has no
# business in a file about a defender.
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.READER: _READING,
    Role.POST_OFFICER: _READING | {Permission.REPORT_PROGRESS},
    Role.POLICY_OFFICER: _READING
    | {
        Permission.EDIT_REGISTER,
        Permission.REPORT_PROGRESS,
        Permission.READ_LETTERS,
        Permission.CHOOSE_COUNTRIES,
    },
    Role.COORDINATOR: _READING
    | {
        Permission.EDIT_REGISTER,
        Permission.REPORT_PROGRESS,
        Permission.SETTLE_COMMITMENTS,
        Permission.READ_LETTERS,
        Permission.CHOOSE_COUNTRIES,
        Permission.CONFIRM_CHOICE,
    },
    Role.SAFEGUARDS_OFFICER: _READING | {Permission.REPORT_PROGRESS},
    Role.EVALUATOR: _READING | {Permission.VIEW_AUDIT},
    Role.ADMINISTRATOR: frozenset({Permission.MANAGE_ACCESS, Permission.VIEW_AUDIT}),
}


#: Permissions that change nothing in the register; reading a letter proposes, entering it changes.
READING = _READING | {Permission.READ_LETTERS, Permission.VIEW_AUDIT}
