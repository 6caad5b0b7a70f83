# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report as a tagged PDF that meets PDF/UA-1, drawn by Typst."""

from importlib.resources import files

from praktijk.accountability.followup.content import FollowUp
from praktijk.web.paper.typeset import typeset


def as_pdf(
    report: FollowUp, *, ministry: str, chart: str = "", chart_title: str = "", chart_alt: str = ""
) -> bytes:
    """The report as a PDF of A4 pages. `chart` is an SVG, with a title and a text that states its finding.

    What signs can be printed: see `typeset`.
    """
    template = files("praktijk.accountability.followup").joinpath("followup.typ").read_bytes()
    strings = {"ministry": ministry, "chart": chart, "chart_title": chart_title, "chart_alt": chart_alt}
    return typeset(template, report.as_dict(), strings)
