# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""One notice in words, the same on the page, in mail and in the feed."""

import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from praktijk.access.publication import Level
from praktijk.recommendations.assigning.models import SeatChoice
from praktijk.recommendations.models import StateChoice
from praktijk.recommendations.notices.models import Notice
from praktijk.web.dates import day


def title_of(commitment: Any) -> str:
    """The title on one line, marked where it is made up; for a restricted commitment no word of it."""
    if commitment.level == Level.RESTRICTED:
        return _("a restricted commitment")
    title = plain(commitment.title)
    return _("%(title)s (illustrative)") % {"title": title} if commitment.illustrative else title


def plain(text: str) -> str:
    """The text on one line, without signs that do not show."""
    shown = "".join(" " if sign.isspace() else sign for sign in text)
    return " ".join("".join(sign for sign in shown if unicodedata.category(sign)[0] != "C").split())


def what(notice: Notice, *, hidden: bool) -> str:
    """What happened, in some words; where nothing may be told, the kind of it only."""
    words = str(notice.get_kind_display())
    if hidden:
        return words
    told = str(notice.details.get("is", ""))
    if notice.kind == Notice.Kind.STATE and told in StateChoice.values:
        words += f" ({StateChoice(told).label})"
    elif notice.kind == Notice.Kind.DUE_MOVED and notice.commitment.due_latest:
        words += " " + _("(now %(day)s)") % {"day": day(notice.commitment.due_latest)}
    elif notice.kind == Notice.Kind.ASSIGNED and notice.details.get("seat") in SeatChoice.values:
        words += f" ({SeatChoice(notice.details['seat']).label})"
    elif notice.kind == Notice.Kind.HANDED_OVER and (count := notice.details.get("count", 1)) > 1:
        words += " " + _("(one of %(count)s commitments)") % {"count": count}
    return f"{words}, {plain(notice.by.name)}" if notice.by else words
