# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting a document as a tagged PDF that meets PDF/UA-1, by Typst."""

import json
import re
from typing import Any

import typst

#: A word longer than this may break anywhere: a column holds about so many letters.
LONGEST_WORD = 28
#: Signs that the fonts of Typst hold for certain: letters and marks of Europe, and the signs of the register.
_PRINTABLE = (
    "\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a"
    "\u20ac\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265\u2298\u25cb\u25cf\u25d0-\u25d5\u2713\u2715\u200b"
)
_UNPRINTABLE = re.compile(f"[^{_PRINTABLE}]+")
_NO_SUCH_SIGN = re.compile(r"could not be displayed")
_LONG = re.compile(rf"\S{{{LONGEST_WORD},}}")
#: Names under which a tree holds what is no text to read, and must stay whole.
_WHOLE = frozenset({"address", "svg"})


def typeset(template: bytes, tree: dict[str, Any], strings: dict[str, str]) -> bytes:
    """A PDF of what a Typst template makes of a tree of plain values (its input `report`) and of strings.

    Uses only the fonts that Typst brings, so that the same document is the same everywhere. A sign that
    they lack, which PDF/UA forbids to leave blank, is printed as [?], and the input `unprintable` then says
    "yes".
    """
    try:
        return _compiled(template, tree, strings)
    except typst.TypstError as refused:
        if not _NO_SUCH_SIGN.search(str(refused)):
            raise
    return _compiled(template, _printable(tree), _printable(strings), unprintable="yes")


def _compiled(template: bytes, tree: Any, strings: Any, *, unprintable: str = "") -> bytes:
    compiler = typst.Compiler(input=template, ignore_system_fonts=True)
    inputs = {"report": json.dumps(_breakable(tree)), **strings, "unprintable": unprintable}
    document = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    if not isinstance(document, bytes):
        raise TypeError("Typst gave more than one document")
    return document


def _printable(value: Any) -> Any:
    """The value with each run of signs that may lack a glyph written as [?]."""
    match value:
        case str():
            return _UNPRINTABLE.sub("[?]", value)
        case dict():
            return {key: _printable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_printable(inner) for inner in value]
    return value


def _breakable(value: Any, key: str = "") -> Any:
    """The value with places to break in words that are longer than a column."""
    match value:
        case str() if key not in _WHOLE:
            return _LONG.sub(lambda word: _with_breaks(word.group()), value)
        case dict():
            return {name: _breakable(inner, name) for name, inner in value.items()}
        case list() | tuple():
            return [_breakable(inner) for inner in value]
    return value


def _with_breaks(word: str) -> str:
    return "\u200b".join(word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2))
