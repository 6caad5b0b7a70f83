# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import: vintages that stay as they are, input that cannot be, and a database that stays as it was."""

import io
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import override
from openpyxl import Workbook

from praktijk.access.models import AuditEvent
from praktijk.access.roles import Role
from praktijk.indicators.importers.faults import BrokenFile, Fault
from praktijk.indicators.importing import Refused
from praktijk.indicators.messages import broken_in_words, outcome_in_words, refused_in_words
from praktijk.indicators.models import Observation, Series, Vintage
from praktijk.reference.models import Spelling
from tests.factories import PersonFactory
from tests.indicators.made import own, plain, table, taken_in, values

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 9, 1, 12, tzinfo=UTC)


def _workbook() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def test_a_plain_file_brings_a_series_with_bounds_and_errors():
    outcome = plain(
        "KEN,2024,3,2,4,0.5", "TCD,2024,0,,,", header="iso3,year,value,low,high,sd", scale_min=0.0
    )
    assert values("staff") == {("KE", 2024): 3, ("TD", 2024): 0}
    assert (outcome.counts.imported, outcome.counts.values) == (2, 2)
    series = Series.objects.get()
    assert (series.level, series.source, series.scale_min) == ("internal", "plain", 0)
    event = AuditEvent.objects.get(action="indicators.import")
    assert event.details["imported"] == 2


def test_no_value_is_told_and_never_becomes_zero():
    outcome = plain("KEN,2024,", "TCD,2024,0", "GHA,2024,NA")
    assert values("staff") == {("TD", 2024): 0}
    assert [(one.row, one.fault) for one in outcome.findings] == [(2, Fault.NO_VALUE), (4, Fault.NO_VALUE)]
    assert (outcome.counts.empty, outcome.counts.imported) == (2, 1)


def test_a_newer_vintage_comes_beside_the_older_one():
    plain("KEN,2024,3", now=FIRST)
    plain("KEN,2024,4", now=LATER)
    told = [(one.name, one.observations.get().value) for one in Vintage.objects.order_by("read_on")]
    assert told == [("2026-03-01", 3), ("2026-09-01", 4)]
    assert Series.objects.count() == 1


def test_the_same_values_again_change_nothing_and_say_so():
    plain("KEN,2024,3", vintage="first", now=FIRST)
    outcome = plain("KEN,2024,3", vintage="again", now=LATER)
    assert not outcome.changed
    assert Vintage.objects.get().name == "first"
    with override("nl"):
        said = list(outcome_in_words(outcome))
    assert said[-1] == "Er is niets veranderd."
    assert "first" in said[1]


def test_a_vintage_of_a_name_that_is_taken_is_refused_and_the_old_one_stays():
    plain("KEN,2024,3", vintage="2026")
    with pytest.raises(Refused) as refused:
        plain("KEN,2024,4", vintage="2026")
    assert refused.value.why == "vintage_taken"
    assert values("staff") == {("KE", 2024): 3}


