# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ratifications: the files of three publishers, faults, vintages, and what is missing of a country."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from openpyxl import Workbook

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.cli import installation
from praktijk.cli.ratifications import ratifications
from praktijk.reference.models import Ratification, Spelling
from praktijk.reference.treaties.importing import File, Outcome, import_ratifications
from praktijk.reference.treaties.instruments import treaties, treaty_in, treaty_of_number
from praktijk.reference.treaties.messages import broken_in_words, outcome_in_words
from praktijk.reference.treaties.queries import ratified_by
from praktijk.reference.treaties.tables import BrokenFile
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
REAL = Path(__file__).parents[3] / "shared" / "data" / "treaties"
real = pytest.mark.skipif(
    not REAL.exists(), reason="the real files of ratifications are not at hand in ../shared"
)

INSTRUMENTS_2022 = "iso2,member,state party,year ratification or accession,signatory,no action,status,note"
COLLECTION = 'Participant,Signature,"Accession(a), Succession(d), Ratification"'


def _taken_in(*files: tuple[str, bytes | str], **how: Any) -> Outcome:
    opened = [
        File(name, io.BytesIO(data.encode() if isinstance(data, str) else data)) for name, data in files
    ]
    outcome = import_ratifications(by=System("test"), files=opened, now=NOW, **how)
    parts = ("imported", "updated", "unchanged", "repaired", "rejected")
    assert outcome.rows == sum(getattr(outcome, part) for part in parts)
    return outcome


def _csv(header: str, *rows: str) -> str:
    return "\n".join([header, *rows, ""])


def _kept(treaty: str, country: str) -> Ratification:
    return Ratification.objects.get(treaty=treaty, country=country)


def _workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_table_by_year_comes_in() -> None:
    text = _csv(
        INSTRUMENTS_2022,
        "KE,Kenya,1,1997,0,0,state party,",
        "US,United States,0,,1,0,signatory state,",
        "PW,Palau,0,,0,1,no action,",
    )
    outcome = _taken_in(("core_2022/hr_status_cat.csv", text))

    assert (outcome.rows, outcome.imported) == (3, 3)
    kenya = _kept("CAT", "KE")
    assert (kenya.status, kenya.acted_year, kenya.acted_on, kenya.how) == ("party", 1997, None, "")
    assert (kenya.vintage, kenya.source) == (date(2022, 1, 1), "hr_status_cat.csv")
    assert (_kept("CAT", "US").status, _kept("CAT", "PW").status) == ("signatory", "no_action")


def test_the_marks_of_the_treaty_collection_tell_how() -> None:
    text = _csv(
        COLLECTION,
        "Netherlands,4 Feb 1985,21 Dec 1988",
        "Kenya,,21 Feb 1997 a",
        "Czech Republic,,22 Feb 1993 d",
        "India,14 Oct 1997,",
    )
    _taken_in(("4-9.csv", text), as_of=date(2015, 2, 1))

    told = {one.country: (one.status, one.how, one.acted_on) for one in Ratification.objects.all()}
    assert told == {
        "NL": ("party", "ratification", date(1988, 12, 21)),
        "KE": ("party", "accession", date(1997, 2, 21)),
        "CZ": ("party", "succession", date(1993, 2, 22)),
        "IN": ("signatory", "", None),
    }
    assert _kept("CAT", "NL").signed_on == date(1985, 2, 4)
    assert {one.vintage for one in Ratification.objects.all()} == {date(2015, 2, 1)}


