# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the charts of the register say in words, and what stands along their axes."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from praktijk.recommendations import charts
from praktijk.recommendations.queries import Filter, Register
from tests.factories import CommitmentFactory, ThemeFactory, coordinator

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


def register() -> Register:
    return Register(coordinator(), Filter(), today=TODAY)


def words_in(figure) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", figure.svg())


@pytest.mark.parametrize(
    "late,english,dutch",
    [
        ([1], "1 commitment is overdue, in “A”.", "1 toezegging is te laat, bij ‘A’."),
        ([3], "3 commitments are overdue, all in “A”.", "3 toezeggingen zijn te laat, alle bij ‘A’."),
        (
            [1, 2],
            "Of 3 overdue commitments, 2 are in “B”, more than in any other theme.",
            "Van de 3 toezeggingen die te laat zijn, vallen er 2 onder ‘B’; bij geen ander thema zijn het er meer.",
        ),
        (
            [2, 2],
            "Of 4 overdue commitments, there are 2 each in “A” and “B”.",
            "Van de 4 toezeggingen die te laat zijn, vallen er telkens 2 onder ‘A’ en ‘B’.",
        ),
        (
            [2, 2, 1],
            "Of 5 overdue commitments, there are 2 each in “A” and “B”, more than in any other theme.",
            "Van de 5 toezeggingen die te laat zijn, vallen er telkens 2 onder ‘A’ en ‘B’; "
            "bij geen ander thema zijn het er meer.",
        ),
        (
            [1, 1, 1, 1],
            "4 commitments are overdue; no more than 1 in any one theme.",
            "4 toezeggingen zijn te laat; bij geen enkel thema meer dan 1.",
        ),
    ],
)
def test_the_sentence_names_the_themes_with_most_overdue_also_when_they_are_several(late, english, dutch):
    for name, count in zip("ABCD", late, strict=False):
        theme = ThemeFactory(name_nl=name, name_en=name)
        CommitmentFactory.create_batch(count, recommendation__theme=theme, due_latest=date(2026, 1, 1))
    for language, sentence in (("en", english), ("nl", dutch)):
        with override(language):
            assert charts.states(register()).finding == sentence


@pytest.mark.parametrize(
    "late,english,dutch",
    [
        (1, "1 of them has passed without delivery.", "bij 1 daarvan is die voorbij zonder oplevering."),
        (2, "2 of them have passed without delivery.", "bij 2 daarvan is die voorbij zonder oplevering."),
    ],
)
def test_the_sentence_on_deadlines_counts_what_has_passed(late, english, dutch):
    CommitmentFactory.create_batch(late, due_latest=date(2026, 1, 1))
    CommitmentFactory(due_latest=date(2027, 1, 1))
    CommitmentFactory()
    for language, begin, end in (
        ("en", f"Of {late + 2} commitments {late + 1} name a term; ", english),
        ("nl", f"Van {late + 2} toezeggingen noemen er {late + 1} een termijn; ", dutch),
    ):
        with override(language):
            assert charts.deadlines(register()).finding == begin + end


@pytest.mark.parametrize("language,month", [("nl", "okt"), ("en", "Oct")])
def test_each_tick_of_the_deadlines_says_its_year(language, month):
    CommitmentFactory(due_earliest=date(2025, 4, 1), due_latest=date(2025, 6, 30))
    CommitmentFactory(due_earliest=date(2026, 10, 1), due_latest=date(2027, 3, 31))
    with override(language):
        words = words_in(charts.deadlines(register()))
    ticks = [word for word in words if re.fullmatch(r"\w{3,4}\.? 20\d\d", word)]
    assert len(ticks) >= 3
    assert len(ticks) == len(set(ticks))
    assert any(tick.startswith(month) for tick in ticks)


def test_ticks_of_a_short_line_of_time_are_days():
    CommitmentFactory(due_earliest=date(2026, 5, 15), due_latest=date(2026, 7, 1))
    words = words_in(charts.deadlines(register()))
    ticks = [word for word in words if re.fullmatch(r"\d+ \w{3,4}\.? 2026", word)]
    assert len(ticks) >= 3
    assert len(ticks) == len(set(ticks))


@pytest.mark.parametrize("count", [1, 2, 7, 23])
def test_no_tick_stands_between_whole_numbers(count):
    theme = ThemeFactory(name_nl="Thema", name_en="Theme")
    CommitmentFactory.create_batch(count, recommendation__theme=theme, due_latest=date(2026, 1, 1))
    shown = register()
    ticks = [word for word in words_in(charts.states(shown)) if word.isdigit()][:-1]
    assert ticks == sorted(set(ticks), key=int)
    assert ticks[0] == "0"
    assert 2 <= len(ticks) <= 7
