# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looks: a visitor, people with every role, and the same within a scope or with membership of a unit."""

from dataclasses import dataclass

from praktijk.access.models import Person, RoleAssignment, Unit
from praktijk.access.roles import Role
from tests.factories import PersonFactory

REGISTER = frozenset(Role) - {Role.ADMINISTRATOR}
EDITING = frozenset({Role.POLICY_OFFICER, Role.COORDINATOR})
REPORTING = frozenset({Role.POST_OFFICER, Role.POLICY_OFFICER, Role.COORDINATOR, Role.SAFEGUARDS_OFFICER})
LETTERS = EDITING
TRAIL = frozenset({Role.EVALUATOR, Role.ADMINISTRATOR})
PEOPLE = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Viewer:
    """One who looks. `scope` is the code of the one unit that the role reaches; empty for everything."""

    name: str
    role: Role | None = None
    scope: str = ""
    member: bool = False
    signed_in: bool = True
    closed: bool = False

    def may(self, roles: frozenset[Role]) -> bool:
        """Whether the role is one of these, and counts at all."""
        return self.signed_in and not self.closed and self.role in roles

    def person(self, units: dict[str, Unit]) -> Person | None:
        """The account; None for a visitor."""
        if not self.signed_in:
            return None
        person = PersonFactory(email=f"{self.name}@example.org", name=self.name, is_active=not self.closed)
        if self.role:
            scope = {"scope": "unit", "unit": units[self.scope]} if self.scope else {}
            RoleAssignment.objects.create(person=person, role=self.role, **scope)
        if self.member:
            person.units.set([units["GEHEIM"]])
        return person


VIEWERS = [
    Viewer("visitor", signed_in=False),
    Viewer("without-a-role"),
    Viewer("without-a-role-but-member", member=True),
    Viewer("closed-account", Role.COORDINATOR, member=True, closed=True),
    *[Viewer(role.value.replace("_", "-"), role) for role in Role],
    *[Viewer(f"{role.value.replace('_', '-')}-member", role, member=True) for role in Role],
    Viewer("reader-of-here", Role.READER, scope="HIER"),
    Viewer("post-officer-of-there", Role.POST_OFFICER, scope="DAAR"),
    Viewer("policy-officer-of-here", Role.POLICY_OFFICER, scope="HIER"),
    Viewer("coordinator-of-there-member", Role.COORDINATOR, scope="DAAR", member=True),
    Viewer("evaluator-of-here", Role.EVALUATOR, scope="HIER"),
]
