# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier as a file."""

from importlib.resources import files

from django.conf import settings
from django.utils.translation import override

from praktijk.dossiers.gathering import Dossier
from praktijk.dossiers.paper.odt import as_odt
from praktijk.dossiers.paper.tree import as_tree
from praktijk.reference.exchange.names import iso_3
from praktijk.web.paper.typeset import typeset

CONTENT_TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def as_file(dossier: Dossier, kind: str, *, language: str) -> bytes:
    """A dossier that was gathered in a language (nl or en), as `pdf` or `odt`. KeyError for another kind."""
    with override(language):
        tree = as_tree(dossier, language=language)
    ministry = settings.MINISTRY[language]
    if kind == "odt":
        return as_odt(tree, ministry=ministry)
    template = files("praktijk.dossiers.paper").joinpath("dossier.typ").read_bytes()
    return {"pdf": typeset}[kind](template, tree, {"ministry": ministry})


def file_name(dossier: Dossier, kind: str) -> str:
    """What the file is called when somebody keeps it."""
    return f"praktijk-{iso_3(dossier.country).lower()}-{dossier.today.isoformat()}.{kind}"
