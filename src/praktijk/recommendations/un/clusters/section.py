# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a country is asked again and again, on its page."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.recommendations.un.clusters.page import shown
from praktijk.recommendations.un.clusters.queries import clusters_of
from praktijk.recommendations.un.signs import sign_of
from praktijk.reference.country_sections import Section
from praktijk.web.blocks import Cell, Content, Table

_MOST = 8


def say(reader: Any, country: str, today: date) -> Content:
    """The clusters of a country that return in several cycles. Four queries."""
    every = clusters_of(country)
    again = [one for one in every if len(one.cycles) > 1]
    here = f"{reverse('un_clusters')}?country={country}"
    if not again:
        return Content(sentence=_("Nothing that was asked in one cycle was found again in another."))
    rows = shown(again[:_MOST])
    return Content(
        sentence=ngettext(
            "%(count)s ask returns in several cycles.", "%(count)s asks return in several cycles.", len(again)
        )
        % {"count": len(again)},
        blocks=[
            Table(
                caption=_("Asked again and again, most cycles first"),
                columns=[_("What is asked"), _("Cycles"), _("Times"), _("Last answer"), _("By us")],
                rows=[
                    [
                        Cell(
                            row.text.text, row.grouped.cluster.get_absolute_url(), language=row.text.language
                        ),
                        Cell(", ".join(map(str, row.grouped.cycles))),
                        Cell(str(len(row.grouped.members)), number=len(row.grouped.members)),
                        Cell(sign.word, tone=sign.tone, icon=sign.icon)
                        if (sign := sign_of(row.grouped.position))
                        else Cell("–"),
                        Cell(_("yes") if row.grouped.ours else _("no")),
                    ]
                    for row in rows
                ],
                more=Cell(_("All %(count)s clusters") % {"count": len(every)}, here),
            )
        ],
        compared=[(_("Asks that return in several cycles"), Cell(str(len(again)), here, number=len(again)))],
        illustrative=any(one.illustrative for row in rows for one in row.grouped.members),
        source=_("grouped by their words and meaning; people confirm or split them"),
    )


SECTION = Section("clusters", gettext_lazy("Asked again and again"), 50, say)
