# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking in a letter: the document and everything that the reader proposes, in one go or not at all."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from praktijk.access.acting import Actor, acting
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.intake import rules
from praktijk.recommendations.intake.messages import refused
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.intake.rules import Kind
from praktijk.recommendations.intake.sameness import same_letters, sketch
from praktijk.sources import originals
from praktijk.sources.actions import Cited, Heading, add_document, add_structure, attach_text
from praktijk.sources.models import Document
from praktijk.sources.reading.model import Commitment, Reading, Recommendation, Unreadable

LONGEST_DOCUMENT_TITLE = 400


class ReadBefore(Exception):
    """The same file was read before: `reading` is where."""

    def __init__(self, reading: LetterReading) -> None:
        super().__init__(str(reading.pk))
        self.reading = reading


def take_in(
    *,
    by: Actor,
    read: Reading,
    file_name: str,
    title: str = "",
    identifier: str = "",
    published_on: date | None = None,
    level: str = Level.INTERNAL,
    restricted_to: list[int] | None = None,
    original: bytes | None = None,
) -> LetterReading:
    """Keep a letter as it was read, with what the reader proposes, to be reviewed.

    Title and date default to those the letter gives. A document that is known by this file already gets
    its text; its own title, level and units stay. `original` is the file itself, kept beside it. Raises
    Unreadable ("no_letter") when nothing is proposed, ReadBefore when the file was read before,
    ValidationError for a malformed value.
    """
    if not read.recommendations and not read.commitments:
        raise Unreadable("no_letter", "Nothing in this file was recommended or promised.")
    sha256 = read.source.sha256
    was_kept = originals.is_kept(sha256)
    try:
        return _take_in(
            by, read, original, file_name, title, identifier, published_on, level, restricted_to or []
        )
    except (IntegrityError, ValidationError):
        # It may be that two people took in the same file at the same moment, and the other one was first.
        first = LetterReading.objects.filter(document__sha256=sha256).first()
        if first is None:
            raise
        raise ReadBefore(first) from None
    except BaseException:
        if original is not None and not was_kept:
            originals.discard(sha256)
        raise


def _take_in(
    by: Actor,
    read: Reading,
    original: bytes | None,
    file_name: str,
    title: str,
    identifier: str,
    published_on: date | None,
    level: str,
    restricted_to: list[int],
) -> LetterReading:
    """Document, reading and proposals, as one audited action."""
    with acting("letter.read", by=by, needs=Permission.READ_LETTERS) as act:
        document = _known(by, read.source.sha256)
        if document is None:
            if isinstance(by, Person) and restricted_to and not set(restricted_to) & set(by.unit_ids):
                raise refused("not_own_unit", field="restricted_to")
            words = (title or rules.with_capital(read.source.title or "") or identifier or file_name)[
                :LONGEST_DOCUMENT_TITLE
            ]
            document = add_document(
                by=by,
                title_nl=words if read.source.language == "nl" else "",
                title_en=words if read.source.language != "nl" else "",
                identifier=identifier,
                published_on=published_on or read.source.date,
                language=read.source.language,
                file_name=file_name[:255],
                sha256=read.source.sha256,
                text=read.text,
                headings=_headings(read),
                citations=_citations(read),
                level=level,
                restricted_to=restricted_to,
            )
        elif not document.text:
            attach_text(by=by, document=document, text=read.text, file_name=file_name[:255])
            if not document.sections.exists():
                add_structure(document, _headings(read), [])
        reading = LetterReading.objects.create(
            document=document,
            read_by=by if isinstance(by, Person) else None,
            sketch=sketch(read.text),
            level=document.level,
            restricted_to=document.restricted_to,
            illustrative=document.illustrative,
        )
        _propose(reading, read)
        act.record = reading
        act.details = {"document": document.pk, "sha256": read.source.sha256}
        # Last, so that a file is on disk only for what is about to be in the database.
        if original is not None:
            originals.keep(read.source.sha256, original)
    return reading


def known_reading(by: Person, sha256: str) -> LetterReading | None:
    """The reading of this very file, if there is one that the person may review."""
    return LetterReading.objects.visible_to(by).filter(document__sha256=sha256).first()


def known_letter(by: Person, read: Reading, identifier: str) -> Document | None:
    """A document of the same letter in another file, if there is one that the person may see."""
    keys = same_letters(text_sketch=sketch(read.text), identifier=identifier)
    known = Document.objects.visible_to(by).filter(pk__in=keys).exclude(sha256=read.source.sha256)
    return known.select_related("reading").defer("text").first()


def _known(by: Actor, sha256: str) -> Document | None:
    """The document of this file. Raises ReadBefore, or ValidationError when it is not for this person."""
    document = Document.objects.select_for_update(of=("self",)).filter(sha256=sha256).first()
    if document is None:
        return None
    if isinstance(by, Person) and not Document.objects.visible_to(by).filter(pk=document.pk).exists():
        raise refused("known_elsewhere", field="file")
    if reading := LetterReading.objects.filter(document=document).first():
        raise ReadBefore(reading)
    return document


def _headings(read: Reading) -> list[Heading]:
    return [Heading(section.title, section.start, section.end) for section in read.sections]


def _citations(read: Reading) -> list[Cited]:
    once = {(one.span.start, one.span.end): one for one in read.references}
    return [
        Cited(one.id[:120], one.text, one.span.start, one.span.end)
        for one in once.values()
        if one.span.start < one.span.end
    ]


def _propose(reading: LetterReading, read: Reading) -> None:
    """Store the proposals, numbered through in the order of the letter."""
    found: list[Recommendation | Commitment] = [*read.recommendations, *read.commitments]
    found.sort(key=lambda one: (one.span, one.id))
    labels = {one.id: str(number) for number, one in enumerate(found, start=1)}
    made = {one.id: _of_recommendation(reading, one, labels[one.id]) for one in read.recommendations}
    LetterProposal.objects.bulk_create(made.values(), batch_size=500)
    LetterProposal.objects.bulk_create(
        _of_commitments(reading, read.commitments, labels, made), batch_size=500
    )


def _of_recommendation(reading: LetterReading, one: Recommendation, label: str) -> LetterProposal:
    position = one.position
    return LetterProposal(
        **_common(reading, one, label),
        kind=Kind.RECOMMENDATION,
        position=position.value if position else "",
        position_start=position.span.start if position else None,
        position_end=position.span.end if position else None,
    )


def _of_commitments(
    reading: LetterReading,
    commitments: Iterable[Commitment],
    labels: dict[str, str],
    recommendations: dict[str, LetterProposal],
) -> Iterable[LetterProposal]:
    for one in commitments:
        due = one.due
        yield LetterProposal(
            **_common(reading, one, labels[one.id]),
            kind=Kind.COMMITMENT,
            due_earliest=due.earliest if due else None,
            due_latest=due.latest if due else None,
            due_words=due.text[:120] if due else "",
            due_start=due.span.start if due else None,
            due_end=due.span.end if due else None,
            owner=" ".join((one.owner or "").split())[:300],
            belongs_to=recommendations.get(one.recommendation or ""),
        )


def _common(reading: LetterReading, one: Recommendation | Commitment, label: str) -> dict[str, object]:
    return {
        "reading": reading,
        "label": label,
        "level": reading.level,
        "restricted_to": reading.restricted_to,
        "illustrative": reading.illustrative,
        "start": one.span.start,
        "end": one.span.end,
        f"title_{reading.document.language}": rules.title_from(one.text),
        "confidence": one.confidence,
        "doubts": list(one.doubts),
    }
