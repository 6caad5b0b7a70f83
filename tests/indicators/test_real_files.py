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
    assert not unknown
    assert not differ
    assert all(one.new for one in outcome.kept)


def test_terror_of_states_that_are_no_more_is_given_to_nobody():
    lost_ones = lost(taken_in("pts", *FILES["pts"]))
    assert lost_ones[Fault.HISTORIC] > 50
    assert not Observation.objects.filter(vintage__series__key="pts-state", country="RU", year__lt=1992)
    assert value("pts-state", "CI", 2019).value in range(1, 6)


def test_the_three_scales_of_press_freedom_lie_apart():
    outcome = taken_in("rsf", *FILES["rsf"])
    years = {one.key: (one.first_year, one.last_year) for one in outcome.kept}
    assert years == {
        "rsf-until-2012": (2002, 2012),
        "rsf-2013-2021": (2013, 2021),
        "rsf-from-2022": (2022, 2022),
    }
    assert value("rsf-until-2012", "FI", 2012).value < value("rsf-until-2012", "ER", 2012).value
    assert value("rsf-2013-2021", "FI", 2013).value > value("rsf-2013-2021", "ER", 2013).value


def test_uncertainty_comes_along():
    taken_in("lhrs", *FILES["lhrs"])
    taken_in("wgi", *FILES["wgi"])
    assert value("lhrs", "KE", 2021).sd > 0
    told = value("wgi-government-effectiveness", "KE", 2021)
    assert told.sd > 0
    assert told.low is None


def test_refugees_add_up_on_both_sides():
    taken_in("unhcr", *FILES["unhcr"])
    assert value("unhcr-refugees-origin", "SY", 2015).value > 1_000_000
    assert value("unhcr-refugees-asylum", "TR", 2015).value > 1_000_000


def test_the_file_that_does_not_say_what_it_is_is_refused():
    with pytest.raises(BrokenFile) as refused:
        taken_in("wgi", "wgi/wgi.csv")
    assert refused.value.why == "indicator_not_told"


def test_reading_all_of_them_again_changes_nothing():
    first = taken_in("freedom-house", *FILES["freedom-house"])
    again = taken_in("freedom-house", *FILES["freedom-house"])
    assert first.changed
    assert not again.changed
