# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records for tests, each complete by itself."""

import factory
from factory.django import DjangoModelFactory

from praktijk.access.models import Person, RoleAssignment, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment, ProgressNote, Recommendation
from praktijk.recommendations.rules import Position
from praktijk.reference.models import Theme
from praktijk.sources.models import Document, Passage


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    code = factory.Sequence(lambda number: f"U{number}")
    name_nl = factory.LazyAttribute(lambda unit: f"Directie {unit.code}")
    name_en = factory.LazyAttribute(lambda unit: f"Directorate {unit.code}")


class PersonFactory(DjangoModelFactory):
    """A person; `role` gives a role over everything, `units` the units they belong to."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = "!"

    @factory.post_generation
    def role(self, create, role, **kwargs):
        if role:
            RoleAssignment.objects.create(person=self, role=role)

    @factory.post_generation
    def units(self, create, units, **kwargs):
        if units:
            self.units.set(units)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    key = factory.Sequence(lambda number: f"theme-{number}")
    name_nl = factory.Sequence(lambda number: f"Thema {number}")
    name_en = factory.Sequence(lambda number: f"Theme {number}")
    position = factory.Sequence(lambda number: number)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    identifier = factory.Sequence(lambda number: f"kst-99999-{number}")
    title_nl = "Verzonnen brief"
    title_en = "Made-up letter"
    text = "De regering neemt de aanbeveling over en zal dit jaar een plan maken."
    characters = factory.LazyAttribute(lambda document: len(document.text))
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    level = Level.INTERNAL


class PassageFactory(DjangoModelFactory):
    class Meta:
        model = Passage

    document = factory.SubFactory(DocumentFactory)
    start = 0
    end = 10


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = Recommendation

    document = factory.SubFactory(DocumentFactory)
    number = factory.Sequence(lambda number: number + 1)
    title_nl = factory.LazyAttribute(lambda record: f"Aanbeveling {record.number}")
    title_en = factory.LazyAttribute(lambda record: f"Recommendation {record.number}")
    theme = factory.SubFactory(ThemeFactory)
    position = Position.ADOPTED


class CommitmentFactory(DjangoModelFactory):
    class Meta:
        model = Commitment

    document = factory.SelfAttribute("recommendation.document")
    recommendation = factory.SubFactory(RecommendationFactory)
    number = factory.Sequence(lambda number: number + 1)
    title_nl = factory.LazyAttribute(lambda record: f"Toezegging {record.number}")
    title_en = factory.LazyAttribute(lambda record: f"Commitment {record.number}")
    theme = factory.SelfAttribute("recommendation.theme")
    unit = factory.SubFactory(UnitFactory)


class ProgressNoteFactory(DjangoModelFactory):
    class Meta:
        model = ProgressNote

    commitment = factory.SubFactory(CommitmentFactory)
    on = "2026-01-01"
    text_nl = "Er is iets gebeurd."


def coordinator() -> Person:
    """Somebody who may do everything in the register."""
    return PersonFactory(role=Role.COORDINATOR)
