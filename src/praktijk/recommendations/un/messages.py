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
        "This is JSON of another kind: no records of the Universal Human Rights Index."
    ),
    "encoding": gettext_lazy("The text is in another encoding than UTF-8."),
    "unknown_encoding": gettext_lazy("This is no text, or in an encoding that cannot be told."),
    "broken_gzip": gettext_lazy("The packed file is damaged."),
    "password": gettext_lazy(
        "The file is locked with a password, or is an old workbook (.xls). Save it as .xlsx without a password."
    ),
    "no_xlsx": gettext_lazy("This is not a workbook (.xlsx) that can be read."),
    "too_large": gettext_lazy("The file unpacks to more than an export can be."),
    "missing_columns": gettext_lazy("Columns that are needed are not there."),
    "no_xls": gettext_lazy("This is not a workbook (.xls) that can be read."),
    "page": gettext_lazy("This is a web page, although it may call itself a workbook."),
    "no_docx": gettext_lazy("This is not a Word document (.docx) that can be read."),
    "no_table": gettext_lazy("There is no table in this document."),
    "other_table": gettext_lazy("The table in this document is no list of recommendations."),
    "other_country": gettext_lazy("The heading of this document names another country."),
}

_FAULTS = {
    Fault.NO_TEXT: gettext_lazy("no text"),
    Fault.NOISE: gettext_lazy("no recommendation but a loose word or number"),
    Fault.NOT_A_ROW: gettext_lazy("no record"),
    Fault.UNKNOWN_TYPE: gettext_lazy("neither a recommendation nor a concern"),
    Fault.SAME_KEY: gettext_lazy("the identifier of an earlier row, which says something else"),
    Fault.NO_KEY: gettext_lazy("no identifier; one was made"),
    Fault.NO_COUNTRY: gettext_lazy("no country, and nothing that tells it"),
    Fault.COUNTRY_FROM_SYMBOL: gettext_lazy("country taken from the symbol of the document"),
    Fault.COUNTRY_FROM_DOCUMENT: gettext_lazy("country taken from the other rows of the document"),
    Fault.COUNTRY_FROM_STUB: gettext_lazy("two letters that stand for one country only"),
    Fault.UNKNOWN_COUNTRY: gettext_lazy("a country that nobody knows; to be mapped by a person"),
    Fault.UNKNOWN_STATE: gettext_lazy("a recommending state that nobody knows; to be mapped by a person"),
    Fault.UNKNOWN_BODY: gettext_lazy("a body that is not on our list; kept as it is written"),
    Fault.UNKNOWN_THEME: gettext_lazy("a theme that is not on our list; to be mapped by a person"),
    Fault.UNKNOWN_GROUP: gettext_lazy("a group that is not on our list; to be mapped by a person"),
    Fault.UNKNOWN_POSITION: gettext_lazy("a position that nobody knows; left empty"),
    Fault.UNKNOWN_SESSION: gettext_lazy("a session that cannot be told; left empty"),
    Fault.UNKNOWN_ACTION: gettext_lazy("a category of action outside 1 to 5; left empty"),
    Fault.UNKNOWN_GOAL: gettext_lazy("a goal that is none of the seventeen; left out"),
    Fault.BAD_DATE: gettext_lazy("a date that cannot be; the other date was taken"),
    Fault.ENTITIES: gettext_lazy("signs written as HTML; told"),
    Fault.SPACES: gettext_lazy("doubled spaces; made single"),
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
        yield _("%(count)s recommendations are new.") % {"count": outcome.recommendations}
    if outcome.withdrawn:
        yield _("%(count)s were withdrawn by the publisher; they are kept and marked.") % {
            "count": outcome.withdrawn
        }
    elif outcome.missing:
        yield _(
            "%(count)s that were imported before are not in this file: more than half, so nothing was marked as"
            " withdrawn."
        ) % {"count": outcome.missing}
    if not (outcome.imported or outcome.updated or outcome.repaired or outcome.withdrawn):
        yield _("Nothing changed.")
