# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page says, as a file."""

from importlib.resources import files

from django.conf import settings

from praktijk.web.blocks import Paper
from praktijk.web.paper.text import as_odt
from praktijk.web.paper.tree import as_tree
from praktijk.web.paper.typeset import typeset

CONTENT_TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def as_file(paper: Paper, kind: str, *, language: str) -> bytes:
    """A paper in the language of the moment (`language`: nl or en), as `pdf` or `odt`.

    Raises KeyError for another kind.
    """
    tree = as_tree(paper, language=language)
    ministry = settings.MINISTRY[language]
    if kind == "odt":
        return as_odt(tree, ministry=ministry)
    template = files("praktijk.web.paper").joinpath("document.typ").read_bytes()
    return {"pdf": typeset}[kind](template, tree, {"ministry": ministry})
