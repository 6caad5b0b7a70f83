# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database of UPR Info, in every form in which it comes."""

import csv
import io
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from praktijk.recommendations.un.importers import separated, staging, storing, upr_info
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.models import SourceRecord, UNRecommendation
from praktijk.recommendations.un.words import Position, Source, Type
from praktijk.reference.exchange.names import Names, code_of_country
from tests.recommendations.un import made

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "upr_info"
real = pytest.mark.skipif(not REAL.exists(), reason="the real files of UPR Info are not at hand in ../shared")

XLS = ["SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org", "Response", "Action", "Issue", "Session"]
CSV = ["To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response", "Action", "Issue", "Session"]  # fmt: skip


def line(text, *, to="Chile", by="Austria", response="Accepted", action=4, issue="Minorities", session=12):
    return [to, "GRULAC", "OAS", text, by, "WEOG", "EU, OIF", response, action, issue, session]


ROWS = [
    line("Plant trees along every road", issue="Minorities,Women's rights"),
    line("Plant trees along every road", by="Swaziland", response="Noted", action=5),
    line("Chérir les señales: “garçon”, naïve – más árboles", by="Turkey", session=3),
    line("Water the trees in dry years", by="&#40;Unknown&#41;", session=1),
    line("Chile will plant a thousand trees", by="Chile", response="Voluntary Pledge"),
]


def read(data):
    findings = []
    return list(upr_info.rows(io.BytesIO(data), Names(), findings.append)), findings


def said(data):
    return [(row.number, row.key, row.text, row.facts()) for row in read(data)[0]]


def test_what_a_row_says():
    rows, findings = read(made.separated([CSV, *ROWS]))
    first, second, third, fourth, pledge = rows
    assert [row.number for row in rows] == [2, 3, 4, 5, 6]
    assert (first.source, first.type, first.body) == (Source.UPR_INFO, Type.RECOMMENDATION, "UPR")
    assert (first.countries, first.recommending, first.session, first.cycle) == (["CL"], ["AT"], 12, 1)
    assert (first.position, first.action, first.language) == (Position.SUPPORTED, 4, "en")
    assert first.themes == ["minorities", "women"] or len(first.themes) == 2
    assert (first.published_on, first.paragraph, first.symbol) == (None, "", "")
    assert (second.recommending, second.position, second.action) == (["SZ"], Position.NOTED, 5)
    assert second.wording == first.wording
    assert second.key != first.key
    assert third.recommending == ["TR"]
    assert (fourth.recommending, fourth.unknown) == ([], {})
    assert (pledge.type, pledge.recommending, pledge.position) == (Type.PLEDGE, [], "")
    assert [(one.row, one.field, one.fault) for one in findings] == [(5, "From", Fault.UNKNOWN_STATE)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_line_end_and_separator_gives_the_same(encoding, line_end, separator):
    data = made.separated([CSV, *ROWS], encoding=encoding, line_end=line_end, separator=separator)
    assert said(data) == said(made.separated([CSV, *ROWS]))


def test_workbooks_old_and_new_give_the_same():
    plainly = said(made.separated([CSV, *ROWS]))
    assert said(made.xlsx([XLS, *ROWS])) == plainly
    assert said(made.xls([XLS, *ROWS])) == plainly


@pytest.mark.parametrize(
    "text, encoding",
    [
        ("The women’s shelter and the state’s duty", "cp1252"),
        ("The women’s shelter and the state’s duty", "mac_roman"),
        ("In memory of Rodríguez", "mac_roman"),
        ("In memory of Rodríguez", "cp1252"),
        ("La règle à Genève, où l’été", "mac_roman"),
        ("La règle à Genève, où l’été", "cp1252"),
        ("São Tomé, Côte d’Ivoire", "mac_roman"),
        ("Türkiye and Curaçao", "cp1252"),
        ("“Quoted” – and dashed", "mac_roman"),
        ("“Quoted” – and dashed", "cp1252"),
        ("Réunion à Québec", "cp850"),
    ],
)
def test_the_encoding_in_which_a_text_reads_best(text, encoding):
    found, _ = separated.encoding_of(io.BytesIO(f"a,b\r{text},c\r".encode(encoding)))
    assert text.encode(encoding).decode(found) == text


def test_a_stray_byte_in_utf_8_spoils_nothing_else():
    data = made.separated([CSV, *ROWS]) + b"Chile,,,Caf\xe9 trees for all,Togo,,,Noted,3,Minorities,2\n"
    rows, _ = read(data)
    assert rows[2].text == ROWS[2][3]
    assert rows[-1].text == "Café trees for all"


def test_columns_in_another_order_renamed_and_beside_others():
    header = ["No", "Session ", "Recommending State", "ISSUES", "Action category", "Remarks", "Reccomendation", "response", "State under Review"]  # fmt: skip
    row = [
        1,
        "12.0",
        "Togo",
        "Minorities",
        "5 - Specific action",
        "x",
        "Plant trees",
        "accepted",
        "Netherlands",
    ]
    rows, findings = read(made.separated([["UPR Info: export"], [], header, row]))
    assert not findings
    assert (rows[0].countries, rows[0].recommending, rows[0].session, rows[0].action) == (
        ["NL"],
        ["TG"],
        12,
        5,
    )
    assert (rows[0].text, rows[0].position) == ("Plant trees", Position.SUPPORTED)


@pytest.mark.parametrize("make", [made.separated, made.xlsx, made.xls])
@pytest.mark.parametrize("missing", ["Recommendation", "RS", "Session", "Issue"])
def test_a_missing_column_is_named(make, missing):
    kept = [place for place, name in enumerate(XLS) if name != missing]
    with pytest.raises(BrokenFile) as broken:
        read(make([[row[place] for place in kept] for row in (XLS, *ROWS)]))
    field = {"Recommendation": "Text (Recommendation)", "RS": "From (RS)"}.get(missing, missing)
    assert (broken.value.why, broken.value.detail) == ("missing_columns", field)


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "empty"),
        (b"name,age\nJan,3\n", "missing_columns"),
        (b"\x00\x01\x02\x03" * 100, "unknown_encoding"),
        (b"<html><table><tr><td>SuR</td></tr></table>", "page"),
        (b"PK\x03\x04 and no more", "no_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "no_xls"),
        (made.compound("EncryptedPackage", b"locked"), "password"),
        (made.xls([XLS, *ROWS])[:1500], "no_xls"),
        (made.word(["a"], [["b"]]), "no_xlsx"),
    ],
)
def test_broken_files(data, why):
    with pytest.raises(BrokenFile) as broken:
        read(data)
    assert broken.value.why == why


