# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The thematic lists of OHCHR, in all their layouts."""

import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest

from praktijk.recommendations.un.importers import staging, storing, thematic_list, upr_info
from praktijk.recommendations.un.importers.reviews import Review, review_in_symbol, review_in_words
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.models import UNRecommendation, UNText
from praktijk.recommendations.un.words import Position, Source, Type
from praktijk.reference.exchange.names import Names
from tests.recommendations.un import made

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "ohchr" / "thematic_lists"
real = pytest.mark.skipif(not REAL.exists(), reason="the real lists of OHCHR are not at hand in ../shared")

HEADER = [
    "Recommendation",
    "Position",
    "Full list of themes",
    "Assessment/comments on level of implementation",
]
HEADING = "UPR of Chile (2nd Cycle – 18th session)\tThematic list of recommendations\tPage 1 of 2"
ROWS = [
    "Theme: A12 Acceptance of international norms",
    (
        "121.1 Ratify the Convention on Trees (Togo, Netherlands);\nSource of position: A/HRC/26/5/Add.1 - Para. 3",
        "Supported",
        "A12 Acceptance of international norms\nB31 Equality & non-discrimination\nAffected persons:\n- general\n- women",
        "",
    ),
    "Theme: Right to health",
    (
        "121.2 Plant trees at hospitals (France) (Lithuania);\nSource of Position: A/HRC/26/5 - Para 121",
        "Noted",
        "- Right to health\nSDGs: \n- 3 - GOOD HEALTH AND WELL-BEING\n- 15.2 - Forests\nAffected persons: \n- Children",
        "planned",
    ),
    (
        "121.1 Ratify the Convention on Trees (Togo, Netherlands);\nSource of position: A/HRC/26/5/Add.1 - Para. 3",
        "Supported",
        "Right to health",
        "",
    ),
]


def read(data, country="CL", **how):
    findings = []
    return list(
        thematic_list.rows(io.BytesIO(data), Names(), findings.append, country=country, **how)
    ), findings


def test_what_a_paragraph_says():
    (first, second), findings = read(made.word(HEADER, ROWS, heading=HEADING))
    assert not findings
    assert (first.number, second.number) == (3, 5)
    assert (first.source, first.type, first.body) == (Source.THEMATIC_LIST, Type.RECOMMENDATION, "UPR")
    assert first.text == "121.1 Ratify the Convention on Trees (Togo, Netherlands);"
    assert (first.paragraph, first.symbol, first.position) == ("121.1", "A/HRC/26/5", Position.SUPPORTED)
    assert (first.countries, first.recommending) == (["CL"], ["NL", "TG"])
    assert (first.session, first.cycle, first.language) == (18, 2, "en")
    assert len(first.themes) == 3  # those of its own list, and the theme under which it stands once more
    assert first.groups == ["general", "women-girls"]
    assert (second.recommending, second.goals, second.groups) == (["FR", "LT"], ["15.2", "3"], ["children"])


def test_a_column_of_its_own_for_the_states():
    header = ["Recommendation", "Recommending state/s", "Position", "Full list of rights/affected persons"]
    rows = [
        "Right or area: 2.1. Acceptance of international norms  ",
        ("166.6. Plant trees (Chile); (Togo);\nSource of position: A/HRC/28/16/Add.1\n", "Chile\nTogo\nTurkey", "Supported/Noted\n",
         "2.1. Acceptance of international norms  \nAffected persons:\n- general"),
        ("166.7. Water the trees;", "Bosnia and Herzegovina, Ruritania", "Noted", ""),
    ]  # fmt: skip
    (first, second), findings = read(made.word(header, rows), country="EG")
    assert (first.recommending, first.position) == (["CL", "TG", "TR"], Position.IN_PART)
    assert (first.session, first.cycle, first.symbol) == (20, 2, "A/HRC/28/16")
    assert (second.recommending, second.unknown) == (["BA"], {"state": ["Ruritania"]})
    assert (second.symbol, second.themes) == ("A/HRC/28/16", first.themes)
    assert [(one.row, one.fault, one.found) for one in findings] == [(4, Fault.UNKNOWN_STATE, "Ruritania")]


def test_the_later_layout_with_goals_in_a_column():
    header = [
        "Relevant SDGs",
        "Human rights themes and groups of persons",
        "Position of the State",
        "Recommendation and recommending State",
    ]
    row = (
        "SDG 3 - Health\nGoal 15\nGoal 99",
        "Right to health\nAffected persons\nOlder persons",
        "Supported\nA/HRC/52/9/Add.1 - Para. 7",
        "48.12 Plant trees (Germany); Water the trees (Netherlands);",
    )
    (only,), findings = read(made.word(header, ["Theme: Right to health", row]))
    assert (only.goals, only.groups, only.position) == (["15", "3"], ["older"], Position.SUPPORTED)
    assert (only.recommending, only.paragraph, only.session, only.cycle) == (["DE", "NL"], "48.12", 41, 4)
    assert [(one.fault, one.found) for one in findings] == [(Fault.UNKNOWN_GOAL, "Goal 99")]


