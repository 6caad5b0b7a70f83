# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of one recommendation shows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from praktijk.recommendations.un.models import SourceRecord, UNRecommendation, UNText
from praktijk.recommendations.un.search.index import Facet
from praktijk.recommendations.un.search.labels import facts_of, name_of


@dataclass(frozen=True)
class RecordPage:
    """A recommendation: its heading, texts (the reader's language first), facts in words, and sources."""

    record: UNRecommendation
    heading: str
    texts: list[UNText]
    facts: list[tuple[Facet, Any, list[tuple[str, str]]]]
    sources: list[SourceRecord]


def _names_of(countries: list[str]) -> str:
    return ", ".join(name_of(Facet.COUNTRY, code) for code in countries)


def record_page(record: UNRecommendation) -> RecordPage:
    """The page of a recommendation. Two queries."""
    language = (get_language() or "nl")[:2]
    texts = sorted(record.texts.all(), key=lambda text: (text.language != language, text.language != "en"))
    return RecordPage(
        record=record,
        heading=": ".join(filter(None, [_names_of(record.countries), str(record)])),
        texts=texts,
        facts=facts_of(record),
        sources=list(record.source_records.order_by("source", "id")),
    )
