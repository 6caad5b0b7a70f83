# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of one document shows: text with marks, or only where its passages are."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.sources import originals
from praktijk.sources.layout import Laid, lay_out
from praktijk.sources.marks import CITED, Mark
from praktijk.sources.models import Citation, Document, Section
from praktijk.sources.resting import Resting, Step, resting_on, steps_with


@dataclass(frozen=True)
class Place:
    """A passage known by its place, with what rests on it."""

    passage: int
    start: int
    end: int
    section: Section | None
    resting: list[Resting]


class DocumentPage:
    """A document as one person may see it."""

    def __init__(self, document: Document, user: Person) -> None:
        self.document = document
        self.resting = resting_on(document, user)
        self.steps: list[Step] = steps_with(document, user)
        self.sections = list(document.sections.all())
        self.citations = list(document.citations.all())

    @property
    def records(self) -> list[Any]:
        """The records named on the page, each once."""
        return list({(type(one.record), one.record.pk): one.record for one in self.resting}.values())

    @cached_property
    def laid(self) -> Laid:
        """The text laid out, with what rests on it and what it refers to marked."""
        seen: set[int] = set()
        marks = []
        for one in self.resting:
            marks.append(
                Mark(
                    one.start,
                    one.end,
                    one.kind,
                    label=one.label,
                    word=one.word,
                    anchor="" if one.passage in seen else f"p{one.passage}",
                    href=one.href,
                )
            )
            seen.add(one.passage)
        marks.extend(
            Mark(one.start, one.end, CITED, word=_("reference"), href=one.official_address)
            for one in self.citations
            if one.official_address
        )
        return lay_out(self.document.text, [(one.start, one.end) for one in self.sections], marks)

    @cached_property
    def places(self) -> list[Place]:
        """The passages by their place, for a document whose text is not held here."""
        starts = [section.start for section in self.sections]
        places = []
        for passage, group in groupby(
            sorted(self.resting, key=lambda one: (one.start, one.end, one.passage)),
            key=lambda one: one.passage,
        ):
            resting = list(group)
            at = bisect_right(starts, resting[0].start)
            places.append(
                Place(
                    passage, resting[0].start, resting[0].end, self.sections[at - 1] if at else None, resting
                )
            )
        return places

    @property
    def cited(self) -> list[Citation]:
        """What the document refers to, each once, in the order of the text."""
        return list({one.identifier: one for one in reversed(self.citations)}.values())[::-1]

    @property
    def has_original(self) -> bool:
        """Whether the file it was read from is kept here."""
        return originals.is_kept(self.document.sha256)
