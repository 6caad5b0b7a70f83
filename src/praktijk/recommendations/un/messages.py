# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of an import, and what was wrong, in words for people."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.importers.storing import Outcome

_BROKEN = {
    "empty": _lazy("The file is empty."),
    "no_json": _lazy("This is not JSON that can be read."),
    "cut_off": _lazy("The file ends in the middle: it was not downloaded whole."),
    "other_shape": _lazy("This is JSON of another kind: no records of the Universal Human Rights Index."),
    "encoding": _lazy("The text is in another encoding than UTF-8."),
    "broken_gzip": _lazy("The packed file is damaged."),
    "password": _lazy(
        "The file is locked with a password, or is an old workbook (.xls). Save it as .xlsx without a password."
    ),
    "no_xlsx": _lazy("This is not a workbook (.xlsx) that can be read."),
    "too_large": _lazy("The file unpacks to more than an export can be."),
    "missing_columns": _lazy("The columns of the export are not there."),
}

_FAULTS = {
    Fault.NO_TEXT: _lazy("no text"),
    Fault.NOISE: _lazy("no recommendation but a loose word or number"),
    Fault.NOT_A_ROW: _lazy("no record"),
    Fault.UNKNOWN_TYPE: _lazy("neither a recommendation nor a concern"),
    Fault.SAME_KEY: _lazy("the identifier of an earlier row, which says something else"),
    Fault.NO_KEY: _lazy("no identifier; one was made"),
    Fault.NO_COUNTRY: _lazy("no country, and nothing that tells it"),
    Fault.COUNTRY_FROM_SYMBOL: _lazy("country taken from the symbol of the document"),
    Fault.COUNTRY_FROM_DOCUMENT: _lazy("country taken from the other rows of the document"),
    Fault.COUNTRY_FROM_STUB: _lazy("two letters that stand for one country only"),
    Fault.UNKNOWN_COUNTRY: _lazy("a country that nobody knows; to be mapped by a person"),
    Fault.UNKNOWN_STATE: _lazy("a recommending state that nobody knows; to be mapped by a person"),
    Fault.UNKNOWN_BODY: _lazy("a body that is not on our list; kept as it is written"),
    Fault.UNKNOWN_THEME: _lazy("a theme that is not on our list; to be mapped by a person"),
    Fault.UNKNOWN_GROUP: _lazy("a group that is not on our list; to be mapped by a person"),
    Fault.UNKNOWN_POSITION: _lazy("a position that nobody knows; left empty"),
    Fault.UNKNOWN_SESSION: _lazy("a session that cannot be told; left empty"),
    Fault.UNKNOWN_ACTION: _lazy("a category of action outside 1 to 5; left empty"),
    Fault.UNKNOWN_GOAL: _lazy("a goal that is none of the seventeen; left out"),
    Fault.BAD_DATE: _lazy("a date that cannot be; the other date was taken"),
    Fault.ENTITIES: _lazy("signs written as HTML; told"),
    Fault.SPACES: _lazy("doubled spaces; made single"),
    Fault.FORMULA: _lazy("a formula without a value"),
}


def broken_in_words(broken: BrokenFile) -> str:
    """Why a file could not be read, in a sentence or two."""
    why = str(_BROKEN.get(broken.why, broken.why))
    return f"{why} {_('Found: %(found)s.') % {'found': broken.detail}}" if broken.detail else why


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