def test_what_was_stored_cannot_be_changed_in_the_database_either():
    plain("KEN,2024,3")
    for change in (
        lambda: Observation.objects.update(value=4),
        lambda: Vintage.objects.update(name="other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "facts",
    [
        {"value": float("nan")}, {"value": float("inf")}, {"year": 1600}, {"low": 4}, {"high": 2}, {"sd": -1},
        {"sd": float("nan")}, {"low": float("-inf")}, {"high": float("inf")}, {"country": "KE"},
    ],
)  # fmt: skip
def test_the_database_itself_holds_nothing_that_cannot_be(facts):
    plain("KEN,2024,3")
    about = {"vintage": Vintage.objects.get(), "country": "TD", "year": 2024, "value": 3.0} | facts
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(**about)


def test_a_dry_run_stores_nothing():
    outcome = plain("KEN,2024,3", "Ruritania,2024,3", only_look=True)
    assert outcome.counts.imported == 1
    assert not Series.objects.exists()
    assert not Spelling.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "row, fault",
    [
        ("KEN,2024,many", Fault.NOT_A_NUMBER),
        ("KEN,2024,1e400", Fault.INFINITE),
        ("KEN,2024,inf", Fault.INFINITE),
        ("KEN,2024,-Infinity", Fault.INFINITE),
        ("KEN,2024,0x10", Fault.NOT_A_NUMBER),
        ("KEN,2024,1_000", Fault.NOT_A_NUMBER),
        ("KEN,2024,٣", Fault.NOT_A_NUMBER),
        ("KEN,24,3", Fault.NOT_A_YEAR),
        ("KEN,,3", Fault.NOT_A_YEAR),
        ("KEN,2024.5,3", Fault.NOT_A_YEAR),
        ("KEN,1066,3", Fault.YEAR_OUT_OF_RANGE),
        ("KEN,2199,3", Fault.YEAR_OUT_OF_RANGE),
        (",2024,3", Fault.NO_COUNTRY),
        ("TCD,2024,8", Fault.TWO_VALUES),
        ("KEN,2024,11", Fault.OUT_OF_SCALE),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_refuses_the_file_and_is_told_in_both_languages(row, fault):
    with pytest.raises(BrokenFile) as refused:
        plain("TCD,2024,7", "GHA,2024,5", row, scale_min=0.0, scale_max=10.0)
    found = refused.value.findings[0]
    assert (found.row, found.fault) == (4, fault)
    assert not Series.objects.exists()
    with override("nl"):
        dutch = broken_in_words(refused.value)
    with override("en"):
        english = broken_in_words(refused.value)
    assert "4" in dutch
    assert dutch != english


@pytest.mark.parametrize(
    "row, fault",
    [
        ("KEN,2024,3,4,2,", Fault.LOW_ABOVE_HIGH),
        ("KEN,2024,3,4,5,", Fault.VALUE_OUTSIDE_BOUNDS),
        ("KEN,2024,3,,2,", Fault.VALUE_OUTSIDE_BOUNDS),
        ("KEN,2024,3,,,-1", Fault.NEGATIVE_SD),
        ("KEN,2024,3,,,much", Fault.NOT_A_NUMBER),
    ],
)
def test_uncertainty_that_cannot_be_refuses_the_file(row, fault):
    with pytest.raises(BrokenFile) as refused:
        plain(row, header="iso3,year,value,low,high,sd")
    assert refused.value.findings[0].fault is fault
    assert not Series.objects.exists()


def test_two_values_name_both_rows_and_two_that_are_equal_count_once():
    with pytest.raises(BrokenFile) as refused:
        plain("KEN,2024,3", "GHA,2024,3", "KEN,2024,4")
    assert "(2, 4)" in refused.value.findings[0].found
    outcome = plain("KEN,2024,3", "GHA,2024,3", "KEN,2024,3")
    assert (outcome.counts.imported, outcome.counts.same) == (2, 1)
    assert outcome.findings[0].fault is Fault.SAME_AGAIN


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"iso3,year,value\n", "no_rows"),
        (b"iso3,year\nKEN,2024\n", "columns_missing"),
        (b"country;year;value\nKEN;2024;3\n", "separator"),
        (b"iso3,year,value,value\nKEN,2024,3,3\n", "columns_doubled"),
        (b"just words\nmore words\n", "no_table"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "page"),
        (b'{"value": []}', "no_table"),
        (b"%PDF-1.7 ...", "no_table"),
        (_workbook(), "workbook"),
        ("iso3,year,value\nKEN,2024,3\n".encode("utf-16"), "encoding"),
        ("iso3,year,value,note\nKEN,2024,3,Côte\n".encode("latin-1"), "encoding"),
        (b"iso3,year,value\n" + b"KEN,2024,3\n" * 600 + b"K\x00N,2024,3\n", "encoding"),
        (b"iso3,year,value\nEU,2024,3\n", "no_values"),
        (b'iso3,year,value\nKEN,2024,"3\n', "cut_off"),
        (b"iso3,year,value\nKEN,2024,3,4\n", "faults"),
        (b"iso3,year,value\nKEN,2024\n", "faults"),
        (b"iso3,year,value\nKEN,2024,NA\nTCD,2024,\n", "no_values"),
        (b"iso3,year,value\nRuritania,2024,3\n", "no_values"),
    ],
)
def test_what_is_no_table_of_values_is_refused_in_plain_words(data, why):
    with pytest.raises(BrokenFile) as refused:
        taken_in("plain", ("own.csv", data), own=own())
    assert refused.value.why == why
    assert refused.value.file == "own.csv"
    assert not Series.objects.exists()
    with override("nl"):
        dutch = broken_in_words(refused.value)
    with override("en"):
        assert broken_in_words(refused.value) not in {dutch, why}


def test_one_broken_file_keeps_the_others_out_too():
    header = "bti_country,year,S_Status_Index,SI_Democracy_Status,Q3_Rule_of_Law"
    good = table("Kenya,2022,4,4,4", header=header)
    with pytest.raises(BrokenFile):
        taken_in("bti", ("good.csv", good), ("bad.csv", table("Chad,2022,4,4,text", header=header)))
    assert not Series.objects.exists()


def test_the_same_country_and_year_in_two_files_of_one_import_is_found():
    header = "bti_country,year,S_Status_Index,SI_Democracy_Status,Q3_Rule_of_Law"
    with pytest.raises(BrokenFile) as refused:
        taken_in(
            "bti",
            ("a.csv", table("Kenya,2022,4,4,4", header=header)),
            ("b.csv", table("Kenya,2022,5,4,4", header=header)),
        )
    assert "a.csv: 2" in refused.value.findings[0].found


@pytest.mark.parametrize(
    "facts, why",
    [
        ({"key": "hdi"}, "key_of_publisher"),
        ({"title_nl": "", "title_en": ""}, "title_needed"),
        ({"direction": ""}, "direction_needed"),
    ],
)
def test_a_series_of_our_own_is_told_whole(facts, why):
    with pytest.raises(Refused) as refused:
        plain("KEN,2024,3", **facts)
    assert refused.value.why == why
    with override("nl"):
        assert refused_in_words(refused.value)
    assert not Series.objects.exists()


def test_a_series_keeps_what_it_is_and_is_not_turned_round():
    plain("KEN,2024,3", title_en="Staff")
    plain("KEN,2024,4", title_en="Other", direction="")
    assert Series.objects.get().title_en == "Staff"
    with pytest.raises(Refused):
        plain("KEN,2024,5", direction="less")


def test_a_made_up_series_takes_no_real_values():
    plain("KEN,2024,3", illustrative=True)
    with pytest.raises(Refused) as refused:
        plain("KEN,2024,4")
    assert refused.value.why == "illustrative"


def test_who_may_not_change_the_register_imports_nothing():
    reader = PersonFactory(role=Role.READER)
    with pytest.raises(PermissionDenied):
        plain("KEN,2024,3", by=reader)
    assert not Series.objects.exists()


def test_the_facts_of_a_publishers_series_are_those_we_know_now():
    header = "bti_country,year,S_Status_Index,SI_Democracy_Status,Q3_Rule_of_Law"
    file = ("b.csv", table("Kenya,2022,4,4,4", header=header))
    taken_in("bti", file)
    Series.objects.filter(key="bti-status").update(title_en="A title of old")
    outcome = taken_in("bti", file)
    assert not outcome.changed
    assert Series.objects.get(key="bti-status").title_en == "Status of transformation (BTI)"
