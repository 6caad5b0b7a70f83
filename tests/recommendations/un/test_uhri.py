# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Universal Human Rights Index into the corpus: JSON and XLSX, faults, a second time, a newer file."""

import gzip
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.recommendations.un.models import (
    ImportFinding,
    ImportRun,
    SourceRecord,
    UNRecommendation,
    UNText,
)
from praktijk.reference.models import Spelling, Term
from tests.recommendations.un.made_uhri import as_json, as_xlsx, key, record, taken_in

pytestmark = pytest.mark.django_db


def _add_up(outcome: Any) -> bool:
    parts = ("imported", "updated", "unchanged", "repaired", "rejected")
    return bool(outcome.rows == sum(getattr(outcome, part) for part in parts))


def test_a_record_comes_in_with_all_that_it_says() -> None:
    outcome, _ = taken_in(as_json(record()))

    assert (outcome.rows, outcome.imported) == (1, 1)
    kept = UNRecommendation.objects.get()
    assert (kept.type, kept.body, kept.countries, kept.recommending) == (
        "recommendation",
        "UPR",
        ["KE"],
        ["NL"],
    )
    assert (kept.session, kept.cycle, kept.position) == (21, 2, "supported")
    assert (kept.themes, kept.groups, kept.goals) == (["housing"], ["women-girls"], ["16.3"])
    assert (kept.symbol, kept.published_on, kept.year) == ("A/HRC/29/10", date(2015, 3, 26), 2015)
    assert kept.paragraph.startswith("143.")
    text = UNText.objects.get()
    assert text.text.endswith("Protect the widows of one against eviction")
    assert (text.language, text.recommendation) == ("en", kept)


def test_a_second_time_nothing_changes() -> None:
    content = as_json(record("one"), record("two", Text="<p>Ratify&nbsp;the treaty on torture</p>"))
    first, _ = taken_in(content)
    before = list(UNRecommendation.objects.values())
    second, _ = taken_in(content)

    assert (first.imported, first.repaired) == (1, 1)
    assert (second.unchanged, second.imported + second.updated + second.repaired) == (2, 0)
    assert list(UNRecommendation.objects.values()) == before


def test_a_dry_run_keeps_nothing() -> None:
    outcome, _ = taken_in(as_json(record()), only_look=True)

    assert outcome.imported == 1
    assert not UNRecommendation.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_newer_file_updates_and_marks_what_was_withdrawn() -> None:
    taken_in(as_json(record("one"), record("two"), record("three")))
    outcome, _ = taken_in(as_json(record("one", UprPositions=["Noted"]), record("two")))

    assert (outcome.updated, outcome.unchanged, outcome.withdrawn) == (1, 1, 1)
    assert SourceRecord.objects.get(key=key("one")).recommendation.position == "noted"
    gone = SourceRecord.objects.get(key=key("three"))
    assert gone.withdrawn_on
    assert gone.recommendation.withdrawn_on == gone.withdrawn_on


def test_what_comes_back_is_withdrawn_no_more() -> None:
    taken_in(as_json(record("one"), record("two"), record("three")))
    taken_in(as_json(record("one"), record("two")))
    outcome, _ = taken_in(as_json(record("one"), record("two"), record("three")))

    assert outcome.updated == 1
    assert not UNRecommendation.objects.exclude(withdrawn_on=None).exists()


@pytest.mark.parametrize("whole", [True, False])
def test_a_part_of_the_export_withdraws_nothing(whole: bool) -> None:
    taken_in(as_json(*[record(str(number)) for number in range(5)]))
    outcome, _ = taken_in(as_json(record("0")), whole=whole)

    assert outcome.withdrawn == 0
    assert not SourceRecord.objects.exclude(withdrawn_on=None).exists()


def test_one_that_is_repeated_for_each_state_is_one_with_all_states() -> None:
    text = "<p>143.7 End the death penalty in law</p>"
    outcome, _ = taken_in(
        as_json(
            record("a", Text=text, UprRecommendingCountry=["Netherlands"]),
            record("b", Text=text, UprRecommendingCountry=["Turkey"]),
            record("c", Text=text, UprRecommendingCountry=["Swaziland"], UprPositions=["Noted"]),
        )
    )

    assert outcome.imported == 3
    kept = UNRecommendation.objects.get()
    assert kept.recommending == ["NL", "SZ", "TR"]
    assert kept.position == "supported_in_part"


def test_the_same_words_under_another_paragraph_are_another() -> None:
    taken_in(
        as_json(
            record("a", Text="<p>143.7 End the death penalty in law</p>"),
            record("b", Text="<p>143.8 End the death penalty in law</p>"),
        )
    )

    assert UNRecommendation.objects.count() == 2


