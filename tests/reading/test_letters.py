# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reader finds in whole letters, against a person's own reading of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from praktijk.sources.reading import SURE, Reading, read_file
from tests.reading.scoring import KINDS, Score, letters_in, score, sure_and_unsure

LETTERS = Path(__file__).parents[1] / "letters"
REAL = Path(__file__).parents[3] / "shared" / "letters" / "kst-32735-403-bijlage.txt"

BY_ANOTHER_HAND = ("4", "5")
"""Letters whose names begin so were held out at first: harder than those that the first rules were made on."""

LEAST = {
    "sections": ((0.97, 0.99), (0.85, 0.97)),
    "recommendations": ((0.96, 0.96), (0.80, 0.75)),
    "positions": ((0.96, 0.94), (0.85, 0.70)),
    "commitments": ((0.95, 0.95), (0.80, 0.80)),
    "windows": ((0.97, 0.96), (0.92, 0.80)),
    "references": ((0.99, 0.99), (0.95, 0.90)),
}
"""Precision and recall below which a change has made the reader worse: on letters by the hand that made the first
rules, and by another hand."""


@cache
def read_dev() -> dict[str, tuple[Reading, Score]]:
    found = {}
    for path, truth in letters_in(LETTERS / "dev"):
        reading = read_file(path)
        found[path.stem] = (reading, score(reading, truth))
    return found


@cache
def read_real() -> Score:
    truth = json.loads((LETTERS / "kst-32735-403.truth.json").read_text(encoding="utf-8"))
    return score(read_file(REAL), truth)


def test_the_letters_are_as_different_as_real_ones() -> None:
    languages = {reading.source.language for reading, _ in read_dev().values()}
    positions = {
        one.position.value
        for reading, _ in read_dev().values()
        for one in reading.recommendations
        if one.position is not None
    }

    assert len(read_dev()) >= 15
    assert languages == {"nl", "en"}
    assert len(positions) == 8


@pytest.mark.parametrize("by_another", [False, True], ids=["by_the_first_hand", "by_another_hand"])
@pytest.mark.parametrize("kind", KINDS)
def test_all_letters_together(kind: str, by_another: bool) -> None:
    total = Score()
    for name, (_, one) in read_dev().items():
        if name.startswith(BY_ANOTHER_HAND) == by_another:
            total.add(one)
    precision, recall = LEAST[kind][by_another]

    assert total.counts[kind].precision >= precision, total.misses
    assert total.counts[kind].recall >= recall, total.misses


@pytest.mark.parametrize(
    "name",
    [path.stem for path, _ in letters_in(LETTERS / "dev") if not path.stem.startswith(BY_ANOTHER_HAND)],
)
def test_no_letter_is_read_badly(name: str) -> None:
    _, one = read_dev()[name]

    for kind in ("recommendations", "positions", "commitments"):
        count = one.counts[kind]
        assert count.recall >= 0.75, (kind, one.misses)
        assert count.precision >= 0.8, (kind, one.misses)


def test_what_is_sure_is_more_often_right() -> None:
    sure, unsure = sure_and_unsure(LETTERS / "dev")

    assert sure.proposed > unsure.proposed
    assert sure.precision >= 0.93
    assert sure.precision >= unsure.precision


def test_what_is_not_sure_says_why() -> None:
    for reading, _ in read_dev().values():
        for one in (*reading.recommendations, *reading.commitments):
            assert one.confidence >= SURE or one.doubts, one


@pytest.mark.shared
@pytest.mark.skipif(not REAL.exists(), reason="the real letter is not in ../shared")
def test_the_real_letter() -> None:
    counts = read_real().counts

    assert counts["sections"].found == counts["sections"].wanted
    assert counts["recommendations"].found >= 22
    assert counts["positions"].found >= 20
    assert counts["commitments"].found >= 22
    assert counts["windows"].found == counts["windows"].wanted
    assert counts["windows"].proposed == counts["windows"].right
    assert counts["references"].found == counts["references"].wanted
    wrong = sum(
        counts[kind].proposed - counts[kind].right
        for kind in ("recommendations", "commitments", "references")
    )
    assert wrong <= 2
