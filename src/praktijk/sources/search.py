# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the search for everything finds documents."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.sources.models import Document
from praktijk.web.dates import day
from praktijk.web.search import Hit, Provider


def documents(person: Person, text: str, most: int) -> list[Hit]:
    """The documents this person may see that have each word in the title or number, newest first."""
    meets = Q()
    for word in text.replace('"', " ").split()[:20]:
        meets &= Q(title_nl__icontains=word) | Q(title_en__icontains=word) | Q(identifier__icontains=word)
    if not meets:
        return []
    found = Document.objects.visible_to(person).filter(meets).defer("text")[:most]
    return [
        Hit(
            document,
            *document.in_language("title"),
            document.get_absolute_url(),
            " · ".join(
                filter(
                    None, [str(document.get_kind_display()), document.identifier, day(document.published_on)]
                )
            ),
        )
        for document in found
    ]


PROVIDERS = [Provider(_("Documents"), 40, documents)]
