# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was decided on a country, on its page."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.focus.models import Chosen, Decision
from praktijk.reference.country_sections import Section
from praktijk.reference.exchange.terms import Kind, listed
from praktijk.web.blocks import Cell, Content, Facts
from praktijk.web.dates import day

_MOST = 5


def say(reader: Any, country: str, today: date) -> Content:
    """The confirmed decisions that name a country, as this reader may see them. One query."""
    seen = Decision.objects.visible_to(reader).filter(confirmed_at__isnull=False).order_by()
    found = list(
        Chosen.objects.filter(country=country, decision__in=seen.values("pk"))
        .select_related("decision__round")
        .order_by("-decision__confirmed_at")[:_MOST]
    )
    if not found:
        return Content(sentence=_("No decision on the choice of countries names this country."))
    latest = found[0]
    return Content(
        sentence=_sentence(latest),
        blocks=[
            Facts(
                [
                    (one.decision.round.title, Cell(_told(one), one.decision.get_absolute_url()))
                    for one in found
                ]
            )
        ],
        read=[one.decision for one in found],
        compared=[(_("Chosen for the fund"), Cell(_("yes") if latest.chosen else _("no")))],
        illustrative=any(one.decision.illustrative for one in found),
    )


def _sentence(one: Chosen) -> str:
    if one.chosen:
        return _("This country is one of those that the fund chose.")
    if one.leaves_on:
        return _("The fund ends its work here by %(day)s.") % {"day": day(one.leaves_on)}
    return _("This country was looked at and not chosen.")


def _fact(one: Chosen) -> tuple[str, Cell]:
    return one.decision.round.title, Cell(_told(one), one.decision.get_absolute_url())


def _told(one: Chosen) -> str:
    if not one.chosen:
        told = _("not chosen")
        return f"{told}; {one.running}" if one.running else told
    known = listed(Kind.THEME)
    themes = [known[key].name for key in one.themes if key in known]
    return ", ".join([_("chosen"), *themes, *([one.other_theme] if one.other_theme else [])])


SECTION = Section("focus", gettext_lazy("Choice of countries"), 62, say)
