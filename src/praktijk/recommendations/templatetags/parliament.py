# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signs of what Parliament keeps, and what of it stands on the page of a commitment."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from praktijk.access.roles import Permission
from praktijk.recommendations.parliament.models import Decision, ItemStatusChoice
from praktijk.recommendations.parliament.queries import kept_of
from praktijk.recommendations.parliament.words import ItemStatus, page_of_paper
from praktijk.web.templatetags.praktijk import chip

register = template.Library()
register.filter("page_of_paper", page_of_paper)

STATUS_SIGNS = {
    ItemStatus.OPEN: ("plain", "○"),
    ItemStatus.PARTLY_MET: ("warn", "◕"),
    ItemStatus.MET: ("ok", "●"),
    ItemStatus.RELEASED: ("plain", "¶"),
}
DECISION_SIGNS = {
    Decision.TO_LINK: ("warn", "?"),
    Decision.LINKED: ("ok", "⇄"),
    Decision.SET_ASIDE: ("plain", "–"),
}


@register.simple_tag
def item_status_chip(status: str) -> SafeString:
    """Where an item stands according to Parliament."""
    tone, icon = STATUS_SIGNS[ItemStatus(status)]
    return chip(tone, icon, str(ItemStatusChoice(status).label))


@register.simple_tag
def decision_chip(decision: str) -> SafeString:
    """What was decided here on an item."""
    tone, icon = DECISION_SIGNS[Decision(decision)]
    return chip(tone, icon, str(Decision(decision).label))


@register.inclusion_tag("recommendations/parliament/kept.html", takes_context=True)
def parliament_keeps(context: Context, commitment: Any, shown: Any) -> dict[str, Any]:
    """The items of Parliament that a commitment is linked to, as of the day that the register shows."""
    request = context["request"]
    return {
        "request": request,
        "commitment": commitment,
        "kept": kept_of(commitment, shown),
        "may_edit": shown.on is None and request.user.may(Permission.EDIT_REGISTER, commitment),
        "csrf_token": context.get("csrf_token"),
    }
