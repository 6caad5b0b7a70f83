# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signs of the register: states, positions, deadlines and confidentiality, each with icon and word."""

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktijk.recommendations import wording
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.rules import Position, State
from praktijk.web.dates import day
from praktijk.web.templatetags.praktijk import chip, due_bar, illustrative_tag, lock

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
    return _state_chip(state, get_language() or "nl")


@lru_cache(maxsize=100)
def _state_chip(state: str, _language: str) -> SafeString:
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


@register.simple_tag
def evidence(note: Any) -> SafeString:
    """The links to what a note rests on: a file to take along, an address elsewhere, or both."""
    name, title = escape(_("Evidence")), own_words(note.evidence_title) if note.evidence_title else ""
    links = []
    if note.evidence_file:
        file = escape(reverse("evidence", args=[note.id]))
        links.append(f'<a href="{file}">{name}: {title or escape(_("file"))}</a>')
    if address := note.evidence_address:
        words = (not links and title) or escape(address if len(address) <= 60 else f"{address[:59]}…")
        links.append(f'<a href="{escape(address)}" rel="noreferrer">{name}: {words}</a>{_led_nowhere(note)}')
    return mark_safe(", ".join(links))  # noqa: S308  # each part is escaped


def _led_nowhere(note: Any) -> SafeString | str:
    if not note.led_nowhere_on:
        return ""
    words = _("the link led nowhere on %(day)s") % {"day": day(note.led_nowhere_on)}
    return format_html(' <span class="chip chip--warn"><i aria-hidden="true">!</i>{}</span>', words)


@register.simple_tag(takes_context=True)
def promise(context: Context, commitment: Any) -> SafeString:
    """The row of a commitment: what was promised, its last note and evidence, who, when, and its state.

    A page has it fifty times over. Drawn here it takes a tenth of the work that a template takes.
    """
    due = ""
    if commitment.due_latest:
        today = context["register"].day
        due = due_bar(commitment.due_earliest, commitment.due_latest, today=today, tone=commitment.tone)
    title, address = in_language(commitment, "title"), escape(at(context, commitment))
    made_up = f" {illustrative_tag()}" if commitment.illustrative else ""
    term = f"{escape(wording.window(commitment))}{term_passed(commitment.late)}"
    return mark_safe(  # noqa: S308  # each part is escaped, here or where it is made
        f'<div class="promise">\n<div><a data-row href="{address}">{title}</a>{made_up} '
        f"{lock(context, commitment)}\n<small>{_said(commitment, title)}</small></div>\n"
        f'<span class="who">{_who(commitment)}</span>\n'
        f'<span class="due">{due}<span>{term}</span>'
        f"</span>\n<span>{state_chip(commitment.state)}</span>\n</div>\n"
    )


def _said(commitment: Any, title: SafeString) -> SafeString:
    """Last note, evidence, and the place in the letter, with a dot between them."""
    parts: list[str] = []
    if commitment.notes_then:
        note = commitment.notes_then[0]
        parts.append(f"{day(note.on)}: {in_language_short(note, 'text', 120)}")
    proof = [evidence(note) for note in commitment.notes_then if note.has_evidence]
    parts += proof or [escape(_("No evidence recorded yet"))]
    if commitment.shown_passage:
        place = escape(commitment.shown_passage.get_absolute_url())
        words = f'{escape(_("In the letter"))}<span class="visually-hidden">: {title}</span>'
        parts.append(f'<a href="{place}">{words}</a>')
    return mark_safe(" · ".join(parts))  # noqa: S308  # each part is escaped


def _who(commitment: Any) -> SafeString:
    """The owner, and the unit."""
    owner = f"{escape(commitment.owner_name)}<br>" if commitment.owner_name else ""
    unit = commitment.unit
    if unit is None:
        return mark_safe(f"{owner}{escape(_('no unit yet'))}")  # noqa: S308  # each part is escaped
    assumed = f" <small>{escape(_('assumed'))}</small>" if commitment.unit_assumed else ""
    named = f'<abbr title="{escape(unit.name)}">{escape(unit.code)}</abbr>'
    return mark_safe(f"{owner}{named}{assumed}")  # noqa: S308  # each part is escaped


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
