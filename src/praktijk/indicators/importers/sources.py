# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sources there are, and how the files of each are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO

from praktijk.indicators.importers.columns import Shape, read_columns
from praktijk.indicators.importers.gathering import Columns, Gathered
from praktijk.indicators.importers.rsf import read_rsf
from praktijk.indicators.importers.sums import read_ucdp, read_unhcr
from praktijk.indicators.importers.wide import read_hdi, read_wgi

Reading = Callable[[IO[bytes], str, Gathered], None]


@dataclass(frozen=True)
class Source:
    """A publisher whose files are known: its key on the command line, and how a file of it is read."""

    key: str
    read: Reading = field(repr=False)


def _bounded(name: str) -> Columns:
    return Columns(name, f"{name}_codelow", f"{name}_codehigh", f"{name}_sd")


_PTS = Shape(
    series={
        "pts-state": Columns("PTS_S"),
        "pts-amnesty": Columns("PTS_A"),
        "pts-hrw": Columns("PTS_H"),
    },
    year="Year",
    name="Country",
    encoding="latin-1",
)
_CIRIGHTS = Shape(
    series={
        "cirights-physical-integrity": Columns("physint_sum"),
        "cirights-score": Columns("human_rights_score"),
    },
    year="year",
    name="country",
    code="iso_a3",
)
_LHRS = Shape(
    series={"lhrs": Columns("theta_mean", "theta_q025", "theta_q975", "theta_sd")},
    year="YEAR",
    name="country_name",
)
_FREEDOM_HOUSE = Shape(
    series={
        "fh-total": Columns("total"),
        "fh-political-rights": Columns("pr_full"),
        "fh-civil-liberties": Columns("cl_full"),
    },
    year="year",
    name="fh_full_country",
)
_VDEM_INDICES = Shape(
    series={
        "vdem-libdem": _bounded("v2x_libdem"),
        "vdem-polyarchy": _bounded("v2x_polyarchy"),
        "vdem-partipdem": _bounded("v2x_partipdem"),
        "vdem-egaldem": _bounded("v2x_egaldem"),
    },
    year="year",
    name="vdem_country_name",
    code="country_text_id",
)
_VDEM_CIVIL_SOCIETY = Shape(
    series={"vdem-civil-society": Columns("v2xcs_ccsi"), "vdem-cspart": Columns("v2x_cspart")},
    year="year",
    name="country_name",
    code="iso3",
)
_BTI = Shape(
    series={
        "bti-status": Columns("S_Status_Index"),
        "bti-democracy": Columns("SI_Democracy_Status"),
        "bti-rule-of-law": Columns("Q3_Rule_of_Law"),
    },
    year="year",
    name="bti_country",
)


def _by_columns(*shapes: Shape) -> Reading:
    return lambda file, name, gathered: read_columns(file, name, gathered, shapes)


SOURCES: Mapping[str, Source] = {
    source.key: source
    for source in (
        Source("pts", _by_columns(_PTS)),
        Source("cirights", _by_columns(_CIRIGHTS)),
        Source("lhrs", _by_columns(_LHRS)),
        Source("freedom-house", _by_columns(_FREEDOM_HOUSE)),
        Source("vdem", _by_columns(_VDEM_INDICES, _VDEM_CIVIL_SOCIETY)),
        Source("rsf", read_rsf),
        Source("wgi", read_wgi),
        Source("bti", _by_columns(_BTI)),
        Source("hdi", read_hdi),
        Source("ucdp", read_ucdp),
        Source("unhcr", read_unhcr),
    )
}
