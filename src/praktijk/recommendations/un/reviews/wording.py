# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the checks of a draft say, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktijk.recommendations.un.reviews.calendar import Session
from praktijk.recommendations.un.reviews.rules import MOST_WORDS, Check, Finding, checks_of


@dataclass(frozen=True)
class Said:
    """A check with its sign and what it says."""

    well: bool
    words: str


def categories() -> dict[str, str]:
    """The five categories of action by their number."""
    return {
        "1": _("minimal: it asks the state to seek, share or call for something"),
        "2": _("continuing: it asks to go on with what is done already"),
        "3": _("considering: it asks to consider or review something"),
        "4": _("general: it asks for action, and leaves open which"),
        "5": _("specific: it asks for one thing of which everybody can see whether it was done"),
    }


_WORDS: dict[Check, Callable[[bool, str], str]] = {
    Check.EMPTY: lambda well, found: _("There are no words to look at."),
    Check.ADDRESSED: lambda well, found: (
        _("It begins with what the state is to do: “%(verb)s”.") % {"verb": found}
        if well
        else _("Begin with the verb that says what the state is to do: ratify, adopt, release.")
    ),
    Check.ONE_ACTION: lambda well, found: (
        _("It asks one thing.")
        if well
        else _("It may ask two things (“%(verb)s”): a state can then support half of it. Make two of it.")
        % {"verb": found}
    ),
    Check.SPECIFIC: lambda well, found: (
        _("Category %(number)s of 5, %(meaning)s.") % {"number": found, "meaning": categories()[found]}
        if found
        else _("No verb is known that says how much it asks.")
    ),
    Check.MEASURABLE: lambda well, found: (
        _("It names something by which one can tell whether it was done.")
        if well
        else _("Name a law, a treaty, a body, a number or a date, so that one can tell whether it was done.")
    ),
    Check.SHORT: lambda well, found: (
        _("%(words)s words.") % {"words": found}
        if well
        else _("%(words)s words: more than %(most)s are rarely read to the end.")
        % {"words": found, "most": MOST_WORDS}
    ),
}


def said_of(text: str) -> list[Said]:
    """What the checks say of a draft (in English), in the language of the moment."""
    return [_said(one) for one in checks_of(text)]


def _said(one: Finding) -> Said:
    return Said(one.well, _WORDS[one.check](one.well, one.found))


def when(session: Session) -> str:
    """A session in words: "session 53, November 2026", and that it is expected where it is."""
    month = format_date(session.opens, "MMMM y", locale=(get_language() or "nl")[:2])
    words = _("session %(number)s, %(month)s") % {"number": session.number, "month": month}
    return _("%(words)s (expected)") % {"words": words} if session.expected else words
