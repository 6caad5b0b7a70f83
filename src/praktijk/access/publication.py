# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may ever be published, by kind of record: the one table, and the one question asked of it.

Confidentiality says who inside may see a record; publication says what leaves the house. Approved is
not published: a record goes out only when its kind allows it *and* its own conditions are met.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Who may see a record inside the ministry."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


class Rule(StrEnum):
    """When a kind of record may be published."""

    WHEN_PUBLIC = "when_public"
    NEVER = "never"
    WITH_CONSENT = "with_consent"
    UNLESS_REASON = "unless_reason"


# Kinds named before their room is built are here because the rule binds whoever builds it.
RULES: dict[str, Rule] = {
    "document": Rule.WHEN_PUBLIC,
    "recommendation": Rule.WHEN_PUBLIC,
    "commitment": Rule.WHEN_PUBLIC,
    "progress_note": Rule.WHEN_PUBLIC,
    "due_move": Rule.WHEN_PUBLIC,
    "letter_reading": Rule.NEVER,
    "letter_proposal": Rule.NEVER,
    "audit_event": Rule.NEVER,
    "company_self_scan": Rule.NEVER,
    "impact_assessment": Rule.WITH_CONSENT,
    "monitoring_report": Rule.UNLESS_REASON,
    "eu_country_strategy": Rule.NEVER,
    "annual_plan": Rule.NEVER,
    "protected_identity": Rule.NEVER,
}


@dataclass(frozen=True)
class Circumstances:
    """What is known of one record when the question is asked."""

    level: Level
    owner_consented: bool = False
    reason_to_withhold: str = ""


def may_be_published(kind: str, circumstances: Circumstances) -> bool:
    """Whether a record of this kind may leave the house.

    Raises KeyError for a kind without a rule: nothing is published by default.
    """
    match RULES[kind]:
        case Rule.NEVER:
            return False
        case Rule.WITH_CONSENT:
            return circumstances.owner_consented and circumstances.level is not Level.RESTRICTED
        case Rule.UNLESS_REASON:
            return not circumstances.reason_to_withhold and circumstances.level is not Level.RESTRICTED
        case Rule.WHEN_PUBLIC:
            return circumstances.level is Level.PUBLIC
