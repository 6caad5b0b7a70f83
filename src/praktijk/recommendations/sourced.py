# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What records of the register rest on, as far as the reader may see the document itself.

A record may be open to more people than the document it stands in. Then the record is shown, and its
document, its passages and the words in them are not.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Substr

from praktijk.sources.layout import readable
from praktijk.sources.models import Citation, Document, Passage, Section


def quoting(records: QuerySet[Any], *passages: str) -> QuerySet[Any]:
    """The records with the words of these passages beside them, cut out by the database.

    For a passage `passage` the words are in `passage_words`; a letter's whole text never leaves the database.
    """
    return records.select_related(*passages).annotate(
        **{
            f"{passage}_words": Coalesce(
                Substr(
                    f"{passage}__document__text",
                    F(f"{passage}__start") + 1,
                    F(f"{passage}__end") - F(f"{passage}__start"),
                ),
                Value(""),
            )
            for passage in passages
        }
    )


def see_sources(records: Iterable[Any], user: Any) -> None:
    """Set on each record its `source`, the document if the user may see that, and its passages likewise.

    `shown_passage` and `shown_position_passage` are the passages or None, `quote` and `position_quote`
    the words in them, empty where the text is not held here. One query for all of them.
    """
    records = list(records)
    documents = {
        document.pk: document
        for document in Document.objects.visible_to(user)
        .filter(pk__in={record.document_id for record in records})
        .defer("text")
    }
    for record in records:
        record.source = documents.get(record.document_id)
        for passage in ("passage", "position_passage"):
            seen = record.source is not None and getattr(record, f"{passage}_id", None)
            words = getattr(record, f"{passage}_words", "")
            setattr(record, f"shown_{passage}", getattr(record, passage) if seen else None)
            quote = passage.replace("passage", "quote")
            setattr(record, quote, readable(words) if seen and words else "")


def cited_with(passage: Passage | None) -> list[Citation]:
    """What the document refers to in the section in which a passage stands; each identifier once."""
    if passage is None:
        return []
    sections = Section.objects.filter(document_id=passage.document_id)
    before = sections.filter(start__lte=passage.start).order_by("-start").first()
    after = sections.filter(start__gt=passage.start).order_by("start").first()
    cited = Citation.objects.filter(document_id=passage.document_id)
    if before:
        cited = cited.filter(start__gte=before.start)
    if after:
        cited = cited.filter(start__lt=after.start)
    return list({one.identifier: one for one in cited.order_by("-start")}.values())[::-1]
