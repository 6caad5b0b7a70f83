# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of publishers say: states, paragraphs, wording, positions, goals."""

import pytest

from praktijk.recommendations.un.importers import cleaning
from praktijk.recommendations.un.words import Position


@pytest.mark.parametrize(
    "text, codes",
    [
        ("12.3 Plant more trees (Chile);", ["CL"]),
        ("Plant more trees (Chile, Netherlands).", ["CL", "NL"]),
        ("Plant more trees (the Netherlands);", ["NL"]),
        ("Plant more trees (Chile); (Estonia); (Togo);", ["CL", "EE", "TG"]),
        ("Plant more trees (France) (Lithuania);", ["FR", "LT"]),
        ("Plant more trees (OP-TREE) (Türkiye)", ["TR"]),
        ("Plant trees (Germany); Water them twice a year (Hungary);", ["DE", "HU"]),
        ("Plant trees (Germany, Togo). Water them (Bosnia and Herzegovina).", ["DE", "TG", "BA"]),
        ("Plant trees (Bosnia and Herzegovina and Spain)", ["BA", "ES"]),
        ("Plant trees (Bolivia (Plurinational State of), Iran (Islamic Republic of));", ["BO", "IR"]),
        ("Plant trees (Trinidad and Tobago and Antigua and Barbuda)", ["TT", "AG"]),
        ("Planter des arbres (Belgique et Pays-Bas) ;", ["BE", "NL"]),
        ("Plantar árboles (España y Países Bajos);", ["ES", "NL"]),
        ("Plant trees (United Kingdom of Great Britain and Northern Ireland);", ["GB"]),
        ("Plant trees (Netherlands on behalf of Belgium)", ["NL", "BE"]),
        ("Plant trees (Chile);\nSource of position: A/HRC/1/2/Add.1 - Para. 3", ["CL"]),
        ("Plant trees (Chile);\nComments: sent by letter", ["CL"]),
        ("Plant trees along roads (both sides)", []),
        ("Plant trees to reach the goals (MDG); (no); (Chile, UK)", ["CL", "GB"]),
        ("Plant trees with neighbours (Chad and Niger) and others", []),
    ],
)
def test_recommending_states_are_named_in_parentheses(text, codes):
    assert cleaning.states_named(text)[0] == codes


def test_names_nobody_knows_are_told():
    assert cleaning.states_named("Plant trees (Chile, Ruritania);") == (["CL"], ["Ruritania"], "Plant trees")


@pytest.mark.parametrize(
    "text, paragraph",
    [
        ("12.3 Plant trees", "12.3"),
        ("166.6. Plant trees", "166.6"),
        ("121.1Plant trees", "121.1"),
        ("12.3.4) Plant trees", "12.3.4"),
        ("14. Plant trees", "14"),
        ("(14) Plant trees", "14"),
        ("(1) Plant trees. (2) Water them.", ""),
        ("2030 is when trees should stand", ""),
        ("Plant 12.3 trees", ""),
        ("Trees\n17. Plant them", "17"),
    ],
)
def test_the_number_of_the_paragraph(text, paragraph):
    assert cleaning.paragraph_of(text) == paragraph


def test_the_same_words_have_one_digest_with_and_without_number_and_states():
    bare = cleaning.wording_of("Plant more trees (OP-TREE)")
    assert bare == cleaning.wording_of("12.3 Plant more trees (OP-TREE) (Chile, Togo);")
    assert bare == cleaning.wording_of("12.3. plant  more trees (OP-TREE) (Chile);.\nSource of position: A/1")
    assert bare != cleaning.wording_of("Plant more trees")
    assert cleaning.wording_of("(1) Plant. (2) Water.") != cleaning.wording_of("Plant. (2) Water.")


def test_lines_on_where_the_position_stands_are_no_words_of_the_recommendation():
    said = "Plant trees (Chile);\nSource of Position: A/HRC/43/15/Add.1 - Para.3"
    assert cleaning.without_source_of_position(said) == ("Plant trees (Chile);", "A/HRC/43/15/Add.1")
    assert cleaning.without_source_of_position("Plant trees\nComments: later") == ("Plant trees", "")
    assert cleaning.without_source_of_position("Publish comments: soon") == ("Publish comments: soon", "")


def test_positions_and_goals_in_three_languages():
    assert cleaning.position_of("Supported/Noted") is Position.IN_PART
    assert cleaning.position_of("Acceptée") is Position.SUPPORTED
    assert cleaning.position_of("Se toma nota") is Position.NOTED
    assert cleaning.position_of("Perhaps") is None
    assert [cleaning.goal_of(one) for one in ("16 - PEACE", "SDG 5.2 - x", "ODS 4", "18 - x", "Peace")] == [
        "16", "5.2", "4", None, None,
    ]  # fmt: skip
