# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our recommendations on the country page: what we asked, the answer, and what became of it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from praktijk.recommendations.un.followup.page import age_in_words
from praktijk.recommendations.un.followup.queries import own_keys
from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.own.asked import Asked, Facet, Order
from praktijk.recommendations.un.own.page import address, in_a_sentence
from praktijk.recommendations.un.own.queries import Own, all_own, look_of
from praktijk.recommendations.un.search.finding import Result, results
from praktijk.recommendations.un.search.index import Facet as SearchFacet
from praktijk.recommendations.un.search.index import index
from praktijk.recommendations.un.signs import sign_of
from praktijk.reference.country_sections import Section
from praktijk.web.blocks import Cell, Content, Headline, Table

#: So many stand on the country page, those furthest from done first; the others one click away.
MOST = 12
_FIRST = (
    State.REGRESSED,
    State.NO_PROGRESS,
    State.NOT_ASSESSED,
    State.UNABLE,
    State.SOME_PROGRESS,
    State.PARTLY,
    State.IMPLEMENTED,
)


def say(reader: Any, country: str, today: date) -> Content:
    """What our state recommended to a country, the worst first. Eight queries."""
    members = index().members[SearchFacet.COUNTRY].get(country)
    keys = [key for key in own_keys() if members and key in members]
    here = address(Asked(chosen={Facet.COUNTRY: (country,)}, order=Order.STATE))
    rows = all_own(reader, keys) if keys else []
    rows.sort(key=lambda row: (_FIRST.index(row.known.state), -(row.cycle or 0), row.pk))
    open_ones = [row for row in rows if row.known.state != State.IMPLEMENTED]
    headline = Headline(
        label=_("Own recommendations open"),
        value=Cell(str(len(open_ones)), here, number=len(open_ones)),
        about=_("of %(all)s that we made") % {"all": len(rows)},
        order=20,
    )
    if not rows:
        return Content(sentence=_("We made no recommendations here that we know of."), headlines=[headline])
    language = (get_language() or "nl")[:2]
    words = {one.record.pk: one for one in results([row.pk for row in rows[:MOST]], (language, "en"))}
    counts = {
        _("Recommendations of ours"): len(rows),
        _("Supported"): sum(row.position == "supported" for row in rows),
        _("Noted"): sum(row.position == "noted" for row in rows),
        _("Implemented"): len(rows) - len(open_ones),
        _("Never assessed"): sum("never" in look_of(row, today) for row in rows),
    }
    return Content(
        sentence=in_a_sentence(rows, today),
        headlines=[headline],
        blocks=[
            Table(
                caption=_("What we asked, furthest from done first"),
                columns=[_("Recommendation"), _("When"), _("Answer"), _("What became of it"), _("Last look")],
                rows=[_row(row, words[row.pk], today) for row in rows[:MOST]],
                more=Cell(_("All %(count)s, with filters and download") % {"count": len(rows)}, here),
            )
        ],
        compared=[(label, Cell(str(count), number=count)) for label, count in counts.items()],
        read=[],
        illustrative=any(one.record.illustrative for one in words.values()),
        source=_("Universal Human Rights Index (OHCHR), UPR Info; what became of it: our posts"),
    )


def _row(row: Own, result: Result, today: date) -> list[Cell]:
    position, state = sign_of(row.position), state_sign(row.known.state)
    when = (
        _("cycle %(cycle)s, session %(session)s") % {"cycle": row.cycle, "session": row.session}
        if row.cycle and row.session
        else ""
    )
    return [
        Cell(
            result.text, f"{reverse('un_recommendation', args=[row.pk])}#follow-up", language=result.language
        ),
        Cell(when or "–"),
        Cell(position.word, tone=position.tone, icon=position.icon) if position else Cell("–"),
        Cell(state.word, tone=state.tone, icon=state.icon),
        Cell(age_in_words(row.known.latest.on, today) if row.known.latest else "–"),
    ]


SECTION = Section("own-recommendations", gettext_lazy("Our recommendations"), 40, say)
