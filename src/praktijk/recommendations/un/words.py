# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of things that are kept of a recommendation of the United Nations, by their keys."""

from enum import IntEnum, StrEnum


class Source(StrEnum):
    """Who published a record of it."""

    UHRI = "uhri"
    UPR_INFO = "upr-info"
    THEMATIC_LIST = "thematic-list"
    ILLUSTRATIVE = "illustrative"


#: Whose words count where several published them: the first.
TRUST = (Source.UHRI, Source.THEMATIC_LIST, Source.UPR_INFO, Source.ILLUSTRATIVE)


class Type(StrEnum):
    """What a body says: what to do, or what worries it."""

    RECOMMENDATION = "recommendation"
    CONCERN = "concern"
    PLEDGE = "pledge"


class Position(StrEnum):
    """What the state under review answered; empty where none is known."""

    SUPPORTED = "supported"
    NOTED = "noted"
    IN_PART = "supported_in_part"
    PENDING = "pending"


class Action(IntEnum):
    """How much a recommendation asks, in the five categories of UPR Info."""

    MINIMAL = 1
    CONTINUING = 2
    CONSIDERING = 3
    GENERAL = 4
    SPECIFIC = 5


#: The last session of each cycle of the UPR; from the fourth on a cycle has fourteen sessions.
_LAST_OF_CYCLE = (12, 26, 40)
_SESSIONS_OF_A_CYCLE = 14


def cycle_of(session: int) -> int:
    """The cycle in which a session of the UPR (from 1) falls."""
    for cycle, last in enumerate(_LAST_OF_CYCLE, 1):
        if session <= last:
            return cycle
    return len(_LAST_OF_CYCLE) + 1 + (session - _LAST_OF_CYCLE[-1] - 1) // _SESSIONS_OF_A_CYCLE


#: Languages in which texts are searched, each with its configuration in PostgreSQL.
CONFIGURATIONS = {"en": "english", "fr": "french", "es": "spanish", "nl": "dutch"}


def found_by(row: str = "") -> str:
    """SQL of the words by which a text is found, in its own language, of columns `text` and `language`.

    `row` is what the columns stand in, where they are not alone ("NEW").
    """
    of = f"{row}." if row else ""
    cases = " ".join(
        f"WHEN '{language}' THEN to_tsvector('{name}', {of}text)" for language, name in CONFIGURATIONS.items()
    )
    return f"CASE {of}language {cases} ELSE to_tsvector('simple', {of}text) END"
