# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of an import of ratifications, and what was wrong, in words for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.reference.treaties.importing import Outcome
from praktijk.reference.treaties.reading import Fault
from praktijk.reference.treaties.tables import BrokenFile

_BROKEN = {
    "empty": gettext_lazy("The file is empty."),
    "too_large": gettext_lazy("The file is larger than a list of ratifications can be."),
    "password": gettext_lazy("The file is locked with a password. Save it without one."),
    "no_xls": gettext_lazy("This is not an old workbook (.xls) that can be read; it may be cut off."),
    "no_xlsx": gettext_lazy("This is not a workbook (.xlsx) that can be read; it may be cut off."),
    "page": gettext_lazy("This is a web page, not a table."),
    "no_table": gettext_lazy("This is not a table."),
    "cut_off": gettext_lazy("The file ends in the middle of a row: it was not downloaded whole."),
    "other_table": gettext_lazy(
        "This table does not say which countries ratified: the columns are not there."
    ),
    "no_treaty": gettext_lazy("Neither the name of the file nor its title tells which treaty this is."),
    "treaties_disagree": gettext_lazy("The name of the file and its title name different treaties."),
    "no_rows": gettext_lazy("There are no rows below the header."),
}

_FAULTS = {
    Fault.NOT_A_ROW: gettext_lazy("more values than there are columns"),
    Fault.NO_COUNTRY: gettext_lazy("no country"),
    Fault.UNKNOWN_COUNTRY: gettext_lazy("a country that nobody knows; to be mapped by a person"),
    Fault.COUNTRIES_DISAGREE: gettext_lazy("a code and a name of different countries"),
    Fault.UNKNOWN_TREATY: gettext_lazy("a treaty that is none of the eighteen core instruments"),
    Fault.SAME_COUNTRY: gettext_lazy("a country that an earlier row speaks of, otherwise"),
    Fault.UNKNOWN_STATUS: gettext_lazy("a status that nobody knows"),
    Fault.UNKNOWN_CODE: gettext_lazy("a code that nobody knows; the name was taken"),
    Fault.BAD_DATE: gettext_lazy("a date that cannot be; left empty"),
    Fault.FLAGS_DISAGREE: gettext_lazy("a status that the other columns contradict; the status was taken"),
    Fault.DENOUNCED: gettext_lazy("the note says that the treaty was denounced; taken as no longer a party"),
    Fault.YEAR_OF_SIGNATURE: gettext_lazy(
        "the year of the signature; the day of ratification from another source was kept"
    ),
    Fault.NEWER_KEPT: gettext_lazy("a newer source says otherwise, and counts"),
}


def broken_in_words(broken: BrokenFile) -> str:
    """Why a file could not be read, in a sentence or two."""
    why = str(_BROKEN.get(broken.why, broken.why))
    return f"{why} {_('Found: %(found)s.') % {'found': broken.detail}}" if broken.detail else why


def fault_in_words(fault: Fault) -> str:
    """What was found in a row, in a few words."""
    return str(_FAULTS[fault])


def outcome_in_words(outcome: Outcome) -> Iterator[str]:
    """What came of an import, a sentence a line."""
    yield _(
        "%(rows)s rows: imported %(imported)s, updated %(updated)s, unchanged %(unchanged)s,"
        " repaired %(repaired)s, rejected %(rejected)s"
    ) % {
        name: getattr(outcome, name)
        for name in ("rows", "imported", "updated", "unchanged", "repaired", "rejected")
    }
    if outcome.confirmed:
        yield _("%(count)s of the unchanged are said again by a newer source, and hold as of then.") % {
            "count": outcome.confirmed
        }
    if outcome.passed_over:
        yield _("Passed over, for they are none of the eighteen core instruments: %(files)s.") % {
            "files": ", ".join(outcome.passed_over)
        }
    if not outcome.changed:
        yield _("Nothing changed.")
