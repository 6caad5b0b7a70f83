# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pure decisions about proposals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.recommendations.intake import rules
from praktijk.recommendations.intake.rules import Choice

TEXT = "Eerst komt er een plan, en daarna een brief; de Kamer hoort het. Tot slot\n\neen nieuwe alinea."


def test_neighbours_in_a_paragraph_become_one_passage_and_others_stay_two_places():
    plan, brief, last = (TEXT.index(word) for word in ("plan", "brief", "nieuwe"))
    assert rules.joined(TEXT, (brief, brief + 5), (plan, plan + 4)) == ((plan, brief + 5), None)
    assert rules.joined(TEXT, (plan, plan + 4), (last, last + 6)) == ((plan, plan + 4), (last, last + 6))


def test_words_are_found_nearest_to_where_they_stood_and_across_line_ends_and_notes():
    text = "een plan. Later: een\nplan[2: Zie daar.] maken, of een plan."
    assert rules.find_words(text, "een plan", 40) == (text.rindex("een plan"), len(text) - 1)
    start, end = rules.find_words(text, "een plan maken", 0)
    assert text[start:end] == "een\nplan[2: Zie daar.] maken"
    assert rules.find_words(text, "een ander plan", 0) is None
    assert rules.find_words(text, "   ", 0) is None


@given(st.text(max_size=1000))
def test_a_title_to_begin_with_is_one_line_that_fits(words):
    title = rules.title_from(words)
    assert len(title) <= rules.LONGEST_TITLE
    assert "\n" not in title


@given(
    st.dictionaries(st.integers(0, 20), st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=6),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=6),
)
def test_alike_finds_what_a_plain_search_finds(passages, records):
    spans = {key: (start, start + length) for key, (start, length) in passages.items()}
    known = [((start, start + length), name) for name, (start, length) in enumerate(records)]
    found = rules.alike(spans, known)
    for key, span in spans.items():
        best = max((rules.share(span, other) for other, _ in known), default=0)
        assert (key in found) == (best >= rules.ALIKE)
        if key in found:
            assert rules.share(span, {name: other for other, name in known}[found[key]]) == best


@pytest.mark.parametrize(
    "decisions,entered,expected",
    [
        ([(3, [1]), (2, [2])], [], 3),
        ([(3, [1]), (2, [2])], [1], 2),
        ([(3, [1, 2]), (2, [2]), (1, [4])], [1], 1),
        ([(3, [1])], [1], None),
        ([], [], None),
    ],
)
def test_undo_leaves_what_is_in_the_register_and_all_that_went_before_it(decisions, entered, expected):
    assert rules.undoable(decisions, entered) == expected


def test_the_next_one_is_searched_onward_and_then_from_the_top():
    assert rules.next_after([1, 2, 3, 4], {1, 4}, 2) == 4
    assert rules.next_after([1, 2, 3, 4], {1, 2}, 2) == 1
    assert rules.next_after([1, 2], {2}, 2) is None
    assert rules.next_after([1, 2], {1}, 9) == 1


def test_a_unit_is_named_only_when_the_words_name_one():
    units = [Choice(1, ("DMM", "Directie Mensenrechten")), Choice(2, ("DAF", "Directie Afrika"))]
    assert rules.named("de directie mensenrechten (DMM)", units) == 1
    assert rules.named("DMM en DAF", units) is None
    assert rules.named("het kabinet", units) is None


def test_the_theme_to_begin_with():
    themes = [Choice(7, ("Toezicht", "Oversight"))]
    nothing = {
        "same_section": None,
        "section": "Inleiding",
        "of_recommendation": None,
        "themes": themes,
    }
    assert rules.suggested_theme(**nothing) is None
    assert rules.suggested_theme(**nothing | {"section": "2. Toezicht"}) == 7
    assert rules.suggested_theme(**nothing | {"section": "Toezicht", "same_section": 5}) == 5
    assert rules.suggested_theme(**nothing | {"same_section": 5, "of_recommendation": 6}) == 6


@pytest.mark.parametrize(
    "words, title",
    [
        ("wijs een medewerker aan.", "Wijs een medewerker aan."),
        ("éénmaal per jaar", "Éénmaal per jaar"),
        ("eHerkenning invoeren", "eHerkenning invoeren"),
        ("Laat het zo", "Laat het zo"),
        ("3 posten openen", "3 posten openen"),
    ],
)
def test_a_title_begins_with_a_capital_unless_its_first_word_has_its_own(words, title):
    assert rules.title_from(words) == title
