# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the search for everything finds documents."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.sources.queries import Wanted, documents
from praktijk.web.dates import day
from praktijk.web.search import Hit, Provider


def find(person: Person, text: str, most: int) -> list[Hit]:
    """The documents this person may see with these words in title or identifier, newest first."""
    hits = []
    for document in documents(person, Wanted(text))[:most]:
        title, language = document.in_language("title")
        about = " · ".join(filter(None, [document.identifier, day(document.published_on)]))
        hits.append(Hit(document, title, language, document.get_absolute_url(), about))
    return hits


def _all(text: str) -> str:
    return f"{reverse('documents')}?{urlencode({'q': text})}"


PROVIDER = Provider(_("Documents"), 40, find, _all)
