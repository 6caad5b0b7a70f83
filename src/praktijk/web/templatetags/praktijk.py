# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components of the pages: chips, tags, due bars, fields and charts."""

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from praktijk.web import dates

register = template.Library()
register.filter("day", dates.day)
register.filter("long_day", dates.long_day)


@register.simple_tag
def chip(tone: str, icon: str, word: str) -> SafeString:
    """A sign with its word; the word carries the meaning, icon and colour repeat it."""
    return format_html(
        '<span class="chip chip--{}"><span aria-hidden="true">{}</span> {}</span>', tone, icon, word
    )


@register.simple_tag
def illustrative_tag() -> SafeString:
    """The mark on everything that is made up for the demonstration."""
    return format_html('<span class="chip chip--made-up">{}</span>', _("illustrative"))


@register.inclusion_tag("web/field.html")
def field(bound: Any) -> dict[str, Any]:
    """A form field with its label, help and errors."""
    return {"field": bound}


@register.inclusion_tag("web/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, with a link to each field."""
    return {"form": form}
