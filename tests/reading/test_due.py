# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for time, and the window that each of them means."""

from __future__ import annotations

from datetime import date

import pytest

from praktijk.sources.reading import Due
from praktijk.sources.reading.due import find_letter_date, find_windows
from praktijk.sources.reading.rules import rules_for

LETTER = date(2025, 10, 15)

DUTCH = """
eind 2025                               2025-10-01 2025-12-31
begin 2026                              2026-01-01 2026-03-31
medio 2026                              2026-05-01 2026-08-31
in de zomer van 2025                    2025-06-01 2025-08-31
in het najaar van 2026                  2026-09-01 2026-11-30
najaar 2026                             2026-09-01 2026-11-30
in het voorjaar van 2027                2027-03-01 2027-05-31
komend voorjaar                         2026-03-01 2026-05-31
in het voorjaar                         2026-03-01 2026-05-31
dit najaar                              2025-09-01 2025-11-30
in de loop van 2025                     2025-01-01 2025-12-31
in 2027                                 2027-01-01 2027-12-31
in het eerste kwartaal van 2026         2026-01-01 2026-03-31
Q3 2026                                 2026-07-01 2026-09-30
eind Q3 2026                            2026-09-01 2026-09-30
derde kwartaal 2026                     2026-07-01 2026-09-30
eerste helft van 2027                   2027-01-01 2027-06-30
in de tweede helft van 2026             2026-07-01 2026-12-31
in het tweede halfjaar van 2026         2026-07-01 2026-12-31
uiterlijk 1 juli 2026                   -          2026-07-01
uiterlijk eind 2025                     -          2025-12-31
uiterlijk in het tweede kwartaal van 2026 -        2026-06-30
vóór 1 januari 2027                     -          2026-12-31
voor 1 juli 2026                        -          2026-06-30
vóór de zomer van 2026                  -          2026-05-31
vóór de zomer                           -          2026-05-31
vóór het zomerreces                     -          2026-05-31
voor het einde van 2026                 -          2026-12-31
voor het eind van dit jaar              -          2025-12-31
na de zomer van 2026                    2026-09-01 -
binnen zes maanden                      -          2026-04-15
binnen twee jaar                        -          2027-10-15
binnen acht weken                       -          2025-12-10
dit jaar                                2025-01-01 2025-12-31
volgend jaar                            2026-01-01 2026-12-31
eind dit jaar                           2025-10-01 2025-12-31
begin volgend jaar                      2026-01-01 2026-03-31
vanaf 2027                              2027-01-01 -
vanaf oktober 2026                      2026-10-01 -
met ingang van 1 januari 2026           2026-01-01 -
per 1 april 2026                        2026-04-01 2026-04-01
op 3 maart 2026                         2026-03-03 2026-03-03
in maart 2026                           2026-03-01 2026-03-31
eind maart 2026                         2026-03-21 2026-03-31
begin maart 2026                        2026-03-01 2026-03-10
medio maart 2026                        2026-03-11 2026-03-20
in februari en maart 2026               2026-02-01 2026-03-31
in december                             2025-12-01 2025-12-31
tussen 2026 en 2028                     2026-01-01 2028-12-31
in de periode 2026-2028                 2026-01-01 2028-12-31
vanaf het schooljaar 2026-2027          2026-08-01 -
in de eerste maanden van 2026           2026-01-01 2026-03-31
in Q1 2027                              2027-01-01 2027-03-31
31-12-2026                              2026-12-31 2026-12-31
2026-12-31                              2026-12-31 2026-12-31
"""

