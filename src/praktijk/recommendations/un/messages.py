# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of an import, and what was wrong, in words for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.importers.storing import Outcome

_BROKEN = {
    "empty": gettext_lazy("The file is empty."),
    "no_json": gettext_lazy("This is not JSON that can be read."),
    "cut_off": gettext_lazy("The file ends in the middle: it was not downloaded whole."),
    "other_shape": gettext_lazy(
        "This is another kind of JSON: it holds no records of the Universal Human Rights Index."
    ),
    "encoding": gettext_lazy("The text is not in UTF-8."),
    "unknown_encoding": gettext_lazy("This is not text, or its encoding cannot be recognised."),
    "broken_gzip": gettext_lazy("The compressed file is damaged."),
    "password": gettext_lazy(
        "The file is locked with a password, or is an old workbook (.xls)."
        " Save it as .xlsx without a password."
    ),
    "no_xlsx": gettext_lazy("This is not a workbook (.xlsx) that can be read."),
    "too_large": gettext_lazy("Unpacked, this file is larger than any export can be."),
    "missing_columns": gettext_lazy("Some columns that are needed are missing."),
    "no_xls": gettext_lazy("This is not a workbook (.xls) that can be read."),
    "page": gettext_lazy("This is a web page, although it may call itself a workbook."),
    "no_docx": gettext_lazy("This is not a Word document (.docx) that can be read."),
    "no_table": gettext_lazy("There is no table in this document."),
    "other_table": gettext_lazy("The table in this document is not a list of recommendations."),
    "other_country": gettext_lazy("The heading of this document names another country."),
}

_FAULTS = {
    Fault.NO_TEXT: gettext_lazy("no text"),
    Fault.NOISE: gettext_lazy("a loose word or number, not a recommendation"),
    Fault.NOT_A_ROW: gettext_lazy("not a record that can be read"),
    Fault.UNKNOWN_TYPE: gettext_lazy("neither a recommendation nor a concern nor a pledge"),
    Fault.SAME_KEY: gettext_lazy("same identifier as an earlier row, but other contents"),
    Fault.NO_KEY: gettext_lazy("no valid identifier; one was made"),
    Fault.NO_COUNTRY: gettext_lazy("no country, and nothing that shows which it is"),
    Fault.COUNTRY_FROM_SYMBOL: gettext_lazy("country taken from the document's symbol"),
    Fault.COUNTRY_FROM_DOCUMENT: gettext_lazy("country taken from the other rows of the document"),
    Fault.COUNTRY_FROM_STUB: gettext_lazy("two letters instead of a name; only one country fits"),
    Fault.UNKNOWN_COUNTRY: gettext_lazy("unknown country; somebody has to say which it is"),
    Fault.UNKNOWN_STATE: gettext_lazy("unknown recommending state; somebody has to say which it is"),
    Fault.UNKNOWN_BODY: gettext_lazy("this body is not on our list; kept as it is written"),
    Fault.UNKNOWN_THEME: gettext_lazy(
        "this theme is not on our list; somebody has to say what it stands for"
    ),
    Fault.UNKNOWN_GROUP: gettext_lazy(
        "this group is not on our list; somebody has to say what it stands for"
    ),
    Fault.UNKNOWN_POSITION: gettext_lazy("unknown position; left empty"),
    Fault.UNKNOWN_SESSION: gettext_lazy("the session is not clear; left empty"),
    Fault.UNKNOWN_ACTION: gettext_lazy("the category of action is not 1 to 5; left empty"),
    Fault.UNKNOWN_GOAL: gettext_lazy("not one of the seventeen goals; left out"),
    Fault.BAD_DATE: gettext_lazy("impossible date; the date in the Index was used, if there is one"),
    Fault.ENTITIES: gettext_lazy("characters written as HTML codes; turned into text"),
    Fault.SPACES: gettext_lazy("double spaces; made single"),
    Fault.FORMULA: gettext_lazy("a formula without a value"),
}


def broken_in_words(broken: BrokenFile) -> str:
    """Why a file could not be read, in a sentence or two."""
    why = str(_BROKEN.get(broken.why, broken.why))
    if not broken.detail:
        return why
    if broken.why == "missing_columns":
        said = _("Missing: %(missing)s.") % {"missing": broken.detail}
    else:
        said = _("Found: %(found)s.") % {"found": broken.detail}
    return f"{why} {said}"


def fault_in_words(fault: Fault) -> str:
    """What was found in a row, in a few words."""
    return str(_FAULTS[fault])


def counts_in_words(outcome: Outcome) -> Iterator[str]:
    """What came of an import, a sentence a line."""
    yield _(
        "%(rows)s rows: imported %(imported)s, updated %(updated)s, unchanged %(unchanged)s,"
        " repaired %(repaired)s, rejected %(rejected)s"
    ) % {
        name: getattr(outcome, name)
        for name in ("rows", "imported", "updated", "unchanged", "repaired", "rejected")
    }
    if outcome.recommendations:
        yield _("New recommendations: %(count)s.") % {"count": outcome.recommendations}
    if outcome.withdrawn:
        yield _("Withdrawn by the publisher: %(count)s. They are kept, and marked as withdrawn.") % {
            "count": outcome.withdrawn
        }
    elif outcome.missing:
        yield _(
            "Imported before, but not in this file: %(count)s. That is more than half, so nothing was"
            " marked as withdrawn."
        ) % {"count": outcome.missing}
    if not (outcome.imported or outcome.updated or outcome.repaired or outcome.withdrawn):
        yield _("Nothing changed.")
