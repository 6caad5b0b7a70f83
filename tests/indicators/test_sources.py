# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of each publisher, in its own shape with its oddities; all of them made up."""

import pytest

from praktijk.indicators.importers.faults import BrokenFile, Fault
from praktijk.indicators.known import known_series
from praktijk.indicators.models import Series
from praktijk.reference.models import Spelling
from tests.indicators.made import one, table, taken_in, values

pytestmark = pytest.mark.django_db

PTS = "Country,Country_OLD,Year,COW_Code_A,PTS_A,PTS_H,PTS_S"
LHRS = '"YEAR","theta_mean","theta_sd","theta_q025","theta_q975","country_name"'
RSF_OLD = "Year (N);ISO;Rank N;Score N;EN_country"
RSF_NEW = "ISO;Score;Rank;Country_EN;Year (N)"
WGI = "REF_AREA,REF_AREA_LABEL,INDICATOR,COMP_BREAKDOWN_1,2019,2021"
UCDP = "actor_name,year,best_fatality_estimate,low_fatality_estimate,high_fatality_estimate,location"
UNHCR = "year,coo_name,coo_iso,coa_name,coa_iso,refugees"


def faults(outcome):
    return [(finding.row, finding.fault) for finding in outcome.findings]


def test_political_terror_is_latin_1_and_writes_na_for_no_value():
    text = table(
        "Côte d'Ivoire,x,2020,CDI,3,NA,2",
        "Chad,x,2020,CHA,NA,NA,NA",
        "Soviet Union,x,1985,USR,4,NA,3",
        "Soviet Union,x,2020,USR,NA,NA,NA",
        header=PTS,
    )
    outcome = taken_in("pts", ("pts.csv", text.encode("latin-1")))
    assert values("pts-state") == {("CI", 2020): 2}
    assert values("pts-amnesty") == {("CI", 2020): 3}
    assert not Series.objects.filter(key="pts-hrw").exists()
    assert (outcome.counts.values, outcome.counts.empty, outcome.counts.rejected) == (12, 8, 2)
    # What never was is no finding; what was, of a state that is no more, is told and given to nobody.
    assert faults(outcome) == [(4, Fault.HISTORIC)]


def test_cirights_begins_with_a_mark_and_a_name_tells_what_an_empty_code_does_not():
    text = table(
        "Kosovo,,2015,50,5",
        "Serbia and Montenegro,SRB,2004,40,4",
        "Serbia,SRB,2015,60,6",
        "Kenya,TZA,2015,1,1",
        header="country,iso_a3,year,human_rights_score,physint_sum",
    )
    outcome = taken_in("cirights", ("c.csv", text.encode("utf-8-sig")))
    assert values("cirights-physical-integrity") == {("XK", 2015): 5, ("RS", 2015): 6}
    assert faults(outcome) == [(3, Fault.HISTORIC), (5, Fault.COUNTRIES_DISAGREE)]


def test_latent_scores_bring_their_error_and_yugoslavia_is_serbia_from_2006_on_only():
    text = table('1990,-1.5,0.3,-2.1,-0.9,"Yugoslavia"', '2010,0.5,0.2,0.1,0.9,"Yugoslavia"', header=LHRS)
    outcome = taken_in("lhrs", ("l.csv", text))
    told = one("lhrs", "RS", 2010)
    assert (told.value, told.sd, told.low, told.high) == (0.5, 0.2, 0.1, 0.9)
    assert faults(outcome) == [(2, Fault.HISTORIC)]


def test_freedom_house_rates_territories_that_are_given_to_no_country():
    text = table(
        "Georgia,2024.0,20,30,50",
        "Abkhazia,2024.0,10,11,21",
        "Syria,2024.0,-3,5,1",
        header="fh_full_country,year,pr_full,cl_full,total",
    )
    outcome = taken_in("freedom-house", ("f.csv", text))
    assert values("fh-total") == {("GE", 2024): 50, ("SY", 2024): 1}
    assert values("fh-political-rights")["SY", 2024] == -3
    assert faults(outcome) == [(3, Fault.NOT_A_COUNTRY)]


