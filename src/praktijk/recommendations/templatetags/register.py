# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signs of the register: states, positions, deadlines and confidentiality, each with icon and word."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktijk.recommendations import wording
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.rules import Position, State
from praktijk.web.templatetags.praktijk import chip

register = template.Library()

STATE_SIGNS = {
    State.OPEN: ("plain", "○"),
    State.IN_PROGRESS: ("info", "◔"),
    State.DELIVERED: ("violet", "◑"),
    State.PARTLY_SETTLED: ("warn", "◕"),
    State.SETTLED: ("ok", "●"),
    State.LAPSED: ("plain", "⊘"),
}
POSITION_SIGNS = {
    Position.ADOPTED: ("ok", "✓"),
    Position.ALREADY_PRACTICE: ("ok", "="),
    Position.PARTLY_ADOPTED: ("warn", "◐"),
    Position.INTERPRETED: ("info", "≈"),
    Position.UNDER_EXAMINATION: ("info", "?"),
    Position.NOTED: ("plain", "·"),
    Position.PAUSED: ("warn", "‖"),
    Position.NOT_ADOPTED: ("danger", "✕"),
}


@register.simple_tag
def state_chip(state: str) -> SafeString:
    """The state of a commitment."""
    tone, icon = STATE_SIGNS[State(state)]
    return chip(tone, icon, str(StateChoice(state).label))


@register.simple_tag
def position_chip(position: str) -> SafeString:
    """The position on a recommendation; says so when none was found."""
    if not position:
        return chip("plain", "–", _("no position found"))
    tone, icon = POSITION_SIGNS[Position(position)]
    return chip(tone, icon, str(PositionChoice(position).label))


@register.simple_tag
def in_language(record: Any, field: str) -> SafeString:
    """The text of a bilingual field, marked with its language where that is not the page's."""
    return _marked(*record.in_language(field))


@register.simple_tag
def in_language_short(record: Any, field: str, characters: int) -> SafeString:
    """The same, cut off after so many characters."""
    text, language = record.in_language(field)
    # What is short enough is not cut; to find that out for every row by counting signs takes long.
    return _marked(text if len(text) <= characters else Truncator(text).chars(characters), language)


@register.simple_tag(takes_context=True)
def at(context: Context, record: Any) -> str:
    """The address of the record's page, on the day of the page it is named on."""
    on = context.get("as_known_on")
    return f"{record.get_absolute_url()}?on={on.isoformat()}" if on else record.get_absolute_url()


@register.simple_tag
def term_passed(days: int) -> SafeString | str:
    """How many days ago the term of a commitment passed without delivery; nothing for 0."""
    if not days:
        return ""
    words = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
    return format_html(' · <b class="late">{}</b>', words)


@register.filter
def own_words(words: str, language: str = "") -> SafeString:
    """Words of which only the text is kept, marked with their language where they tell one.

    `language` is that of what stands around them; by default that of the page.
    """
    around = language or (get_language() or "nl")[:2]
    told = wording.language_told(words)
    return _in_language(words, told or around, around)


def _marked(text: str, language: str) -> SafeString:
    return _in_language(text, language, (get_language() or "nl")[:2])


def _in_language(text: str, language: str, around: str) -> SafeString:
    if language == around:
        return conditional_escape(text)
    return format_html('<span lang="{}">{}</span>', language, text)


register.simple_tag(wording.window)
