# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter laid out, as HTML: headings, paragraphs, marks with their numbers, footnotes and back.

Written in Python and not as a template: a letter of a hundred pages has thousands of runs.
"""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from praktijk.sources.layout import Call, Laid, Note, Piece
from praktijk.sources.marks import CITED, Opening, Run

register = template.Library()


@register.simple_tag
def letter(laid: Laid) -> SafeString:
    """The whole letter; its headings are of the third level, under those of the page.

    A heading's place has the id `s<start>`, a footnote `f<number>`, its number in the text `c<number>`.
    """
    parts = [_piece(piece) for piece in laid.pieces]
    if laid.notes:
        parts.append(
            f'<section class="notes" role="doc-endnotes"><h3>{escape(_("Footnotes"))}</h3><ol>'
            f"{''.join(_note(note) for note in laid.notes)}</ol></section>"
        )
    return mark_safe("\n".join(parts))  # noqa: S308  # every word of it is escaped below


def _piece(piece: Piece) -> str:
    inside = "".join(_call(run) if isinstance(run, Call) else _run(run) for run in piece.runs)
    if piece.kind == "heading":
        return f'<h3 id="s{piece.start}">{inside}</h3>'
    return f"<p>{inside}</p>"


def _run(run: Run) -> str:
    html = str(escape(run.text))
    # Links innermost: the number of a mark is a link as well, and links cannot stand in each other.
    outward = list(reversed(run.marks))
    outward.sort(key=lambda opening: opening.mark.kind != CITED)
    for opening in outward:
        html = _marked(opening, html)
    return html


def _marked(opening: Opening, inside: str) -> str:
    mark = opening.mark
    if mark.kind == CITED:
        return f'<a class="cite" href="{escape(mark.href)}" rel="noreferrer">{inside}</a>'
    anchor = f' id="{escape(mark.anchor)}"' if opening.first and mark.anchor else ""
    current = ' aria-current="true"' if mark.current else ""
    before = _label(mark.word, mark.label, mark.href) if opening.first else ""
    after = _ending(mark.word, mark.label) if opening.last and mark.label else ""
    return f'<mark data-kind="{escape(mark.kind)}"{anchor}{current}>{before}{inside}{after}</mark>'


def _label(word: str, label: str, href: str) -> str:
    """The number before the words, leading to what is marked; read out with what it is."""
    if not label:
        return _spoken(f"{word}: ")
    number = f"{_spoken(f'{word} ')}{escape(label)}"
    if href:
        number = f'<a href="{escape(href)}">{number}</a>'
    return f"<sup>{number}{_spoken(': ')}</sup>"


def _ending(word: str, label: str) -> str:
    return _spoken(" (" + _("end of %(word)s %(label)s") % {"word": word, "label": label} + ") ")


def _spoken(words: str) -> str:
    return f'<span class="visually-hidden">{escape(words)}</span>'


def _call(call: Call) -> str:
    number = escape(call.number)
    if not call.known:
        return f"<sup>{number}</sup>"
    place = f' id="c{number}"' if call.first else ""
    spoken = _spoken(_("footnote") + " ")
    return f'<sup><a{place} href="#f{number}" role="doc-noteref">{spoken}{number}</a></sup>'


def _note(note: Note) -> str:
    number = escape(note.number)
    words = "".join(_run(run) for run in note.runs)
    back = ""
    if note.called:
        says = escape(_("Back to %(number)s in the text") % {"number": note.number})
        back = f' <a href="#c{number}" role="doc-backlink" aria-label="{says}">↩</a>'
    return f'<li id="f{number}" value="{number}" tabindex="-1">{words}{back}</li>'
