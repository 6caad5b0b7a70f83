# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter laid out: every word is on the page once, footnotes can be reached and left again."""

import re

from hypothesis import given
from hypothesis import strategies as st

from praktijk.sources.layout import Call, lay_out, readable
from praktijk.sources.marks import Mark
from praktijk.sources.templatetags.letters import letter

LETTER = """[bookmark: _Hlk1]Aanleiding

Het rapport[1] doet een aanbeveling.[2: Kamerstuk 39999, nr. 12.] Wij nemen die over.
- eerst dit
- dan dat

Tot slot

Dit is het einde[1].

[1] Tussen wal en schip, 2024.
"""
HEADINGS = [
    (LETTER.index("Aanleiding"), LETTER.index("Aanleiding") + 10),
    (LETTER.index("Tot slot"), LETTER.index("Tot slot") + 8),
]


def words_of(laid) -> str:
    said = [run.text for piece in laid.pieces for run in piece.runs if not isinstance(run, Call)]
    return "".join("".join(said).split())


@st.composite
def texts_with_headings_and_marks(draw):
    text = draw(st.text(alphabet=st.sampled_from("ab. \n-1)\t"), max_size=120))
    ends = draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    headings = [pair for pair in zip(ends[::2], ends[1::2], strict=False) if pair[0] < pair[1]]
    marks = [
        Mark(start, end, "rec", label=str(number))
        for number, (start, end) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=5))
        )
    ]
    return text, headings, marks


@given(texts_with_headings_and_marks())
def test_every_word_of_a_text_without_notes_is_on_the_page_once_and_in_order(case):
    text, headings, marks = case
    laid = lay_out(text, headings, marks)
    assert words_of(laid) == "".join(text.split())
    assert laid.notes == []


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_any_text_can_be_laid_out_and_drawn(text, places):
    laid = lay_out(text, [], [Mark(start, end, "com", label="<1>") for start, end in places])
    html = letter(laid)
    assert html.count("<p>") == html.count("</p>")
    assert html.count("<mark") == html.count("</mark>")
    assert "<1>" not in html


def test_headings_paragraphs_and_points_of_a_list_stand_apart():
    laid = lay_out(LETTER, HEADINGS, [])
    assert [
        (piece.kind, "".join(run.text for run in piece.runs if not isinstance(run, Call)).strip())
        for piece in laid.pieces
    ] == [
        ("heading", "Aanleiding"),
        ("paragraph", "Het rapport doet een aanbeveling. Wij nemen die over."),
        ("paragraph", "- eerst dit"),
        ("paragraph", "- dan dat"),
        ("heading", "Tot slot"),
        ("paragraph", "Dit is het einde."),
    ]


def test_footnotes_of_both_kinds_are_below_and_lead_back_to_their_first_number():
    html = letter(lay_out(LETTER, HEADINGS, []))
    assert html.count('id="c1" href="#f1"') == 1
    assert html.count('href="#f1"') == 2
    for number, words in (("1", "Tussen wal en schip, 2024."), ("2", "Kamerstuk 39999, nr. 12.")):
        note = re.search(rf'<li id="f{number}".*?</li>', html, re.DOTALL)[0]
        assert words in note
        assert f'href="#c{number}"' in note
    assert "bookmark" not in html


def test_words_of_the_letter_are_never_markup():
    text = "<script>alert(1)</script> & <b>vet</b>"
    html = letter(
        lay_out(text, [], [Mark(0, 8, "rec", label='"><img>', word="<i>", href='"onclick="x', anchor='"')])
    )
    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert '"onclick' not in html


def test_a_reference_is_a_link_even_inside_a_mark_and_never_around_another_link():
    text = "Zie Kamerstuk 39999, nr. 12 voor het plan."
    marks = [
        Mark(4, 27, "cite", href="https://example.org/kst-39999-12"),
        Mark(14, 41, "rec", label="3", word="aanbeveling", href="?current=3"),
    ]
    html = letter(lay_out(text, [], marks))
    assert html.count("https://example.org/kst-39999-12") == 2
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html)


def test_quotes_are_read_on_one_line_without_footnotes():
    assert readable("Het  rapport[1]\nzegt [bookmark: x]dit[2: Zie daar.].") == "Het rapport zegt dit."
