# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of an import of indicators, and what was wrong, in words for people."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.indicators.importers.faults import BrokenFile, Fault, Finding
from praktijk.indicators.importing import Outcome, Refused

_MOST_ROWS = 5

_BROKEN = {
    "empty": gettext_lazy("The file is empty."),
    "too_large": gettext_lazy("The file is larger than a table of indicators can be."),
    "workbook": gettext_lazy("This is a workbook (Excel). Save it as CSV, or download the CSV file."),
    "page": gettext_lazy("This is a web page, not a table. Download the file itself."),
    "no_table": gettext_lazy("This is not a table of separated values (CSV)."),
    "separator": gettext_lazy(
        "The columns of this file are separated by another sign than those of this source."
    ),
    "cut_off": gettext_lazy("The file ends in the middle of a row: it was not downloaded whole."),
    "encoding": gettext_lazy("The text of this file is in another encoding than that of this source."),
    "columns_missing": gettext_lazy("Columns are missing: this is another table, or one of another edition."),
    "columns_doubled": gettext_lazy("Columns occur more than once."),
    "no_rows": gettext_lazy("There are no rows below the header."),
    "no_values": gettext_lazy("There is no value in it that can be used."),
    "faults": gettext_lazy("There are values in it that cannot be right."),
    "several_years": gettext_lazy("This file holds several years; a file of this source holds one edition."),
    "edition_and_columns": gettext_lazy("The columns are not those of the edition of this year."),
    "scale_turned": gettext_lazy(
        "The ranks in this file say that its scale runs the other way than that of the series of this year."
    ),
    "indicator_not_told": gettext_lazy(
        "This file does not say which of the six governance indicators it is, so it cannot be used. "
        "Take a file of the World Bank that names its indicator in a column INDICATOR."
    ),
    "indicator_unknown": gettext_lazy("This is none of the six governance indicators."),
}

_FAULTS = {
    Fault.UNKNOWN_COUNTRY: gettext_lazy("a country that nobody knows; left out, to be mapped by a person"),
    Fault.HISTORIC: gettext_lazy("a state that is no more; left out, and given to no country of today"),
    Fault.NOT_A_COUNTRY: gettext_lazy("a part of a country, a group, or no country; left out"),
    Fault.COUNTRIES_DISAGREE: gettext_lazy("a code and a name of different countries; left out"),
    Fault.SEVERAL_COUNTRIES: gettext_lazy("several countries, and not how much in which; left out"),
    Fault.NO_VALUE: gettext_lazy("no value; left out, which is not zero"),
    Fault.YEAR_OF_TWO: gettext_lazy("two years; the later one was taken"),
    Fault.BOUNDS_LEFT_OUT: gettext_lazy(
        "bounds that do not hold the value; the value was taken without them"
    ),
    Fault.HIGH_WIDENED: gettext_lazy("the upper bound was raised by what rows over several countries count"),
    Fault.SAME_AGAIN: gettext_lazy("the same value for the same country and year; counted once"),
    Fault.TWO_VALUES: gettext_lazy("two values for one country and year"),
    Fault.NO_COUNTRY: gettext_lazy("no country"),
    Fault.NOT_A_NUMBER: gettext_lazy("text where a number should be"),
    Fault.INFINITE: gettext_lazy("a number without end"),
    Fault.NOT_A_YEAR: gettext_lazy("not a year"),
    Fault.YEAR_OUT_OF_RANGE: gettext_lazy("a year that cannot be"),
    Fault.NEGATIVE_SD: gettext_lazy("a standard deviation below zero"),
    Fault.LOW_ABOVE_HIGH: gettext_lazy("a lower bound above the upper one"),
    Fault.VALUE_OUTSIDE_BOUNDS: gettext_lazy("a value outside its own bounds"),
    Fault.OUT_OF_SCALE: gettext_lazy("a value outside the scale of the series"),
    Fault.CELLS: gettext_lazy("not as many values as there are columns"),
}

_REFUSED = {
    "no_source": gettext_lazy("There is no such source."),
    "series_needed": gettext_lazy("Say of which series this file is."),
    "series_told": gettext_lazy("The series of this source are known; they cannot be named."),
    "key_of_publisher": gettext_lazy("This is the key of a series of a publisher. Take another one."),
    "illustrative": gettext_lazy("This series was made up for the demonstration. Take another key."),
    "direction_differs": gettext_lazy("This series is there already, and runs the other way."),
    "title_needed": gettext_lazy("A new series needs a title in Dutch and in English."),
    "direction_needed": gettext_lazy("A new series needs a direction: whether more is better, or less."),
    "vintage_taken": gettext_lazy(
        "There is a vintage of this name already, with other values. It stays as it is."
    ),
}


def broken_in_words(broken: BrokenFile) -> str:
    """Why a file could not be taken in, with the rows where it is wrong."""
    said = [str(_BROKEN.get(broken.why, broken.why))]
    if broken.why == "faults":
        said += [finding_in_words(one) + "." for one in broken.findings]
        more = int(broken.detail or 0) - len(broken.findings)
        if more > 0:
            said.append(ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more})
    elif broken.detail:
        said.append(_("Found: %(found)s.") % {"found": broken.detail})
    return " ".join(said)


def refused_in_words(refused: Refused) -> str:
    """Why something was not done."""
    why = str(_REFUSED[refused.why])
    return f"{why} ({refused.detail})" if refused.detail else why


def fault_in_words(fault: Fault) -> str:
    """What was found, and what was done with it, in a few words."""
    return str(_FAULTS[fault])


def finding_in_words(one: Finding) -> str:
    """A finding in a line: where, what, and what stood there."""
    where = _("row %(row)s") % {"row": one.row} + (f", {one.field}" if one.field else "")
    found = f" ({one.found})" if one.found else ""
    return f"{where}: {fault_in_words(one.fault)}{found}"


def findings_in_words(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings, those about the same thing in one line."""
    grouped: dict[tuple[str, str, Fault, str], list[int]] = {}
    for one in findings:
        grouped.setdefault((one.file, one.field, one.fault, one.found), []).append(one.row)
    for (file, column, fault, found), rows in grouped.items():
        told = ", ".join(map(str, rows[:_MOST_ROWS])) + (", …" if len(rows) > _MOST_ROWS else "")
        counted = ngettext("row %(rows)s", "%(count)s rows: %(rows)s", len(rows))
        where = counted % {"rows": told, "count": len(rows)}
        yield f"{file}, {column}, {where}: {fault_in_words(fault)} ({found})"


def outcome_in_words(outcome: Outcome) -> Iterator[str]:
    """What came of an import, a sentence a line."""
    yield _(
        "%(values)s values: imported %(imported)s, repaired %(repaired)s, given twice %(same)s,"
        " empty %(empty)s, rejected %(rejected)s"
    ) % vars(outcome.counts)
    for one in outcome.kept:
        about = {
            "series": one.key,
            "vintage": one.vintage,
            "values": one.values,
            "countries": one.countries,
            "first": one.first_year,
            "last": one.last_year,
        }
        if one.new:
            yield (
                _(
                    "%(series)s, vintage %(vintage)s: %(values)s values of %(countries)s countries,"
                    " %(first)s-%(last)s"
                )
                % about
            )
        else:
            yield _("%(series)s: nothing changed; vintage %(vintage)s says the same") % about
    if not outcome.changed:
        yield _("Nothing changed.")