def test_one_that_changes_its_words_leaves_the_others() -> None:
    text = "<p>143.7 End the death penalty in law</p>"
    taken_in(as_json(record("a", Text=text), record("b", Text=text, UprRecommendingCountry=["Chad"])))
    taken_in(
        as_json(
            record("a", Text=text),
            record(
                "b", Text="<p>143.9 Publish the figures on executions</p>", UprRecommendingCountry=["Chad"]
            ),
        )
    )

    first, second = UNRecommendation.objects.order_by("paragraph")
    assert (first.recommending, second.recommending) == (["NL"], ["TD"])
    assert second.texts.get().text == "143.9 Publish the figures on executions"


FAULTS: list[tuple[dict[str, Any], str, bool]] = [
    ({"Text": ""}, "no_text", True),
    ({"Text": None}, "no_text", True),
    ({"Text": "<p> </p>"}, "no_text", True),
    ({"Text": "1"}, "noise", True),
    ({"Text": "Annex"}, "noise", True),
    ({"AnnotationType": "- Weather", "Body": "- CAT"}, "unknown_type", True),
    ({"Text": "<p>Take&nbsp;care of widows&rsquo; rights</p>"}, "entities", False),
    ({"Body": "- IE  Albinism"}, "spaces", False),
    ({"Countries": []}, "no_country", False),
    ({"Countries": ["Narnia"]}, "unknown_country", False),
    ({"Countries": ["KE"]}, "country_from_stub", False),
    ({"Countries": ["AL"]}, "unknown_country", False),
    ({"Countries": [], "Symbol": "CEDAW/C/KEN/CO/8"}, "country_from_symbol", False),
    ({"Countries": ["KE"], "Symbol": "CEDAW/C/KEN/CO/8"}, "country_from_symbol", False),
    ({"UprRecommendingCountry": ["Atlantis"]}, "unknown_state", False),
    ({"UprPositions": ["Perhaps"]}, "unknown_position", False),
    ({"PublicationDate": "31-02-2015"}, "bad_date", False),
    ({"PublicationDate": "1815-01-01"}, "bad_date", False),
    ({"UprSession": ["the next one"]}, "unknown_session", False),
    ({"Themes": ["Right to be forgotten by cats"]}, "unknown_theme", False),
    ({"AffectedPersons": ["Beekeepers"]}, "unknown_group", False),
    ({"Sdgs": ["99 - EVERYTHING"]}, "unknown_goal", False),
    ({"AnnotationId": "none"}, "no_key", False),
    ({"Body": "- Committee of Nobody"}, "unknown_body", False),
]


@pytest.mark.parametrize("fields, fault, rejected", FAULTS)
def test_a_fault_is_reported_and_stops_no_other_row(
    fields: dict[str, Any], fault: str, rejected: bool
) -> None:
    outcome, _ = taken_in(as_json(record("bad", **fields), record("good", DocumentId=key("other"))))

    assert _add_up(outcome)
    assert outcome.rows == 2
    assert outcome.rejected == rejected
    assert SourceRecord.objects.count() == 2 - rejected
    found = ImportFinding.objects.get(run=ImportRun.objects.get())
    assert (found.row, found.fault, found.rejected) == (1, fault, rejected)


@pytest.mark.parametrize("text", ["r) ratify OP-CAT", "Ratify CAT", "Abolish it now"])
def test_a_short_text_that_is_real_is_kept(text: str) -> None:
    outcome, _ = taken_in(as_json(record(Text=text)))

    assert outcome.imported == 1


def test_no_object_among_the_records_is_rejected_alone() -> None:
    outcome, found = taken_in(as_json(record("a"), "text", 7, None, record("b")))

    assert (outcome.rows, outcome.imported, outcome.rejected) == (5, 2, 3)
    assert [one.row for one in found] == [2, 3, 4]


def test_one_identifier_twice() -> None:
    outcome, found = taken_in(
        as_json(record("a"), record("a"), record("a", Text="<p>143.9 Say something quite different</p>"))
    )

    assert (outcome.imported, outcome.unchanged, outcome.rejected) == (1, 1, 1)
    assert [(one.row, one.fault) for one in found] == [(3, "same_key")]
    assert "widows" in UNText.objects.get().text


def test_a_country_is_told_by_the_other_rows_of_the_document() -> None:
    outcome, found = taken_in(
        as_json(
            record("a"),
            record("b", Countries=[]),
            record("c", Countries=["AL"]),
            record("d", Countries=["KE"]),
        )
    )

    countries = {str(one.key): one.countries for one in SourceRecord.objects.all()}
    assert countries[key("b")] == ["KE"]
    assert countries[key("c")] == []
    assert outcome.repaired == 3
    assert {one.fault for one in found} == {"country_from_document", "unknown_country", "country_from_stub"}


def test_a_name_that_a_person_decided_on_stays_decided() -> None:
    taken_in(as_json(record(Themes=["Rights of tenants"])))
    waiting = Spelling.objects.get(kind="theme")
    assert (waiting.spelling, waiting.decided_at) == ("Rights of tenants", None)
    waiting.key, waiting.decided_at = "housing", ImportRun.objects.get().at
    waiting.save()

    outcome, found = taken_in(as_json(record(Themes=["Rights of tenants"])))
    assert outcome.updated == 1
    assert not list(found)
    assert UNRecommendation.objects.get().themes == ["housing"]


