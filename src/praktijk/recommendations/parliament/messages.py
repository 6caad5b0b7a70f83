# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said to people about reading Parliament's open data."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.parliament.facts import Why
from praktijk.recommendations.parliament.fetching import Unreachable, Unreached
from praktijk.recommendations.parliament.odata import Broken, Fault
from praktijk.recommendations.parliament.said import Refusal
from praktijk.recommendations.parliament.taking_in import Came, Outcome

#: The failure of a reading that waited too long for others.
BUSY = "busy"


def broken_in_words(broken: Broken) -> str:
    """Why a file cannot be read, and what to do."""
    told = {
        Fault.EMPTY: _("The file is empty."),
        Fault.MARKUP: _(
            "This is a web page or XML, not JSON. Ask Parliament's open data for JSON (OData v4)."
        ),
        Fault.ARCHIVE: _("This is a zip archive. Unpack it and give the JSON files in it."),
        Fault.NO_JSON: _("This is not JSON, or not in an encoding that JSON may have."),
        Fault.CUT_OFF: _("The file breaks off in the middle. Fetch it again."),
        Fault.NOT_ODATA: _("This is JSON, but no answer of Parliament's open data: it holds no rows."),
        Fault.ERROR_ANSWER: _("Parliament's open data answered with an error: %(detail)s"),
        Fault.TOO_LARGE: _("The file is larger than can be read at one time. Give it in pages."),
        Fault.BROKEN_GZIP: _("The file is packed with gzip, and the packing is damaged. Fetch it again."),
    }
    return told[broken.fault] % {"detail": broken.detail} if broken.detail else told[broken.fault]


def unreached_in_words(unreached: Unreached) -> str:
    """Why the configured address gave no answer that can be used."""
    told = {
        Unreachable.NO_ADDRESS: _("No address of Parliament's open data is configured."),
        Unreachable.NOT_HTTPS: _("The address must begin with https: %(detail)s"),
        Unreachable.OTHER_HOST: _("The next page lies at another host, and is not followed: %(detail)s"),
        Unreachable.NO_ANSWER: _("Parliament's open data cannot be reached: %(detail)s"),
        Unreachable.REFUSED: _("Parliament's open data refuses: %(detail)s"),
        Unreachable.TOO_MANY: _("There are more pages than may be read at one time: %(detail)s"),
        Unreachable.IN_CIRCLES: _("The pages lead back to one that was read: %(detail)s"),
    }
    return told[unreached.reason] % {"detail": unreached.detail}


def being_read_in_words() -> str:
    """That another reading is under way, and what to do."""
    return _("Parliament's open data is being read at this moment. Try again in a minute.")


def failure_in_words(code: str, detail: str) -> str:
    """The same for a reading that came to nothing, by the code that was kept of it."""
    if code == BUSY:
        return _("Others were at work on the same items for too long. The next reading takes them in.")
    if code in set(Unreachable):
        return unreached_in_words(Unreached(Unreachable(code), detail))
    return broken_in_words(Broken(Fault(code), detail))


def refusal_in_words(refusal: Refusal) -> str:
    """Why a row was refused: its number, then the reason."""
    told = {
        Why.NO_OBJECT: _("a row that is no object: %(about)s"),
        Why.NO_NUMBER: _("it has no number"),
        Why.NUMBER_UNKNOWN: _("its number is not one that Parliament gives: “%(about)s”"),
        Why.STATUS_UNKNOWN: _("its status “%(about)s” is unknown here"),
        Why.STATUS_MISSING: _("it has no status"),
        Why.KIND_UNKNOWN: _("its kind “%(about)s” is unknown here")
        if refusal.about
        else _("it does not say what kind it is"),
        Why.DATE_WRONG: _("a date that cannot be: %(about)s"),
        Why.VALUE_WRONG: _("a value that cannot be kept, in %(about)s"),
        Why.TOO_LONG: _("%(about)s is longer than can be kept"),
        Why.FROM_THE_FUTURE: _("it says that it was changed on a day to come: %(about)s"),
        Why.NUMBER_TAKEN: _("its number belongs to another item already; it was %(about)s"),
    }
    number = refusal.number or _("without a number")
    return f"{number}: {told[refusal.why] % {'about': refusal.about}}"


def counts_in_words(outcome: Outcome) -> list[tuple[str, int]]:
    """What became of the rows: words and number, in the order to show."""
    return [
        (_("new"), outcome.count(Came.NEW)),
        (_("changed"), outcome.count(Came.CHANGED)),
        (_("unchanged"), outcome.count(Came.UNCHANGED)),
        (_("older than what is held"), outcome.count(Came.OLDER)),
        (_("removed by Parliament"), outcome.count(Came.REMOVED)),
        (_("left out (another ministry or another kind)"), outcome.count(Came.LEFT_OUT)),
        (_("refused"), outcome.count(Came.REFUSED)),
    ]


def outcome_in_a_sentence(outcome: Outcome) -> str:
    """What reading did, or would do."""
    rows = ngettext("%(count)s row read", "%(count)s rows read", outcome.rows) % {"count": outcome.rows}
    parts = ", ".join(f"{count} {words}" for words, count in counts_in_words(outcome) if count)
    told = f"{rows}: {parts}." if parts else f"{rows}."
    if outcome.only_looked:
        return " ".join([told, _("This is what would happen; nothing was stored.")])
    if outcome.nothing_new:
        return " ".join([told, _("Nothing was changed.")])
    return told