def test_v_dem_has_two_files_of_which_one_has_bounds():
    names = [f"{index}{end}" for index in ("v2x_libdem", "v2x_polyarchy", "v2x_partipdem", "v2x_egaldem")
             for end in ("", "_codelow", "_codehigh", "_sd")]  # fmt: skip
    header = ",".join(["vdem_country_name", "country_text_id", "year", *names])
    first = table("Kenya,KEN,2024.0," + ",".join(["0.5,0.4,0.6,0.05"] * 4),
                  "Palestine/Gaza,PSG,2024.0," + ",".join(["0.5,0.4,0.6,0.05"] * 4), header=header)  # fmt: skip
    second = table("Kenya,KEN,2025.0,0.3,0.7", header="country_name,iso3,year,v2x_cspart,v2xcs_ccsi")
    outcome = taken_in("vdem", ("a.csv", first), ("b.csv", second))
    told = one("vdem-libdem", "KE", 2024)
    assert (told.low, told.value, told.high, told.sd) == (0.4, 0.5, 0.6, 0.05)
    assert one("vdem-civil-society", "KE", 2025).low is None
    assert [finding.fault for finding in outcome.findings] == [Fault.NOT_A_COUNTRY]


def test_press_freedom_is_three_series_that_are_never_mixed():
    old = table("2011-12;NLD;1;-9,5;Netherlands", "2011-12;ERI;2;140;Eritrea", header=RSF_OLD)
    mid = table("2013;NLD;1;93,52;Netherlands", "2013;ERI;2;15,2;Eritrea", header=RSF_OLD)
    new = table("NLD;77,93;1;Netherlands;2022", "ERI;19,62;2;Eritrea;2022", header=RSF_NEW)
    outcome = taken_in("rsf", ("o.csv", old), ("m.csv", mid), ("n.csv", new.encode("utf-8-sig")))
    assert values("rsf-until-2012") == {("NL", 2012): -9.5, ("ER", 2012): 140}
    assert values("rsf-2013-2021")["NL", 2013] == 93.52
    assert values("rsf-from-2022")["ER", 2022] == 19.62
    assert outcome.counts.repaired == 2
    directions = dict(Series.objects.values_list("key", "direction"))
    assert directions == {"rsf-until-2012": "less", "rsf-2013-2021": "more", "rsf-from-2022": "more"}


@pytest.mark.parametrize(
    "text, why",
    [
        # As the publisher gave it before it was turned: the best has the lowest score.
        (table("2016;NLD;1;8,76;Netherlands", "2016;ERI;2;83,9;Eritrea", header=RSF_OLD), "scale_turned"),
        (table("2022;NLD;1;90;Netherlands", "2022;ERI;2;10;Eritrea", header=RSF_OLD), "edition_and_columns"),
        (table("2016;NLD;1;90;Netherlands", "2017;ERI;2;10;Eritrea", header=RSF_OLD), "several_years"),
        (table("2016,NLD,1,90,Netherlands", header=RSF_OLD.replace(";", ",")), "separator"),
    ],
)
def test_a_press_freedom_file_on_another_scale_is_refused(text, why):
    with pytest.raises(BrokenFile) as refused:
        taken_in("rsf", ("r.csv", text))
    assert refused.value.why == why
    assert not Series.objects.exists()


def test_governance_takes_the_estimate_with_its_error_and_no_other_measure():
    text = table(
        "KEN,Kenya,GOV_WGI_RL,WGI_SE,0.2,0.21",
        "KEN,Kenya,GOV_WGI_RL,WGI_EST,-0.4,",
        "KEN,Kenya,GOV_WGI_RL,WGI_SC,40,41",
        "XKX,Kosovo,GOV_WGI_RL,WGI_EST,-0.3,-0.2",
        header=WGI,
    )
    outcome = taken_in("wgi", ("w.csv", text))
    assert values("wgi-rule-of-law") == {("KE", 2019): -0.4, ("XK", 2019): -0.3, ("XK", 2021): -0.2}
    assert one("wgi-rule-of-law", "KE", 2019).sd == 0.2
    assert one("wgi-rule-of-law", "XK", 2019).sd is None
    assert outcome.counts.empty == 1


def test_governance_that_does_not_say_of_what_is_refused():
    text = table("Kenya,KEN,1996,-1,0.2", header="wb_country,wb_code,year,Estimate,StdErr")
    with pytest.raises(BrokenFile) as refused:
        taken_in("wgi", ("wgi.csv", text))
    assert refused.value.why == "indicator_not_told"


def test_bti_is_every_two_years_and_names_the_two_congos_its_own_way():
    text = table(
        '"Congo, DR",2022.0,4,4,4',
        '"Congo, Rep.",2022.0,5,5,5',
        header="bti_country,year,S_Status_Index,SI_Democracy_Status,Q3_Rule_of_Law",
    )
    taken_in("bti", ("b.csv", text))
    assert values("bti-status") == {("CD", 2022): 4, ("CG", 2022): 5}


