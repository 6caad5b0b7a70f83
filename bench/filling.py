# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register of a given size, made in bulk: public, with a passage, a unit and a note for each commitment."""

from datetime import date, timedelta

from django.db import connection, transaction

from praktijk.access.models import Person, RoleAssignment, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment, ProgressNote, Recommendation
from praktijk.recommendations.rules import Position, State
from praktijk.reference.models import Theme
from praktijk.sources.models import Document, Passage

_THEMES = _UNITS = 12
_OWNERS = 40
_A_DOCUMENT = 100  # recommendations
_BATCH = 2_000
_FIRST_DAY = date(2024, 1, 1)
_TEXT = "De regering neemt de aanbeveling over en zal hierover voor het einde van het jaar berichten. " * 100
_SENTENCE = len(_TEXT) // 100


def person() -> Person:
    """Somebody who may see everything."""
    somebody = Person.objects.create(email="bench@example.org", name="Bench", password="!")  # noqa: S106
    RoleAssignment.objects.create(person=somebody, role=Role.COORDINATOR)
    return somebody


def _owners(units: list[Unit]) -> list[Person]:
    """Those who own the commitments, each in a unit and reporting on what is of that unit."""
    people = Person.objects.filter(email__startswith="owner")
    if not people:
        made = Person.objects.bulk_create(
            Person(email=f"owner{number}@example.org", name=f"Eigenaar {number}", password="!")  # noqa: S106
            for number in range(_OWNERS)
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(person=person, role=Role.POST_OFFICER) for person in made
        )
        for number, person in enumerate(made):
            person.units.add(units[number % len(units)])
    return list(people.order_by("pk"))


@transaction.atomic
def register(recommendations: int, *, commitments_each: int) -> None:
    """Add to the register, in documents of their own."""
    themes = list(Theme.objects.all()) or Theme.objects.bulk_create(
        Theme(key=f"theme-{number}", name_nl=f"Thema {number}", name_en=f"Theme {number}", position=number)
        for number in range(_THEMES)
    )
    units = list(Unit.objects.all()) or Unit.objects.bulk_create(
        Unit(code=f"D{number}", name_nl=f"Directie {number}", name_en=f"Directorate {number}")
        for number in range(_UNITS)
    )
    first = Document.objects.count()
    documents = Document.objects.bulk_create(
        Document(
            identifier=f"kst-90000-{number + 1}",
            title_nl=f"Kabinetsreactie {number}",
            title_en=f"Response {number}",
            text=_TEXT,
            characters=len(_TEXT),
            sha256=f"{number:064x}",
            level=Level.PUBLIC,
        )
        for number in range(first, first + -(-recommendations // _A_DOCUMENT))
    )
    passages = Passage.objects.bulk_create(
        Passage(document=document, start=_SENTENCE * number, end=_SENTENCE * (number + 1))
        for document in documents
        for number in range(_A_DOCUMENT)
    )
    made = Recommendation.objects.bulk_create(
        (
            Recommendation(
                document=documents[number // _A_DOCUMENT],
                number=number % _A_DOCUMENT + 1,
                title_nl=f"Investeer blijvend in de kennis en capaciteit van post {number}",
                title_en=f"Keep investing in the knowledge and capacity of post {number}",
                theme=themes[number % _THEMES],
                passage=passages[number],
                position=list(Position)[number % len(Position)],
                reason_nl="De regering onderschrijft het belang hiervan.",
                reason_en="The government agrees that this matters.",
                level=Level.PUBLIC,
            )
            for number in range(recommendations)
        ),
        batch_size=_BATCH,
    )
    owners = _owners(units)
    promised = Commitment.objects.bulk_create(
        (
            _commitment(number, made[number // commitments_each], units[number % _UNITS], owners)
            for number in range(recommendations * commitments_each)
        ),
        batch_size=_BATCH,
    )
    ProgressNote.objects.bulk_create(
        (
            ProgressNote(
                commitment=commitment,
                on=_FIRST_DAY + timedelta(days=number % 300),
                text_nl="Het plan is naar de Kamer gestuurd.",
                text_en="The plan was sent to Parliament.",
                evidence_title="Kamerbrief",
                evidence_address="https://example.org/brief",
                level=commitment.level,
            )
            for number, commitment in enumerate(promised)
        ),
        batch_size=_BATCH,
    )


def _commitment(number: int, recommendation: Recommendation, unit: Unit, owners: list[Person]) -> Commitment:
    due = _FIRST_DAY + timedelta(days=number % 1500)
    state = (State.OPEN, State.IN_PROGRESS, State.LAPSED)[number % 3]
    return Commitment(
        document=recommendation.document,
        recommendation=recommendation,
        number=number + 1,
        title_nl=f"De minister stuurt plan {number} naar de Kamer",
        title_en=f"The minister sends plan {number} to Parliament",
        theme=recommendation.theme,
        passage=recommendation.passage,
        unit=unit,
        owner=owners[number % len(owners)],
        due_earliest=due - timedelta(days=90),
        due_latest=due,
        due_words_nl="einde van het jaar",
        due_words_en="end of the year",
        state=state,
        state_reason="Het kabinet is gevallen." if state == State.LAPSED else "",
        level=recommendation.level,
    )


def analyse() -> None:
    """Give the planner figures, as a server that runs for a while has them."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
