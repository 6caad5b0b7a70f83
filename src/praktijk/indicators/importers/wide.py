# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files with a row for each country and a column for each year."""

import re
from typing import IO

from praktijk.indicators.importers.faults import BrokenFile, Fault
from praktijk.indicators.importers.gathering import Columns, Gathered
from praktijk.indicators.importers.tables import table_in

_HDI = re.compile(r"hdi_(\d{4})")
_YEAR = re.compile(r"\d{4}")
_WGI = {
    "GOV_WGI_VA": "wgi-voice-accountability",
    "GOV_WGI_PV": "wgi-political-stability",
    "GOV_WGI_GE": "wgi-government-effectiveness",
    "GOV_WGI_RQ": "wgi-regulatory-quality",
    "GOV_WGI_RL": "wgi-rule-of-law",
    "GOV_WGI_CC": "wgi-control-of-corruption",
}
_ESTIMATE, _ERROR = "WGI_EST", "WGI_SE"


def read_hdi(file: IO[bytes], name: str, gathered: Gathered) -> None:
    """The Human Development Index: the time series of all its parts, of which the index is taken."""
    table = table_in(file, name=name, encoding="latin-1")
    table.must_have(["iso3", "country"])
    years = [(found[1], column) for column in table.columns if (found := _HDI.fullmatch(column))]
    if not years:
        raise BrokenFile("columns_missing", "hdi_1990, ...")
    for row, cells in table:
        if cells["iso3"].startswith("ZZ"):  # a region or a group of countries
            gathered.find(row, "iso3", Fault.NOT_A_COUNTRY, cells["country"])
            for _year, _column in years:
                gathered.counts.add("rejected")
            continue
        for year, column in years:
            # By its code: the names that stand beside it are in an encoding that changes with the edition.
            gathered.take(row, year=year, series={"hdi": Columns(column)}, cells=cells, code=cells["iso3"])


def read_wgi(file: IO[bytes], name: str, gathered: Gathered) -> None:
    """The Worldwide Governance Indicators as the World Bank's Data360 gives them: the estimate and its error.

    A file with estimates that does not say of which indicator they are is refused.
    """
    table = table_in(file, name=name)
    if "INDICATOR" not in table.columns and "Estimate" in table.columns:
        raise BrokenFile("indicator_not_told")
    table.must_have(["INDICATOR", "REF_AREA", "REF_AREA_LABEL", "COMP_BREAKDOWN_1"])
    years = [column for column in table.columns if _YEAR.fullmatch(column)]
    if not years:
        raise BrokenFile("columns_missing", "1996, ...")
    errors = {
        (cells["INDICATOR"], cells["REF_AREA"]): cells
        for _row, cells in table
        if cells["COMP_BREAKDOWN_1"] == _ERROR
    }
    for row, cells in table:
        if cells["COMP_BREAKDOWN_1"] != _ESTIMATE:
            continue
        if cells["INDICATOR"] not in _WGI:
            raise BrokenFile("indicator_unknown", cells["INDICATOR"])
        error = errors.get((cells["INDICATOR"], cells["REF_AREA"]))
        for year in years:
            gathered.take(
                row,
                year=year,
                series={_WGI[cells["INDICATOR"]]: Columns(year, sd="error" if error else "")},
                cells={year: cells[year], "error": error[year] if error else ""},
                # The World Bank's code; its names hold words of its own ("Yemen, Rep.").
                code=cells["REF_AREA"],
                name=cells["REF_AREA_LABEL"] if cells["REF_AREA"] in ("", "XKX") else "",
            )