def test_a_fault_in_one_row_stops_no_other():
    rows = [
        line(""),
        line("Annex"),
        line(
            "Plant trees",
            by="Ruritania",
            response="Perhaps",
            action=9,
            issue="Minorities,Gardening",
            session="soon",
        ),
        line("Plant trees", to="Ruritania"),
        line("Plant <b>oak</b> trees &amp; birches"),
        ["Chile", "too short"],
        [*line("Plant trees"), "", ""],
        [*line("Plant trees"), "too", "long"],
        line("Water the trees"),
    ]
    kept, findings = read(made.separated([CSV, *rows]))
    assert [row.number for row in kept] == [4, 5, 6, 8, 10]
    assert [(one.row, one.fault) for one in findings] == [
        (2, Fault.NO_TEXT),
        (3, Fault.NOISE),
        (4, Fault.UNKNOWN_POSITION),
        (4, Fault.UNKNOWN_STATE),
        (4, Fault.UNKNOWN_SESSION),
        (4, Fault.UNKNOWN_ACTION),
        (4, Fault.UNKNOWN_THEME),
        (5, Fault.UNKNOWN_COUNTRY),
        (6, Fault.ENTITIES),
        (7, Fault.NOT_A_ROW),
        (9, Fault.NOT_A_ROW),
    ]
    assert kept[0].unknown == {"state": ["Ruritania"], "theme": ["Gardening"]}
    assert kept[0].repaired
    assert kept[2].text == "Plant oak trees & birches"


def test_a_quote_that_never_closes_costs_its_own_row_only():
    text = made.separated(
        [CSV, *[line(f"Plant {number} trees, and water them", by="Togo") for number in range(300)]]
    )
    lines = text.split(b"\n")
    lines[5] = lines[5].replace(b'them"', b"them")
    lines[9] = lines[9].replace(b"and", b'"and" so')
    kept, findings = read(b"\n".join(lines))
    assert len(kept) == 299
    assert [(one.row, one.fault) for one in findings] == [(6, Fault.NOT_A_ROW)]
    assert kept[-1].text == "Plant 299 trees, and water them"


def test_a_line_end_within_a_text_is_kept():
    kept, findings = read(made.separated([CSV, line("Plant trees,\nand water them"), line("Rake leaves")]))
    assert not findings
    assert [(row.number, row.text) for row in kept] == [
        (2, "Plant trees,\nand water them"),
        (4, "Rake leaves"),
    ]