@pytest.mark.parametrize(
    "header, row, heading, language",
    [
        (
            ["Recommandation et État auteur", "Position", "Liste complète des thèmes", "Observations"],
            ("121.3 Planter des arbres le long des routes et dans les villes (Belgique et Pays-Bas) ;", "Acceptée", "", ""),
            "EPU du Chili (3e cycle – 32e session)",
            "fr",
        ),
        (
            ["Recomendación y Estado que la formula", "Posición", "Lista de los temas", "Evaluación"],
            ("121.3 Plantar árboles en las calles de las ciudades y los pueblos (Bélgica y Países Bajos);", "Apoyada", "", ""),
            "EPU de Chile (3er ciclo – 32º período de sesiones)",
            "es",
        ),
    ],
)  # fmt: skip
def test_lists_in_french_and_spanish(header, row, heading, language):
    (only,), findings = read(made.word(header, [row], heading=heading))
    assert not findings
    assert (only.language, only.recommending, only.position) == (language, ["BE", "NL"], Position.SUPPORTED)
    assert (only.session, only.cycle) == (32, 3)


def test_a_paragraph_has_one_key_in_every_language():
    keys = set()
    for text in ("121.3 Plant trees (Togo);", "121.3 Planter des arbres (Togo) ;"):
        (only,), _ = read(made.word(HEADER, [(text, "Supported", "", "")]), session=32)
        keys.add(only.key)
    assert len(keys) == 1


@pytest.mark.parametrize(
    "how, symbol, expected",
    [
        ({}, "", (None, None)),
        ({"name": "Chile_UPR20_list.docx"}, "", (20, 2)),
        ({"name": "ChileMatrix_cycle2.docx"}, "", (None, 2)),
        ({"name": "Chile_UPR20_list.docx"}, "A/HRC/43/15", (34, 3)),
        ({"session": 7}, "A/HRC/43/15", (7, 1)),
        ({"cycle": 3}, "A/HRC/43/15", (34, 3)),
        ({"cycle": 2}, "A/HRC/43/15", (None, 2)),
        ({}, "A/HRC/8/40", (None, 1)),
    ],
)
def test_session_and_cycle_as_far_as_they_are_told(how, symbol, expected):
    row = (f"121.1 Plant trees (Togo);\nSource of position: {symbol}", "Noted", "", "")
    (only,), _ = read(made.word(HEADER, [row]), **how)
    assert (only.session, only.cycle) == expected


def test_reviews_in_words_and_symbols():
    assert review_in_words("UPR of Slovenia (3rd Cycle - 34th Session)") == Review(34, 3)
    assert review_in_words("UPR, second part, session 9") == Review(9, None)
    assert review_in_words("Human Rights Council, review at its 43rd session") == Review()
    assert review_in_words("Page 15 of 27") == Review()
    assert review_in_symbol("A/HRC/WG.6/29/BRB/1") == Review(29, 3)
    assert review_in_symbol("A/HRC/21/15") == Review(13, 2)
    assert review_in_symbol("A/HRC/36/15/Add.1") == Review(27, 3)
    assert review_in_symbol("A/HRC/52/16") == Review(41, 4)
    assert review_in_symbol("CRC/C/NLD/CO/4") == Review()


def test_a_fault_in_one_row_stops_no_other():
    rows = [
        "Cluster of our own",
        ("", "Supported", "Right to health", ""),
        ("12", "Supported", "Right to health", ""),
        ("121.1 Plant trees (Ruritania, Togo);", "Perhaps", "Gardening\nSDGs:\n- 77\nAffected persons:\n- Gardeners", ""),
        ("", "", "", ""),
        HEADER,
        ("Plant trees without a number (Togo);", "Noted", "Children", ""),
        "121.9 Water the trees (Chad);",
        ("121.1 Another one of this number (Togo);", "Noted", "", ""),
        ("121.7 Rake the leaves", "Noted", "", ""),
    ]  # fmt: skip
    kept, findings = read(made.word(HEADER, rows))
    assert [(row.number, row.paragraph) for row in kept] == [(5, "121.1"), (8, ""), (9, "121.9"), (10, "121.1"), (11, "121.7")]  # fmt: skip
    assert len({row.key for row in kept}) == 5
    assert [(one.row, one.fault) for one in findings] == [
        (2, Fault.UNKNOWN_THEME),
        (3, Fault.NO_TEXT),
        (4, Fault.NOISE),
        (5, Fault.UNKNOWN_STATE),
        (5, Fault.UNKNOWN_POSITION),
        (5, Fault.UNKNOWN_THEME),
        (5, Fault.UNKNOWN_GOAL),
        (5, Fault.UNKNOWN_GROUP),
        (11, Fault.UNKNOWN_STATE),
    ]
    assert kept[0].unknown == {"state": ["Ruritania"], "theme": ["Gardening"], "group": ["Gardeners"]}


