# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report as a tagged PDF that meets PDF/UA-1, drawn by Typst."""

import json
import re
from importlib.resources import files
from typing import Any

import typst

from praktijk.accountability.followup.content import FollowUp

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


def as_pdf(
    report: FollowUp, *, ministry: str, chart: str = "", chart_title: str = "", chart_alt: str = ""
) -> bytes:
    """The report as a PDF of A4 pages. `chart` is an SVG, with a title and a text that states its finding.

    Uses only the fonts that Typst brings, so that the same report is the same everywhere. A sign that
    they lack, which PDF/UA forbids to leave blank, is printed as [?], and the report then says so.
    """
    texts: dict[str, Any] = {"report": report.as_dict(), "ministry": ministry, "alt": chart_alt}
    texts["title"] = chart_title
    try:
        return _compiled(texts, chart)
    except typst.TypstError as refused:
        if not _NO_SUCH_SIGN.search(str(refused)):
            raise
    return _compiled(_printable(texts), _printable(chart), unprintable=True)


def _compiled(texts: dict[str, Any], chart: str, *, unprintable: bool = False) -> bytes:
    template = files("praktijk.accountability.followup").joinpath("followup.typ").read_bytes()
    compiler = typst.Compiler(input=template, ignore_system_fonts=True)
    inputs = {
        "report": json.dumps(_breakable(texts["report"])),
        "ministry": texts["ministry"],
        "chart": chart,
        "chart_title": texts["title"],
        "chart_alt": texts["alt"],
        "unprintable": "yes" if unprintable else "",
    }
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
    """The value with places to break in words that are longer than a column; addresses stay whole."""
    match value:
        case str() if key != "address":
            return _LONG.sub(lambda word: _with_breaks(word.group()), value)
        case dict():
            return {name: _breakable(inner, name) for name, inner in value.items()}
        case list() | tuple():
            return [_breakable(inner) for inner in value]
    return value


def _with_breaks(word: str) -> str:
    return "\u200b".join(word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2))