def test_sheets_with_the_same_columns_are_read_on():
    rows, _ = read(made.xlsx([XLS, ROWS[0]], [["About this file"]], [XLS, ROWS[1]]))
    assert [row.recommending for row in rows] == [["AT"], ["SZ"]]
    assert len({row.number for row in rows}) == 2


def test_the_same_row_twice_is_a_double_and_one_that_says_more_is_kept():
    rows, _ = read(made.separated([CSV, ROWS[0], ROWS[0], line(ROWS[0][3], issue="Justice"), ROWS[0]]))
    assert len({row.key for row in rows}) == 2
    assert rows[0].key == rows[1].key == rows[3].key


def test_a_pledge_is_not_one_with_a_recommendation_in_the_same_words():
    rows, _ = read(
        made.separated([CSV, line("Plant trees"), line("Plant trees", response="Voluntary Pledge")])
    )
    assert len({row.wording for row in rows}) == 2


@pytest.mark.django_db
def test_rows_of_one_recommendation_come_together():
    data = made.separated([CSV, *ROWS, ROWS[0], line(ROWS[0][3], issue="Justice")])
    for imported, repaired, unchanged in ((5, 1, 1), (0, 0, 7)):
        with staging.Findings() as findings:
            with staging.incoming() as incoming:
                for row in upr_info.rows(io.BytesIO(data), Names(), findings.add):
                    incoming.add(row, 1)
            outcome = storing.merge(findings, today=date(2026, 1, 1), whole=False)
        assert (outcome.imported, outcome.repaired, outcome.unchanged) == (imported, repaired, unchanged)
    assert SourceRecord.objects.count() == 6
    together = UNRecommendation.objects.get(recommending=["AT", "SZ"])
    assert together.position == "supported_in_part"
    assert len(together.themes) == 3
    assert UNRecommendation.objects.count() == 4


@real
@pytest.mark.shared
@pytest.mark.parametrize("name", ["CSVs__1-5.csv", "CSVs__6-9.csv", "CSVs__10-13.csv", "CSVs__voluntary.csv"])
def test_every_row_of_the_real_files_arrives(name):
    data = (REAL / name).read_bytes()
    raw = list(csv.DictReader(io.StringIO(data.decode("mac_roman").replace("\r", "\n"))))
    rows, findings = read(data)
    assert [row.text for row in rows] == [" ".join(one["Text"].split()) for one in raw]
    assert [row.session for row in rows] == [int(one["Session"]) for one in raw]
    ours = Counter(row.session for row in rows if row.recommending == ["NL"])
    assert ours == Counter(int(one["Session"]) for one in raw if one["From"] == "Netherlands")
    unknown = sum(one["From"] == "&#40;Unknown&#41;" for one in raw)
    assert Counter(one.fault for one in findings) == Counter({Fault.UNKNOWN_STATE: unknown})
    assert all(row.recommending or row.type is Type.PLEDGE for row in rows) or unknown
    assert all(row.countries and row.themes and row.action for row in rows)


@real
@pytest.mark.shared
@pytest.mark.django_db
def test_every_recommending_state_of_the_real_files_is_right():
    """Counted again without any of our code but that for the names of countries."""
    data = (REAL / "CSVs__10-13.csv").read_bytes()
    told = defaultdict(set)
    for one in csv.DictReader(io.StringIO(data.decode("mac_roman").replace("\r", "\n"))):
        words = re.sub(r"[^\w\s]", " ", re.sub("['’.]", "", one["Text"].lower())).split()
        told[one["To"], int(one["Session"]), " ".join(words)].add(one["From"])
    with staging.Findings() as findings:
        with staging.incoming() as incoming:
            for row in upr_info.rows(io.BytesIO(data), Names(), findings.add):
                incoming.add(row, 1)
        storing.merge(findings, today=date(2026, 1, 1), whole=False)
    ours = UNRecommendation.objects.values_list("countries", "session", "recommending")
    expected = (
        ([code_of_country(to)], session, sorted(map(code_of_country, states)))
        for (to, session, _), states in told.items()
    )
    assert Counter(map(repr, ours)) == Counter(map(repr, expected))


@real
@pytest.mark.shared
@pytest.mark.parametrize("name", ["1-5", "6-9", "voluntary"])
def test_the_real_workbooks_say_the_same_as_the_texts(name):
    assert said((REAL / f"XLSs__{name}.xls").read_bytes()) == said((REAL / f"CSVs__{name}.csv").read_bytes())