def test_a_workbook_with_complaints_and_inquiries() -> None:
    rows: list[list[Any]] = [
        [
            "International Covenant on Economic, Social and Cultural Rights [Last Updated: 10/10/2025 11:26:54]"
        ],
        [
            "Country",
            "Date of Signature (dd/mm/yyyy)",
            "Date of Ratification/Accession",
            "Date of acceptance of individual communications procedure",
            "Date of acceptance of inquiry procedure",
        ],
        ["Argentina", 24887, 31632, 40840, None],
        ["Portugal", date(1976, 10, 7), date(1978, 7, 31), 41302, 41302],
        ["Andorra", None, None, None, None],
        [],
        ["Source: the depositary"],
    ]
    outcome = _taken_in(("table.xlsx", _workbook(rows)))

    assert (outcome.rows, outcome.imported) == (3, 3)
    argentina, portugal = _kept("ICESCR", "AR"), _kept("ICESCR", "PT")
    assert (argentina.signed_on, argentina.acted_on) == (date(1968, 2, 19), date(1986, 8, 8))
    assert (argentina.complaints_accepted, argentina.complaints_on) == (True, date(2011, 10, 24))
    assert argentina.inquiries_accepted is False
    assert (portugal.acted_on, portugal.inquiries_on) == (date(1978, 7, 31), date(2013, 1, 28))
    assert (_kept("ICESCR", "AD").status, argentina.vintage) == ("no_action", date(2025, 10, 10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator(encoding: str, separator: str) -> None:
    rows = [
        ["Participant", "Signature", "Ratification, Accession(a)"],
        ["Côte d'Ivoire", "", "18 Dec 1995 a"],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    _taken_in(("4-9.csv", file.getvalue().encode(encoding)))

    assert _kept("CAT", "CI").acted_on == date(1995, 12, 18)


def test_other_headings_and_a_treaty_in_each_row() -> None:
    text = _csv(
        "Treaty;Country;Date of signature;Date of ratification/accession;ISO3",
        "Convention on the Rights of the Child;Kenya;1990-01-26;30/07/1990;KEN",
        "Optional Protocol to the Convention on the Rights of the Child on a communications procedure;France;;7 January 2016;FRA",
        "Treaty of friendship;France;;7 January 2016;FRA",
    )
    outcome = _taken_in(("list of 2024-03-05.csv", text))

    assert (outcome.imported, outcome.rejected) == (2, 1)
    assert _kept("CRC", "KE").acted_on == date(1990, 7, 30)
    assert _kept("OP-CRC-IC", "FR").acted_on == date(2016, 1, 7)
    assert _kept("CRC", "KE").vintage == date(2024, 3, 5)


def test_a_second_time_nothing_changes() -> None:
    file = ("4-9.csv", _csv(COLLECTION, "Kenya,,21 Feb 1997 a", "India,14 Oct 1997,"))
    _taken_in(file)
    before = list(Ratification.objects.values())
    versions = Ratification.pgh_event_model.objects.count()  # type: ignore[attr-defined]
    outcome = _taken_in(file)

    assert (outcome.unchanged, outcome.changed) == (2, False)
    with override("en"):
        assert "Nothing changed." in list(outcome_in_words(outcome))
    assert list(Ratification.objects.values()) == before
    assert Ratification.pgh_event_model.objects.count() == versions  # type: ignore[attr-defined]


_OLD = (
    "untc_2015/4-9.csv",
    _csv(COLLECTION, "India,14 Oct 1997,", "Kenya,,21 Feb 1997 a", "Angola,24 Sep 2013,"),
)
_NEW = (
    "core_2022/hr_status_cat.csv",
    _csv(
        INSTRUMENTS_2022,
        "IN,India,0,,1,0,signatory state,",
        "KE,Kenya,1,1997,0,0,state party,",
        "AO,Angola,1,2019,0,0,state party,",
    ),
)


@pytest.mark.parametrize("order", [(_OLD, _NEW), (_NEW, _OLD)])
def test_the_newest_counts_and_the_older_adds_the_day(order: tuple[Any, Any]) -> None:
    for file in order:
        _taken_in(file)

    angola, kenya = _kept("CAT", "AO"), _kept("CAT", "KE")
    assert (angola.status, angola.acted_year, angola.signed_on) == ("party", 2019, date(2013, 9, 24))
    assert (kenya.acted_on, kenya.how, kenya.vintage) == (date(1997, 2, 21), "accession", date(2022, 1, 1))
    assert _kept("CAT", "IN").signed_on == date(1997, 10, 14)
    before = list(Ratification.objects.values())
    again = [_taken_in(file) for file in order]
    assert not any(one.changed for one in again)
    assert list(Ratification.objects.values()) == before


def test_what_an_older_file_says_otherwise_is_reported() -> None:
    _taken_in(_NEW)
    older = _csv(COLLECTION, "Angola,24 Sep 2013,", "India,14 Oct 1997,1 Feb 1998", "Kenya,,21 Feb 1996 a")
    outcome = _taken_in(("untc_2015/4-9.csv", older))

    assert {(one.fault.value, one.found) for one in outcome.findings} == {
        ("newer_kept", "IN: party 1998"),
        ("newer_kept", "KE: party 1996"),
    }
    assert (_kept("CAT", "IN").status, _kept("CAT", "KE").acted_year) == ("signatory", 1997)


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_year_of_the_signature_is_no_ratification(newest_first: bool) -> None:
    newer = ("2022/hr_status_icerd.csv", _csv(INSTRUMENTS_2022, "US,United States,1,1966,0,0,state party,"))
    older = ("2015/4-2.csv", _csv(COLLECTION, "United States of America,28 Sep 1966,21 Oct 1994"))
    for file in (newer, older) if newest_first else (older, newer):
        _taken_in(file)

    assert _kept("ICERD", "US").acted_on == date(1994, 10, 21)
    again = _taken_in(newer)
    assert [one.fault.value for one in again.findings] == ["year_of_signature"]
    assert not again.changed


def test_faults_are_repaired_or_refused_and_reported() -> None:
    text = _csv(
        INSTRUMENTS_2022,
        "TP,East Timor,1,2003,0,0,state party,",
        "XX,Freedonia,1,2003,0,0,state party,",
        "KE,Netherlands,1,1988,0,0,state party,",
        "JM,Jamaica,1,1975,0,1,state party,Denounced the OP 1997",
        "FR,France,1,1984,0,0,state party,",
        "FR,France,0,,0,1,no action,",
        "BE,Belgium,1,1066,0,0,state party,",
        "DE,Germany,1,1993,0,0,perhaps,",
        ",,1,1993,0,0,state party,",
    )
    outcome = _taken_in(("2022/hr_status_iccpr_op1.csv", text))

    assert (outcome.rows, outcome.imported, outcome.repaired, outcome.rejected) == (9, 1, 3, 5)
    assert {(one.row, one.fault.value) for one in outcome.findings} == {
        (2, "unknown_code"),
        (3, "unknown_country"),
        (4, "countries_disagree"),
        (5, "flags_disagree"),
        (5, "denounced"),
        (7, "same_country"),
        (8, "bad_date"),
        (9, "unknown_status"),
        (10, "no_country"),
    }
    assert _kept("ICCPR-OP1", "JM").status == "denounced"
    assert (_kept("ICCPR-OP1", "BE").status, _kept("ICCPR-OP1", "BE").acted_year) == ("party", None)
    assert Spelling.objects.get().spelling == "Freedonia"


def test_a_day_that_cannot_be_does_not_undo_the_act() -> None:
    text = _csv(COLLECTION, "Kenya,,31 Feb 1997 a", "India,1 Jan 1066,", "France,not yet,never", "Fiji,,1,2")
    outcome = _taken_in(("4-9.csv", text))

    told = {one.country: (one.status, one.acted_on) for one in Ratification.objects.all()}
    assert told == {"KE": ("party", None), "IN": ("signatory", None), "FR": ("no_action", None)}
    assert (outcome.repaired, outcome.rejected) == (3, 1)


def test_a_name_that_people_mapped_is_known() -> None:
    Spelling.objects.create(kind="country", plain="freedonia", spelling="Freedonia", key="FR", decided_at=NOW)
    _taken_in(("4-9.csv", _csv(COLLECTION, "Freedonia,,1 Feb 1990")))

    assert _kept("CAT", "FR").acted_on == date(1990, 2, 1)


def test_a_dry_run_keeps_nothing() -> None:
    outcome = _taken_in(("4-9.csv", _csv(COLLECTION, "Kenya,,21 Feb 1997 a", "Freedonia,,")), only_look=True)

    assert (outcome.imported, outcome.rejected) == (1, 1)
    assert not Ratification.objects.exists()
    assert not Spelling.objects.exists()
    assert not AuditEvent.objects.filter(action="ratifications.import").exists()


@pytest.mark.parametrize(
    "name, data, why",
    [
        ("4-9.csv", b"", "empty"),
        ("4-9.csv", b"just a sentence of words", "no_table"),
        ("4-9.csv", b"%PDF-1.7 and so on, and on", "no_table"),
        ("4-9.csv", b"\x00\x01\x02\x03\x00\x00\xff\xfe" * 40, "no_table"),
        ("4-9.xls", b"<html><table><tr><td>Kenya</td></tr></table></html>", "page"),
        ("4-9.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 300, "no_xls"),
        ("4-9.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("4-9.xlsx", _workbook([["Participant", "Ratification"], ["Kenya", "1 Jan 1990"]])[:-200], "no_xlsx"),
        ("4-9.csv", "\n".join([COLLECTION, "Kenya,,21 Feb 1997 a", "Netherl"]), "cut_off"),
        ("4-9.csv", "\n".join([COLLECTION, "Kenya,,21 Feb 1997 a", "France,,18 Fe"]), "cut_off"),
        ("4-9.csv", "\n".join([COLLECTION, 'Kenya,,"21 Feb']), "cut_off"),
        ("4-9.csv", _csv("chapter,number,url", "4,9,here"), "other_table"),
        ("4-9.csv", COLLECTION + "\n", "no_rows"),
        ("countries.csv", _csv(COLLECTION, "Kenya,,21 Feb 1997 a"), "no_treaty"),
        ("4-9.csv", _csv("Convention on the Rights of the Child,,", COLLECTION, "Kenya,,1 Feb 1997"), "treaties_disagree"),
    ],
)  # fmt: skip
def test_a_broken_file_leaves_all_as_it_was(name: str, data: bytes | str, why: str) -> None:
    with pytest.raises(BrokenFile) as broken:
        _taken_in(("4-11.csv", _csv(COLLECTION, "Kenya,,30 Jul 1990")), (name, data))

    assert (broken.value.why, broken.value.file) == (why, name)
    assert broken_in_words(broken.value) != why
    assert not Ratification.objects.exists()


def test_only_who_keeps_the_register_may_import() -> None:
    reader: Any = factories.PersonFactory(role="reader")
    with pytest.raises(PermissionDenied):
        import_ratifications(by=reader, files=[], now=NOW)


def test_a_treaty_that_is_none_of_ours_is_passed_over() -> None:
    outcome = _taken_in(("4-1.csv", _csv(COLLECTION, "Kenya,,1 Jan 1990 a")), ("4-9-a.csv", "Participant,Acceptance(A)\nKenya,1 Jan 1995 A\n"), ("index.csv", "chapter_no,treaty_no,treaty_name\n4,9,Torture\n"))  # fmt: skip

    assert (outcome.rows, outcome.passed_over) == (0, ["4-1.csv", "4-9-a.csv", "index.csv"])


@pytest.mark.parametrize(
    "text, key",
    [
        ("hr_status_iccpr_op1", "ICCPR-OP1"),
        ("hr_status_op_crc_ic", "OP-CRC-IC"),
        ("UnderlyingData_ICESCR_OHCHR_23_04_2026", "ICESCR"),
        ("Optional Protocol of the Convention against Torture", None),
        ("Amendment to article 8 of the International Covenant on Civil and Political Rights", None),
        ("Second Optional Protocol to the International Covenant on Civil and Political Rights", "ICCPR-OP2"),
        ("opcat", "OPCAT"),
        ("op_crc", None),
        ("catalogue", None),
    ],
)
def test_a_text_names_a_treaty(text: str, key: str | None) -> None:
    assert treaty_in(text) == key


def test_the_eighteen_instruments_hang_together() -> None:
    assert len(treaties()) == 18
    for one in treaties().values():
        assert one.adopted < one.in_force
        assert one.nl != one.en
        assert treaty_in(one.en) == treaty_in(one.nl) == treaty_in(one.key) == one.key
        assert treaty_of_number(one.number) == (one.number, one.key)
        for other in (one.protocol_to, one.complaints_protocol, one.inquiries and one.inquiries.protocol):
            assert not other or other in treaties()


def test_what_a_country_ratified_and_what_is_missing() -> None:
    _taken_in(
        ("4-3.csv", _csv(COLLECTION, "Kenya,,1 May 1972 a")),
        ("4-3-a.csv", _csv(COLLECTION, "France,11 Dec 2012,18 Mar 2015")),
        ("4-9.csv", _csv(COLLECTION, "Kenya,,21 Feb 1997 a")),
        ("4-16.csv", _csv(COLLECTION, "Kenya,6 Feb 2007,")),
        ("4-8.csv", _csv(COLLECTION, "Kenya,,9 Mar 1984 a")),
        ("4-8-b.csv", _csv(COLLECTION, "Kenya,,9 Mar 2010 a")),
    )
    kenya = ratified_by("KE")
    by_key = {one.treaty.key: one for one in kenya.standings}

    assert list(by_key) == list(treaties())
    assert (by_key["CAT"].status, by_key["CPED"].status, by_key["CRC"].status) == ("party", "signatory", "")
    assert (by_key["CEDAW"].complaints, by_key["CEDAW"].complaints_on) == (True, date(2010, 3, 9))
    assert by_key["CAT"].complaints is None
    assert [one.key for one in kenya.treaties_missing] == ["CPED"]
    assert [one.key for one in kenya.protocols_missing] == ["ICESCR-OP"]
    assert [one.key for one in kenya.complaints_missing] == ["ICESCR"]
    assert [one.key for one in kenya.inquiries_missing] == ["ICESCR"]


def test_the_queries_do_not_grow(django_assert_num_queries: Any) -> None:
    _taken_in(("4-9.csv", _csv(COLLECTION, "Kenya,,21 Feb 1997 a")))
    with django_assert_num_queries(2):
        assert len(ratified_by("KE").standings) == 18


def test_the_command_says_what_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "open_up", lambda: None)
    path = tmp_path / "4-9.csv"
    path.write_text(_csv(COLLECTION, "Kenya,,21 Feb 1997 a"))
    command = [str(path), "--as-of", "2015-01-01"]
    looked = CliRunner().invoke(ratifications, [*command, "--dry-run"])
    told = json.loads(CliRunner().invoke(ratifications, [*command, "--json"]).stdout)
    again = CliRunner().invoke(ratifications, command)

    assert "A dry run: nothing was changed." in looked.output
    later = CliRunner().invoke(ratifications, [str(path), "--as-of", "2999-01-01"])
    assert "yet to come" in str(later.exception)
    assert (told["imported"], told["vintages"]) == (1, {"4-9.csv": "2015-01-01"})
    assert "Nothing changed." in again.output


@real
def test_the_real_files_count_as_counted_apart() -> None:
    files = [(f"core_instruments_2022/{path.name}", path.read_bytes()) for path in sorted((REAL / "core_instruments_2022").glob("*.csv"))]  # fmt: skip
    outcome = _taken_in(*files)
    counted: Counter[str] = Counter()
    for name, data in files:
        key = treaty_in(Path(name).stem)
        assert key
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
            counted[key] += (
                row["status"] == "state party" and "denounced" not in (row.get("note") or "").lower()
            )

    assert outcome.rows == 18 * 193
    kept: Counter[str] = Counter(Ratification.objects.filter(status="party").values_list("treaty", flat=True))
    assert kept == counted
    assert not _taken_in(*files).changed