def test_a_list_that_goes_on_in_another_table_and_a_legend_that_is_none():
    document = docx.Document()
    for rows in (
        [HEADER, ["1.1 Plant trees (Togo);", "Noted", "", ""]],
        [["a", "b"]],
        [["1.2 Water them (Chad);", "Noted", "", ""]],
    ):
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    kept, findings = read(made.saved(document))
    assert not findings
    assert [row.paragraph for row in kept] == ["1.1", "1.2"]


def test_markup_in_a_text_stays_text_and_changes_are_taken_as_accepted():
    data = made.word(HEADER, [("1.1 Plant <script>alert(1)</script> trees (Togo);", "Noted", "", "")])
    part = "word/document.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(
        b"</w:t></w:r></w:p></w:tc>",
        b"</w:t></w:r><w:del w:id='1'><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:tc>",
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (only,), _ = read(changed.getvalue())
    assert only.text == "1.1 Plant <script>alert(1)</script> trees (Togo);"


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "make, why",
    [
        (lambda: b"", "empty"),
        (lambda: b"no document", "no_docx"),
        (lambda: made.word(HEADER, ROWS)[:3000], "no_docx"),
        (lambda: made.xlsx([["a"]]), "no_docx"),
        (lambda: made.compound("EncryptedPackage", b"locked"), "password"),
        (bomb, "too_large"),
        (lambda: made.saved(docx.Document()), "no_table"),
        (lambda: made.word(["Name", "Age"], [["Jan", "3"]]), "other_table"),
        (lambda: made.word(HEADER, ROWS, heading="UPR of Peru (2nd Cycle – 18th session)"), "other_country"),
    ],
)
def test_broken_files(make, why):
    with pytest.raises(BrokenFile) as broken:
        read(make())
    assert broken.value.why == why


@pytest.mark.django_db
def test_a_list_and_upr_info_meet_in_one_recommendation():
    header = ["To", "Text", "From", "Response", "Action", "Issue", "Session"]
    lines = [["Chile", "Ratify the Convention on Trees", state, "Accepted", 5, "Minorities", 18] for state in ("Togo", "Netherlands")]  # fmt: skip
    with staging.Findings() as findings:
        for rows in (
            upr_info.rows(io.BytesIO(made.separated([header, *lines])), Names(), findings.add),
            thematic_list.rows(io.BytesIO(made.word(HEADER, ROWS, heading=HEADING)), Names(), findings.add, country="CL"),
        ):  # fmt: skip
            with staging.incoming() as incoming:
                for row in rows:
                    incoming.add(row, 1)
            storing.merge(findings, today=date(2026, 1, 1), whole=False)
    both = UNRecommendation.objects.get(paragraph="121.1")
    assert UNRecommendation.objects.count() == 2
    assert Counter(both.source_records.values_list("source", flat=True)) == {
        "upr-info": 2,
        "thematic-list": 1,
    }
    assert (both.recommending, both.action, both.symbol) == (["NL", "TG"], 5, "A/HRC/26/5")
    assert UNText.objects.get(recommendation=both).source == Source.THEMATIC_LIST


@real
@pytest.mark.shared
@pytest.mark.parametrize(
    "name, country, session, count, ours",
    [
        ("OHCHR_EgyptMatriceRecommendations_cycle2.docx", "EG", 20, 300, 2),
        ("Slovenia_UPR20_ThematicListRecommendations_E.docx", "SI", 20, 163, 2),
        ("Slovenia_UPR34_ThematicListRecommendations_E.docx", "SI", 34, 215, 2),
    ],
)
def test_every_row_of_the_real_lists_arrives(name, country, session, count, ours):
    data = (REAL / name).read_bytes()
    rows, findings = read(data, country, name=name)
    table = docx.Document(io.BytesIO(data)).tables[0]
    paragraphs = [tr.tc_lst[0] for tr in table._tbl.tr_lst[1:] if len(tr.tc_lst) > 1]
    said = Counter("".join(one.itertext()).split()[0].strip(".") for one in paragraphs)
    assert Counter(row.paragraph for row in rows) == said
    assert len(rows) == count
    assert {(row.session, row.countries[0], row.language) for row in rows} == {(session, country, "en")}
    assert all(row.recommending and row.position and row.themes and row.symbol for row in rows)
    assert sum("NL" in row.recommending for row in rows) == ours
    assert {one.fault for one in findings} <= {Fault.UNKNOWN_THEME, Fault.UNKNOWN_GROUP}
