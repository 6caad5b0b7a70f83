# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks over a text: nothing of the text is lost, and each mark begins and ends once."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from praktijk.sources.marks import Mark, Marked

TEXT = "Het kabinet neemt de aanbeveling over en komt eind 2025 met een plan."


@st.composite
def texts_with_marks(draw):
    text = draw(st.text(max_size=80))
    places = st.tuples(st.integers(-3, len(text) + 3), st.integers(-3, len(text) + 3))
    marks = [
        Mark(start, end, draw(st.sampled_from(["rec", "pos", "com", "due"])), label=str(number))
        for number, (start, end) in enumerate(draw(st.lists(places, max_size=8)))
    ]
    return text, marks


@given(texts_with_marks(), st.lists(st.integers(0, 80), max_size=4))
def test_the_runs_of_all_pieces_together_are_the_text(case, cuts):
    text, marks = case
    marked = Marked(text, marks)
    edges = [0, *sorted(cut for cut in set(cuts) if 0 < cut < len(text)), len(text)]
    runs = [run for start, end in pairwise(edges) if start < end for run in marked.runs(start, end)]
    assert "".join(run.text for run in runs) == text


@given(texts_with_marks())
def test_a_mark_lies_over_exactly_its_own_words_and_begins_and_ends_once(case):
    text, marks = case
    runs = Marked(text, marks).runs(0, len(text))
    for mark in marks:
        over = [(run, opening) for run in runs for opening in run.marks if opening.mark == mark]
        if not 0 <= mark.start < mark.end <= len(text):
            assert over == []
            continue
        assert "".join(run.text for run, _ in over) == text[mark.start : mark.end]
        assert [opening.first for _, opening in over].count(True) == 1
        assert [opening.last for _, opening in over].count(True) == 1


def test_marks_that_lie_through_each_other_are_cut_at_every_boundary():
    first, second = Mark(4, 17, "rec"), Mark(12, 24, "pos")
    runs = Marked(TEXT, [second, first]).runs(0, 30)
    assert [(run.text, [opening.mark.kind for opening in run.marks]) for run in runs] == [
        ("Het ", []),
        ("kabinet ", ["rec"]),
        ("neemt", ["rec", "pos"]),
        (" de aan", ["pos"]),
        ("beveli", []),
    ]
