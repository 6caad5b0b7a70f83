# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The publishers' own files, where they are at hand: all of each goes in, and what does not is told."""

from collections import Counter
from pathlib import Path

import pytest

from praktijk.access.acting import System
from praktijk.indicators.importers.faults import REFUSING, BrokenFile, Fault
from praktijk.indicators.importing import File, Outcome, import_indicators
from praktijk.indicators.models import Observation

REAL = Path(__file__).parents[3] / "shared" / "data" / "indicators"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.skipif(not REAL.exists(), reason="the real files of indicators are not at hand in ../shared"),
]


def taken_in(source: str, *names: str) -> Outcome:
    files = [File(Path(name).name, (REAL / name).open("rb")) for name in names]
    try:
        outcome = import_indicators(by=System("test"), source=source, files=files)
    finally:
        for file in files:
            file.stream.close()
    counts = vars(outcome.counts)
    assert counts["values"] == sum(count for part, count in counts.items() if part != "values")
    assert not REFUSING & {one.fault for one in outcome.findings}
    return outcome


def value(key: str, country: str, year: int) -> Observation:
    return Observation.objects.get(vintage__series__key=key, country=country, year=year)


def lost(outcome: Outcome) -> Counter[Fault]:
    return Counter(one.fault for one in outcome.findings)


FILES = {
    "pts": ["pts/PTS-2022.csv"],
    "cirights": ["cirights/cirights_v1.22.11.25.csv"],
    "lhrs": ["lhrs/LHRS-v4.02-2021_names.csv"],
    "freedom-house": ["freedom_house/fh_full.csv"],
    "vdem": ["vdem/vdem_simple.csv", "vdem/vdem_data.csv"],
    "rsf": [f"rsf/rsf_{year}.csv" for year in range(2002, 2023) if year != 2011],
    "wgi": ["wgi/GOV_WGI_GE_WIDEF.csv"],
    "bti": ["bti/bti.csv"],
    "hdi": ["hdi/HDR25_Composite_indices_complete_time_series.csv"],
    "ucdp": ["other/UCDP_OneSided_v23_1.csv"],
    "unhcr": ["unhcr/population.csv"],
}


@pytest.mark.parametrize("source", FILES)
def test_no_country_of_a_real_file_is_unknown(source):
    outcome = taken_in(source, *FILES[source])
    unknown = {one.found for one in outcome.findings if one.fault is Fault.UNKNOWN_COUNTRY}
    differ = {one.found for one in outcome.findings if one.fault is Fault.COUNTRIES_DISAGREE}
    print(source, outcome.counts, [(one.key, one.values, one.countries, one.first_year, one.last_year) for one in outcome.kept], lost(outcome))
    assert not unknown
    assert not differ
    assert all(one.new for one in outcome.kept)
