# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of documents that pages show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language

from praktijk.sources.models import Document

#: The orders of the list; within one order the newest document comes first.
SORTS: dict[str, list[Any]] = {
    "newest": [F("published_on").desc(nulls_last=True)],
    "oldest": [F("published_on").asc(nulls_last=True)],
    "title": [],
}


@dataclass(frozen=True)
class Wanted:
    """Which documents to list: words of title or identifier, a kind, and the order."""

    text: str = ""
    kind: str = ""
    sort: str = "newest"


def documents(user: Any, wanted: Wanted) -> QuerySet[Document]:
    """The documents that the user may see and that match, without their texts."""
    found = Document.objects.visible_to(user).defer("text")
    for word in wanted.text.split():
        found = found.filter(
            Q(title_nl__icontains=word) | Q(title_en__icontains=word) | Q(identifier__icontains=word)
        )
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    title = "title_en" if (get_language() or "nl").startswith("en") else "title_nl"
    return found.order_by(*(SORTS.get(wanted.sort) or [title]), "-pk")