ENGLISH = """
by the end of 2026                      -          2026-12-31
by end 2026                             -          2026-12-31
by end of Q2 2026                       -          2026-06-30
by mid-2026                             -          2026-08-31
no later than 30 September 2026         -          2026-09-30
by 31 March 2027                        -          2027-03-31
by March 31, 2027                       -          2027-03-31
before the summer of 2026               -          2026-05-31
in the summer of 2026                   2026-06-01 2026-08-31
in autumn 2026                          2026-09-01 2026-11-30
in spring 2026                          2026-03-01 2026-05-31
early 2026                              2026-01-01 2026-03-31
late 2026                               2026-10-01 2026-12-31
in late 2026                            2026-10-01 2026-12-31
Q2 2026                                 2026-04-01 2026-06-30
Q2 FY2026                               2026-04-01 2026-06-30
in the third quarter of 2026            2026-07-01 2026-09-30
first half of 2026                      2026-01-01 2026-06-30
December 2027                           2027-12-01 2027-12-31
in the course of 2026                   2026-01-01 2026-12-31
within six months                       -          2026-04-15
within 12 months                        -          2026-10-15
this year                               2025-01-01 2025-12-31
next year                               2026-01-01 2026-12-31
by the end of this year                 -          2025-12-31
from January 2026                       2026-01-01 -
as of January 2026                      2026-01-01 -
from 2026-27                            2026-04-01 -
in financial year 2026-27               2026-04-01 2027-03-31
from financial year 2026 to 2027        2026-04-01 -
on 1 January 2026                       2026-01-01 2026-01-01
by September 2026 at the latest         -          2026-09-30
"""

NO_WINDOW = (
    ("nl", "sinds 2021"),
    ("nl", "tot en met 2024"),
    ("nl", "de begroting 2026"),
    ("nl", "op 31 juni 2026"),
    ("nl", "op 30 februari 2026"),
    ("nl", "artikel 2026"),
    ("nl", "binnen zes maanden na verschijning"),
    ("nl", "de brief van 3 maart 2024"),
    ("en", "since 2021"),
    ("en", "until 2027"),
    ("en", "on 31 June 2026"),
    ("en", "within 12 months of publication"),
    ("en", "the letter of 3 March 2024"),
)


def cases(table: str) -> list[tuple[str, str, str]]:
    rows = [line.rsplit(None, 2) for line in table.strip().splitlines()]
    return [(words.strip(), first, last) for words, first, last in rows]


def windows(language: str, words: str, letter_date: date | None = LETTER) -> list[Due]:
    text = f"Dit gebeurt {words}." if language == "nl" else f"This happens {words}."
    return find_windows(text, text.lower(), 0, len(text), rules_for(language).due, letter_date)


def as_date(said: str) -> date | None:
    return None if said == "-" else date.fromisoformat(said)


@pytest.mark.parametrize(
    "language, words, first, last",
    [
        *(("nl", *case) for case in cases(DUTCH)),
        *(("en", *case) for case in cases(ENGLISH)),
    ],
)
def test_words_mean_a_window(language: str, words: str, first: str, last: str) -> None:
    found = windows(language, words)

    assert [(one.earliest, one.latest) for one in found] == [(as_date(first), as_date(last))]
    assert found[0].text == found[0].span.of(
        f"Dit gebeurt {words}." if language == "nl" else f"This happens {words}."
    )


@pytest.mark.parametrize("language, words", NO_WINDOW)
def test_what_is_no_window(language: str, words: str) -> None:
    assert windows(language, words) == []


@pytest.mark.parametrize(
    "words", ["dit jaar", "volgend jaar", "binnen zes maanden", "vóór de zomer", "komend voorjaar"]
)
def test_without_a_letters_date_nothing_is_guessed(words: str) -> None:
    assert windows("nl", words, None) == []


def test_a_year_that_was_not_said_is_marked() -> None:
    assert windows("nl", "in december")[0].derived
    assert not windows("nl", "in december 2025")[0].derived


@pytest.mark.parametrize(
    "language, head, found",
    [
        ("nl", "Den Haag, 5 september 2025", date(2025, 9, 5)),
        ("nl", "Datum: 12 juni 2025", date(2025, 6, 12)),
        ("nl", "Datum        12 juni 2025", date(2025, 6, 12)),
        ("nl", "Op 12 juni 2025 verscheen het rapport.", None),
        ("en", "Published 6 January 2026", date(2026, 1, 6)),
        ("en", "Date: 3 October 2025", date(2025, 10, 3)),
    ],
)
def test_the_letters_own_date(language: str, head: str, found: date | None) -> None:
    text = f"Aan de voorzitter\n{head}\n\nGeachte voorzitter,\n".lower()

    assert find_letter_date(text, rules_for(language).due) == found
