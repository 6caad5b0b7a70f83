# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two publishers rarely write the same words: which of theirs are one, and which are not."""

import io
from itertools import permutations

import pytest

from praktijk.access.acting import System
from praktijk.recommendations.un.importers.nearly import Text, one_by_number, pairs
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importing import File, import_corpus, thematic_list, uhri_export, upr_info
from praktijk.recommendations.un.models import UNRecommendation
from tests.recommendations.un.made import separated, word
from tests.recommendations.un.made_uhri import as_json, record

WELLS = "Dig wells in every village of the north so that all may drink clean water"


def one(text, key=1, states="NL"):
    return Text(key, text, frozenset(states.split()))


@pytest.mark.parametrize(
    "other",
    [
        WELLS.replace("every", "each"),
        WELLS.replace("villages", "towns"),
        WELLS + ".",
        WELLS.upper(),
        WELLS.replace("so that", "so  that,"),
        WELLS.replace("clean", "cleaner"),
        "To " + WELLS.lower(),
        WELLS + " there",
    ],
)
def test_a_word_more_or_less_is_the_same(other):
    assert pairs([one(WELLS)], [one(other, 2)]) == [(1, 2)]


@pytest.mark.parametrize(
    "text,other",
    [
        (WELLS, "Build schools in every village of the south so that all may learn to read"),
        ("Ratify the first protocol to the covenant on rights", "Ratify the second protocol to the covenant on rights"),
        ("Ratify the convention known as CAT without delay now", "Ratify the convention known as CRC without delay now"),
        ("Report on the law of 2009 to the public at large", "Report on the law of 2010 to the public at large"),
        ("Do not extradite people to where they are tortured", "Do extradite people to where they are tortured"),
        ("Protect the rights of women in rural areas better", "Protect the rights of men in rural areas better"),
        ("Ratify OP-CAT", "Ratify OP-CRC"),
        ("Sign the treaty", "Sign the treaties"),
    ],
)  # fmt: skip
def test_another_number_instrument_or_negation_is_another(text, other):
    assert pairs([one(text)], [one(other, 2)]) == []


def test_only_what_a_state_made_together_is_one():
    assert pairs([one(WELLS, states="NL")], [one(WELLS, 2, states="FR")]) == []
    assert pairs([one(WELLS, states="NL FR")], [one(WELLS, 2, states="FR DE")]) == [(1, 2)]


def test_each_finds_its_likest_and_none_is_taken_twice():
    loose = [one(WELLS, 1), one(WELLS.replace("north", "south"), 2)]
    anchored = [one(WELLS.replace("north", "south") + " too", 3), one(WELLS + " too", 4)]
    assert sorted(pairs(loose, anchored)) == [(1, 4), (2, 3)]
    assert sorted(pairs(loose[::-1], anchored[::-1])) == [(1, 4), (2, 3)]
    assert len(pairs(loose, anchored[:1])) == 1


@pytest.mark.parametrize(
    "text,other,same",
    [
        ("12.1 " + WELLS, WELLS.replace("every village of the north", "all northern villages"), True),
        ("12.1 " + WELLS, "Teach all girls to read and write", False),
        ("Ratify the first protocol to the covenant", "Ratify the second protocol to the covenant", False),
        ("", "", True),
    ],
)
def test_under_one_number_less_likeness_is_enough(text, other, same):
    assert one_by_number(text, other) is same


def _taken(importer, name, content):
    with Findings() as found:
        import_corpus(
            by=System("test"), importer=importer, files=[File(name, io.BytesIO(content))], found=found
        )


@pytest.mark.django_db
@pytest.mark.parametrize("first", ["list", "index"])
def test_a_list_and_the_index_that_differ_in_words_under_one_paragraph_are_one(first):
    told = word(
        [
            "Recommendation",
            "Position",
            "Full list of themes",
            "Assessment/comments on level of implementation",
        ],
        [
            [
                "143.7 "
                + WELLS.replace("every village of the north", "all northern villages")
                + " (Netherlands);",
                "Supported",
                "D1",
                "",
            ]
        ],
    )
    index_file = as_json(record("a", Text=f"<p>143.7 {WELLS} (Netherlands);</p>"))
    steps = {
        "list": lambda: _taken(thematic_list("KE", session=21, cycle=2), "list.docx", told),
        "index": lambda: _taken(uhri_export(whole=False), "export.json", index_file),
    }
    for name in [first, *(steps.keys() - {first})] * 2:
        steps[name]()
    one = UNRecommendation.objects.get()
    assert {record.source for record in one.source_records.all()} == {"uhri", "thematic-list"}
    assert WELLS in one.texts.get().text


OF_UPR_INFO = separated(
    [
        ["To", "Text", "From", "Response", "Action", "Issue", "Session"],
        ["Kenya", WELLS.replace("every", "each"), "Netherlands", "Accepted", "5", "Water", "21"],
        ["Kenya", "Teach all girls to read and write before they are ten", "Netherlands", "Noted", "5", "Education", "21"],
    ]
)  # fmt: skip
OF_THE_INDEX = as_json(
    record("a", Text=f"<p>143.7 {WELLS} (Netherlands);</p>"),
    record("b", Text="<p>143.8 Teach all girls to read and write before they are nine (Netherlands);</p>"),
)
FILES = {"upr-info": (upr_info, OF_UPR_INFO), "uhri": (lambda: uhri_export(whole=False), OF_THE_INDEX)}


@pytest.mark.django_db
@pytest.mark.parametrize("order", [*permutations(FILES)], ids=" then ".join)
def test_in_whatever_order_they_are_imported_they_become_one(order):
    for name in (*order, *order):
        importer, content = FILES[name]
        with Findings() as found:
            import_corpus(
                by=System("test"), importer=importer(), files=[File(name, io.BytesIO(content))], found=found
            )
    wells = UNRecommendation.objects.get(paragraph="143.7")
    assert {record.source for record in wells.source_records.all()} == {"uhri", "upr-info"}
    assert wells.action == 5
    assert WELLS in wells.texts.get().text
    assert UNRecommendation.objects.count() in (2, 3)
    assert not UNRecommendation.objects.filter(source_records=None).exists()