def test_hdi_is_wide_and_has_regions_among_the_countries():
    text = table(
        "KEN,Kenya,0.5,0.6,61", "ZZK.WORLD,World,0.7,0.7,70", "SSD,South Sudan,,0.38,57",
        header="iso3,country,hdi_2000,hdi_2023,le_2023",
    )  # fmt: skip
    outcome = taken_in("hdi", ("h.csv", text))
    assert values("hdi") == {("KE", 2000): 0.5, ("KE", 2023): 0.6, ("SS", 2023): 0.38}
    assert (outcome.counts.rejected, outcome.counts.empty) == (2, 1)


def test_one_sided_violence_is_added_up_and_no_row_is_no_zero():
    text = table(
        "A,2010,30,20,40,Mali",
        "B,2010,50,50,60,Mali",
        'C,2010,100,90,110,"Mali, Niger"',
        "D,2011,26,30,28,Russia (Soviet Union)",
        "E,1990,40,40,40,Russia (Soviet Union)",
        header=UCDP,
    )
    outcome = taken_in("ucdp", ("u.csv", text))
    # What may have been in Mali raises its upper bound; Niger, named in that row only, gets no value.
    assert values("ucdp-one-sided") == {("ML", 2010): 80, ("RU", 2011): 26}
    told = one("ucdp-one-sided", "ML", 2010)
    assert (told.low, told.high) == (70, 210)
    assert [finding.fault for finding in outcome.findings] == [
        Fault.SEVERAL_COUNTRIES, Fault.BOUNDS_LEFT_OUT, Fault.HISTORIC, Fault.HIGH_WIDENED,
    ]  # fmt: skip
    assert Series.objects.get(key="ucdp-one-sided").absent == Series.Absent.BELOW


def test_refugees_are_counted_by_origin_and_by_asylum():
    text = table(
        "2025.0,Syria,SYR,Türkiye,TUR,100",
        "2025.0,Syria,SYR,Germany,DEU,50",
        "2025.0,Unknown,UNK,Germany,DEU,5",
        "2025.0,Mali,MLI,Germany,DEU,0",
        header=UNHCR,
    )
    outcome = taken_in("unhcr", ("p.csv", text))
    assert values("unhcr-refugees-origin") == {("SY", 2025): 150, ("ML", 2025): 0}
    assert values("unhcr-refugees-asylum") == {("TR", 2025): 100, ("DE", 2025): 55}
    assert (outcome.counts.values, outcome.counts.imported, outcome.counts.rejected) == (8, 7, 1)


def test_the_same_pair_of_countries_twice_is_refused():
    rows = ["2025,Syria,SYR,Germany,DEU,50"] * 2
    with pytest.raises(BrokenFile) as refused:
        taken_in("unhcr", ("p.csv", table(*rows, header=UNHCR)))
    assert refused.value.findings[0].fault is Fault.TWO_VALUES


def test_a_name_that_nobody_knows_waits_for_a_person_and_counts_once_it_was_decided():
    text = table("Ruritania,x,2020,R,3,3,3", "Kenya,x,2020,K,2,2,2", header=PTS)
    outcome = taken_in("pts", ("pts.csv", text))
    assert faults(outcome) == [(2, Fault.UNKNOWN_COUNTRY)]
    spelling = Spelling.objects.get(plain="ruritania")
    assert spelling.decided_at is None
    Spelling.objects.filter(pk=spelling.pk).update(key="TD", decided_at="2026-01-01T00:00Z")
    again = taken_in("pts", ("pts.csv", text))
    assert again.changed
    assert again.kept[0].vintage.endswith("(2)")
    assert ("TD", 2020) in values("pts-state")


def test_what_a_person_decided_of_a_historic_name_counts():
    Spelling.objects.create(
        kind="country", plain="soviet union", spelling="Soviet Union", key="", decided_at="2026-01-01T00:00Z"
    )
    text = table("Soviet Union,x,1985,R,3,3,3", "Kenya,x,2020,K,2,2,2", header=PTS)
    assert faults(taken_in("pts", ("pts.csv", text))) == [(2, Fault.NOT_A_COUNTRY)]


def test_the_facts_of_every_series_are_complete_in_both_languages():
    for key, known in known_series().items():
        facts = (known.title_nl, known.title_en, known.publisher, known.measure_nl)
        assert all(facts), key
        assert known.direction in Series.Direction.values, key
        assert known.absent in Series.Absent.values, key
        assert bool(known.about_nl) == bool(known.about_en), key
        assert known.title_nl != known.title_en or known.measure_nl == known.measure_en, key
