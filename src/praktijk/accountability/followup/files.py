# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report as a file: one function for the page, the command line and whoever comes later."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from praktijk.access.queries import Public
from praktijk.accountability.followup.content import FollowUp, follow_up
from praktijk.accountability.followup.odt import as_odt
from praktijk.accountability.followup.pdf import as_pdf
from praktijk.recommendations import charts
from praktijk.recommendations.queries import Filter, Register

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html; charset=utf-8",
}


def for_parliament(*, language: str, on: date | None = None, document: int | None = None) -> FollowUp:
    """The report with what may be published and nothing else; see `content.follow_up`."""
    return follow_up(Public(), language=language, today=timezone.localdate(), on=on, document=document)


def as_file(report: FollowUp, format: str, *, on: date | None = None, document: int | None = None) -> bytes:
    """The report in a format of CONTENT_TYPES. Raises KeyError for another one."""
    ministry = settings.MINISTRY[report.language]
    match format:
        case "pdf":
            with override(report.language):
                register = Register(
                    Public(),
                    Filter(document=(document,) if document else ()),
                    today=timezone.localdate(),
                    on=on,
                )
                figure = charts.states(register)
                return as_pdf(
                    report,
                    ministry=ministry,
                    chart=figure.svg() if figure.rows else "",
                    chart_title=figure.title,
                    chart_alt=figure.finding,
                )
        case "odt":
            return as_odt(report, ministry=ministry)
        case "html":
            with override(report.language):
                page = render_to_string(
                    "accountability/followup_file.html", {"report": report, "ministry": ministry}
                )
            return page.encode()
    raise KeyError(format)


def file_name(report: FollowUp, format: str, on: date | None) -> str:
    """A name for the file: what, as known when, in which language."""
    stem = {"nl": "stand-van-opvolging", "en": "state-of-follow-up"}[report.language]
    return f"{stem}-{(on or timezone.localdate()).isoformat()}-{report.language}.{format}"
