# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report as a tagged PDF that meets PDF/UA-1, drawn by Typst."""

import json
from importlib.resources import files

import typst

from praktijk.accountability.followup.content import FollowUp


def as_pdf(report: FollowUp, *, ministry: str, chart: str = "", chart_title: str = "", chart_alt: str = "") -> bytes:
    """The report as a PDF of A4 pages. `chart` is an SVG, with a title and a text that states its finding.

    Uses only the fonts that Typst brings, so that the same report is the same everywhere.
    """
    template = files("praktijk.accountability.followup").joinpath("followup.typ").read_bytes()
    compiler = typst.Compiler(input=template, ignore_system_fonts=True)
    inputs = {"report": json.dumps(report.as_dict()), "ministry": ministry}
    if chart:
        inputs |= {"chart": chart, "chart_title": chart_title, "chart_alt": chart_alt}
    document = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    if not isinstance(document, bytes):
        raise TypeError("Typst gave more than one document")
    return document
