# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The country page for the bag: the same content as a PDF and as an OpenDocument text."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from praktijk.dossiers.gathering import Dossier
from praktijk.reference.exchange.names import iso_3
from praktijk.web.blocks import Paper
from praktijk.web.paper import document


def as_file(dossier: Dossier, kind: str, *, language: str) -> bytes:
    """A dossier that was gathered in a language (nl or en), as `pdf` or `odt`. KeyError for another kind."""
    with override(language):
        paper = Paper(
            title=dossier.name,
            audience=_("For use within the ministry"),
            as_of=dossier.today,
            parts=dossier.parts,
            headlines=dossier.first,
        )
        return document.as_file(paper, kind, language=language)


def file_name(dossier: Dossier, kind: str) -> str:
    """What the file is called when somebody keeps it."""
    return f"praktijk-{iso_3(dossier.country).lower()}-{dossier.today.isoformat()}.{kind}"
