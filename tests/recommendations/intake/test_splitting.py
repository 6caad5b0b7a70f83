# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a proposal can be split."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from praktijk.recommendations.intake import splitting


def parts(text: str, language: str) -> list[str]:
    places = [0, *splitting.split_places(text, 0, len(text), language), len(text)]
    return [text[first:last].strip() for first, last in pairwise(places)]


@pytest.mark.parametrize(
    "language,expected",
    [
        ("nl", ["Wij maken een plan.", "Het komt in mei uit."]),
        ("nl", ["Wij maken een plan;", "het komt in mei uit."]),
        ("nl", ["Het kabinet zal een loket openen", "en zal de Kamer daarover informeren."]),
        (
            "nl",
            ["Het kabinet opent een loket, dat heeft het al gemeld,", "en de minister informeert de Kamer."],
        ),
        ("nl", ["Ik zal een loket openen", "en daarnaast zal ik de Kamer ieder jaar informeren."]),
        ("nl", ["Ik zal doen wat volgt:\n\n- een plan maken", "- een loket openen"]),
        ("nl", ["Geef minder subsidies,", "en geef ze allemaal voor drie jaar."]),
        ("nl", ["Zie Kamerstuk 39999, nr. 12 voor het plan van dhr. De Wit en anderen."]),
        ("nl", ["Iedere post heeft een medewerker die dag en nacht bereikbaar is."]),
        ("nl", ["Het kabinet zal zorgen voor toezicht, scholing en het geven van voorlichting aan allen."]),
        ("nl", ["Het kabinet zal een plan maken, een loket openen en de Kamer informeren over beide."]),
        ("nl", ["Het plan van de minister en het kabinet over regen, wind en zon is af."]),
        ("en", ["The government will open a desk", "and it will report to Parliament every year."]),
        ("en", ["The ministry accepts this", "and will publish a plan by May 2027."]),
        ("en", ["The ministry will publish a plan and a list of e.g. desks and report on both."]),
    ],
)
def test_a_split_is_offered_where_a_sentence_or_clause_of_its_own_begins(language, expected):
    text = " ".join(expected)
    if "- een loket" in text:
        text = "\n".join(expected)
        expected = ["Ik zal doen wat volgt:", "- een plan maken", "- een loket openen"]
    assert parts(text, language) == expected


@given(
    st.text(alphabet="ab .,;\nE", max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.sampled_from(["nl", "en"]),
)
def test_a_passage_is_split_only_where_words_remain_on_both_sides(text, one, other, language):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for at in splitting.split_places(text, start, end, language):
        assert text[start:at].strip()
        assert text[at:end].strip()


def test_typed_words_are_found_within_the_passage_and_at_the_beginning_of_a_word():
    text = "een deelplan en een plan[2: Zie daar.] voor een plan"
    assert splitting.places_of(text, 0, len(text), "plan") == [text.index(" plan[") + 1, text.rindex("plan")]
    assert splitting.places_of(text, 0, len(text), "een\nplan voor") == [text.index("een plan[")]
    assert splitting.places_of(text, 0, text.rindex("plan"), "voor een plan") == []
    assert splitting.places_of(text, 0, len(text), " ") == []


@pytest.mark.parametrize(
    "words,alone",
    [
        ("en zal de Kamer informeren", "zal de Kamer informeren"),
        ("But we will", "we will"),
        ("enkel dit", "enkel dit"),
    ],
)
def test_a_second_part_stands_without_the_word_that_tied_it_to_the_first(words, alone):
    assert splitting.without_conjunction(words) == alone
