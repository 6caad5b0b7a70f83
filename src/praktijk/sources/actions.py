# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about documents."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.sources.models import Citation, Document, Passage, Section


@dataclass(frozen=True)
class Heading:
    """A heading in the document: its words and their place."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Cited:
    """A reference in the document: the identifier it names, its words and their place."""

    identifier: str
    words: str
    start: int
    end: int


def add_document(
    *,
    by: Actor,
    title_nl: str = "",
    title_en: str = "",
    identifier: str = "",
    kind: str = Document.Kind.GOVERNMENT_RESPONSE,
    published_on: date | None = None,
    language: str = "nl",
    address: str = "",
    file_name: str = "",
    sha256: str = "",
    characters: int = 0,
    text: str = "",
    headings: list[Heading] | None = None,
    citations: list[Cited] | None = None,
    level: str = Level.INTERNAL,
    restricted_to: list[int] | None = None,
    illustrative: bool = False,
    now: datetime | None = None,
) -> Document:
    """Add a document with its headings and references.

    Raises ValidationError when a value is malformed or the same file (by `sha256`) is there already.
    """
    with acting("document.add", by=by, needs=Permission.READ_LETTERS, now=now) as act:
        document = Document(
            title_nl=title_nl,
            title_en=title_en,
            identifier=identifier,
            kind=kind,
            published_on=published_on,
            language=language,
            address=address,
            file_name=file_name,
            sha256=sha256,
            characters=len(text) or characters,
            text=text,
            level=level,
            restricted_to=restricted_to or [],
            illustrative=illustrative,
        )
        document.full_clean()
        document.save()
        add_structure(document, headings or [], citations or [])
        act.record = document
    return document


def add_structure(document: Document, headings: list[Heading], citations: list[Cited]) -> None:
    """Store headings and references of a document; part of the action that adds them."""
    Section.objects.bulk_create(
        Section(document=document, title=heading.title[:500], start=heading.start, end=heading.end)
        for heading in headings
    )
    Citation.objects.bulk_create(
        Citation(
            document=document,
            identifier=cited.identifier,
            words=cited.words[:300],
            start=cited.start,
            end=cited.end,
        )
        for cited in citations
    )


def attach_text(*, by: Actor, document: Document, text: str, file_name: str) -> Document:
    """Give a document, so far known by its places only, the text of its own file.

    Raises ValidationError when the text is not as long as the document says it is.
    """
    with acting("document.attach_text", by=by, needs=Permission.READ_LETTERS, on=document) as act:
        if document.characters and len(text) != document.characters:
            raise ValidationError(_("This text has another length than the document it should belong to."))
        document.text, document.file_name, document.characters = text, file_name, len(text)
        document.save(update_fields=["text", "file_name", "characters"])
        act.details = {"characters": len(text)}
    return document


def passage(document: Document, start: int, end: int) -> Passage:
    """The passage at this place of the document, made when it is not there yet.

    Raises ValidationError when the place lies outside the text.
    """
    if not 0 <= start < end or (document.characters and end > document.characters):
        raise ValidationError(
            _("The passage %(start)s–%(end)s lies outside the document."),
            params={"start": start, "end": end},
        )
    return Passage.objects.get_or_create(document=document, start=start, end=end)[0]


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file's bytes, by which the same file is known again."""
    return hashlib.sha256(data).hexdigest()