def test_mandates_of_special_procedures_become_entries() -> None:
    taken_in(
        as_json(
            record("a", Body="- SR Violence  against women"), record("b", Body="- SR Violence against women")
        )
    )

    assert set(UNRecommendation.objects.values_list("body", flat=True)) == {"SR Violence against women"}
    assert Term.objects.get().key == "SR Violence against women"


def test_markup_is_text() -> None:
    taken_in(
        as_json(record(Text="<p>Stop <b>all</b> torture</p><script>alert('x')</script><p>a < b &amp; c</p>"))
    )

    assert UNText.objects.get().text == "Stop all torture\nalert('x')\na < b & c"


def test_another_language_adds_its_words_and_leaves_the_facts() -> None:
    taken_in(as_json(record()))
    french = record(
        Text="<p>143.7 Protéger les veuves contre les expulsions et garantir leurs droits dans la loi</p>",
        Countries=["Kenya"],
        Themes=["Droit au logement"],
        AnnotationType="- Recommandations",
        UprRecommendingCountry=["Pays-Bas"],
    )
    outcome, _ = taken_in(as_json(french))

    assert outcome.updated == 1
    kept = UNRecommendation.objects.get()
    assert kept.themes == ["housing"]
    assert set(kept.texts.values_list("language", flat=True)) == {"en", "fr"}
    again, _ = taken_in(as_json(french))
    assert again.unchanged == 1


BROKEN: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"", "empty"),
    (lambda: as_json(record())[:-40], "cut_off"),
    (lambda: b'{"value": 1}', "other_shape"),
    (lambda: b"[]", "other_shape"),
    (lambda: b'[{"name": "x"}]', "other_shape"),
    (lambda: b"<html>", "no_json"),
    (lambda: "[1]".encode("utf-16"), "encoding"),
    (lambda: as_json(record()).replace(b"widows", b"w\xedd\xf3ws"), "encoding"),
    (lambda: gzip.compress(as_json(record()))[:-20], "broken_gzip"),
    (lambda: b"PK\x03\x04 nothing", "no_xlsx"),
    (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    (lambda: as_xlsx([["Name", "Age"], ["a", 1]]), "missing_columns"),
]


@pytest.mark.parametrize("content, why", BROKEN)
def test_a_broken_file_leaves_everything_as_it_was(content: Callable[[], bytes], why: str) -> None:
    taken_in(as_json(record("before")))
    with pytest.raises(BrokenFile) as raised:
        taken_in(content())

    assert raised.value.why == why
    assert SourceRecord.objects.count() == 1
    assert ImportRun.objects.count() == 1


def test_a_file_that_breaks_after_good_rows_keeps_none_of_them() -> None:
    whole = as_json(*[record(str(number)) for number in range(300)])
    with pytest.raises(BrokenFile):
        taken_in(whole[: len(whole) // 2])

    assert not UNRecommendation.objects.exists()


def test_a_packed_file_and_one_with_a_mark_are_read() -> None:
    assert taken_in(gzip.compress(as_json(record("a"))))[0].imported == 1
    assert taken_in(b"\xef\xbb\xbf" + as_json(record("a")), whole=False)[0].unchanged == 1


HEADER = [
    "Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes", "Affected Persons", "Sdgs",
    "Document Publication Date", "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id",
    "UPR Session", "Regions Concerned", "Recommending Regions", "Date of publication on UHRI",
]  # fmt: skip
LINE = [
    "<p>143.7 End the death penalty in law</p>", "- Kenya", "- UPR", "A/HRC/29/10",
    "- Death penalty\n- Right to life", "- Women & girls", "- 16.3 - Promote the rule of law", 42089,
    "- Netherlands\n- Chad", "- Supported", "- Recommendations", key("a"), "- 21st Session - Cycle 2",
    "- Africa", "- WEOG", 42339,
]  # fmt: skip


def test_a_workbook_says_the_same_as_the_json() -> None:
    outcome, found = taken_in(as_xlsx([HEADER, LINE]))

    assert outcome.imported == 1, list(found)
    kept = UNRecommendation.objects.get()
    assert (kept.themes, kept.recommending) == (["death-penalty", "life"], ["NL", "TD"])
    assert (kept.published_on, kept.session, kept.cycle) == (date(2015, 3, 26), 21, 2)


def test_columns_in_another_order_missing_and_extra() -> None:
    places = [11, 0, 2, 1, 10, 8]
    header = ["Remark", *(HEADER[place].replace("Reccom", "Recomm") for place in places)]
    outcome, _ = taken_in(as_xlsx([["Export of today"], header, ["x", *(LINE[place] for place in places)]]))

    assert outcome.imported == 1
    assert UNRecommendation.objects.get().recommending == ["NL", "TD"]
