# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2

"""A made-up letter as the reader hands it over, so that these tests do not depend on the reader's rules."""

import hashlib
from datetime import date

from praktijk.access.models import Person
from praktijk.recommendations.intake.actions import Chosen
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.intake.taking_in import take_in
from praktijk.sources.reading.model import (
    Commitment,
    Due,
    PositionFound,
    Reading,
    Recommendation,
    Reference,
    Section,
    Source,
    Span,
)

LETTER = """Reactie op het rapport Bruggen bouwen

Samenwerking

De raad beveelt aan om met gemeenten samen te werken. Het kabinet neemt deze aanbeveling over. Het kabinet zal eind 2027 een plan maken; het ministerie van Bruggen zal de Kamer informeren. Zie Kamerstuk 39999, nr. 12.

Toezicht

De raad beveelt aan om meer toezicht te houden. Dit acht het kabinet niet wenselijk.[1] De Kamer wordt mogelijk geïnformeerd.

[1] Zie het vorige rapport.
"""
SHA = hashlib.sha256(LETTER.encode()).hexdigest()


def span(words: str) -> Span:
    """Where these words stand in the letter."""
    start = LETTER.index(words)
    return Span(start, start + len(words))


def _recommendation(
    key: str, words: str, position, shown: str, confidence: float, doubts=()
) -> Recommendation:
    return Recommendation(
        id=key,
        section=None,
        text=words,
        span=span(words),
        position=PositionFound(position, span(shown), 0.9),
        confidence=confidence,
        doubts=doubts,
    )


def a_reading(sha256: str = SHA) -> Reading:
    """The whole letter, read: recommendations 1 and 4, commitments 2, 3 and 5; of 4 and 5 it is not sure."""
    due = Due("eind 2027", span("eind 2027"), date(2027, 10, 1), date(2027, 12, 31))
    return Reading(
        source=Source("brief.txt", sha256, "Reactie op het rapport Bruggen bouwen", "nl", date(2027, 3, 4)),
        text=LETTER,
        sections=tuple(
            Section(title, span(title + "\n").start, span(title + "\n").end - 1, len(LETTER))
            for title in ("Samenwerking", "Toezicht")
        ),
        recommendations=(
            _recommendation(
                "r1", "om met gemeenten samen te werken", "adopted", "neemt deze aanbeveling over", 0.95
            ),
            _recommendation(
                "r2", "om meer toezicht te houden", "not_adopted", "niet wenselijk", 0.6, ("weak_statement",)
            ),
        ),
        commitments=(
            Commitment(
                "c1",
                "zal eind 2027 een plan maken",
                span("zal eind 2027 een plan maken"),
                due,
                "Het kabinet",
                "r1",
                0.9,
            ),
            Commitment(
                "c2",
                "zal de Kamer informeren",
                span("zal de Kamer informeren"),
                None,
                "het ministerie van Bruggen",
                "r1",
                0.85,
            ),
            Commitment(
                "c3",
                "De Kamer wordt mogelijk geïnformeerd.",
                span("De Kamer wordt mogelijk geïnformeerd."),
                None,
                None,
                "r2",
                0.5,
                ("no_owner", "conditional"),
            ),
        ),
        references=(Reference("Kamerstuk 39999, nr. 12", "kst-39999-12", span("Kamerstuk 39999, nr. 12")),),
    )


def taken_in(by: Person, **values) -> LetterReading:
    """The letter, waiting to be reviewed."""
    return take_in(by=by, read=values.pop("read", a_reading()), file_name="brief.txt", **values)


def proposal(reading: LetterReading, label: str) -> LetterProposal:
    """The proposal with this number, as it stands now."""
    return LetterProposal.objects.select_related("reading__document").get(reading=reading, label=label)


def seen(reading: LetterReading, label: str) -> Chosen:
    """The proposal with this number, as somebody sees it who opens the page now."""
    found = proposal(reading, label)
    return Chosen(found.pk, found.version)
