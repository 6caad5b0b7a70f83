# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may ever be published, by kind of record: the one table. `queries.Public` asks it.

Confidentiality says who inside may see a record; publication says what leaves the house. Approved is
not published: a record goes out only when its kind allows it *and* its own conditions are met.
"""

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
    "commitment_link": Rule.WHEN_PUBLIC,
    "parliament_item": Rule.WHEN_PUBLIC,
    "parliament_link": Rule.WHEN_PUBLIC,
    "set_aside": Rule.NEVER,
    "answer": Rule.WHEN_PUBLIC,
    "update_request": Rule.NEVER,
    "comment": Rule.NEVER,
    "saved_view": Rule.NEVER,
    "saved_search": Rule.NEVER,
    "draft_recommendation": Rule.NEVER,
    "follow-up": Rule.NEVER,
    "assessment": Rule.NEVER,
    "follow-up_note": Rule.NEVER,
    "follow-up_evidence": Rule.NEVER,
    "hand_over": Rule.NEVER,
    "notice": Rule.NEVER,
    "reminder": Rule.NEVER,
    "letter_reading": Rule.NEVER,
    "letter_proposal": Rule.NEVER,
    "series": Rule.WHEN_PUBLIC,
    "round_of_choice": Rule.NEVER,
    "decision_on_countries": Rule.WHEN_PUBLIC,
    "import_run": Rule.NEVER,
    "import_job": Rule.NEVER,
    "audit_event": Rule.NEVER,
    "company_self_scan": Rule.NEVER,
    "impact_assessment": Rule.WITH_CONSENT,
    "monitoring_report": Rule.UNLESS_REASON,
    "eu_country_strategy": Rule.NEVER,
    "annual_plan": Rule.NEVER,
    "protected_identity": Rule.NEVER,
}
