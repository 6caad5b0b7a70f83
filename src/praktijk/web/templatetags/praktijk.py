# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components of the pages: chips, tags, locks, due bars, fields and charts."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, CheckboxInput
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktijk.access.models import Unit
from praktijk.access.publication import Level
from praktijk.web import dates
from praktijk.web.blocks import kind_of
from praktijk.web.yearline import window_on_years

register = template.Library()
register.filter("day", dates.day)
register.filter("long_day", dates.long_day)
register.filter("number", dates.number)
register.filter("kind", kind_of)

_LOCK = mark_safe(
    '<svg width="11" height="12" viewBox="0 0 11 12" aria-hidden="true">'
    '<rect y="5" width="11" height="7" rx="1.5" fill="currentColor"/>'
    '<path d="M2.5 5V3.5a3 3 0 0 1 6 0V5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>'
)


@register.simple_tag
@lru_cache(maxsize=500)
def chip(tone: str, icon: str, word: str) -> SafeString:
    """A sign with its word; the word carries the meaning, icon and colour repeat it."""
    return format_html('<span class="chip chip--{}"><i aria-hidden="true">{}</i>{}</span>', tone, icon, word)


@register.simple_tag
def illustrative_tag() -> SafeString:
    """The mark on everything that is made up for the demonstration."""
    return format_html('<span class="chip chip--made-up">{}</span>', _("illustrative"))


@register.simple_tag(takes_context=True)
def lock(context: Context, record: Any) -> SafeString | str:
    """For a restricted record, a lock with the units that may see it; for any other nothing."""
    if getattr(record, "level", None) != Level.RESTRICTED:
        return ""
    codes = _unit_codes(context)
    units = ", ".join(codes[key] for key in record.restricted_to if key in codes)
    return format_html(
        '<span class="chip chip--lock" title="{}">{} {}</span>',
        _("Only for members of %(units)s") % {"units": units},
        _LOCK,
        _("restricted to %(units)s") % {"units": units},
    )


def _unit_codes(context: Context) -> dict[int, str]:
    """The codes of all units, read once a request."""
    request = context.get("request")
    codes: dict[int, str] | None = getattr(request, "unit_codes", None)
    if codes is None:
        codes = dict(Unit.objects.values_list("pk", "code"))
        if request is not None:
            request.unit_codes = codes
    return codes


@register.simple_tag
def due_bar(
    earliest: date | None, latest: date, *, today: date | None = None, tone: str = "plain"
) -> SafeString:
    """The window of a deadline on a line of years with today marked; the words stand beside it.

    `tone` is danger (late), ok (settled) or plain.
    """
    return _bar(earliest or latest, latest, today or timezone.localdate(), tone)


@lru_cache(maxsize=5_000)
def _bar(earliest: date, latest: date, today: date, tone: str) -> SafeString:
    line = window_on_years(earliest, latest, today)
    years = format_html_join(
        "", '<line class="tick" x1="{0}" x2="{0}" y1="4" y2="11"/>{1}', map(_year, line["years"])
    )
    return format_html(
        '<svg class="due-bar due-bar--{tone}" viewBox="0 0 180 24" aria-hidden="true" focusable="false">'
        '<line class="axis" x1="2" x2="178" y1="7" y2="7"/>{ticks}'
        '<rect class="window" x="{x}" y="3.5" width="{width}" height="7" rx="3"/>'
        '<line class="today" x1="{today_x}" x2="{today_x}" y1="0" y2="14"/></svg>',
        **(line | {"tone": tone, "ticks": years}),
    )


def _year(year: dict[str, Any]) -> tuple[Any, SafeString | str]:
    """Where a year begins, and its number where there is room for that."""
    number = '<text class="year" x="{}" y="22" text-anchor="middle">{}</text>'
    return year["x"], format_html(number, year["label_x"], year["label"]) if year["label"] else ""


@register.inclusion_tag("web/field.html")
def field(bound: Any) -> dict[str, Any]:
    """A form field with its label, help and errors.

    Without `maxlength`: a browser would cut what is pasted, untold, where the form refuses it in words.
    """
    bound.field.widget.attrs.pop("maxlength", None)
    return {"field": bound, "check": isinstance(bound.field.widget, CheckboxInput)}


@register.simple_tag(takes_context=True)
def refused_first(context: Context) -> str:
    """What a page's title begins with where a form that was sent comes back refused, else nothing."""
    if getattr(context.get("request"), "method", "") != "POST":
        return ""
    held = list(context.flatten().values())
    several = [form for shown in held if isinstance(shown, dict) for form in shown.values()]
    refused = any(isinstance(form, BaseForm) and form.is_bound and form.errors for form in held + several)
    return _("Error: ") if refused else ""


@register.inclusion_tag("web/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, with a link to each field."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("web/chart.html")
def chart(figure: Any) -> dict[str, Any]:
    """A chart with its finding, table, download, unit and source; see `charts.Figure`."""
    return {"figure": figure, "spec": figure.spec_for_page(), "language": (get_language() or "nl")[:2]}


@register.simple_tag
def table_rows(rows: list[list[Any]]) -> SafeString:
    """The rows of a table of words and figures, the first cell of each as its heading."""
    written = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{cell if isinstance(cell, int) else escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return mark_safe(written)  # noqa: S308  # every cell is escaped, or a number
