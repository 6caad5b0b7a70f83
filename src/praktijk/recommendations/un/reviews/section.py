# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The next review on the country page."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.recommendations.un.reviews.calendar import next_review
from praktijk.recommendations.un.reviews.wording import when
from praktijk.reference.country_sections import Section
from praktijk.web.blocks import Cell, Content, Facts, Headline
from praktijk.web.dates import day


def say(reader: Any, country: str, today: date) -> Content:
    """When a state is reviewed next in the UPR, and by when what is due. No query."""
    session = next_review(country, today)
    if session is None:
        return Content(sentence=_("This is no state that is reviewed in the UPR."))
    days = session.deadlines
    here = reverse("un_review", args=[country]) if country != settings.OWN_STATE else ""
    return Content(
        sentence=_("Reviewed next in %(session)s, cycle %(cycle)s.")
        % {"session": when(session), "cycle": session.cycle},
        headlines=[
            Headline(
                label=_("Next review"),
                value=Cell(f"{session.opens:%m/%Y}", here, number=session.opens.toordinal()),
                about=when(session),
                order=10,
            )
        ],
        blocks=[
            Facts(
                [
                    (_("Drafts ready"), Cell(_coming(days.drafts, today))),
                    (_("Advance questions"), Cell(_coming(days.questions, today))),
                    *(
                        [(_("Prepare"), Cell(_("What we asked, what others ask, and our drafts"), here))]
                        if here
                        else []
                    ),
                ]
            )
        ],
        source=_("the order of the UPR's cycles; days are counted from the first of the month"),
    )


def _coming(on: date, today: date) -> str:
    return _("by %(day)s") % {"day": day(on)} if on >= today else _("was due on %(day)s") % {"day": day(on)}


SECTION = Section("next-review", gettext_lazy("Next review"), 30, say)
